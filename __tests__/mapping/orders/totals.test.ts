import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Amount, formatAmount, multiplyAmount, sumAmounts } from '../../../src/core/money.ts';
import { desiredLines } from '../../../src/mapping/orders/lines.ts';
import {
  expectedTotal,
  platformDiscount,
  sellerDiscount,
  shippingFee,
  totalDifference,
} from '../../../src/mapping/orders/totals.ts';
import { Order } from '../../../src/tiktok/schemas/order.ts';
import { arbitraryOrder, buildLineItem, buildOrder, buildPayment, regionOf } from '../../helpers/builders.ts';
import { listFixtures, readFixture } from '../../helpers/tiktokFixtures.ts';

const items = [
  buildLineItem({ seller_discount: '2.00', platform_discount: '1.50' }),
  buildLineItem({ seller_discount: '3.00', platform_discount: '0.50' }),
  buildLineItem({ seller_discount: '20.00', is_gift: true }),
  buildLineItem({ seller_discount: '9.00', platform_discount: '9.00', display_status: 'CANCELLED' }),
];
const order = buildOrder({ line_items: items, payment: buildPayment({ shipping_fee: '4.99' }) });

function text(amount: Amount | undefined): string | undefined {
  return amount === undefined ? undefined : formatAmount(amount);
}

describe('expectedTotal', () => {
  it('is what is not cancelled less the seller’s discount, plus shipping', () => {
    expect(text(expectedTotal(order))).toBe('39.99');
  });

  it('is nothing when all units are cancelled', () => {
    const line_items = [buildLineItem({ display_status: 'CANCELLED' })];

    expect(text(expectedTotal({ ...order, line_items }))).toBe('0');
  });

  it('is to the last digit what the lines come to, in every currency', () => {
    fc.assert(
      fc.property(arbitraryOrder(), fc.boolean(), (random, whole) => {
        const lines = desiredLines(random, (skuId) => whole || skuId.startsWith('17300000000000001'));

        const sum = sumAmounts(lines.map((line) => multiplyAmount(line.unitPrice, line.quantity)));

        expect(sum).toBe(expectedTotal(random));
      }),
      { numRuns: 500 },
    );
  });
});

describe('sellerDiscount, platformDiscount and shippingFee', () => {
  it('count what is not cancelled, the seller’s without gifts', () => {
    expect([sellerDiscount(order), platformDiscount(order), shippingFee(order)].map(text)).toEqual(['5', '2', '4.99']);
  });

  it('read missing and empty amounts as nothing', () => {
    const line_items = [buildLineItem({ seller_discount: '', platform_discount: null })];
    const bare = buildOrder({ line_items, payment: buildPayment({ shipping_fee: undefined }) });

    expect([sellerDiscount(bare), platformDiscount(bare), shippingFee(bare)].map(text)).toEqual(['0', '0', '0']);
  });
});

describe('totalDifference', () => {
  it.each(listFixtures('realistic', /order-detail-/))('is 0 for %s, or cannot be told', (fixture) => {
    const { data } = readFixture(fixture) as { data: { orders: unknown[] } };
    const stored = Order.parse(data.orders[0]);
    const cancelled = stored.line_items.some((item) => item.display_status === 'CANCELLED');

    const difference = totalDifference(stored, regionOf(stored.recipient_address?.region_code ?? 'US'));

    expect(text(difference)).toBe(cancelled ? undefined : '0');
  });

  it('takes TikTok’s discounts, taxes and fees off', () => {
    const payment = buildPayment({
      total_amount: '19.10',
      tax: '1.10',
      small_order_fee: '2',
      payment_platform_discount: '4',
    });

    expect(text(totalDifference(buildOrder({ payment }), regionOf('US')))).toBe('0');
  });

  it('leaves the tax in where prices include it', () => {
    const payment = buildPayment({ total_amount: '20.00', tax: '3.33' });

    expect(text(totalDifference(buildOrder({ payment }), regionOf('GB')))).toBe('0');
  });
});
