import { describe, expect, it } from '@jest/globals';
import type { Outcome } from '../../../src/mapping/orders/outcome.ts';
import { mapTellingFacts, mapTiktokOrder, mapUnreadableOrder } from '../../../src/mapping/orders/tiktokOrder.ts';
import type { LoadRecord } from '../../../src/odoo/values.ts';
import type { Order } from '../../../src/tiktok/schemas/order.ts';
import { buildLineItem, buildOrder, buildPayment, buildShop, ORDERED_AT } from '../../helpers/builders.ts';

const outcome: Outcome = {
  state: 'imported',
  code: '',
  reason: '',
  heldSkus: [],
  imported: true,
  late: false,
  addressKey: '',
};

function map(order: Order): LoadRecord['values'] {
  return mapTiktokOrder(order, outcome, { saleOrderId: 42, partnerId: 43 }, buildShop()).values;
}

describe('mapTiktokOrder', () => {
  it('points to shop, sale order and customer', () => {
    expect(map(buildOrder())).toMatchObject({
      x_order_id: '576000000000000100',
      'x_shop_id/.id': 3,
      'x_sale_order_id/.id': 42,
      'x_partner_id/.id': 43,
      'x_currency_id/.id': 2,
    });
  });

  it('clears links that there are not', () => {
    const { values } = mapTiktokOrder(
      buildOrder(),
      outcome,
      { saleOrderId: undefined, partnerId: undefined },
      buildShop(),
    );

    expect([values['x_sale_order_id/.id'], values['x_partner_id/.id']]).toEqual(['', '']);
  });

  it('writes the outcome', () => {
    const held: Outcome = { ...outcome, state: 'blocked', code: 'unknown_sku', reason: 'why', heldSkus: ['1', '2'] };

    expect(
      mapTiktokOrder(buildOrder(), held, { saleOrderId: undefined, partnerId: undefined }, buildShop()).values,
    ).toMatchObject({
      x_state: 'blocked',
      x_reason_code: 'unknown_sku',
      x_reason: 'why',
      x_held_skus: '1,2',
    });
  });

  it('takes 0, empty and missing moments for “not yet”', () => {
    const order = buildOrder({ paid_time: 0, rts_sla_time: 0, shipping_due_time: ORDERED_AT, delivery_due_time: null });

    expect(map(order)).toMatchObject({ x_paid_time: '', x_ship_by: '2025-10-15 08:00:00', x_deliver_by: '' });
  });

  it('sums the lines up, cancelled units apart', () => {
    const mug = buildLineItem();
    const gift = buildLineItem({ product_name: 'Sticker', sku_name: '', seller_sku: '', is_gift: true });
    const order = buildOrder({ line_items: [mug, mug, { ...mug, display_status: 'CANCELLED' }, gift] });

    expect(map(order)['x_line_summary']).toBe('1 × Sticker, gift\n2 × Enamel mug (Blue) [MUG-BLUE], 1 cancelled');
  });

  it('names packages, tracking numbers and live sales once', () => {
    const item = buildLineItem({ package_id: '9', tracking_number: '1Z', room_id: '77' });
    const order = buildOrder({ line_items: [item, item], packages: [{ id: '9' }, { id: '8' }], tracking_number: '' });

    expect(map(order)).toMatchObject({ x_package_ids: '8, 9', x_tracking: '1Z', x_surface: 'live' });
  });

  it('leaves amounts empty that cannot be read, so that the order can be shown', () => {
    const order = buildOrder({
      line_items: [buildLineItem({ original_price: 'many' })],
      payment: buildPayment({ total_amount: 'x', tax: '1.50' }),
    });

    expect(map(order)).toMatchObject({ x_total: '', x_buyer_total: '', x_buyer_tax: '1.5' });
  });

  it('leaves amounts empty that Odoo could not give back as they are', () => {
    const order = buildOrder({ payment: buildPayment({ total_amount: '99999999999999999999', tax: '-1e9' }) });

    expect(map(order)).toMatchObject({ x_buyer_total: '', x_buyer_tax: '' });
  });

  it.each([
    [2, '5.005', '5.01'],
    [0, '5.5', '6'],
  ])('writes no finer amounts than the currency with %d decimals has', (decimals, tax, written) => {
    const order = buildOrder({ payment: buildPayment({ tax }) });
    const links = { saleOrderId: undefined, partnerId: undefined };

    expect(mapTiktokOrder(order, outcome, links, buildShop(), decimals).values['x_buyer_tax']).toBe(written);
  });

  it('maps an order without lines and payment', () => {
    expect(map(buildOrder({ line_items: [], payment: null }))).toMatchObject({ x_total: '0', x_line_summary: '' });
  });

  it('writes nothing about the person: names and addresses live in contacts only', () => {
    const text = JSON.stringify(map(buildOrder({ buyer_message: 'secret', buyer_nickname: 'secret' })));

    expect(text).not.toMatch(/Robin|Sample Road|555|secret/);
  });
});

describe('mapTellingFacts', () => {
  it('is a part of what is written', () => {
    const order = buildOrder({ is_buyer_request_cancel: true });

    expect(map(order)).toMatchObject(mapTellingFacts(order).values);
  });

  it.each<Partial<Order>>([
    { status: 'CANCELLED' },
    { is_buyer_request_cancel: true },
    { line_items: [buildLineItem({ display_status: 'CANCELLED' })] },
  ])('tells %j', (change) => {
    expect(mapTellingFacts(buildOrder(change)).values).not.toEqual(mapTellingFacts(buildOrder()).values);
  });
});

describe('mapUnreadableOrder', () => {
  it('shows the order as blocked and says where it cannot be read', () => {
    const record = mapUnreadableOrder({ id: '576', path: 'line_items.0.sku_id' }, buildShop());

    expect(record).toEqual({
      externalId: '__tiktok_shop__.tiktok_order_576',
      values: {
        x_name: '576',
        x_order_id: '576',
        'x_shop_id/.id': 3,
        x_state: 'blocked',
        x_reason_code: 'unreadable',
        x_reason:
          'TikTok sent order 576 in a shape that the bridge does not know (line_items.0.sku_id): update the bridge, or report it.',
      },
    });
  });
});
