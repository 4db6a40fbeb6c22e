import { describe, expect, it } from '@jest/globals';
import type { CatalogueEntry } from '../../../src/mapping/listings/known.ts';
import type { ListingMatch } from '../../../src/mapping/listings/match.ts';
import { wantedDetails } from '../../../src/mapping/listings/wanted.ts';
import { buildEntry, buildKnown, buildListed } from '../../helpers/catalogueBuilders.ts';

const found: ListingMatch = { match: 'seller_sku', productId: 7, note: '' };
const missing: ListingMatch = { match: 'unmatched', productId: undefined, note: '', isFree: true };

function fresh(skuId: string, itemId: string, saleState?: 'off'): CatalogueEntry {
  return buildEntry(undefined, buildListed({ skuId, itemId, saleState }));
}

describe('wantedDetails', () => {
  const entries = [fresh('1', 'off', 'off'), fresh('2', 'b'), fresh('3', 'a'), fresh('4', 'open'), fresh('5', 'b')];
  const matches = new Map<string, ListingMatch>([
    ['2', found],
    ['3', found],
    ['4', missing],
    ['5', found],
  ]);

  it('are products without a match first, then those on sale, each once', () => {
    expect(wantedDetails(entries, matches, 10, false)).toEqual({ itemIds: ['open', 'a', 'b', 'off'], left: 0 });
  });

  it('leave the rest for later runs', () => {
    expect(wantedDetails(entries, matches, 2, false)).toEqual({ itemIds: ['open', 'a'], left: 2 });
  });

  it('are those that changed since they were read, and not what orders alone have shown', () => {
    const wanted = (updateTime: number | undefined, detailTime: number | undefined): number =>
      wantedDetails([buildEntry(buildKnown({}, { updateTime, detailTime }))], new Map(), 10, false).itemIds.length;

    expect([wanted(20, 10), wanted(20, undefined), wanted(20, 20), wanted(undefined, undefined)]).toEqual([1, 1, 0, 0]);
  });

  it('are once more those whose SKUs shall get a product', () => {
    const known = [buildEntry(buildKnown({ skuId: '4' }))];

    expect(wantedDetails(known, matches, 10, true).itemIds).toEqual(['16']);
    expect(wantedDetails(known, new Map([['4', { ...missing, isFree: false }]]), 10, true).itemIds).toEqual([]);
    expect(wantedDetails(known, matches, 10, false).itemIds).toEqual([]);
  });

  it('are none of what is gone', () => {
    expect(wantedDetails([{ ...fresh('1', 'a'), isGone: true }], new Map(), 10, false).itemIds).toEqual([]);
  });
});
