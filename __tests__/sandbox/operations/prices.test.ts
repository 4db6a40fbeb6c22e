import { describe, expect, it } from '@jest/globals';
import type { SandboxControl } from '../../../src/sandbox/control/types.ts';
import type { CatalogueSku } from '../../../src/sandbox/generate/catalogue.ts';
import type { ShopOptions } from '../../../src/sandbox/options.ts';
import { shopCaller, withSandbox, type ShopCaller, type WireAnswer } from '../../helpers/sandboxClient.ts';

interface Lab {
  readonly call: ShopCaller;
  readonly control: SandboxControl;
  /** The first two SKUs, which are of one product. */
  readonly skus: readonly [CatalogueSku, CatalogueSku];
  readonly update: (skus: readonly unknown[], productId?: string) => Promise<WireAnswer>;
  /** Sends one price for the first SKU and tells the code. */
  readonly send: (price: unknown) => Promise<number>;
}

async function withLab(task: (lab: Lab) => Promise<void>, shop: Partial<ShopOptions> = {}): Promise<void> {
  await withSandbox({ shops: [{ region: 'US', orders: 0, skus: 12, ...shop }] }, async (client) => {
    const { control } = client.sandbox;
    const call = await shopCaller(client);
    const [first, second] = control.catalogue();
    if (!first || !second) throw new Error('The shop sells too little.');
    const update: Lab['update'] = (skus, productId = first.productId) =>
      call('POST', `/product/202309/products/${productId}/prices/update`, {}, { skus });
    const send = async (price: unknown): Promise<number> => (await update([{ id: first.skuId, price }])).code;
    await task({ call, control, skus: [first, second], update, send });
  });
}

describe('prices/update', () => {
  it('sets prices and makes the product new', async () => {
    await withLab(async ({ control, skus: [first, second], update }) => {
      const answer = await update([
        { id: first.skuId, price: { amount: '12.50', currency: 'USD' } },
        { id: second.skuId, price: { amount: '7', currency: 'USD' } },
      ]);
      const [product] = control.products();

      expect(answer).toMatchObject({ status: 200, code: 0, data: {} });
      expect(control.catalogue().slice(0, 2)).toMatchObject([{ price: '12.50' }, { price: '7' }]);
      expect(product?.updateTime).toBeGreaterThan(control.now() - 60);
    });
  });

  it('sets none when one is wrong', async () => {
    await withLab(async ({ control, skus: [first, second], update }) => {
      const answer = await update([
        { id: first.skuId, price: { amount: '12.50', currency: 'USD' } },
        { id: second.skuId, price: { amount: '8000', currency: 'USD' } },
      ]);

      expect(answer).toMatchObject({ status: 200, code: 12052570, data: null });
      expect(control.catalogue()[0]?.price).toBe(first.price);
    });
  });

  it.each([
    { price: { amount: '0', currency: 'USD' }, code: 12052073 },
    { price: { amount: '7600.01', currency: 'USD' }, code: 12052570 },
    { price: { amount: '-1', currency: 'USD' }, code: 12052012 },
    { price: { amount: '1,50', currency: 'USD' }, code: 12052012 },
    { price: { amount: '1.505', currency: 'USD' }, code: 12052012 },
    { price: { amount: '1.50', currency: 'EUR' }, code: 12052084 },
    { price: { amount: '1.50' }, code: 12052084 },
    { price: { currency: 'USD' }, code: 12052073 },
    { price: undefined, code: 12052073 },
    { price: { amount: 5, currency: 'USD' }, code: 36009004 },
    { price: 'free', code: 36009004 },
  ])('answers $code to $price', async ({ price, code }) => {
    await withLab(async ({ send }) => {
      expect(await send(price)).toBe(code);
    });
  });

  it('knows the decimals and limits of the market', async () => {
    await withLab(
      async ({ send }) => {
        expect(await send({ amount: '150000', currency: 'IDR' })).toBe(0);
        expect(await send({ amount: '150000.50', currency: 'IDR' })).toBe(12052012);
        expect(await send({ amount: '99', currency: 'IDR' })).toBe(12052073);
      },
      { region: 'ID' },
    );
  });

  it('takes the sale price of sellers from abroad, and shows it as such', async () => {
    await withLab(
      async ({ call, send, skus: [first] }) => {
        expect(await send({ sale_price: '9.90', currency: 'USD' })).toBe(0);
        expect(await send({ currency: 'USD' })).toBe(12052424);
        expect(await send({ amount: '801', currency: 'USD' })).toBe(12052570);
        const { data } = await call('GET', `/product/202309/products/${first.productId}`);
        expect(data['skus']).toMatchObject([{ price: { sale_price: '9.90' } }, {}, {}, {}]);
      },
      { sellerType: 'CROSS_BORDER' },
    );
  });

  it('refuses what has no price of its own, and what is locked', async () => {
    await withLab(async ({ control, skus: [first], send, update }) => {
      const [gift, bundle] = (['gift', 'bundle'] as const).map((kind) =>
        control.catalogue().find((sku) => sku.kind === kind),
      );
      const price = { amount: '1', currency: 'USD' };
      const dear = { amount: '7000', currency: 'USD' };

      expect(await update([{ id: gift?.skuId, price }], gift?.productId)).toMatchObject({ code: 12052163 });
      expect(await update([{ id: bundle?.skuId, price: dear }], bundle?.productId)).toMatchObject({ code: 12052861 });
      expect(await update([{ id: bundle?.skuId, price }], bundle?.productId)).toMatchObject({ code: 0 });
      expect(await update([{ id: bundle?.skuId, price }])).toMatchObject({ code: 12052557 });
      control.setSku(first.skuId, { isPromoted: true });
      expect(await send(price)).toBe(12052038);
      control.setProduct(first.productId, { status: 'DELETED' });
      expect(await send(price)).toBe(12052901);
    });
  });
});
