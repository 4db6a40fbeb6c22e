import { describe, expect, it } from '@jest/globals';
import { basisOf, isChanged, withOpen } from '../../../src/mapping/stock/basis.ts';

const RULES = { buffer: 2, percent: 90, threshold: 0 };
const PLACES = [{ place: { key: '1', feeds: ['720', '721'] }, pieces: 12 }];
const BASIS = basisOf(PLACES, RULES, 5);

describe('basisOf', () => {
  it('names stock, rules and what counts as low', () => {
    expect(BASIS).toBe('720+721 12; buffer 2, 90 %, from 0, low 5');
  });

  it.each([
    ['stock', basisOf([{ place: { key: '1', feeds: ['720', '721'] }, pieces: 11 }], RULES, 5)],
    ['warehouses', basisOf([{ place: { key: '1', feeds: ['720'] }, pieces: 12 }], RULES, 5)],
    ['rules', basisOf(PLACES, { ...RULES, percent: 80 }, 5)],
    ['limit for low stock', basisOf(PLACES, RULES, 0)],
  ])('is another one with other %s', (_what, other) => {
    expect(other).not.toBe(BASIS);
    expect(isChanged(other, BASIS, false)).toBe(true);
  });
});

describe('isChanged', () => {
  it('is not while the basis stays', () => {
    expect(isChanged(BASIS, BASIS, false)).toBe(false);
    expect(isChanged(BASIS, '', false)).toBe(true);
  });

  it('looks again while orders are open on TikTok only, unless the listing was refused', () => {
    const kept = withOpen(BASIS, 3);

    expect(isChanged(BASIS, kept, false)).toBe(true);
    expect(isChanged(BASIS, kept, true)).toBe(false);
    expect(withOpen(BASIS, 0)).toBe(BASIS);
  });
});
