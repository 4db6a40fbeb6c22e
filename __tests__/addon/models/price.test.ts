import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OdooClient } from '../../../src/odoo/client.ts';
import { upsert } from '../../../src/odoo/loader.ts';
import { externalId } from '../../../src/odoo/values.ts';
import { connectTo } from '../../helpers/odooFixtures.ts';
import { goodsDatabase } from '../../helpers/goodsDatabase.ts';
import type { OdooTestDatabase, OdooTestVersion } from '../../helpers/odooServer.ts';

const VERSIONS: readonly OdooTestVersion[] = ['19', '14'];
const SHOP = externalId('shop', '7495000000000000001');

describe.each(VERSIONS)('the wanted price on Odoo %s', (version) => {
  let database: OdooTestDatabase;
  let admin: OdooClient;
  let bridge: OdooClient;
  let shopId: number;
  let usd: number;
  let eur: number;

  beforeAll(async () => {
    database = await goodsDatabase(version);
    admin = await connectTo(database, 'admin');
    bridge = await connectTo(database);
    const everything = admin.withContext({ active_test: false });
    const currencyId = async (code: string): Promise<number> =>
      (await everything.search('res.currency', [['name', '=', code]]))[0] ?? 0;
    usd = await currencyId('USD');
    eur = await currencyId('EUR');
    await admin.write('res.currency', [usd, eur], { active: true });
    const [company] = await admin.search('res.company', [], { limit: 1 });
    const { ids } = await upsert(bridge, 'x_tiktok_shop', [
      { externalId: SHOP, values: { x_name: 'US', 'x_company_id/.id': company ?? 0, 'x_currency_id/.id': usd } },
    ]);
    shopId = ids.get(SHOP) ?? 0;
  });

  afterAll(async () => {
    admin.close();
    bridge.close();
    await database.drop();
  });

  /** Makes listings for products, by Internal Reference; answers their prices in the same order. */
  async function pricesOf(codes: readonly string[], currencyId = usd): Promise<unknown[]> {
    const products = await admin.searchRead('product.product', [['default_code', 'in', codes]], ['default_code']);
    const records = codes.map((code, index) => {
      const product = products.find((row) => row['default_code'] === code);
      const values = { x_name: code, 'x_shop_id/.id': shopId, 'x_currency_id/.id': currencyId };
      const bound = product ? { ...values, 'x_product_id/.id': product.id } : values;
      return { externalId: externalId('listing', '1', currencyId, index), values: bound };
    });
    const { ids } = await upsert(bridge, 'x_tiktok_listing', records);
    const listingIds = records.map(({ externalId: xid }) => ids.get(xid) ?? 0);
    const rows = await bridge.read('x_tiktok_listing', listingIds, ['x_price_wanted']);
    return rows.map((row) => row['x_price_wanted']);
  }

  it('is 0 without a pricelist, and without a product', async () => {
    expect(await pricesOf(['SKU-001', 'NOWHERE'])).toEqual([0, 0]);
  });

  it('is what the pricelist says, for each product its own', async () => {
    const [special] = await admin.search('product.product', [['default_code', '=', 'SKU-002']]);
    const [pricelist] = await admin.create('product.pricelist', [
      {
        name: 'TikTok',
        currency_id: usd,
        item_ids: [
          [0, 0, { applied_on: '0_product_variant', product_id: special, compute_price: 'fixed', fixed_price: 3.21 }],
          [0, 0, { applied_on: '3_global', compute_price: 'percentage', percent_price: 10 }],
        ],
      },
    ]);
    await admin.write('x_tiktok_shop', [shopId], { x_price_pricelist_id: pricelist });

    expect(await pricesOf(['SKU-001', 'NOWHERE', 'SKU-002', 'SKU-001'])).toEqual([6.99, 0, 3.21, 6.99]);
  });

  it('is in the currency of the listing', async () => {
    const [company] = await admin.searchRead('res.company', [], ['currency_id'], { limit: 1 });
    const [home] = company?.['currency_id'] as [number, string];
    const foreign = home === eur ? usd : eur;
    await admin.unlink('res.currency.rate', await admin.search('res.currency.rate', []));
    await admin.create('res.currency.rate', [{ currency_id: foreign, rate: 2, company_id: company?.id }]);
    const factor = home === eur ? 0.5 : 2;

    // 6.993 before it is rounded
    expect(await pricesOf(['SKU-001'], eur)).toEqual([Math.round(6.993 * factor * 100) / 100]);
  });
});
