import { describe, expect, it } from '@jest/globals';
import { joinCatalogue, type KnownListing } from '../../../src/mapping/listings/known.ts';
import type { ListedSku } from '../../../src/mapping/listings/listed.ts';
import { applyTakeovers, planTakeovers, type Takeover } from '../../../src/mapping/listings/takeover.ts';
import { buildKnown, buildListed, buildRead } from '../../helpers/catalogueBuilders.ts';

/** A listing from a spreadsheet that names the item alone, with a product. */
function bare(sellerSku = '', overrides: Partial<Omit<KnownListing, 'seen'>> = {}): KnownListing {
  return buildKnown({ skuId: '', sellerSku, title: '' }, { id: 9, productId: 7, match: 'manual', ...overrides });
}

function plan(listings: readonly KnownListing[], skus: readonly ListedSku[], isComplete = true): Takeover[] {
  const read = buildRead(skus, { isComplete });
  return planTakeovers(listings, joinCatalogue(listings, read), isComplete);
}

function notesOf(takeovers: readonly Takeover[]): string[] {
  return takeovers.map((takeover) => (takeover.action === 'note' ? takeover.note : takeover.action));
}

const red = buildListed({ skuId: 'R', sellerSku: 'RED' });
const blue = buildListed({ skuId: 'B', sellerSku: 'BLUE' });

describe('planTakeovers', () => {
  it('learns the only SKU of an item, or the one with the seller SKU that was given', () => {
    expect(plan([bare()], [red])).toMatchObject([{ action: 'learn', skuId: 'R' }]);
    expect(plan([bare('BLUE')], [red, blue])).toMatchObject([{ action: 'learn', skuId: 'B' }]);
  });

  it('says what is missing when several SKUs, or none, are meant', () => {
    expect(notesOf(plan([bare()], [red, blue]))).toEqual([
      'Item 16 has 2 such SKUs: name the seller SKU or the SKU ID.',
    ]);
    expect(notesOf(plan([bare('GREEN')], [red]))).toEqual([
      'Item 16 has no SKU with the seller SKU GREEN: correct one of the two.',
    ]);
    expect(notesOf(plan([bare(), bare('', { id: 10 })], [red]))).toEqual([
      'learn',
      'Another listing stands for SKU R already: delete one of the two.',
    ]);
  });

  it('calls an item unknown only after everything was read', () => {
    expect(notesOf(plan([bare()], []))).toEqual(['TikTok lists no item 16: correct the Item ID.']);
    expect(plan([bare()], [], false)).toEqual([]);
  });

  it('does not trust what orders alone have shown of an item', () => {
    expect(plan([bare(), buildKnown({ skuId: 'R' }, { updateTime: undefined })], [], false)).toEqual([]);
    expect(notesOf(plan([bare(), buildKnown({ skuId: 'R' })], [], false))).toEqual(['merge']);
  });

  it('hands the product over to the listing that the SKU has, if a person chose it or that one has none', () => {
    const into = buildKnown({ skuId: 'R' });
    const carried = { 'x_product_id/.id': 7, x_match: 'manual', x_match_note: '' };
    const merge = (listing: KnownListing, other: KnownListing): Takeover | undefined =>
      plan([listing, other], [red])[0];

    expect(merge(bare(), into)).toMatchObject({ action: 'merge', into, carried });
    expect(merge(bare(), { ...into, productId: 3, match: 'seller_sku' })).toMatchObject({ carried });
    expect(merge(bare(), { ...into, productId: 7, match: 'seller_sku' })).toMatchObject({ carried: undefined });
    expect(merge(bare('', { productId: undefined }), into)).toMatchObject({ action: 'merge', carried: undefined });
    expect(notesOf([merge(bare(), { ...into, productId: 3, match: 'manual' })].flatMap((one) => one ?? []))).toEqual([
      'SKU R has another product that was chosen by hand: delete one of the two listings.',
    ]);
  });

  it('puts two listings of one SKU together', () => {
    const first = buildKnown({ skuId: 'R' }, { id: 1 });
    const second = buildKnown({ skuId: 'R' }, { id: 2, productId: 7, match: 'manual' });

    expect(plan([first, second], [red])).toMatchObject([{ action: 'merge', listing: { id: 2 }, into: { id: 1 } }]);
  });
});

describe('applyTakeovers', () => {
  it('shows the SKUs as they are afterwards', () => {
    const apply = (listings: readonly KnownListing[]): KnownListing | undefined => {
      const entries = joinCatalogue(listings, buildRead([red]));
      return applyTakeovers(entries, planTakeovers(listings, entries, true)).get('R')?.known;
    };

    expect(apply([bare()])?.id).toBe(9);
    expect(apply([bare(), buildKnown({ skuId: 'R' })])).toMatchObject({ id: 5, productId: 7, match: 'manual' });
    expect(apply([buildKnown({ skuId: 'R' }, { productId: 7, match: 'barcode' }), bare()])?.match).toBe('barcode');
  });
});
