import { describe, expect, it } from '@jest/globals';
import { REGIONS } from '../../src/sandbox/markets.ts';
import { ADDRESS_BOOKS, ODD_NAMES } from '../../src/sandbox/places.ts';

describe('ADDRESS_BOOKS', () => {
  it.each(REGIONS)('names every level of every place in %s', (region) => {
    const { places, levelNames, names, streets, phone } = ADDRESS_BOOKS[region];

    for (const { levels, postcode } of places) {
      expect(levels).toHaveLength(levelNames.length);
      expect(levels.every(([name]) => name !== '')).toBe(true);
      expect(postcode).toContain('#');
    }
    expect(names.every(([first, last]) => first !== '' && last !== '')).toBe(true);
    expect(streets.every((street) => street.includes('#'))).toBe(true);
    expect(phone).toMatch(/^\(\+\d+\)\d+#+$/);
  });

  it('names the sales tax of every place in the US', () => {
    expect(ADDRESS_BOOKS.US.places.every(({ taxRate }) => taxRate !== undefined)).toBe(true);
  });
});

describe('ODD_NAMES', () => {
  it('has emoji, both right-to-left scripts, quotes and combining marks', () => {
    const all = ODD_NAMES.flat().join(' ');

    for (const sign of [/\p{Emoji_Presentation}/u, /\p{Script=Arabic}/u, /\p{Script=Hebrew}/u, /"/, /\p{M}/u]) {
      expect(all).toMatch(sign);
    }
  });
});
