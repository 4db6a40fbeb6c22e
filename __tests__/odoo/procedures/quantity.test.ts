import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OdooClient } from '../../../src/odoo/client.ts';
import { cancelOrders } from '../../../src/odoo/procedures/cancel.ts';
import { confirmOrders } from '../../../src/odoo/procedures/confirm.ts';
import { changeQuantities, type QuantityChange } from '../../../src/odoo/procedures/quantity.ts';
import { connectTo, createOrders, createStockedProducts, shipOrder } from '../../helpers/odooFixtures.ts';
import { freshDatabase, type OdooTestDatabase, type OdooTestVersion } from '../../helpers/odooServer.ts';

describe.each<OdooTestVersion>(['19', '14'])('changeQuantities on Odoo %s', (version) => {
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

  /** A confirmed order of two lines of 2 × 20.00, and a change of its first line. */
  const orderAndChange = async (key: string, quantity: number): Promise<QuantityChange> => {
    const [saleOrderId = 0] = await createOrders(odoo, [key], products);
    await confirmOrders(odoo, [saleOrderId]);
    const [lineId = 0] = await odoo.search('sale.order.line', [['order_id', '=', saleOrderId]], { order: 'id' });
    return { saleOrderId, lineId, quantity, priceUnit: '20.00', taxIds: [] };
  };

  const lineOf = async ({ lineId }: QuantityChange) => {
    const { taxes } = odoo.profile.saleOrderLine;
    const [row] = await odoo.read('sale.order.line', [lineId], ['product_uom_qty', 'price_unit', 'discount', taxes]);
    return {
      quantity: row?.['product_uom_qty'],
      price: row?.['price_unit'],
      discount: row?.['discount'],
      taxes: row?.[taxes],
    };
  };

  const movesOf = async ({ saleOrderId }: QuantityChange): Promise<string[]> => {
    const fields = ['product_uom_qty', 'state'];
    const moves = await odoo.searchRead('stock.move', [['sale_line_id.order_id', '=', saleOrderId]], fields, {
      order: 'id',
    });
    return moves.map((move) => `${String(move['product_uom_qty'])} ${String(move['state'])}`);
  };

  it('lowers the quantity, keeps price and taxes, and the picking follows', async () => {
    const change = await orderAndChange('A1', 1);

    const outcome = await changeQuantities(odoo, [change]);

    expect(outcome).toEqual({ changed: [change.saleOrderId], already: [], attention: [] });
    expect(await lineOf(change)).toEqual({ quantity: 1, price: 20, discount: 0, taxes: [] });
    expect(await movesOf(change)).toEqual(['1 assigned', '2 assigned']);
  });

  it('does nothing the second time', async () => {
    const change = await orderAndChange('B1', 1);
    await changeQuantities(odoo, [change]);

    expect(await changeQuantities(odoo, [change])).toEqual({
      changed: [],
      already: [change.saleOrderId],
      attention: [],
    });
    expect(await movesOf(change)).toEqual(['1 assigned', '2 assigned']);
  });

  it('finishes what an interrupted run has left', async () => {
    const change = await orderAndChange('C1', 1);
    const keep = {
      price_unit: 20,
      discount: 0,
      ...(odoo.profile.saleOrderLine.technicalPriceUnit ? { technical_price_unit: 0 } : {}),
    };
    const interrupted = odoo.withContext({ skip_procurement: true });
    await interrupted.write('sale.order.line', [change.lineId], { product_uom_qty: 1, ...keep });

    await changeQuantities(odoo, [change]);

    expect(await movesOf(change)).toEqual(['1 assigned', '2 assigned']);
  });

  it('does not take away twice what a person has taken away before', async () => {
    const change = await orderAndChange('H1', 1);
    const { technicalPriceUnit } = odoo.profile.saleOrderLine;
    const price = { price_unit: 20, ...(technicalPriceUnit ? { technical_price_unit: 0 } : {}) };
    await odoo.write('sale.order.line', [change.lineId], { product_uom_qty: 1, ...price });

    await changeQuantities(odoo, [change]);

    const moves = await odoo.searchRead(
      'stock.move',
      [['sale_line_id', '=', change.lineId]],
      ['product_uom_qty', 'location_dest_id'],
    );
    const [customers] = await odoo.search('stock.location', [['usage', '=', 'customer']]);
    const net = moves.reduce((sum, move) => {
      const isOutgoing = (move['location_dest_id'] as [number, string])[0] === customers;
      return sum + (isOutgoing ? 1 : -1) * Number(move['product_uom_qty']);
    }, 0);
    expect(net).toBe(1);
  });

  it('takes the last unit of a line away', async () => {
    const change = await orderAndChange('D1', 0);

    const outcome = await changeQuantities(odoo, [change]);

    expect(outcome.changed).toEqual([change.saleOrderId]);
    expect(await lineOf(change)).toMatchObject({ quantity: 0, price: 20 });
    const [first, second] = await movesOf(change);
    expect(first).toMatch(/^0 /);
    expect(second).toBe('2 assigned');
  });

  it('cancels a picking that nothing is left of', async () => {
    const change = await orderAndChange('E1', 0);
    const lines = await odoo.search('sale.order.line', [['order_id', '=', change.saleOrderId]]);

    await changeQuantities(
      odoo,
      lines.map((lineId) => ({ ...change, lineId })),
    );

    const pickings = await odoo.searchRead('stock.picking', [['sale_id', '=', change.saleOrderId]], ['state']);
    expect(pickings).toMatchObject([{ state: 'cancel' }]);
  });

  it('raises a quantity', async () => {
    const change = await orderAndChange('F1', 5);

    await changeQuantities(odoo, [change]);

    expect(await lineOf(change)).toMatchObject({ quantity: 5, price: 20 });
    const moves = await movesOf(change);
    expect(moves.reduce((sum, move) => sum + Number(move.split(' ')[0]), 0)).toBe(7);
  });

  it('leaves orders to a person that have shipped, are cancelled or are gone', async () => {
    const shipped = await orderAndChange('G1', 1);
    const cancelled = await orderAndChange('G2', 1);
    const fine = await orderAndChange('G3', 1);
    await shipOrder(odoo, shipped.saleOrderId);
    await cancelOrders(odoo, [cancelled.saleOrderId]);

    const outcome = await changeQuantities(odoo, [shipped, cancelled, { ...fine, saleOrderId: 999_999 }, fine]);

    expect(outcome.changed).toEqual([fine.saleOrderId]);
    expect(outcome.attention.map(({ id, reason }) => [id, reason])).toEqual([
      [shipped.saleOrderId, 'shipped'],
      [cancelled.saleOrderId, 'cancelled'],
      [999_999, 'missing'],
    ]);
    expect(await lineOf(shipped)).toMatchObject({ quantity: 2 });
  });
});
