import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OdooClient } from '../../../src/odoo/client.ts';
import { cancelOrders } from '../../../src/odoo/procedures/cancel.ts';
import { confirmOrders } from '../../../src/odoo/procedures/confirm.ts';
import { connectTo, createOrders, createStockedProducts, shipOrder } from '../../helpers/odooFixtures.ts';
import { freshDatabase, type OdooTestDatabase, type OdooTestVersion } from '../../helpers/odooServer.ts';

describe.each<OdooTestVersion>(['19', '14'])('cancelOrders on Odoo %s', (version) => {
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

  const confirmedOrders = async (...keys: string[]): Promise<number[]> => {
    const ids = await createOrders(odoo, keys, products);
    await confirmOrders(odoo, ids);
    return ids;
  };

  const statesOf = async (ids: readonly number[]): Promise<unknown[]> =>
    (await odoo.read('sale.order', ids, ['state'])).map((row) => row['state']);

  const pickingStatesOf = async (ids: readonly number[]): Promise<unknown[]> =>
    (await odoo.searchRead('stock.picking', [['sale_id', 'in', ids]], ['state'])).map((row) => row['state']);

  const invoice = async (saleOrderId: number): Promise<number> => {
    const active = odoo.withContext({ active_model: 'sale.order', active_ids: [saleOrderId], active_id: saleOrderId });
    const wizard = await active.create('sale.advance.payment.inv', [{ advance_payment_method: 'delivered' }]);
    await active.call({ model: 'sale.advance.payment.inv', method: 'create_invoices', ids: wizard });
    const [row] = await odoo.read('sale.order', [saleOrderId], ['invoice_ids']);
    return (row?.['invoice_ids'] as number[])[0] ?? 0;
  };

  it('cancels drafts and confirmed orders with their pickings', async () => {
    const ids = [...(await createOrders(odoo, ['A1'], products)), ...(await confirmedOrders('A2', 'A3'))];

    const outcome = await cancelOrders(odoo, ids);

    expect(outcome).toEqual({ cancelled: ids, already: [], attention: [] });
    expect(await statesOf(ids)).toEqual(['cancel', 'cancel', 'cancel']);
    expect(await pickingStatesOf(ids)).toEqual(['cancel', 'cancel']);
  });

  it('does nothing the second time', async () => {
    const ids = await confirmedOrders('B1');
    await cancelOrders(odoo, ids);

    expect(await cancelOrders(odoo, ids)).toEqual({ cancelled: [], already: ids, attention: [] });
  });

  it('leaves an order alone whose goods have left, and says so', async () => {
    const ids = await confirmedOrders('C1', 'C2');
    const [shipped = 0, open = 0] = ids;
    await shipOrder(odoo, shipped);

    const outcome = await cancelOrders(odoo, ids);

    expect(outcome.cancelled).toEqual([open]);
    expect(outcome.attention).toEqual([{ id: shipped, reason: 'shipped', message: expect.any(String) }]);
    expect(await statesOf(ids)).toEqual(['sale', 'cancel']);
  });

  it('leaves an order alone that has a posted invoice', async () => {
    const [id = 0] = await confirmedOrders('D1');
    await admin.call({ model: 'account.move', method: 'action_post', ids: [await invoice(id)] });

    const outcome = await cancelOrders(odoo, [id]);

    expect(outcome.attention).toEqual([{ id, reason: 'invoiced', message: expect.any(String) }]);
    expect(await statesOf([id])).toEqual(['sale']);
  });

  it('cancels an order together with its draft invoice', async () => {
    const [id = 0] = await confirmedOrders('E1');
    const invoiceId = await invoice(id);

    const outcome = await cancelOrders(odoo, [id]);

    expect(outcome.cancelled).toEqual([id]);
    expect(await odoo.read('account.move', [invoiceId], ['state'])).toMatchObject([{ state: 'cancel' }]);
  });

  it('leaves a locked order alone', async () => {
    const [id = 0] = await confirmedOrders('F1');
    const method = odoo.profile.lockedState === 'field' ? 'action_lock' : 'action_done';
    await admin.call({ model: 'sale.order', method, ids: [id] });

    const outcome = await cancelOrders(odoo, [id]);

    expect(outcome.attention).toEqual([{ id, reason: 'locked', message: expect.any(String) }]);
  });

  it('says which orders are not there any more', async () => {
    expect(await cancelOrders(odoo, [999_999])).toMatchObject({ attention: [{ id: 999_999, reason: 'missing' }] });
  });
});
