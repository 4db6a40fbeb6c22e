import { describe, expect, it } from '@jest/globals';
import { matchKeys, matchListings, type ProductCandidate } from '../../../src/mapping/listings/match.ts';
import type { SeenSku } from '../../../src/mapping/listings/skus.ts';

function sku(overrides: Partial<SeenSku> = {}): SeenSku {
  return { skuId: 'S', itemId: 'I', sellerSku: 'MUG', title: '', variant: '', barcode: '', ...overrides };
}

function product(id: number, defaultCode: string, barcode = ''): ProductCandidate {
  return { id, defaultCode, barcode };
}

function matchOf(seen: SeenSku, products: readonly ProductCandidate[]): unknown {
  return matchListings([seen], products).get(seen.skuId);
}

describe('matchListings', () => {
  it('takes the seller SKU first, then the Item ID, then barcodes', () => {
    const products = [product(1, 'MUG'), product(2, 'I'), product(3, '', '400'), product(4, '', 'MUG')];

    expect(matchOf(sku(), products)).toEqual({ match: 'seller_sku', productId: 1, note: '' });
    expect(matchOf(sku({ sellerSku: '' }), products)).toEqual({ match: 'item_id', productId: 2, note: '' });
    expect(matchOf(sku({ sellerSku: '', itemId: '', barcode: '400' }), products)).toMatchObject({ productId: 3 });
    expect(matchOf(sku({ itemId: '' }), products.slice(3))).toEqual({ match: 'barcode', productId: 4, note: '' });
  });

  it('minds upper and lower case, but no outer blanks', () => {
    expect(matchOf(sku(), [product(1, 'mug')])).toMatchObject({ match: 'unmatched' });
    expect(matchOf(sku(), [product(1, ' MUG ')])).toMatchObject({ productId: 1 });
  });

  it('binds nothing when several products have the code', () => {
    expect(matchOf(sku(), [product(1, 'MUG'), product(2, 'MUG')])).toEqual({
      match: 'ambiguous',
      productId: undefined,
      note: '2 products have the Internal Reference MUG: choose one here, or make the code unique.',
    });
  });

  it('binds no Item ID that has several SKUs: one product cannot be all of them', () => {
    const red = sku({ skuId: 'R', sellerSku: '' });
    const blue = sku({ skuId: 'B', sellerSku: '' });

    expect(matchListings([red, blue], [product(1, 'I')]).get('R')).toMatchObject({ match: 'ambiguous' });
  });

  it('says what to do when nothing fits', () => {
    expect(matchOf(sku(), [])).toEqual({
      match: 'unmatched',
      productId: undefined,
      note: 'No product has the Internal Reference MUG: choose the product here.',
    });
    expect(matchOf(sku({ sellerSku: '' }), [product(9, '')])).toMatchObject({
      note: 'It has no seller SKU: choose the product here.',
    });
  });
});

describe('matchKeys', () => {
  it('are the texts to look for, each once', () => {
    expect(matchKeys([sku({ barcode: '400' }), sku({ skuId: 'T', sellerSku: '' })])).toEqual({
      codes: ['I', 'MUG'],
      barcodes: ['400', 'MUG'],
    });
  });
});
