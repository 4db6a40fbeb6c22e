import { describe, expect, it } from '@jest/globals';
import type { SandboxControl } from '../../../src/sandbox/control/types.ts';
import type { CatalogueSku } from '../../../src/sandbox/generate/catalogue.ts';
import type { SandboxOptions } from '../../../src/sandbox/options.ts';
import {
  readTiktokFixture,
  shopCaller,
  withSandbox,
  type ShopCaller,
  type WireAnswer,
} from '../../helpers/sandboxClient.ts';

type Row = Readonly<Record<string, unknown>>;
interface Stock {
  readonly inventory: readonly { readonly product_id: string; readonly skus: readonly Row[] }[];
}
interface Lab {
  readonly call: ShopCaller;
  readonly control: SandboxControl;
  /** The first SKU of the first shop. */
  readonly sku: CatalogueSku;
  /** Ids of its sales warehouses. */
  readonly warehouses: readonly string[];
  /** Sends `skus` to the product of the first SKU. */
  readonly update: (skus: unknown, productId?: string) => Promise<WireAnswer>;
  readonly available: (skuId: string) => number | undefined;
}

const SEARCH = '/product/202309/inventory/search';
const fields = (value: unknown): string[] => Object.keys(value as object).sort();

async function withLab(task: (lab: Lab) => Promise<void>, shops?: SandboxOptions['shops']): Promise<void> {
  const options = { shops: shops ?? [{ region: 'US', orders: 0, skus: 12 }] } as const;
  await withSandbox(options, async (client) => {
    const { control } = client.sandbox;
    const call = await shopCaller(client);
    const [sku] = control.catalogue();
    if (!sku) throw new Error('The shop sells nothing.');
    await task({
      call,
      control,
      sku,
      warehouses: control.warehouses().map(({ warehouseId }) => warehouseId),
      update: (skus, productId = sku.productId) =>
        call('POST', `/product/202309/products/${productId}/inventory/update`, {}, { skus }),
      available: (skuId) => control.stock().find((one) => one.skuId === skuId)?.available,
    });
  });
}

const TWO_WAREHOUSES = [{ region: 'US', orders: 0, skus: 12, warehouses: 2 }] as const;

describe('inventory/search', () => {
  it('tells the stock of SKUs and of products', async () => {
    await withLab(async ({ call, sku }) => {
      const bySku = await call<Stock>('POST', SEARCH, {}, { sku_ids: [sku.skuId, sku.skuId, '1'] });
      const byProduct = await call<Stock>('POST', SEARCH, {}, { product_ids: [sku.productId, '1'] });

      expect(bySku.data.inventory).toMatchObject([
        { product_id: sku.productId, skus: [{ id: sku.skuId, total_available_quantity: sku.quantity }] },
      ]);
      expect(byProduct.data.inventory).toHaveLength(1);
      expect(byProduct.data.inventory[0]?.skus).toHaveLength(4);
    });
  });

  it('has the fields of realistic stock', async () => {
    await withLab(async ({ call, sku }) => {
      const { data } = await call<Stock>('POST', SEARCH, {}, { sku_ids: [sku.skuId] });

      const wanted = (readTiktokFixture('realistic/inventory-search') as { data: Stock }).data;
      expect(fields(data.inventory[0])).toEqual(fields(wanted.inventory[0]));
      expect(fields(data.inventory[0]?.skus[0])).toEqual(fields(wanted.inventory[0]?.skus[0]));
    });
  });

  it('prefers SKU ids, and refuses none, too many and wrong ones', async () => {
    await withLab(async ({ call, sku }) => {
      const both = await call<Stock>('POST', SEARCH, {}, { sku_ids: [sku.skuId], product_ids: [sku.productId] });
      const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => String(index + 1));

      expect(both.data.inventory[0]?.skus).toHaveLength(1);
      expect(await call('POST', SEARCH, {}, {})).toMatchObject({ status: 400, code: 36009004 });
      expect(await call('POST', SEARCH, {}, { sku_ids: ids(600) })).toMatchObject({ code: 0 });
      expect(await call('POST', SEARCH, {}, { sku_ids: ids(601) })).toMatchObject({ status: 200, code: 12019015 });
      expect(await call('POST', SEARCH, {}, { product_ids: ids(101) })).toMatchObject({ code: 12019120 });
      expect(await call('POST', SEARCH, {}, { product_ids: ['a'] })).toMatchObject({ code: 12019008 });
    });
  });

  it('shows what a promotion locks', async () => {
    await withLab(async ({ call, control, sku }) => {
      control.setStock(sku.skuId, 1, 50);
      control.setSku(sku.skuId, { isPromoted: true });
      const { data } = await call<Stock>('POST', SEARCH, {}, { sku_ids: [sku.skuId] });

      expect(data.inventory[0]?.skus[0]).toMatchObject({
        total_available_quantity: 50,
        total_available_inventory_distribution: {
          in_shop_inventory: { quantity: 30 },
          campaign_inventory: [{ quantity: 20 }],
        },
      });
    });
  });

  it('leaves out what is gone', async () => {
    await withLab(async ({ call, control, sku }) => {
      const search = async (): Promise<unknown> =>
        (await call<Stock>('POST', SEARCH, {}, { sku_ids: [sku.skuId] })).data.inventory;
      control.setSku(sku.skuId, { isGone: true });
      expect(await search()).toEqual([]);

      control.setSku(sku.skuId, { isGone: false });
      control.setProduct(sku.productId, { status: 'DELETED' });
      expect(await search()).toEqual([]);
    });
  });
});

describe('inventory/update', () => {
  it('sets what is available, also to 0, and makes the product new', async () => {
    await withLab(async ({ update, available, control, sku, warehouses: [warehouse] }) => {
      const answer = await update([{ id: sku.skuId, inventory: [{ warehouse_id: warehouse, quantity: 7 }] }]);
      const product = control.products().find(({ productId }) => productId === sku.productId);

      expect(answer).toMatchObject({ status: 200, code: 0, data: {} });
      expect(Object.keys(answer.data)).toEqual([]);
      expect(available(sku.skuId)).toBe(7);
      expect(product?.updateTime).toBeGreaterThan(control.now() - 60);
      // a SKU of one warehouse may leave out which
      await update([{ id: sku.skuId, inventory: [{ quantity: 0 }] }]);
      expect(available(sku.skuId)).toBe(0);
    });
  });

  it('refuses one SKU and sets the others, as realistic answers say', async () => {
    await withLab(async ({ update, available, control, sku, warehouses: [warehouse] }) => {
      const [, other] = control.catalogue();
      const foreign = '7200000000000000099';
      const { code, data } = await update([
        { id: sku.skuId, inventory: [{ warehouse_id: foreign, quantity: 7 }] },
        { id: other?.skuId, inventory: [{ warehouse_id: warehouse, quantity: 7 }] },
      ]);

      const wanted = (readTiktokFixture('realistic/inventory-update-partial-error') as { data: { errors: Row[] } })
        .data;
      const errors = data['errors'] as { detail: { extra_errors: Row[] } }[];
      expect(code).toBe(0);
      expect(errors).toMatchObject([
        {
          code: 12052990,
          detail: { sku_id: sku.skuId, extra_errors: [{ warehouse_id: foreign, code: 12052097 }] },
        },
      ]);
      expect(fields(errors[0])).toEqual(fields(wanted.errors[0]));
      expect([available(sku.skuId), available(other?.skuId ?? '')]).toEqual([sku.quantity, 7]);
    });
  });

  it('wants every warehouse of the SKU, and no other', async () => {
    await withLab(async ({ update, available, control, sku, warehouses: [first, second] }) => {
      const send = async (...inventory: unknown[]): Promise<unknown> =>
        (await update([{ id: sku.skuId, inventory }])).data['errors'];

      expect(await send({ warehouse_id: first, quantity: 1 })).toMatchObject([{ code: 12019028 }]);
      expect(await send({ quantity: 1 })).toMatchObject([{ code: 12019028 }]);
      expect(await send()).toMatchObject([{ code: 12019022 }]);
      expect(await send({ warehouse_id: first, quantity: 1 }, { warehouse_id: first, quantity: 1 })).toMatchObject([
        { code: 12052555 },
      ]);
      expect(available(sku.skuId)).toBe(sku.quantity);
      expect(await send({ warehouse_id: first, quantity: 1 }, { warehouse_id: second, quantity: 2 })).toBeUndefined();
      expect(available(sku.skuId)).toBe(3);
      control.setSku(sku.skuId, { warehouses: [1] });
      expect(await send({ warehouse_id: first, quantity: 1 }, { warehouse_id: second, quantity: 2 })).toMatchObject([
        { code: 12052990, detail: { extra_errors: [{ warehouse_id: second, code: 12052533 }] } },
      ]);
    }, TWO_WAREHOUSES);
  });

  it('takes nothing for a warehouse that is off, gone, for returns, or of another shop', async () => {
    const shops = [...TWO_WAREHOUSES, { region: 'GB', orders: 0 }] as const;
    await withLab(async ({ call, update, control, sku, warehouses: [first, second] }) => {
      const [, other] = control.shops();
      const [foreign] = control.warehouses(other?.shopId);
      const all = await call<{ warehouses: { id: string; type: string }[] }>('GET', '/logistics/202309/warehouses');
      const returns = all.data.warehouses.find(({ type }) => type === 'RETURN_WAREHOUSE');
      const send = async (warehouse?: string): Promise<unknown> => {
        const wanted = [first, ...(warehouse === undefined ? [] : [warehouse])];
        const inventory = wanted.map((id) => ({ warehouse_id: id, quantity: 5 }));
        const errors = (await update([{ id: sku.skuId, inventory }])).data['errors'] as
          { code: number; detail: { extra_errors?: { code: number }[] } }[] | undefined;
        return errors?.map(({ code, detail }) => detail.extra_errors?.map((extra) => extra.code) ?? code);
      };

      expect(await send(foreign?.warehouseId)).toEqual([[12052530]]);
      expect(await send(returns?.id)).toEqual([[12052532]]);
      control.setWarehouse(2, { status: 'RESTRICTED' });
      expect(await send(second)).toEqual([[12052403]]);
      control.setWarehouse(2, { status: 'DISABLED' });
      expect(await send(second)).toEqual([[12052531]]);
      expect(await send()).toBeUndefined();
      control.setWarehouse(2, { isGone: true });
      expect(await send(second)).toEqual([[12052097]]);
      expect(await send()).toBeUndefined();
    }, shops);
  });

  it.each([
    { quantity: -1, code: 12019024 },
    { quantity: 100_000, code: 12052055 },
    { quantity: 1_000_000_000, code: 12052055 },
  ])('refuses $quantity units: $code', async ({ quantity, code }) => {
    await withLab(async ({ update, available, sku, warehouses: [warehouse] }) => {
      const { data } = await update([{ id: sku.skuId, inventory: [{ warehouse_id: warehouse, quantity }] }]);

      expect(data['errors']).toMatchObject([{ code: 12052990, detail: { extra_errors: [{ code }] } }]);
      expect(available(sku.skuId)).toBe(sku.quantity);
    });
  });

  it('refuses stock that is derived, shared, global, promoted, or of nothing', async () => {
    await withLab(async ({ update, control, sku, warehouses: [warehouse] }) => {
      const bundle = control.catalogue().find(({ kind }) => kind === 'bundle');
      const send = async (skuId = sku.skuId, productId?: string): Promise<unknown> =>
        (await update([{ id: skuId, inventory: [{ warehouse_id: warehouse, quantity: 1 }] }], productId)).data[
          'errors'
        ];

      expect(await send(bundle?.skuId, bundle?.productId)).toMatchObject([{ code: 12052850 }]);
      control.setSku(sku.skuId, { stockRule: 'shared' });
      expect(await send()).toMatchObject([{ code: 12052921 }]);
      control.setSku(sku.skuId, { stockRule: 'global' });
      expect(await send()).toMatchObject([{ code: 12052141 }]);
      control.setSku(sku.skuId, { stockRule: 'own', isPromoted: true });
      expect(await send()).toMatchObject([{ code: 12052393 }]);
      control.removeSku(sku.skuId);
      expect(await send()).toMatchObject([{ code: 12052556, detail: { sku_id: sku.skuId } }]);
    });
  });

  it('refuses the whole call for products that cannot be changed, and for lists that make no sense', async () => {
    await withLab(async ({ call, update, control, sku, warehouses: [warehouse] }) => {
      const row = { id: sku.skuId, inventory: [{ warehouse_id: warehouse, quantity: 1 }] };

      expect(await update([row], '1')).toMatchObject({ status: 200, code: 12052032, data: null });
      expect(await update([])).toMatchObject({ code: 12052902 });
      expect(await update([row, row])).toMatchObject({ code: 12052553 });
      expect(await update([{ inventory: [] }])).toMatchObject({ code: 12052036 });
      expect(await update(Array.from({ length: 301 }, (_, index) => ({ id: String(index) })))).toMatchObject({
        code: 12052050,
      });
      expect(await update([{ id: 5 }])).toMatchObject({ status: 400, code: 36009004 });
      expect(await update([{ id: '5', inventory: [{}] }])).toMatchObject({ status: 400, code: 36009004 });
      expect(await update('all')).toMatchObject({ status: 400, code: 36009004 });
      expect(await call('POST', `/product/202309/products/${sku.productId}/inventory/update`, {}, {})).toMatchObject({
        status: 400,
        code: 36009004,
      });
      control.setProduct(sku.productId, { status: 'FREEZE' });
      expect(await update([row])).toMatchObject({ code: 12052901 });
      control.setProduct(sku.productId, { status: 'SELLER_DEACTIVATED' });
      expect(await update([row])).toMatchObject({ code: 0, data: {} });
    });
  });
});
