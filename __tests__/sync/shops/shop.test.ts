import { describe, expect, it } from '@jest/globals';
import { findTwins, isShop, noSuchShop, requireShop, type Shop } from '../../../src/sync/shops/shop.ts';

function shop(id: number, shopId: string, name: string): Shop {
  return { id, shopId, name } as Shop;
}

const US = shop(1, '7495000000000000001', 'My US Shop');
const GB = shop(2, '7495000000000000002', 'My UK Shop');
const COPY = shop(3, '7495000000000000002', 'My UK Shop (copy)');

describe('isShop', () => {
  it.each(['7495000000000000001', 'my us shop', '#1'])('knows the shop by %s', (text) => {
    expect(isShop(US, text)).toBe(true);
    expect(isShop(GB, text)).toBe(false);
  });
});

describe('requireShop', () => {
  it('finds the shop that is meant', () => {
    expect(requireShop([US, GB], 'My UK Shop')).toBe(GB);
  });

  it('names the shops that there are', () => {
    expect(() => requireShop([US, GB], 'other')).toThrow(/no shop "other"/);
    expect(noSuchShop([US], 'other').remedy).toBe('Known shops: My US Shop (7495000000000000001).');
    expect(noSuchShop([], 'other').remedy).toContain('auth link');
  });

  it('refuses two records of one shop, and takes one by its number', () => {
    expect(() => requireShop([US, GB, COPY], GB.shopId)).toThrow(/#2 My UK Shop .*#3 My UK Shop \(copy\)/);
    expect(requireShop([US, GB, COPY], '#2')).toBe(GB);
  });
});

describe('findTwins', () => {
  it('finds records that claim the same shop', () => {
    expect(findTwins([US, GB, COPY])).toEqual(new Map([[GB.shopId, [GB, COPY]]]));
    expect(findTwins([US, GB])).toEqual(new Map());
  });

  it('passes records without a shop id over', () => {
    expect(findTwins([shop(4, '', 'By hand'), shop(5, '', 'By hand, too')])).toEqual(new Map());
  });
});
