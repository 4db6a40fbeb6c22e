import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  ALL_RULES,
  matchKeys,
  matchListings,
  type MatchRules,
  type ProductCandidate,
} from '../../../src/mapping/listings/match.ts';
import type { SeenSku } from '../../../src/mapping/listings/skus.ts';

function sku(overrides: Partial<SeenSku> = {}): SeenSku {
  return { skuId: 'S', itemId: 'I', sellerSku: 'MUG', title: '', variant: '', barcode: '', ...overrides };
}

function product(id: number, defaultCode: string, barcode = '', unfit?: string): ProductCandidate {
  return { id, defaultCode, barcode, unfit };
}

function matchOf(seen: SeenSku, products: readonly ProductCandidate[], rules?: MatchRules): unknown {
  return matchListings([seen], products, rules).get(seen.skuId);
}

describe('matchListings', () => {
  const products = [product(1, 'MUG'), product(2, 'I'), product(3, '', '400'), product(4, '', 'MUG')];

  it('takes the seller SKU first, then the Item ID, then barcodes', () => {
    expect(matchOf(sku(), products)).toEqual({ match: 'seller_sku', productId: 1, note: '' });
    expect(matchOf(sku({ sellerSku: '' }), products)).toEqual({ match: 'item_id', productId: 2, note: '' });
    expect(matchOf(sku({ sellerSku: '', itemId: '', barcode: '400' }), products)).toMatchObject({ productId: 3 });
    expect(matchOf(sku({ itemId: '' }), products.slice(3))).toEqual({ match: 'barcode', productId: 4, note: '' });
  });

  it('leaves out the rules that a shop has switched off', () => {
    const seen = sku({ barcode: '400' });

    expect(matchOf(seen, products, { ...ALL_RULES, sellerSku: false })).toMatchObject({ match: 'item_id' });
    expect(matchOf(seen, products, { sellerSku: false, itemId: false, barcode: true })).toMatchObject({ productId: 3 });
    expect(matchOf(seen, products, { sellerSku: false, itemId: false, barcode: false })).toEqual({
      match: 'unmatched',
      productId: undefined,
      note: 'No product fits: choose the product here.',
      isFree: true,
    });
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
      isFree: false,
    });
  });

  it('binds no Item ID that has several SKUs: one product cannot be all of them', () => {
    const red = sku({ skuId: 'R', sellerSku: '' });
    const blue = sku({ skuId: 'B', sellerSku: '' });

    expect(matchListings([red, blue], [product(1, 'I')]).get('R')).toMatchObject({ match: 'ambiguous' });
    expect(matchListings([red, { ...blue, saleState: 'off' }], [product(1, 'I')]).get('R')?.match).toBe('ambiguous');
    expect(matchListings([red, { ...blue, saleState: 'gone' }], [product(1, 'I')]).get('R')?.match).toBe('item_id');
  });

  describe('with one seller SKU on several SKUs', () => {
    const first = sku({ skuId: '17', itemId: 'A' });
    const second = sku({ skuId: '18', itemId: 'B' });

    it('binds neither and names both', () => {
      const matches = matchListings([second, first], [product(1, 'MUG')]);

      expect(matches.get('17')).toMatchObject({ match: 'ambiguous', productId: undefined });
      expect(matches.get('18')?.note).toBe(
        '2 SKUs have the seller SKU MUG (17, 18): choose the product of each here, or give each its own seller SKU on TikTok.',
      );
    });

    it('makes no product for them either', () => {
      expect(matchListings([second, first], []).get('17')).toMatchObject({ match: 'unmatched', isFree: false });
    });

    it('minds no SKU that is off sale: its successor carries the code on', () => {
      const matches = matchListings([{ ...first, saleState: 'off' }, second], [product(1, 'MUG')]);

      expect([matches.get('17')?.productId, matches.get('18')?.productId]).toEqual([1, 1]);
    });

    it('takes one product for both by their barcode: it is the same article', () => {
      const [a, b] = [first, second].map((one) => ({ ...one, sellerSku: '', barcode: '400' })) as [SeenSku, SeenSku];

      expect(matchListings([a, b], [product(3, '', '400')]).get('18')).toMatchObject({ productId: 3 });
    });

    it('names three of many', () => {
      const many = ['1', '2', '3', '4', '5'].map((skuId) => sku({ skuId, itemId: skuId }));

      expect(matchListings(many, [product(1, 'MUG')]).get('5')?.note).toContain(
        '5 SKUs have the seller SKU MUG (1, 2, 3 and 2 more)',
      );
    });
  });

  it('says why a product that has the code is not taken, unless another one fits', () => {
    const archived = product(1, 'MUG', '', 'is archived');

    expect(matchOf(sku(), [archived])).toEqual({
      match: 'unmatched',
      productId: undefined,
      note: 'The product with the Internal Reference MUG is archived: choose another one here, or change that.',
      isFree: false,
    });
    expect(matchOf(sku(), [archived, product(2, 'MUG')])).toMatchObject({ productId: 2 });
    expect(matchOf(sku({ barcode: '400' }), [archived, product(3, '', '400')])).toMatchObject({ productId: 3 });
  });

  it('says what to do when nothing fits', () => {
    expect(matchOf(sku(), [])).toEqual({
      match: 'unmatched',
      productId: undefined,
      note: 'No product has the Internal Reference MUG: choose the product here.',
      isFree: true,
    });
    expect(matchOf(sku({ sellerSku: '' }), [product(9, '')])).toMatchObject({
      note: 'It has no seller SKU: choose the product here.',
    });
  });

  it('never binds a SKU to a product that has none of its codes, nor to an unfit one, in whatever order things come', () => {
    const code = fc.constantFrom('', 'A', 'B', 'C');
    const skus = fc.array(fc.record({ sellerSku: code, barcode: code, itemId: fc.constantFrom('I', 'J') }), {
      maxLength: 6,
    });
    const goods = fc.array(
      fc.record({ defaultCode: fc.constantFrom('', 'A', 'B', 'I'), barcode: code, isFit: fc.boolean() }),
      {
        maxLength: 6,
      },
    );
    fc.assert(
      fc.property(skus, goods, (seen, made) => {
        const all = seen.map((one, index) => sku({ ...one, skuId: String(index) }));
        const candidates = made.map(({ isFit, ...rest }, index) => ({
          ...rest,
          id: index + 1,
          unfit: isFit ? undefined : 'is archived',
        }));
        const matches = matchListings(all, candidates);
        expect(matchListings([...all].reverse(), [...candidates].reverse())).toEqual(new Map([...matches].reverse()));
        for (const one of all) {
          const found = matches.get(one.skuId);
          const hit = candidates.find(({ id }) => id === found?.productId);
          if (!hit) continue;
          expect(hit.unfit).toBeUndefined();
          const codes = [one.sellerSku, one.itemId, one.barcode].filter(Boolean);
          expect(codes.some((text) => text === hit.defaultCode || text === hit.barcode)).toBe(true);
        }
      }),
    );
  });
});

describe('matchKeys', () => {
  const skus = [sku({ barcode: '400' }), sku({ skuId: 'T', sellerSku: '' })];

  it('are the texts to look for, each once', () => {
    expect(matchKeys(skus)).toEqual(['400', 'I', 'MUG']);
  });

  it('leave out what no rule compares', () => {
    expect(matchKeys(skus, { sellerSku: false, itemId: true, barcode: false })).toEqual(['I']);
  });
});
