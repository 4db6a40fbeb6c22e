import { describe, expect, it } from '@jest/globals';
import { findFault } from '../../../src/mapping/orders/faults.ts';
import type { LineItem, Order } from '../../../src/tiktok/schemas/order.ts';
import { buildLineItem, buildOrder, buildPayment, MAPPINGS } from '../../helpers/builders.ts';

function faultOf(item: Partial<LineItem>): string | undefined {
  return findFault(buildOrder({ line_items: [buildLineItem(item)] }), 'USD', MAPPINGS)?.reason;
}

describe('findFault', () => {
  it('finds nothing wrong with a plain order', () => {
    expect(findFault(buildOrder(), 'USD', MAPPINGS)).toBeUndefined();
  });

  it('reads empty discounts and outer blanks', () => {
    expect(faultOf({ original_price: '20.00 ', seller_discount: '', platform_discount: null })).toBeUndefined();
  });

  it.each([
    [{ original_price: undefined }, 'there is no price'],
    [{ original_price: ' ' }, 'there is no price'],
    [{ original_price: '-1' }, 'the price is negative'],
    [{ original_price: '1000000000.01' }, 'the price is larger than 1,000,000,000'],
    [{ original_price: '1e5' }, 'the price is not a decimal number'],
    [{ original_price: 'NaN' }, 'the price is not a decimal number'],
    [{ original_price: '1,000.00' }, 'the price is not a decimal number'],
    [{ original_price: '9.1234567' }, 'the price is not a decimal number'],
    [{ original_price: '9.995' }, 'the price has more than 2 decimals'],
    [{ seller_discount: '-2' }, 'the seller discount is negative'],
    [{ platform_discount: 'x' }, 'the platform discount is not a decimal number'],
    [{ seller_discount: '15', platform_discount: '6' }, 'the discounts are larger than the price'],
  ])('names the mistake of %j', (item, mistake) => {
    expect(faultOf(item)).toBe(
      `Line item 577000000000000001 of order 576000000000000100: ${mistake}: look at it in the Seller Center; it is read again when it changes there, or with sync orders --order.`,
    );
  });

  it.each([
    [buildOrder({ line_items: [] }), 'no_items'],
    [buildOrder({ create_time: 0 }), 'no_time'],
    [buildOrder({ update_time: -1 }), 'no_time'],
    [buildOrder({ payment: null }), 'no_payment'],
    [buildOrder({ payment: buildPayment({ shipping_fee: '-1' }) }), 'amount'],
    [buildOrder({ payment: buildPayment({ currency: 'EUR' }) }), 'currency'],
    [buildOrder({ line_items: [buildLineItem(), buildLineItem({ currency: 'GBP' })] }), 'currency'],
  ])('finds an order that cannot be worked with (%#)', (order, code) => {
    expect(findFault(order, 'USD', MAPPINGS)?.code).toBe(code);
  });

  it('stops at a bundle of which only a part was cancelled', () => {
    const parts = { sub_item_info: [{ display_status: 'CANCELLED' }, { display_status: 'AWAITING_SHIPMENT' }] };
    const order = (display_status: string): Order =>
      buildOrder({ line_items: [{ ...buildLineItem({ display_status }), ...parts }, buildLineItem()] });

    expect(findFault(order('AWAITING_SHIPMENT'), 'USD', MAPPINGS)?.code).toBe('bundle_divided');
    expect(findFault(order('CANCELLED'), 'USD', MAPPINGS)).toBeUndefined();
  });

  it('wants whole amounts in currencies without decimals', () => {
    const order = buildOrder({
      line_items: [buildLineItem({ currency: 'JPY', original_price: '3200.5' })],
      payment: buildPayment({ currency: 'JPY' }),
    });

    expect(findFault(order, 'JPY', MAPPINGS)?.reason).toContain('has more than 0 decimals');
  });

  it('asks for the decimals of a currency that it does not know', () => {
    expect(findFault(buildOrder(), 'AED', MAPPINGS)).toEqual({
      code: 'unknown_currency',
      reason: 'The decimals of AED are not known: add it to currencies in regions.json.',
    });
  });
});
