import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hashText, seededRandom } from '../../src/sandbox/random.ts';

describe('seededRandom', () => {
  it('repeats itself on every machine', () => {
    expect(seededRandom('seed').digits(12)).toBe('521644186565');
    expect(seededRandom('other').digits(12)).not.toBe(seededRandom('seed').digits(12));
  });

  it('stays within bounds and reaches both', () => {
    const random = seededRandom('bounds');
    const drawn = new Set(Array.from({ length: 500 }, () => random.int(3, 7)));

    expect([...drawn].sort()).toEqual([3, 4, 5, 6, 7]);
  });

  it('shuffles without losing anything, and leaves the list as it was', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.string(), (list, seed) => {
        const before = [...list];
        const mixed = seededRandom(seed).shuffle(list);

        expect([...mixed].sort()).toEqual([...list].sort());
        expect(list).toEqual(before);
      }),
    );
  });

  it('hits about as often as a share says', () => {
    const random = seededRandom('share');
    const hits = Array.from({ length: 10_000 }, () => random.chance(0.3)).filter(Boolean).length;

    expect(hits).toBeGreaterThan(2800);
    expect(hits).toBeLessThan(3200);
  });

  it('picks nothing from nothing', () => {
    expect(() => seededRandom('x').pick([])).toThrow(RangeError);
  });
});

describe('hashText', () => {
  it('is FNV-1a', () => {
    expect(hashText('')).toBe(0x811c9dc5);
    expect(hashText('a')).toBe(0xe40c292c);
    expect(hashText('foobar')).toBe(0xbf9cf968);
  });
});
