import { afterEach, describe, expect, it } from '@jest/globals';
import type { SandboxOptions } from '../../src/sandbox/options.ts';
import { searchInventory, type SkuQuantities, updateInventory } from '../../src/tiktok/inventory.ts';
import { listWarehouses } from '../../src/tiktok/logistics.ts';
import { updatePrices } from '../../src/tiktok/prices.ts';
import { getProduct, type ProductFilter, searchAllProducts } from '../../src/tiktok/products.ts';
import { type LinkedSandbox, linkSandbox } from '../helpers/linkedSandbox.ts';

const START = 1_760_000_000;
let linked: LinkedSandbox;

afterEach(() => linked.close());

async function link(shop: object, settings: SandboxOptions['settings'] = {}): Promise<LinkedSandbox> {
  linked = await linkSandbox({ seed: 'goods', shops: [{ region: 'US', orders: 0, ...shop }], settings });
  return linked;
}

async function idsOf({ client, shop }: LinkedSandbox, filter: ProductFilter = {}): Promise<string[]> {
  const ids: string[] = [];
  for await (const page of searchAllProducts(client, shop, filter, { pageSize: 10 })) {
    expect(page.rejected).toEqual([]);
    ids.push(...page.products.map(({ id }) => id));
  }
  return ids;
}

/** Stock of all warehouses of a SKU as the sandbox has it. */
function stockOf({ sandbox }: LinkedSandbox, skuId: string): (readonly [string, number, number])[] {
  const view = sandbox.control.stock().find((stock) => stock.skuId === skuId);
  return (view?.warehouses ?? []).map(({ warehouseId, available, committed }) => [warehouseId, available, committed]);
}

describe('a catalogue beyond what TikTok lists', () => {
  it('is read whole, each product once, and in parts by time', async () => {
    await link({ skus: 120, skusPerProduct: 1 }, { productSearchLimit: 30 });
    const products = linked.sandbox.control.products();
    for (const [index, { productId }] of products.entries()) {
      linked.sandbox.control.setProduct(productId, { updateTime: START + index * 3600 });
    }
    const expected = products.map(({ productId }) => productId).sort();

    expect((await idsOf(linked)).sort()).toEqual(expected);
    const half = await idsOf(linked, { updateTimeGe: START, updateTimeLe: START + 59 * 3600 });
    expect(half.sort()).toEqual(
      expected.filter((id) => products.slice(0, 60).some(({ productId }) => productId === id)),
    );
  });

  it('is told apart by the time of making where all was changed in one second', async () => {
    await link({ skus: 40, skusPerProduct: 1 }, { productSearchLimit: 30 });
    const products = linked.sandbox.control.products();
    for (const { productId } of products) linked.sandbox.control.setProduct(productId, { updateTime: START });

    expect((await idsOf(linked)).sort()).toEqual(products.map(({ productId }) => productId).sort());
  });
});

describe('stock', () => {
  it('is read with what orders hold, set per warehouse, and read back', async () => {
    await link({ skus: 12, warehouses: 2 });
    const { client, shop, sandbox } = linked;
    const skuIds = sandbox.control.catalogue().map(({ skuId }) => skuId);

    const { stocks, rejected } = await searchInventory(client, shop, { skuIds });
    expect(rejected).toEqual([]);
    expect(stocks.map(({ skuId }) => skuId).sort()).toEqual(skuIds.toSorted());
    for (const { skuId, warehouses } of stocks) {
      expect(warehouses.map((one) => [one.warehouseId, one.available, one.committed]).sort()).toEqual(
        stockOf(linked, skuId).sort(),
      );
    }
    const one = stocks.find(({ warehouses }) => warehouses.length === 2);
    const inventory = (one?.warehouses ?? []).map(({ warehouseId }, index) => ({
      warehouse_id: warehouseId,
      quantity: index * 99_999,
    }));
    const wanted: SkuQuantities[] = [{ id: one?.skuId ?? '', inventory }];

    expect(await updateInventory(client, shop, one?.productId ?? '', wanted)).toEqual([]);
    expect(await updateInventory(client, shop, one?.productId ?? '', wanted)).toEqual([]);
    const after = await searchInventory(client, shop, { productIds: [one?.productId ?? ''] });
    expect(after.stocks.find(({ skuId }) => skuId === one?.skuId)).toMatchObject({ available: 99_999 });
    expect((await listWarehouses(client, shop)).items.map(({ id }) => id)).toEqual(
      expect.arrayContaining(inventory.map(({ warehouse_id }) => warehouse_id)),
    );
  });

  it('of one bad SKU stops nothing, and comes back with the reason and what to do', async () => {
    await link({ skus: 12, warehouses: 2 });
    const { client, shop, sandbox } = linked;
    const product = sandbox.control.products().find(({ skuIds }) => skuIds.length > 2);
    const [good = '', partial = '', foreign = ''] = product?.skuIds ?? [];
    const ids = stockOf(linked, good).map(([warehouseId]) => warehouseId);
    const all = (warehouseIds: readonly string[], quantity: number): SkuQuantities['inventory'] =>
      warehouseIds.map((warehouse_id) => ({ warehouse_id, quantity }));

    const refusals = await updateInventory(client, shop, product?.productId ?? '', [
      { id: good, inventory: all(ids, 7) },
      { id: partial, inventory: all(ids.slice(0, 1), 7) },
      { id: foreign, inventory: all([...ids, '7299999999999999999'], 7) },
    ]);

    const codes = refusals.map(({ skuId, code, warehouses }) => [skuId, code, ...warehouses.map((one) => one.code)]);
    expect(codes.map(([skuId]) => skuId)).toEqual([partial, foreign]);
    expect(codes[0]).toContain(12019028);
    expect([12052530, 12052097].some((code) => codes[1]?.includes(code))).toBe(true);
    expect(refusals.every(({ remedy }) => (remedy ?? '').includes('tiktok-odoo sync inventory'))).toBe(true);
    expect(stockOf(linked, good).map(([, available]) => available)).toEqual([7, 7]);
  });

  it('of a product that is gone is refused as a whole', async () => {
    await link({ skus: 4 });
    const { client, shop, sandbox } = linked;
    const [product] = sandbox.control.products();
    const productId = product?.productId ?? '';
    sandbox.control.setProduct(productId, { status: 'DELETED' });
    const skus = [{ id: product?.skuIds[0] ?? '', inventory: [{ warehouse_id: '1', quantity: 1 }] }];

    await expect(updateInventory(client, shop, productId, skus)).rejects.toMatchObject({
      code: 'E_TIKTOK_API',
      remedy: expect.any(String),
    });
  });
});

describe('prices', () => {
  it('are set, and are seen on the product', async () => {
    await link({ skus: 4 });
    const { client, shop, sandbox } = linked;
    const [product] = sandbox.control.products();
    const productId = product?.productId ?? '';
    const skus = (product?.skuIds ?? []).map((id, index) => ({ id, amount: `${index + 3}.50`, currency: 'USD' }));

    await updatePrices(client, shop, productId, skus);
    await updatePrices(client, shop, productId, skus);

    const detail = await getProduct(client, shop, productId);
    expect(detail.skus?.map(({ id, price }) => [id, Number(price?.tax_exclusive_price ?? price?.sale_price)])).toEqual(
      skus.map(({ id, amount }) => [id, Number(amount)]),
    );
  });

  it('in another currency, or locked by a promotion, are refused with what to do', async () => {
    await link({ skus: 4 });
    const { client, shop, sandbox } = linked;
    const [product] = sandbox.control.products();
    const [id = ''] = product?.skuIds ?? [];
    const set = (currency: string): Promise<void> =>
      updatePrices(client, shop, product?.productId ?? '', [{ id, amount: '4.50', currency }]);

    await expect(set('JPY')).rejects.toMatchObject({ apiCode: 12052084, remedy: expect.stringContaining('currency') });
    sandbox.control.setSku(id, { isPromoted: true });
    await expect(set('USD')).rejects.toMatchObject({ remedy: expect.stringContaining('promotion') });
  });
});
