import { describe, expect, it } from '@jest/globals';
import { readTiktokFixture, shopCaller, withSandbox } from '../../helpers/sandboxClient.ts';

type Row = Readonly<Record<string, unknown>>;
const fields = (value: unknown): string[] => Object.keys(value as object).sort();
const shops = [
  { region: 'US', orders: 0, name: 'Home shop' },
  { region: 'GB', orders: 0, sellerType: 'CROSS_BORDER' },
  { region: 'DE', orders: 0, seller: 'Another' },
] as const;

describe('shops/authorized', () => {
  it('lists the shops of the seller who consented, with the fields of realistic ones', async () => {
    await withSandbox({ shops }, async (client) => {
      const { accessToken } = await client.link();
      const { data } = await client.call<{ shops: Row[] }>('GET', '/authorization/202309/shops', {
        token: accessToken,
      });

      const wanted = (readTiktokFixture('realistic/authorized-shops') as { data: { shops: Row[] } }).data;
      expect(data.shops.map(fields)).toEqual(wanted.shops.map(fields));
      expect(data.shops).toMatchObject([
        { name: 'Home shop', region: 'US', seller_type: 'LOCAL' },
        { region: 'GB', seller_type: 'CROSS_BORDER' },
      ]);
      expect(data.shops.map(({ id, cipher }) => [id, cipher])).toEqual(
        client.sandbox.control
          .shops()
          .slice(0, 2)
          .map(({ shopId, ciphers }) => [shopId, Object.values(ciphers)[0]]),
      );
    });
  });

  it('names a market that does not exist when told to', async () => {
    await withSandbox({ shops }, async (client) => {
      const [shop] = client.sandbox.control.shops();
      client.sandbox.control.setShop(shop?.shopId ?? '', { shownRegion: 'XX' });
      const { accessToken } = await client.link();
      const { data } = await client.call<{ shops: Row[] }>('GET', '/authorization/202309/shops', {
        token: accessToken,
      });

      expect(data.shops.map(({ region }) => region)).toEqual(['XX', 'GB']);
    });
  });
});

describe('shops/active', () => {
  it('leaves out shops that were switched off', async () => {
    await withSandbox({ shops }, async (client) => {
      const { accessToken } = await client.link();
      const [first, second] = client.sandbox.control.shops();
      client.sandbox.control.setShop(first?.shopId ?? '', { isActive: false });
      const { data } = await client.call('GET', '/seller/202309/shops', { token: accessToken });

      expect(data['shops']).toEqual([{ id: second?.shopId, region: 'GB' }]);
    });
  });
});

describe('warehouses', () => {
  it('lists a warehouse for sales and one for returns, with the fields of realistic ones', async () => {
    await withSandbox({ shops }, async (client) => {
      const { accessToken, ciphers } = await client.link();
      const { data } = await client.call<{ warehouses: Row[] }>('GET', '/logistics/202309/warehouses', {
        token: accessToken,
        query: { shop_cipher: ciphers[0] ?? '' },
      });

      const wanted = (readTiktokFixture('realistic/warehouses') as { data: { warehouses: Row[] } }).data;
      expect(data.warehouses.map(fields)).toEqual(wanted.warehouses.map(fields));
      expect(data.warehouses.map(({ address }) => fields(address))).toEqual(
        wanted.warehouses.map(({ address }) => fields(address)),
      );
      const [order] = client.sandbox.control.placeOrders();
      expect(client.sandbox.control.order(order ?? '').warehouse_id).toBe(data.warehouses[0]?.['id']);
    });
  });

  it('lists several for sales, one of them the default, and says which are off', async () => {
    await withSandbox({ shops: [{ region: 'US', orders: 0, warehouses: 3 }] }, async (client) => {
      const call = await shopCaller(client);
      client.sandbox.control.setWarehouse(2, { status: 'DISABLED' });
      client.sandbox.control.setWarehouse(3, { isGone: true });
      const { data } = await call<{ warehouses: Row[] }>('GET', '/logistics/202309/warehouses');

      expect(data.warehouses).toMatchObject([
        { type: 'SALES_WAREHOUSE', effect_status: 'ENABLED', is_default: true },
        { type: 'SALES_WAREHOUSE', effect_status: 'DISABLED', is_default: false, name: 'Warehouse 2' },
        { type: 'RETURN_WAREHOUSE', effect_status: 'ENABLED', is_default: true },
      ]);
    });
  });
});
