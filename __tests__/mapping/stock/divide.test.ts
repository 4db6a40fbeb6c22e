import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { divide, divideEvenly } from '../../../src/mapping/stock/divide.ts';

const total = fc.integer({ min: 0, max: 1_000_000_000 });
const weights = fc.array(fc.integer({ min: -2, max: 1000 }), { minLength: 1, maxLength: 12 });

describe('divide', () => {
  it('gives all of it away and no more, in whole numbers', () => {
    fc.assert(
      fc.property(total, weights, (all, shares) => {
        const parts = divide(all, shares);

        expect(parts).toHaveLength(shares.length);
        expect(parts.every((part) => Number.isInteger(part) && part >= 0)).toBe(true);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(all);
      }),
    );
  });

  it('strays from the exact share by less than one', () => {
    fc.assert(
      fc.property(total, weights, (all, shares) => {
        const positive = shares.map((weight) => Math.max(0, weight));
        const sum = positive.reduce((a, b) => a + b, 0);
        fc.pre(sum > 0);
        const strays = divide(all, shares).map((part, index) => Math.abs(part - (all * (positive[index] ?? 0)) / sum));

        expect(Math.max(...strays)).toBeLessThan(1);
      }),
    );
  });

  it.each([
    [10, [1, 1, 1], [4, 3, 3]],
    [10, [2, 1], [7, 3]],
    [1, [1, 1], [1, 0]],
    [5, [0, 0], [3, 2]],
    [7, [1, 0], [7, 0]],
    [7, [], []],
  ])('divides %d by %j into %j', (all, shares, parts) => {
    expect(divide(all, shares)).toEqual(parts);
  });
});

describe('divideEvenly', () => {
  it('gives the larger parts first', () => {
    expect(divideEvenly(11, 4)).toEqual([3, 3, 3, 2]);
    expect(divideEvenly(3, 0)).toEqual([]);
  });
});
