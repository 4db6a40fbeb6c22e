import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OdooClient } from '../../../src/odoo/client.ts';
import { connectOdoo } from '../../../src/odoo/client.ts';
import { silentLogger } from '../../../src/core/logger.ts';
import { readRates } from '../../../src/sync/orders/rates.ts';
import { idOf } from '../../../src/sync/rows.ts';
import type { ShopSettings } from '../../../src/mapping/orders/types.ts';
import { freshDatabase, type OdooTestDatabase } from '../../helpers/odooServer.ts';

const MAY_15 = Date.UTC(2023, 4, 15) / 1000;

describe.each(['19', '14'] as const)('readRates on Odoo %s', (version) => {
  let database: OdooTestDatabase;
  let odoo: OdooClient;

  beforeAll(async () => {
    database = await freshDatabase(version);
    const { url, db, admin } = database;
    const login = { url, db, user: admin.login, password: admin.password, apiKey: admin.apiKey };
    odoo = await connectOdoo({ login, transport: 'auto', logger: silentLogger });
  });

  afterAll(async () => {
    odoo.close();
    await database.drop();
  });

  async function shopIn(currency: string): Promise<ShopSettings> {
    const [user] = await odoo.read('res.users', [await odoo.uid()], ['company_id']);
    const [currencyId] = await odoo.search('res.currency', [['name', '=', currency]]);
    return { companyId: idOf(user?.['company_id']), currencyId, currency } as ShopSettings;
  }

  it('asks for no rate of the company’s own currency', async () => {
    const rates = await readRates(odoo, await shopIn('USD'));

    expect(rates.missing('576', MAY_15)).toBeUndefined();
  });

  it('holds orders whose last rate is older than a month, and takes them once there is one', async () => {
    const shop = await shopIn('GBP');

    const before = await readRates(odoo, shop);
    await odoo.create('res.currency.rate', [{ name: '2023-05-01', currency_id: shop.currencyId, rate: 0.8 }]);
    const after = await readRates(odoo, shop);

    expect(before.missing('576', MAY_15)).toMatchObject({ code: 'no_rate', reason: expect.stringContaining('GBP') });
    expect(after.missing('576', MAY_15)).toBeUndefined();
  });
});
