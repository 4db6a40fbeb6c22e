import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OdooClient } from '../../../src/odoo/client.ts';
import { confirmOrders } from '../../../src/odoo/procedures/confirm.ts';
import { connectTo, createOrders, createStockedProducts } from '../../helpers/odooFixtures.ts';
import { startLossyProxy } from '../../helpers/lossyProxy.ts';
import { freshDatabase, type OdooTestDatabase, type OdooTestVersion } from '../../helpers/odooServer.ts';

const DATE = '2025-03-04 05:06:07';

describe.each<OdooTestVersion>(['19', '14'])('confirmOrders on Odoo %s', (version) => {
  let database: OdooTestDatabase;
  let admin: OdooClient;
  let odoo: OdooClient;
  let products: number[];

  beforeAll(async () => {
    database = await freshDatabase(version);
    admin = await connectTo(database, 'admin');
    odoo = await connectTo(database);
    products = await createStockedProducts(admin, 2);
  });

  afterAll(async () => {
    odoo.close();
    admin.close();
    await database.drop();
  });

  const rowsOf = (ids: readonly number[]) => odoo.read('sale.order', ids, ['state', 'date_order', 'picking_ids']);

  it('confirms drafts, makes one picking each, and keeps their date', async () => {
    const ids = await createOrders(odoo, ['A1', 'A2', 'A3'], products);
    const before = odoo.callCount();

    const outcome = await confirmOrders(odoo, ids);

    expect(outcome).toEqual({ confirmed: ids, already: [], refused: [] });
    expect(odoo.callCount() - before).toBe(4);
    const picking_ids = [expect.any(Number)];
    expect(await rowsOf(ids)).toEqual(ids.map((id) => ({ id, state: 'sale', date_order: DATE, picking_ids })));
  });

  it('takes three calls when the caller knows that all are drafts', async () => {
    const ids = await createOrders(odoo, ['B1', 'B2'], products);
    const before = odoo.callCount();

    const dates = new Map(ids.map((id) => [id, '2025-01-02 03:04:05']));
    const { confirmed } = await confirmOrders(odoo, ids, { dates, areDrafts: true });

    expect(confirmed).toEqual(ids);
    expect(odoo.callCount() - before).toBe(3);
    expect(await rowsOf(ids)).toMatchObject(ids.map((id) => ({ id, date_order: '2025-01-02 03:04:05' })));
  });

  it('does nothing the second time', async () => {
    const ids = await createOrders(odoo, ['C1', 'C2'], products);
    await confirmOrders(odoo, ids);
    const first = await rowsOf(ids);

    const outcome = await confirmOrders(odoo, ids);

    expect(outcome).toEqual({ confirmed: [], already: ids, refused: [] });
    expect(await rowsOf(ids)).toEqual(first);
  });

  it('puts the date right that an interrupted run has left', async () => {
    const ids = await createOrders(odoo, ['D1'], products);
    await odoo.call({ model: 'sale.order', method: 'action_confirm', ids });

    const outcome = await confirmOrders(odoo, ids, { dates: new Map(ids.map((id) => [id, DATE])) });

    expect(outcome.already).toEqual(ids);
    expect(await rowsOf(ids)).toMatchObject([{ date_order: DATE }]);
  });

  it('sets aside what Odoo refuses, with its words, and confirms the others', async () => {
    const ids = await createOrders(odoo, ['E1', 'E2', 'E3', 'E4', 'E5'], products);
    const culprit = ids[3] ?? 0;
    const [cancelled = 0] = ids;
    await odoo
      .withContext({ disable_cancel_warning: true })
      .call({ model: 'sale.order', method: 'action_cancel', ids: [cancelled] });
    await makeUnreachable(admin, culprit);

    const outcome = await confirmOrders(odoo, [...ids, 999_999]);

    expect(outcome.confirmed).toEqual([ids[1], ids[2], ids[4]]);
    expect(outcome.refused).toEqual([
      { id: cancelled, message: 'The sale order is in state cancel.' },
      { id: culprit, message: expect.stringMatching(/No rule has been found/) },
      { id: 999_999, message: 'The sale order is not in Odoo any more.' },
    ]);
  });

  it('does not confirm again when the answer was lost', async () => {
    const proxy = await startLossyProxy(database.url);
    const lossy = await connectTo({ ...database, url: proxy.url });
    const ids = await createOrders(odoo, ['G1', 'G2'], products);
    proxy.loseNext('action_confirm');

    const outcome = await confirmOrders(lossy, ids);

    expect(proxy.lost()).toBe(1);
    expect(outcome).toEqual({ confirmed: ids, already: [], refused: [] });
    const picking_ids = [expect.any(Number)];
    expect(await rowsOf(ids)).toEqual(ids.map((id) => ({ id, state: 'sale', date_order: DATE, picking_ids })));
    lossy.close();
    await proxy.close();
  });

  it('ends well when two processes confirm the same orders at once', async () => {
    const ids = await createOrders(odoo, ['F1', 'F2', 'F3', 'F4', 'F5', 'F6'], products);
    const other = await connectTo(database);

    const outcomes = await Promise.all([confirmOrders(odoo, ids), confirmOrders(other, [...ids].reverse())]);
    other.close();

    for (const outcome of outcomes) {
      expect(outcome.refused).toEqual([]);
      expect([...outcome.confirmed, ...outcome.already].sort()).toEqual([...ids].sort());
    }
    const picking_ids = [expect.any(Number)];
    expect(await rowsOf(ids)).toEqual(ids.map((id) => ({ id, state: 'sale', date_order: DATE, picking_ids })));
  });
});

/** Sends an order to a place that no route of the warehouse reaches: a mistake in the set-up that Odoo finds at confirming. */
async function makeUnreachable(admin: OdooClient, saleOrderId: number): Promise<void> {
  const [locationId] = await admin.search('stock.location', [['usage', '=', 'production']]);
  const [partnerId] = await admin.create('res.partner', [{ name: 'Far away', property_stock_customer: locationId }]);
  await admin.write('sale.order', [saleOrderId], { partner_shipping_id: partnerId });
}
