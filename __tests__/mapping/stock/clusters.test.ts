import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { clustersOf, pagesOf } from '../../../src/mapping/stock/clusters.ts';
import type { Taker } from '../../../src/mapping/stock/pools.ts';

const taker = (skuId: string, ...products: number[]): Taker => ({
  skuId,
  needs: new Map(products.map((product) => [product, 1])),
});
const skus = (groups: readonly (readonly Taker[])[]): string[][] =>
  groups.map((group) => group.map(({ skuId }) => skuId));

describe('clustersOf', () => {
  it('keeps listings together that take a product from each other, also by way of a kit', () => {
    const listings = [taker('a', 1), taker('b', 2), taker('c', 1), taker('kit', 2, 3), taker('d', 3), taker('e', 4)];

    expect(skus(clustersOf(listings))).toEqual([['a', 'c'], ['b', 'kit', 'd'], ['e']]);
  });

  it('puts every listing into exactly one group, and no product into two', () => {
    const products = fc.uniqueArray(fc.integer({ min: 1, max: 15 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(products, { maxLength: 20 }), (all) => {
        const groups = clustersOf(all.map((ids, index) => taker(String(index), ...ids)));
        const seen = groups.flatMap((group) => [...new Set(group.flatMap(({ needs }) => [...needs.keys()]))]);

        expect(groups.flat()).toHaveLength(all.length);
        expect(new Set(seen).size).toBe(seen.length);
      }),
    );
  });
});

describe('pagesOf', () => {
  it('never tears a group apart', () => {
    expect(pagesOf([['a', 'b'], ['c'], ['d', 'e', 'f', 'g'], ['h']], 3)).toEqual([
      ['a', 'b', 'c'],
      ['d', 'e', 'f', 'g'],
      ['h'],
    ]);
    expect(pagesOf([], 3)).toEqual([]);
  });
});
