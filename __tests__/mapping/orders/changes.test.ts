import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatAmount, multiplyAmount, parseAmount, sumAmounts } from '../../../src/core/money.ts';
import { lineChanges } from '../../../src/mapping/orders/changes.ts';
import { desiredLines } from '../../../src/mapping/orders/lines.ts';
import { expectedTotal } from '../../../src/mapping/orders/totals.ts';
import type { KnownLine, LineKind } from '../../../src/mapping/orders/types.ts';
import type { Order } from '../../../src/tiktok/schemas/order.ts';
import { arbitraryOrder, buildLineItem, buildOrder, buildPayment, buildSaleOrder } from '../../helpers/builders.ts';

function line(id: number, kind: LineKind, quantity: number, price: string, skuId = ''): KnownLine {
  return { id, kind, skuId, quantity, priceUnit: parseAmount(price) };
}

/** The lines that an import made of an order. */
function imported(order: Order, hasProduct: (skuId: string) => boolean): KnownLine[] {
  return desiredLines(order, hasProduct)
    .filter(({ skuId, quantity, unitPrice }) => (skuId === '' ? unitPrice !== 0n : quantity > 0))
    .map(({ kind, skuId, quantity, unitPrice }, id) => ({ id, kind, skuId, quantity, priceUnit: unitPrice }));
}

function changesOf(order: Order, lines: KnownLine[]): string[] {
  return lineChanges(order, buildSaleOrder({ lines })).changes.map(
    ({ lineId, quantity, priceUnit }) => `${lineId}: ${quantity} at ${formatAmount(priceUnit)}`,
  );
}

const mug = buildLineItem({ sku_id: 'MUG', seller_discount: '2.00', platform_discount: '1.00' });
const tote = buildLineItem({ sku_id: 'TOTE', seller_discount: '3.00' });
const cancelled = { display_status: 'CANCELLED' };
const order = (...items: Order['line_items']): Order =>
  buildOrder({ line_items: items, payment: buildPayment({ shipping_fee: '5' }) });
const before = imported(order(mug, mug, tote), () => true);

describe('lineChanges', () => {
  it('lowers goods and brings discounts into line', () => {
    expect(changesOf(order(mug, { ...mug, ...cancelled }, tote), before)).toEqual([
      '0: 1 at 20',
      '2: 1 at -5',
      '3: 1 at -1',
      '4: 1 at 1',
    ]);
  });

  it('takes the last unit of a line', () => {
    expect(changesOf(order(mug, mug, { ...tote, ...cancelled }), before)).toEqual(['1: 0 at 20', '2: 1 at -4']);
  });

  it('has nothing to do without cancelled units, whatever people changed', () => {
    expect(changesOf(order(mug, mug, tote), [line(0, 'goods', 1, '19', 'MUG')])).toEqual([]);
  });

  it('has nothing to do the second time', () => {
    const left = order(mug, { ...mug, ...cancelled }, tote);

    expect(
      changesOf(
        left,
        imported(left, () => true),
      ),
    ).toEqual([]);
  });

  it('leaves the price alone that a person gave', () => {
    const lines = [line(7, 'goods', 2, '18.50', 'MUG')];

    expect(changesOf(order(mug, { ...mug, ...cancelled }), lines)).toEqual(['7: 1 at 18.5']);
  });

  it('leaves an order alone whose quantities a person lowered as far', () => {
    const lines = before.map((known) => (known.skuId === 'MUG' ? { ...known, quantity: 0 } : known));

    expect(lineChanges(order(mug, { ...mug, ...cancelled }, tote), buildSaleOrder({ lines }))).toEqual({
      changes: [],
      settled: [],
      contested: false,
    });
  });

  it('asks when a person lowered one line and TikTok another', () => {
    const lines = before.map((known) => (known.skuId === 'MUG' ? { ...known, quantity: 0 } : known));

    expect(lineChanges(order(mug, mug, { ...tote, ...cancelled }), buildSaleOrder({ lines }))).toEqual({
      changes: [],
      settled: [],
      contested: true,
    });
  });

  it('takes a bundle as the order was imported, not as listings are today', () => {
    const bundle = buildLineItem({
      sku_id: 'SET',
      combined_listing_skus: [{ product_id: '1', sku_id: 'CUP', seller_sku: 'CUP', sku_count: 3 }],
    });
    const left = order(bundle, { ...bundle, ...cancelled });

    const parts = imported(order(bundle, bundle), (skuId) => skuId !== 'SET');
    expect(changesOf(left, parts)).toEqual(['0: 1 at 20', '1: 2 at 0']);
    expect(
      changesOf(
        left,
        imported(order(bundle, bundle), () => true),
      ),
    ).toEqual(['0: 1 at 20']);
  });

  it('makes an imported order come to what is left on TikTok, whatever is cancelled', () => {
    fc.assert(
      fc.property(arbitraryOrder(), fc.infiniteStream(fc.boolean()), fc.boolean(), (random, cancels, whole) => {
        const hasProduct = (skuId: string): boolean => whole || skuId.startsWith('17300000000000001');
        const line_items = random.line_items.map((item) => (cancels.next().value ? { ...item, ...cancelled } : item));
        const later = { ...random, line_items };
        if (line_items.every((item) => item.display_status === 'CANCELLED')) return;
        const lines = imported(random, hasProduct);

        const { changes, contested } = lineChanges(later, buildSaleOrder({ lines }));

        const changed = new Map(changes.map((change) => [change.lineId, change]));
        const after = lines.map((known) => ({ ...known, ...changed.get(known.id) }));
        expect(contested).toBe(false);
        expect(sumAmounts(after.map(({ priceUnit, quantity }) => multiplyAmount(priceUnit, quantity)))).toBe(
          expectedTotal(later),
        );
      }),
      { numRuns: 500 },
    );
  });
});
