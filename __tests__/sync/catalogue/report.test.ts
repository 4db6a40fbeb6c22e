import { describe, expect, it } from '@jest/globals';
import { CatalogueBook, isIncomplete, type OpenListing } from '../../../src/sync/catalogue/report.ts';

function listing(skuId: string, state: OpenListing['state']): OpenListing {
  return { skuId, itemId: '', sellerSku: '', title: '', state, note: '' };
}

describe('CatalogueBook', () => {
  it('counts what happened, and those that are left by their last state', () => {
    const book = new CatalogueBook();
    book.noteWrites(['1', '2', '3'], ['4']);
    book.noteWrites([], ['3', '4']);
    book.countMatch('barcode');
    book.setOpen(listing('1', 'unmatched'));
    book.setOpen(listing('1', 'ambiguous'));
    book.setOpen(listing('2', 'unmatched'));
    book.setOpen(listing('3', 'refused'));
    book.setMatched('2');
    const result = book.result();

    expect(result.counts).toMatchObject({
      new: 3,
      changed: 1,
      barcode: 1,
      ambiguous: 1,
      unmatched: 0,
      refused: 1,
      gone: 0,
    });
    expect(result.written).toBe(6);
    expect(result.listings.map(({ skuId }) => skuId)).toEqual(['1', '3']);
  });
});

describe('isIncomplete', () => {
  const report = { shopId: '', shop: '', dryRun: false, durationMs: 0, calls: { tiktok: 0, odoo: 0 } };
  const done = { ...report, ...new CatalogueBook().result() };

  it('is a run with an error, or with SKUs that need somebody', () => {
    expect(isIncomplete(done)).toBe(false);
    expect(isIncomplete({ ...done, error: { code: 'E', message: '' } })).toBe(true);
    expect(isIncomplete({ ...done, listings: [listing('1', 'unmatched')] })).toBe(true);
  });
});
