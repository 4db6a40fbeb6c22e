import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OdooClient } from '../../../src/odoo/client.ts';
import { changeAddress } from '../../../src/odoo/procedures/address.ts';
import { confirmOrders } from '../../../src/odoo/procedures/confirm.ts';
import { connectTo, createOrders, createStockedProducts, shipOrder } from '../../helpers/odooFixtures.ts';
import { freshDatabase, type OdooTestDatabase, type OdooTestVersion } from '../../helpers/odooServer.ts';

describe.each<OdooTestVersion>(['19', '14'])('changeAddress on Odoo %s', (version) => {
  let database: OdooTestDatabase;
  let admin: OdooClient;
  let odoo: OdooClient;
  let products: number[];
  let partnerId: number;

  beforeAll(async () => {
    database = await freshDatabase(version);
    admin = await connectTo(database, 'admin');
    odoo = await connectTo(database);
    products = await createStockedProducts(admin, 2);
    const [countryId] = await odoo.search('res.country', [['code', '=', 'GB']]);
    [partnerId = 0] = await odoo.create('res.partner', [
      { name: 'New address', type: 'delivery', country_id: countryId },
    ]);
  });

  afterAll(async () => {
    odoo.close();
    admin.close();
    await database.drop();
  });

  const confirmedOrder = async (key: string): Promise<number> => {
    const [id = 0] = await createOrders(odoo, [key], products);
    await confirmOrders(odoo, [id]);
    return id;
  };

  /** The delivery addresses of the order, its pickings and their moves. */
  const addressesOf = async (id: number): Promise<unknown[]> => {
    const orders = await odoo.read('sale.order', [id], ['partner_shipping_id']);
    const pickings = await odoo.searchRead('stock.picking', [['sale_id', '=', id]], ['partner_id']);
    const moves = await odoo.searchRead('stock.move', [['sale_line_id.order_id', '=', id]], ['partner_id']);
    const values = [
      ...orders.map((row) => row['partner_shipping_id']),
      ...[...pickings, ...moves].map((row) => row['partner_id']),
    ];
    return values.map((value) => (value as [number, string])[0]);
  };

  it('changes the order, its open picking and the moves in it, and reminds nobody', async () => {
    const id = await confirmedOrder('A1');

    const outcome = await changeAddress(odoo, [{ saleOrderId: id, partnerId }]);

    expect(outcome).toEqual({ changed: [id], already: [], attention: [] });
    expect(await addressesOf(id)).toEqual([partnerId, partnerId, partnerId, partnerId]);
    const pickings = await odoo.search('stock.picking', [['sale_id', '=', id]]);
    expect(
      await odoo.searchCount('mail.activity', [
        ['res_model', '=', 'stock.picking'],
        ['res_id', 'in', pickings],
      ]),
    ).toBe(0);
  });

  it('does nothing the second time', async () => {
    const id = await confirmedOrder('B1');
    await changeAddress(odoo, [{ saleOrderId: id, partnerId }]);

    expect(await changeAddress(odoo, [{ saleOrderId: id, partnerId }])).toEqual({
      changed: [],
      already: [id],
      attention: [],
    });
  });

  it('finishes what an interrupted run has left', async () => {
    const id = await confirmedOrder('C1');
    await odoo.write('sale.order', [id], { partner_shipping_id: partnerId });

    expect((await changeAddress(odoo, [{ saleOrderId: id, partnerId }])).changed).toEqual([id]);
    expect(await addressesOf(id)).toEqual([partnerId, partnerId, partnerId, partnerId]);
  });

  it('keeps the fiscal position', async () => {
    const [countryId] = await odoo.search('res.country', [['code', '=', 'GB']]);
    const [position = 0] = await admin.create('account.fiscal.position', [
      { name: 'United Kingdom', auto_apply: true, country_id: countryId },
    ]);
    const id = await confirmedOrder('D1');

    await changeAddress(odoo, [{ saleOrderId: id, partnerId }]);

    expect(position).toBeGreaterThan(0);
    expect(await odoo.read('sale.order', [id], ['fiscal_position_id'])).toMatchObject([{ fiscal_position_id: false }]);
    await admin.unlink('account.fiscal.position', [position]);
  });

  it('leaves an order to a person whose goods have left', async () => {
    const id = await confirmedOrder('E1');
    await shipOrder(odoo, id);

    const outcome = await changeAddress(odoo, [{ saleOrderId: id, partnerId }]);

    expect(outcome).toMatchObject({ changed: [], attention: [{ id, reason: 'shipped' }] });
    expect(await addressesOf(id)).not.toContain(partnerId);
  });

  it('changes a draft', async () => {
    const [id = 0] = await createOrders(odoo, ['F1'], products);

    expect((await changeAddress(odoo, [{ saleOrderId: id, partnerId }])).changed).toEqual([id]);
  });
});
