import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatAmount } from '../../../src/core/money.ts';
import {
  isCancelled,
  neededSkus,
  openItems,
  soldLines,
  titleOf,
  unitPriceOf,
} from '../../../src/mapping/orders/sold.ts';
import type { LineItem } from '../../../src/tiktok/schemas/order.ts';
import { arbitraryOrder, buildLineItem, buildOrder } from '../../helpers/builders.ts';

function sold(items: readonly LineItem[], hasProduct: (skuId: string) => boolean = () => true): string[] {
  return soldLines(buildOrder({ line_items: [...items] }), hasProduct).map(
    ({ key, kind, quantity, unitPrice }) => `${key}: ${quantity} ${kind} at ${formatAmount(unitPrice)}`,
  );
}

const mug = buildLineItem({ sku_id: 'MUG' });
const cancelledMug = buildLineItem({ sku_id: 'MUG', display_status: 'CANCELLED' });
const cheapMug = buildLineItem({ sku_id: 'MUG', original_price: '15.00' });
const bundle = buildLineItem({
  sku_id: 'SET',
  original_price: '30.00',
  combined_listing_skus: [
    { product_id: '2', sku_id: 'TOTE', seller_sku: 'TOTE-M', sku_count: 3 },
    { product_id: '1', sku_id: 'CUP', seller_sku: 'CUP-1', sku_count: 2 },
  ],
});

describe('soldLines', () => {
  it('adds up the units of one SKU at one price', () => {
    expect(sold([mug, mug, cheapMug])).toEqual(['MUG_1: 2 goods at 20', 'MUG_2: 1 goods at 15']);
  });

  it('takes 20.00 and 20 for the same price', () => {
    expect(sold([mug, buildLineItem({ sku_id: 'MUG', original_price: '20' })])).toEqual(['MUG_1: 2 goods at 20']);
  });

  it('leaves cancelled units out and keeps the keys of the others', () => {
    expect(sold([cancelledMug, mug, cheapMug])).toEqual(['MUG_1: 1 goods at 20', 'MUG_2: 1 goods at 15']);
    expect(sold([cancelledMug, cheapMug])).toEqual(['MUG_1: 0 goods at 20', 'MUG_2: 1 goods at 15']);
  });

  it('keeps gifts apart, at what is left of their price', () => {
    const gift = buildLineItem({ sku_id: 'MUG', is_gift: true, seller_discount: '20.00' });

    expect(sold([gift, mug])).toEqual(['MUG_1: 1 goods at 20', 'MUG_2: 1 gift at 0']);
  });

  it('keeps a bundle whole that has a product of its own', () => {
    expect(sold([bundle, bundle])).toEqual(['SET_1: 2 goods at 30']);
  });

  it('takes a bundle without a product apart and never divides its price', () => {
    const parts = ['CUP_1: 2 goods at 30', 'CUP_2: 2 goods at 0', 'TOTE_1: 6 goods at 0'];

    expect(sold([bundle, bundle], (skuId) => skuId !== 'SET')).toEqual(parts);
  });

  it('keeps a bundle whole when one of its components has no product either', () => {
    expect(sold([bundle], (skuId) => skuId === 'CUP')).toEqual(['SET_1: 1 goods at 30']);
  });

  it('moves as many units as the bundles hold', () => {
    fc.assert(
      fc.property(arbitraryOrder(), (order) => {
        const exploded = soldLines(order, (skuId) => skuId.startsWith('17300000000000001'));

        const units = openItems(order).flatMap((item) => {
          const parts = item.combined_listing_skus ?? [];
          return parts.length > 0 ? parts.map((part) => part.sku_count) : [1];
        });
        const expected = units.reduce((sum, count) => sum + count, 0);
        expect(exploded.reduce((sum, line) => sum + line.quantity, 0)).toBe(expected);
      }),
    );
  });

  it('gives every line a key of its own', () => {
    fc.assert(
      fc.property(arbitraryOrder(), fc.boolean(), (order, whole) => {
        const keys = soldLines(order, (skuId) => whole || skuId.startsWith('17300000000000001')).map(
          (line) => line.key,
        );

        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });
});

describe('neededSkus', () => {
  const needed = (...products: string[]): string[] =>
    neededSkus(buildOrder({ line_items: [mug, bundle] }), (skuId) => products.includes(skuId));

  it('names what has no product, bundles together with their missing components', () => {
    expect(needed('MUG', 'SET')).toEqual([]);
    expect(needed('MUG', 'CUP', 'TOTE')).toEqual([]);
    expect(needed('CUP')).toEqual(['MUG', 'SET', 'TOTE']);
  });
});

describe('isCancelled and openItems', () => {
  it('go by the unit’s own status', () => {
    expect([isCancelled(mug), isCancelled(cancelledMug)]).toEqual([false, true]);
    expect(openItems(buildOrder({ line_items: [mug, cancelledMug] }))).toEqual([mug]);
  });
});

describe('unitPriceOf', () => {
  it('is the price before discounts', () => {
    expect(formatAmount(unitPriceOf(buildLineItem({ seller_discount: '5.00', platform_discount: '1.00' })))).toBe('20');
  });

  it('is what TikTok pays for a gift', () => {
    const gift = buildLineItem({ is_gift: true, seller_discount: '18.00', platform_discount: '2.00' });

    expect(formatAmount(unitPriceOf(gift))).toBe('2');
  });
});

describe('titleOf', () => {
  it.each([
    [{ product_name: 'Mug', sku_name: 'Blue, L' }, 'Mug (Blue, L)'],
    [{ product_name: 'Mug', sku_name: 'Default' }, 'Mug'],
    [{ product_name: 'Mug', sku_name: '' }, 'Mug'],
    [{ product_name: ' ', sku_name: null }, 'TikTok SKU 1730000000000000001'],
  ])('of %j is %s', (names, title) => {
    expect(titleOf(buildLineItem(names))).toBe(title);
  });
});
