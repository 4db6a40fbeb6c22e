import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { openBook, type Taker } from '../../../src/mapping/stock/pools.ts';
import type { Claim, StockPool } from '../../../src/mapping/stock/types.ts';

const PLACE = { key: '1', feeds: ['720'] };

function pool(free: Record<number, number>, key = '1'): StockPool {
  const entries = Object.entries(free).map(([id, count]) => [Number(id), count] as const);
  return { place: { key, feeds: [`72${key}`] }, free: new Map(entries), reserved: new Map() };
}

function taker(skuId: string, ...needs: [number, number][]): Taker {
  return { skuId, needs: new Map(needs) };
}

const SHARED = { shop: 1, claimsOn: () => undefined };

function isolated(shop: number, ...claims: Claim[]): Parameters<typeof openBook>[2] {
  return { shop, claimsOn: () => claims };
}

describe('openBook', () => {
  it('shows all that is free to every listing where stock is shared', () => {
    const takers = [taker('a', [7, 1]), taker('b', [7, 1])];
    const book = openBook([pool({ 7: 10 })], takers, SHARED);

    expect(takers.map((one) => book.pieces(one, PLACE))).toEqual([10, 10]);
  });

  it('takes open orders away', () => {
    const book = openBook([pool({ 7: 10 })], [taker('a', [7, 1])], SHARED);

    expect(book.pieces(taker('a', [7, 1]), PLACE, () => 4)).toBe(6);
    expect(book.pieces(taker('a', [7, 1]), PLACE, () => 40)).toBe(0);
  });

  it('shows nothing of a product that lies nowhere', () => {
    const one = taker('a', [8, 1]);

    expect(openBook([pool({ 7: 10 })], [one], SHARED).pieces(one, PLACE)).toBe(0);
  });

  it('shows as many kits as the scarcest component makes', () => {
    const kit = taker('kit', [7, 2], [8, 1]);

    expect(openBook([pool({ 7: 11, 8: 9 })], [kit], SHARED).pieces(kit, PLACE)).toBe(5);
  });

  it('divides by weight between shops, and evenly between the listings of one', () => {
    const takers = [taker('a', [7, 1]), taker('b', [7, 1])];
    const sharing = isolated(1, { shop: 1, weight: 2 }, { shop: 2, weight: 1 });
    const book = openBook([pool({ 7: 10 })], takers, sharing);

    expect(takers.map((one) => book.pieces(one, PLACE))).toEqual([4, 3]);
  });

  it('never shows more than is free in all listings of all isolated shops together', () => {
    const shop = fc.record({ weight: fc.integer({ min: 0, max: 9 }), listings: fc.integer({ min: 1, max: 4 }) });
    const units = fc.integer({ min: 1, max: 3 });
    fc.assert(
      fc.property(
        fc.double({ min: -50, max: 5000, noNaN: true }),
        fc.array(shop, { minLength: 1, maxLength: 5 }),
        units,
        (free, shops, count) => {
          const claims = shops.map(({ weight }, index) => ({ shop: index, weight }));
          const shown = shops.flatMap(({ listings }, index) => {
            const takers = Array.from({ length: listings }, (_, number) => taker(`s${number}`, [7, count]));
            const book = openBook([pool({ 7: free })], takers, isolated(index, ...claims));
            return takers.map((one) => book.pieces(one, PLACE) * count);
          });

          expect(shown.every((pieces) => pieces >= 0)).toBe(true);
          expect(shown.reduce((sum, pieces) => sum + pieces, 0)).toBeLessThanOrEqual(Math.max(0, free) + 1e-6);
        },
      ),
    );
  });
});
