import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OdooClient } from '../../../src/odoo/client.ts';
import { findReference, listReferences } from '../../../src/sync/shops/references.ts';
import { FBT_WAREHOUSE_NAME, GOODS_TAX_NAME, goodsDatabase, OWN_WAREHOUSE_NAME } from '../../helpers/goodsDatabase.ts';
import { connectTo } from '../../helpers/odooFixtures.ts';
import type { OdooTestDatabase } from '../../helpers/odooServer.ts';
import { VERSIONS, WORLD_TIMEOUT } from '../../helpers/world.ts';

describe.each(VERSIONS)('findReference on Odoo %s', (version) => {
  let database: OdooTestDatabase;
  let admin: OdooClient;
  let odoo: OdooClient;
  let companyId: number;

  beforeAll(async () => {
    database = await goodsDatabase(version);
    admin = await connectTo(database, 'admin');
    odoo = await connectTo(database);
    [companyId = 0] = await admin.search('res.company', [], { limit: 1, order: 'id' });
  }, WORLD_TIMEOUT);
  afterAll(async () => {
    admin.close();
    odoo.close();
    await database.drop();
  });

  it('finds a record by name and by code, whatever the capitals', async () => {
    const [byName, byCode] = await Promise.all(
      [OWN_WAREHOUSE_NAME.toUpperCase(), 'wh'].map((text) => findReference(odoo, 'stock.warehouse', text, companyId)),
    );

    expect(byName).toMatchObject({ name: OWN_WAREHOUSE_NAME });
    expect(byCode).toEqual(byName);
  });

  it('finds a record by number and by external id', async () => {
    const { id } = await findReference(odoo, 'stock.warehouse', 'WH', companyId);

    expect(await findReference(odoo, 'stock.warehouse', `#${id}`, companyId)).toMatchObject({ id });
    expect(
      await findReference(odoo, 'product.product', '__tiktok_shop__.addon_product_shipping', companyId),
    ).toMatchObject({ name: expect.stringContaining('TIKTOK-SHIPPING') });
  });

  it('takes % and _ for what they are', async () => {
    await admin.create('crm.team', [{ name: '100% online' }, { name: '100 per cent online' }]);

    expect(await findReference(odoo, 'crm.team', '100% online', companyId)).toMatchObject({ name: '100% online' });
    await expect(findReference(odoo, 'crm.team', '100_ online', companyId)).rejects.toThrow(/no crm.team/);
  });

  it('sees only taxes on sales', async () => {
    const [sales] = await admin.search('account.tax', [['name', '=', GOODS_TAX_NAME]]);
    await admin.create('account.tax', [{ name: GOODS_TAX_NAME, amount: 20, type_tax_use: 'purchase' }]);

    expect(await findReference(odoo, 'account.tax', GOODS_TAX_NAME, companyId)).toMatchObject({ id: sales });
  });

  it('asks for a number when several are meant', async () => {
    await admin.create('crm.team', [{ name: 'Twins' }, { name: 'Twins' }]);

    await expect(findReference(odoo, 'crm.team', 'Twins', companyId)).rejects.toMatchObject({
      message: expect.stringMatching(/Several.*#\d+ Twins, #\d+ Twins/),
      remedy: expect.stringMatching(/"#\d+"/),
    });
  });

  it('leaves out what belongs to another company, and names what there is', async () => {
    const [other] = await admin.create('res.company', [{ name: 'Other company' }]);
    await admin.create('crm.team', [{ name: 'Far away', company_id: other }]);

    await expect(findReference(admin, 'crm.team', 'Far away', companyId)).rejects.toMatchObject({
      message: expect.stringContaining('no crm.team "Far away"'),
      remedy: expect.stringContaining('There are: '),
    });
    expect(await findReference(admin, 'crm.team', 'Far away', undefined)).toMatchObject({ name: 'Far away' });
  });

  it('lists what could be used', async () => {
    const names = (await listReferences(odoo, 'stock.warehouse', companyId)).map(({ name }) => name);

    expect(names).toEqual([OWN_WAREHOUSE_NAME, FBT_WAREHOUSE_NAME]);
  });
});
