import { describe, expect, it } from '@jest/globals';
import { parseAmount } from '../../../src/core/money.ts';
import { writeOddly } from '../../../src/sandbox/generate/oddWriting.ts';
import { generateShop } from '../../../src/sandbox/generate/shop.ts';
import { seededRandom } from '../../../src/sandbox/random.ts';

const options = { region: 'US', orders: 40, mix: { oddWriting: 0 } } as const;
const { orders } = generateShop({ seed: 'test', index: 0, now: 1_760_518_900, options });
const random = seededRandom('odd');

describe('writeOddly', () => {
  it('writes the same amounts in other ways', () => {
    const all = orders.map((order) => ({ order, odd: writeOddly(order, random) }));

    for (const { order, odd } of all) {
      const { currency, ...amounts } = odd.payment;
      expect(currency).toBe(order.payment.currency);
      for (const [field, text] of Object.entries(amounts)) {
        expect(parseAmount(text)).toBe(
          parseAmount(String((order.payment as unknown as Record<string, string>)[field])),
        );
      }
      expect(odd.line_items.map((line) => parseAmount(line.sale_price))).toEqual(
        order.line_items.map((line) => parseAmount(line.sale_price)),
      );
    }
    const written = all.flatMap(({ odd }) => odd.line_items.map((line) => line.original_price));
    for (const way of [/^\d+\.\d\d$/, /^\d+$/, / $/]) expect(written.some((text) => way.test(text))).toBe(true);
  });

  it('leaves fields out, empties them in several ways and adds unknown ones', () => {
    const [order] = orders.filter(({ status }) => status === 'AWAITING_SHIPMENT');
    if (!order) throw new Error('no order');
    const odd = writeOddly(order, random);

    expect(odd).not.toHaveProperty('buyer_message');
    expect(odd).toMatchObject({
      seller_note: null,
      cancel_time: 0,
      cancel_reason: '',
      id: order.id,
      status: order.status,
    });
    expect(odd).toHaveProperty('field_of_tomorrow.nested');
  });
});
