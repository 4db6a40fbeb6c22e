import { describe, expect, it } from '@jest/globals';
import { buyerAsksToCancel, isFulfilledBySeller, momentIn, statusRule } from '../../../src/mapping/orders/status.ts';
import { buildOrder, MAPPINGS, ORDERED_AT, regionOf } from '../../helpers/builders.ts';

describe('statusRule', () => {
  it.each([
    ['AWAITING_SHIPMENT', 'import'],
    ['SHIPPED', 'late'],
    ['CANCEL', 'cancel'],
    ['TELEPORTED', undefined],
    ['toString', undefined],
  ])('of %s is %s', (status, action) => {
    expect(statusRule(buildOrder({ status }), MAPPINGS)?.action).toBe(action);
  });
});

describe('isFulfilledBySeller', () => {
  it.each([
    ['FULFILLMENT_BY_SELLER', true],
    ['', true],
    [undefined, true],
    ['FULFILLMENT_BY_TIKTOK', false],
    ['FULFILLMENT_BY_DILAYANI_TOKOPEDIA', false],
    ['FULFILLMENT_BY_SOMEBODY_NEW', false],
  ])('of %s is %s', (fulfillment_type, own) => {
    expect(isFulfilledBySeller(buildOrder({ fulfillment_type }))).toBe(own);
  });
});

describe('buyerAsksToCancel', () => {
  it('says until when to answer', () => {
    const order = buildOrder({ is_buyer_request_cancel: true, cancel_order_sla_time: ORDERED_AT });

    expect(buyerAsksToCancel(order, regionOf('DE'))?.reason).toBe(
      'The buyer asks to cancel order 576000000000000100: answer in the Seller Center before 2025-10-15 10:00 (Europe/Berlin), and do not ship it meanwhile.',
    );
  });

  it('is undefined when the buyer does not', () => {
    expect(buyerAsksToCancel(buildOrder(), regionOf('DE'))).toBeUndefined();
  });
});

describe('momentIn', () => {
  it('names the zone', () => {
    expect([momentIn(ORDERED_AT, regionOf('JP')), momentIn(ORDERED_AT, undefined)]).toEqual([
      '2025-10-15 17:00 (Asia/Tokyo)',
      '2025-10-15 08:00 (UTC)',
    ]);
  });
});
