import { describe, expect, it } from '@jest/globals';
import { withSandbox } from '../../helpers/sandboxClient.ts';

type Row = Readonly<Record<string, unknown>>;

describe('the routes about goods', () => {
  it('do what the control does', async () => {
    const shops = [{ region: 'US', orders: 0, skus: 12, warehouses: 2 }] as const;
    await withSandbox({ shops }, async ({ sandbox: { url, control } }) => {
      const ask = async (method: string, path: string, body?: unknown): Promise<{ status: number; value: unknown }> => {
        const sent = body === undefined ? {} : { body: JSON.stringify(body) };
        const response = await fetch(`${url}/sandbox${path}`, { method, ...sent });
        return { status: response.status, value: await response.json() };
      };
      const shop = `/shops/${control.shops()[0]?.shopId ?? ''}`;
      const [sku] = control.catalogue();
      const done = { status: 200, value: { done: true } };

      expect(await ask('POST', `/skus/${sku?.skuId ?? ''}/stock`, { warehouse: 2, quantity: 5 })).toEqual(done);
      expect(await ask('POST', `/skus/${sku?.skuId ?? ''}/stock`, { quantity: 6 })).toEqual(done);
      expect(((await ask('GET', `${shop}/stock`)).value as Row[])[0]).toMatchObject({ available: 11 });
      expect(await ask('POST', `/skus/${sku?.skuId ?? ''}`, { price: '2.00' })).toEqual(done);
      expect(await ask('POST', `/products/${sku?.productId ?? ''}`, { status: 'FREEZE' })).toEqual(done);
      expect(((await ask('GET', `${shop}/products`)).value as Row[])[0]).toMatchObject({ status: 'FREEZE' });
      expect(((await ask('GET', `${shop}/catalogue`)).value as Row[])[0]).toMatchObject({ price: '2.00' });
      expect(await ask('DELETE', `/skus/${sku?.skuId ?? ''}`)).toEqual(done);
      expect(await ask('POST', `${shop}/warehouses`, { number: 2, status: 'DISABLED' })).toEqual(done);
      expect((await ask('GET', `${shop}/warehouses`)).value).toMatchObject([{}, { status: 'DISABLED' }]);
      const added = await ask('POST', `${shop}/products`, { title: 'New', skus: [{ sellerSku: 'N', price: '1.00' }] });
      expect(added.value).toMatchObject({ title: 'New', status: 'ACTIVATE' });
      const { skuIds } = added.value as { skuIds: string[] };
      await ask('POST', '/settings', { enforceStock: true });
      expect((await ask('POST', '/orders', { count: 2, lines: [{ skuId: skuIds[0] }] })).value).toMatchObject({
        orderIds: [],
        refused: [[{ available: 0 }], [{ wanted: 1 }]],
      });
      expect(await ask('PATCH', `/products/${sku?.productId ?? ''}`, { remove: ['status'] })).toEqual(done);
      expect(await ask('PATCH', `/skus/${skuIds[0] ?? ''}`, { set: { price: null } })).toEqual(done);
      expect(await ask('POST', '/skus/1', { price: '1' })).toMatchObject({ status: 400 });
    });
  });
});
