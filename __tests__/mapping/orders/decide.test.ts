import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decideOrder } from '../../../src/mapping/orders/decide.ts';
import { mapSaleOrder } from '../../../src/mapping/orders/record.ts';
import type { Order } from '../../../src/tiktok/schemas/order.ts';
import {
  arbitraryOrder,
  buildAddress,
  buildDecideContext,
  buildKnown,
  buildLineItem,
  buildOrder,
  buildOrderContext,
  buildPayment,
  buildSaleOrder,
  buildShop,
  MAPPINGS,
  ORDERED_AT,
} from '../../helpers/builders.ts';

const bundle = buildLineItem({
  sku_id: 'B',
  combined_listing_skus: [{ product_id: '1', sku_id: 'P1', seller_sku: 'P1', sku_count: 1 }],
});

describe('decideOrder', () => {
  it.each(['AWAITING_SHIPMENT', 'PARTIALLY_SHIPPING', 'AWAITING_COLLECTION'])('imports an order in %s', (status) => {
    const order = buildOrder({ status });

    expect(decideOrder(order, undefined, buildDecideContext(order))).toEqual({
      action: 'import',
      late: false,
      addressKey: expect.stringMatching(/^__tiktok_shop__\.address_7495000000000000001_[0-9a-f]{20}$/),
      notice: undefined,
      warnings: [],
    });
  });

  it.each([
    ['UNPAID', 'unpaid'],
    ['ON_HOLD', 'on_hold'],
    ['PRE_ORDER', 'pre_order'],
  ])('lets an order in %s wait', (status, code) => {
    const order = buildOrder({ status });

    expect(decideOrder(order, undefined, buildDecideContext(order))).toMatchObject({ action: 'wait', code });
  });

  it('says when TikTok usually releases an order on hold', () => {
    const order = buildOrder({ status: 'ON_HOLD', paid_time: ORDERED_AT });

    const decision = decideOrder(order, undefined, buildDecideContext(order));

    expect(decision).toMatchObject({
      reason: expect.stringContaining('usually released at 2025-10-15 02:00 (America/Los_Angeles)'),
    });
  });

  it('says when TikTok releases a pre-order', () => {
    const order = buildOrder({ status: 'PRE_ORDER', release_date: ORDERED_AT });

    const decision = decideOrder(order, undefined, buildDecideContext(order));

    expect(decision).toMatchObject({ reason: expect.stringContaining('2025-10-15 01:00 (America/Los_Angeles)') });
  });

  it.each(['IN_TRANSIT', 'DELIVERED', 'COMPLETED', 'SHIPPED'])(
    'imports an order first seen in %s as late',
    (status) => {
      const order = buildOrder({ status });

      expect(decideOrder(order, undefined, buildDecideContext(order))).toMatchObject({ action: 'import', late: true });
    },
  );

  it('blocks a late order where the shop wants it so', () => {
    const order = buildOrder({ status: 'DELIVERED' });
    const shop = buildShop({ latePolicy: 'block' });

    const decision = decideOrder(order, undefined, buildDecideContext(order, { shop }));

    expect(decision).toMatchObject({ action: 'block', code: 'late' });
  });

  it('lets an unknown status wait, or blocks it when the mapping says so', () => {
    const order = buildOrder({ status: 'TELEPORTED' });
    const strict = { ...MAPPINGS, unknownOrderStatus: 'block' as const };

    expect(decideOrder(order, undefined, buildDecideContext(order))).toMatchObject({
      action: 'wait',
      code: 'unknown_status',
      reason: expect.stringContaining('TELEPORTED'),
    });
    expect(decideOrder(order, undefined, buildDecideContext(order, { mappings: strict }))).toMatchObject({
      action: 'block',
      code: 'unknown_status',
    });
  });

  it('does not take a name of JavaScript’s own for a status', () => {
    const order = buildOrder({ status: 'constructor' });

    expect(decideOrder(order, undefined, buildDecideContext(order))).toMatchObject({ code: 'unknown_status' });
  });

  it('leaves orders from before Import From alone, but shows them', () => {
    const order = buildOrder();
    const shop = buildShop({ importFrom: ORDERED_AT + 1 });

    const decision = decideOrder(order, undefined, buildDecideContext(order, { shop }));

    expect(decision).toMatchObject({ action: 'skip', code: 'before_import_from', record: true });
  });

  it('imports an order made in the very second of Import From', () => {
    const order = buildOrder();
    const shop = buildShop({ importFrom: ORDERED_AT });

    expect(decideOrder(order, undefined, buildDecideContext(order, { shop })).action).toBe('import');
  });

  it('skips an older cancelled order that Odoo does not know', () => {
    const order = buildOrder({ status: 'CANCELLED' });
    const shop = buildShop({ importFrom: ORDERED_AT + 1 });

    const decision = decideOrder(order, undefined, buildDecideContext(order, { shop }));

    expect(decision).toMatchObject({ action: 'skip', code: 'before_import_from' });
  });

  it('holds goods at TikTok until a warehouse is named', () => {
    const order = buildOrder({ fulfillment_type: 'FULFILLMENT_BY_TIKTOK' });

    expect(decideOrder(order, undefined, buildDecideContext(order))).toMatchObject({
      action: 'block',
      code: 'fbt_warehouse',
    });
    const shop = buildShop({ fbtWarehouseId: 9 });
    expect(decideOrder(order, undefined, buildDecideContext(order, { shop })).action).toBe('import');
  });

  it('holds an order with an unknown SKU and names it', () => {
    const order = buildOrder({ line_items: [buildLineItem(), buildLineItem({ sku_id: '404' })] });
    const products = new Map([['1730000000000000001', { productId: 1 }]]);

    const decision = decideOrder(order, undefined, buildDecideContext(order, { products }));

    expect(decision).toMatchObject({ action: 'block', code: 'unknown_sku', heldSkus: ['404'] });
  });

  it('does not mind an unknown SKU whose units are all cancelled', () => {
    const cancelled = buildLineItem({ sku_id: '404', display_status: 'CANCELLED' });
    const order = buildOrder({ line_items: [buildLineItem(), cancelled] });
    const products = new Map([['1730000000000000001', { productId: 1 }]]);

    expect(decideOrder(order, undefined, buildDecideContext(order, { products })).action).toBe('import');
  });

  it('uses the default product for unknown SKUs where the shop wants it so', () => {
    const order = buildOrder();
    const products = new Map<string, never>();
    const withDefault = buildShop({ unknownSkuPolicy: 'default', defaultProduct: { productId: 5 } });
    const without = buildShop({ unknownSkuPolicy: 'default' });

    expect(decideOrder(order, undefined, buildDecideContext(order, { products, shop: withDefault })).action).toBe(
      'import',
    );
    expect(decideOrder(order, undefined, buildDecideContext(order, { products, shop: without }))).toMatchObject({
      action: 'block',
      code: 'unknown_sku',
      reason: expect.stringContaining('no default product'),
    });
  });

  it('takes a bundle by its own product or by those of its components', () => {
    const order = buildOrder({ line_items: [bundle] });
    const decide = (...skuIds: string[]): string => {
      const products = new Map(skuIds.map((skuId) => [skuId, { productId: 1 }]));
      return decideOrder(order, undefined, buildDecideContext(order, { products })).action;
    };

    expect(decide('B')).toBe('import');
    expect(decide('P1')).toBe('import');
    expect(decide()).toBe('block');
  });

  it('blocks an order of a market that no mapping knows', () => {
    const order = buildOrder();
    const shop = buildShop({ region: 'ZZ' });

    expect(decideOrder(order, undefined, buildDecideContext(order, { shop }))).toMatchObject({
      action: 'block',
      code: 'unknown_region',
    });
  });

  it('blocks an order that cannot be worked with', () => {
    const order = buildOrder({ line_items: [] });

    expect(decideOrder(order, undefined, buildDecideContext(order))).toMatchObject({
      action: 'block',
      code: 'no_items',
    });
  });

  it('tells of a buyer who asks to cancel', () => {
    const order = buildOrder({ is_buyer_request_cancel: true });

    const decision = decideOrder(order, undefined, buildDecideContext(order));

    expect(decision).toMatchObject({ action: 'import', notice: { code: 'buyer_cancel' } });
  });

  it('warns when the buyer paid something else than the order adds up to', () => {
    const order = buildOrder({ payment: buildPayment({ total_amount: '19.00' }) });

    const decision = decideOrder(order, undefined, buildDecideContext(order));

    expect(decision).toMatchObject({ action: 'import', warnings: [expect.stringContaining('-1')] });
  });
});

describe('decideOrder for an order that is known', () => {
  it('never lets older news overwrite newer', () => {
    const order = buildOrder({ status: 'CANCELLED' });
    const known = buildKnown({ updateStamp: order.update_time + 1 });

    expect(decideOrder(order, known, buildDecideContext(order))).toMatchObject({
      action: 'skip',
      code: 'stale',
      record: false,
    });
  });

  it('has nothing to do when nothing changed', () => {
    const order = buildOrder();
    const known = buildKnown({ updateStamp: order.update_time });

    expect(decideOrder(order, known, buildDecideContext(order))).toMatchObject({
      action: 'skip',
      code: 'unchanged',
      record: false,
    });
  });

  it('sees what has changed under the same time', () => {
    const order = buildOrder({ status: 'CANCELLED' });
    const known = buildKnown({ updateStamp: order.update_time, outdated: true });

    expect(decideOrder(order, known, buildDecideContext(order)).action).toBe('cancel');
  });

  it.each(['waiting', 'blocked', 'attention', 'skipped'] as const)(
    'decides anew about one that is %s: what hindered it may be gone',
    (state) => {
      const order = buildOrder();
      const known = buildKnown({ state, updateStamp: order.update_time, imported: false, saleOrder: undefined });

      expect(decideOrder(order, known, buildDecideContext(order)).action).toBe('import');
    },
  );

  it('goes on with an import that was interrupted', () => {
    const order = buildOrder();
    const saleOrder = buildSaleOrder({ state: 'draft' });
    const known = buildKnown({ state: undefined, updateStamp: 0, imported: true, saleOrder });

    expect(decideOrder(order, known, buildDecideContext(order)).action).toBe('import');
  });

  it('updates one that is imported', () => {
    const order = buildOrder({ recipient_address: null });

    expect(decideOrder(order, buildKnown(), buildDecideContext(order))).toEqual({
      action: 'update',
      changes: { lines: [], addressKey: undefined },
      notice: undefined,
    });
  });

  it('does not make a sale order again that a person deleted, unless told to', () => {
    const order = buildOrder();
    const shop = buildShop({ importFrom: ORDERED_AT + 1 });
    const known = buildKnown({ saleOrder: undefined, updateStamp: order.update_time });

    expect(decideOrder(order, known, buildDecideContext(order, { shop }))).toMatchObject({
      action: 'attention',
      code: 'deleted',
      reason: expect.stringContaining('--recreate'),
    });
    expect(decideOrder(order, known, buildDecideContext(order, { shop, recreate: true })).action).toBe('import');
  });

  it('asks a person when the sale order is cancelled in Odoo only', () => {
    const order = buildOrder();
    const known = buildKnown({ saleOrder: buildSaleOrder({ state: 'cancel' }) });

    expect(decideOrder(order, known, buildDecideContext(order))).toMatchObject({
      action: 'attention',
      code: 'cancelled_in_odoo',
    });
  });
});

describe('decideOrder for a cancelled order', () => {
  const cancelled = buildOrder({ status: 'CANCELLED' });
  const emptied = buildOrder({ line_items: [buildLineItem({ display_status: 'CANCELLED' })] });

  it.each([
    ['by its status', cancelled],
    ['by another word for it', buildOrder({ status: 'CANCEL' })],
    ['by all its units', emptied],
  ])('only records it when there is no sale order (%s)', (_how, order) => {
    expect(decideOrder(order, undefined, buildDecideContext(order))).toMatchObject({
      action: 'close',
      code: 'cancelled',
    });
  });

  it.each([
    ['by its status', cancelled],
    ['by all its units', emptied],
  ])('cancels the sale order (%s)', (_how, order) => {
    expect(decideOrder(order, buildKnown(), buildDecideContext(order))).toMatchObject({ action: 'cancel' });
  });

  it('cancels what an interrupted run left', () => {
    const known = buildKnown({ state: undefined, updateStamp: 0, saleOrder: buildSaleOrder({ state: 'draft' }) });

    expect(decideOrder(cancelled, known, buildDecideContext(cancelled)).action).toBe('cancel');
  });

  it('has nothing to undo when the sale order is cancelled or deleted', () => {
    const known = buildKnown({ saleOrder: buildSaleOrder({ state: 'cancel' }) });

    expect(decideOrder(cancelled, known, buildDecideContext(cancelled)).action).toBe('close');
    expect(decideOrder(cancelled, buildKnown({ saleOrder: undefined }), buildDecideContext(cancelled)).action).toBe(
      'close',
    );
  });

  it.each([
    [{ shipped: true }, 'cancelled_shipped'],
    [{ invoiced: true }, 'cancelled_invoiced'],
  ])('leaves it to a person when the sale order is %j', (facts, code) => {
    const known = buildKnown({ saleOrder: buildSaleOrder(facts) });

    expect(decideOrder(cancelled, known, buildDecideContext(cancelled))).toMatchObject({ action: 'attention', code });
  });
});

describe('decideOrder and mapSaleOrder', () => {
  it('map without an error whatever is to be imported', () => {
    fc.assert(
      fc.property(arbitraryOrder(), fc.subarray(['1', '2', '3', '4']), (order: Order, known) => {
        const currency = order.payment?.currency ?? '';
        const region = Object.keys(MAPPINGS.regions).find((code) => MAPPINGS.regions[code]?.currency === currency);
        const shop = buildShop({ region: region ?? '', currency });
        const products = new Map(known.map((n) => [`173000000000000000${n}`, { productId: Number(n) }]));
        const decision = decideOrder(order, undefined, buildDecideContext(order, { shop, products }));
        if (decision.action !== 'import') return;

        const record = mapSaleOrder(order, buildOrderContext(order, { shop, products, decision }));

        expect(record.children?.['order_line']?.length).toBeGreaterThan(0);
      }),
    );
  });

  it('never write a buyer’s data into a reason', () => {
    const order = buildOrder({
      status: 'TELEPORTED',
      recipient_address: buildAddress({ name: 'Secret Person' }),
      buyer_message: 'Secret message',
    });

    expect(JSON.stringify(decideOrder(order, undefined, buildDecideContext(order)))).not.toMatch(/Secret/);
  });
});
