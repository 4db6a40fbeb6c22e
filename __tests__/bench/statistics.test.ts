import { describe, expect, it } from '@jest/globals';
import { judge, median, ratios } from '../../scripts/bench/statistics.ts';

describe('median', () => {
  it('is the number in the middle, whatever the order', () => {
    expect(median([9, 1, 5])).toBe(5);
  });

  it('is the mean of the two in the middle of an even count', () => {
    expect(median([1, 10, 4, 2])).toBe(3);
  });

  it('is no number without numbers, so that no target is reached by measuring nothing', () => {
    expect(median([])).toBeNaN();
    expect(judge('a/b', median([]), '>=', 4).ok).toBe(false);
  });
});

describe('ratios', () => {
  it('compares round by round', () => {
    expect(ratios([10, 20], [5, 4])).toEqual([2, 5]);
  });
});

describe('judge', () => {
  it.each([
    ['>=', 4, 4, true],
    ['>=', 3.999, 4, false],
    ['>', 1, 1, false],
    ['<=', 12, 12, true],
    ['<', 200, 200, false],
  ] as const)('%s: %d against %d is %s', (sign, value, wanted, ok) => {
    expect(judge('x', value, sign, wanted)).toEqual({
      name: 'x',
      value: expect.any(Number),
      target: `${sign} ${wanted}`,
      ok,
    });
  });
});
