import { describe, expect, it } from '@jest/globals';
import { isDifferent, targetsOf, totalOf } from '../../../src/mapping/stock/compare.ts';
import type { ShownStock } from '../../../src/mapping/stock/types.ts';

function shown(available: Record<string, number>): ShownStock {
  const warehouses = Object.entries(available).map(([warehouseId, count]) => ({
    warehouseId,
    available: count,
    committed: 0,
  }));
  return { skuId: 's', available: 0, committed: 0, warehouses };
}

const offer = (quantity: number, ...feeds: string[]) => ({ place: { key: feeds.join(), feeds }, quantity });

describe('targetsOf', () => {
  it('names every warehouse of the SKU, those that Odoo does not feed with what they show', () => {
    expect(targetsOf([offer(5, 'A')], shown({ A: 3, Z: 8 }))).toEqual([
      { warehouseId: 'A', quantity: 5, shown: 3 },
      { warehouseId: 'Z', quantity: 8, shown: 8 },
    ]);
  });

  it('divides the offer of a place among the warehouses that it feeds', () => {
    const targets = targetsOf([offer(5, 'A', 'B')], shown({ A: 0, B: 0 }));

    expect(targets.map(({ quantity }) => quantity)).toEqual([3, 2]);
    expect(totalOf(targets)).toBe(5);
  });

  it('adds a warehouse where the SKU is not listed yet only when there is something to offer', () => {
    expect(targetsOf([offer(5, 'A'), offer(2, 'B')], shown({ A: 5 }))).toHaveLength(2);
    expect(targetsOf([offer(5, 'A'), offer(0, 'B')], shown({ A: 5 }))).toHaveLength(1);
    expect(targetsOf([offer(0, 'A')], shown({}))).toEqual([{ warehouseId: 'A', quantity: 0, shown: undefined }]);
  });

  it('repeats nothing that TikTok would refuse', () => {
    expect(targetsOf([], shown({ Z: -3, Y: 1_000_000 })).map(({ quantity }) => quantity)).toEqual([0, 99_999]);
  });
});

describe('isDifferent', () => {
  it('is when any warehouse shows something else', () => {
    expect(isDifferent(targetsOf([offer(5, 'A')], shown({ A: 5, Z: 8 })))).toBe(false);
    expect(isDifferent(targetsOf([offer(5, 'A')], shown({ A: 4, Z: 8 })))).toBe(true);
    expect(isDifferent(targetsOf([offer(5, 'A')], shown({ Z: 8 })))).toBe(true);
  });
});
