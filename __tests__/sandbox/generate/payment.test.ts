import { describe, expect, it } from '@jest/globals';
import { parseAmount, ZERO } from '../../../src/core/money.ts';
import type { Unit } from '../../../src/sandbox/generate/lines.ts';
import { makePayment } from '../../../src/sandbox/generate/payment.ts';
import { MARKETS, type Region } from '../../../src/sandbox/markets.ts';
import type { OrderMix } from '../../../src/sandbox/options.ts';
import { seededRandom } from '../../../src/sandbox/random.ts';
import type { WirePayment } from '../../../src/sandbox/wire.ts';

function pay(region: Region, price: string, state = '', ...kinds: (keyof OrderMix)[]): WirePayment {
  const unit = {
    price: parseAmount(price),
    sellerDiscount: ZERO,
    platformDiscount: ZERO,
    tax: ZERO,
    isGift: false,
  } as Unit;
  const plan = { status: 'AWAITING_SHIPMENT', kinds: new Set(kinds) } as const;
  const taxRate = region === 'US' ? '0.10' : undefined;
  return makePayment([unit], { market: MARKETS[region], plan, taxRate, state, random: seededRandom(region) });
}

describe('makePayment', () => {
  it('adds the fee that Colorado asks for a delivery', () => {
    expect(pay('US', '10', 'CO').retail_delivery_fee).toBe('0.29');
    expect(pay('US', '10', 'TX').retail_delivery_fee).toBe('0');
  });

  it('taxes shipping where the state does', () => {
    const taxed = pay('US', '10', 'TX', 'paidShipping');

    expect(Number(taxed.shipping_fee_tax)).toBeCloseTo(Number(taxed.shipping_fee) / 10, 2);
    expect(pay('US', '10', 'CA', 'paidShipping').shipping_fee_tax).toBe('0');
  });

  it('adds the service fee of Indonesia, and the small-order fee of Thailand to small orders', () => {
    expect(pay('ID', '150000')).toMatchObject({ buyer_service_fee: '1000', handling_fee: '0', sub_total: '150000' });
    expect(pay('TH', '150').small_order_fee).toBe('5.00');
    expect(pay('TH', '250').small_order_fee).toBe('0');
  });

  it('has the buyer pay the whole fee, or seller and platform the rest of it', () => {
    const paid = pay('GB', '10', '', 'paidShipping');

    expect(paid.shipping_fee).toBe(paid.original_shipping_fee);
    const free = Array.from({ length: 40 }, (_, seed) =>
      makePayment(
        [{ price: parseAmount('10'), sellerDiscount: ZERO, platformDiscount: ZERO, tax: ZERO, isGift: false } as Unit],
        {
          market: MARKETS.GB,
          plan: { status: 'AWAITING_SHIPMENT', kinds: new Set() },
          taxRate: undefined,
          state: '',
          random: seededRandom(String(seed)),
        },
      ),
    );
    expect(free.some((payment) => payment.shipping_fee_seller_discount !== '0')).toBe(true);
    expect(free.some((payment) => payment.shipping_fee_platform_discount !== '0')).toBe(true);
    expect(free.every((payment) => Number(payment.shipping_fee) < Number(payment.original_shipping_fee))).toBe(true);
  });

  it('asks nothing at all for what is free', () => {
    const { currency, ...amounts } = pay('US', '0', 'CO');

    expect(currency).toBe('USD');
    expect(new Set(Object.values(amounts))).toEqual(new Set(['0']));
  });
});
