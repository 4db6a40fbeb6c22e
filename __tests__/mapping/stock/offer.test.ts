import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { offerOf, wholeUnits } from '../../../src/mapping/stock/offer.ts';

const ALL = { buffer: 0, percent: 100, threshold: 0 };

describe('offerOf', () => {
  it.each([
    ['all of it', 12, ALL, 12],
    ['nothing of negative stock', -5, ALL, 0],
    ['whole units only', 3.9, ALL, 3],
    ['what floats lose', 2.9999999999, ALL, 3],
    ['what the buffer leaves', 12, { ...ALL, buffer: 5 }, 7],
    ['nothing when the buffer takes it all', 4, { ...ALL, buffer: 5 }, 0],
    ['a share, rounded down', 15, { ...ALL, percent: 50 }, 7],
    ['a share of what the buffer leaves', 15, { buffer: 5, percent: 50, threshold: 0 }, 5],
    ['nothing below the threshold', 4, { ...ALL, threshold: 5 }, 0],
    ['all from the threshold on', 5, { ...ALL, threshold: 5 }, 5],
    ['no more than TikTok takes', 1_000_000_000, ALL, 99_999],
    ['nothing at 0 percent', 100, { ...ALL, percent: 0 }, 0],
    ['no more than there is at 200 percent', 100, { ...ALL, percent: 200 }, 100],
    ['no more than there is with a negative buffer', 100, { ...ALL, buffer: -50 }, 100],
  ])('offers %s', (_what, units, rules, offered) => {
    expect(offerOf(units, rules)).toBe(offered);
  });

  it('never offers more than there is, nor what TikTok refuses', () => {
    const rules = fc.record({ buffer: fc.integer(), percent: fc.integer(), threshold: fc.integer() });
    fc.assert(
      fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), rules, (units, given) => {
        const offered = offerOf(units, given);

        expect(Number.isInteger(offered)).toBe(true);
        expect(offered).toBeGreaterThanOrEqual(0);
        expect(offered).toBeLessThanOrEqual(Math.min(99_999, wholeUnits(units)));
      }),
    );
  });
});
