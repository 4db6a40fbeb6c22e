import { describe, expect, it } from '@jest/globals';
import { holdsFacts, isChosenByHand, isOpen, joinCatalogue } from '../../../src/mapping/listings/known.ts';
import { buildEntry, buildKnown, buildListed, buildRead } from '../../helpers/catalogueBuilders.ts';

describe('joinCatalogue', () => {
  it('takes TikTok’s word, and the barcode from Odoo', () => {
    const known = buildKnown({ title: 'Old', barcode: '400', variant: 'Red' });

    const entry = joinCatalogue([known], buildRead([buildListed()])).get('17');

    expect(entry?.seen).toMatchObject({ title: 'Mug', barcode: '400', variant: 'Red' });
    expect(entry?.known).toBe(known);
  });

  it('brings what only one side knows', () => {
    const entries = joinCatalogue(
      [buildKnown({ skuId: '1', itemId: '0' })],
      buildRead([buildListed()], { isComplete: false }),
    );

    expect([...entries.keys()]).toEqual(['1', '17']);
    expect([entries.get('1')?.listed, entries.get('17')?.known]).toEqual([undefined, undefined]);
  });

  it('calls a SKU gone when its product is listed without it, or everything was read', () => {
    const sibling = buildKnown({ skuId: '18' });
    const other = buildKnown({ skuId: '1', itemId: '0' });
    const goneOf = (isComplete: boolean, unreadable: ReadonlySet<string> = new Set()): boolean[] => {
      const entries = joinCatalogue([sibling, other], buildRead([buildListed()], { isComplete, unreadable }));
      return ['18', '1'].map((skuId) => entries.get(skuId)?.isGone ?? false);
    };

    expect(goneOf(false)).toEqual([true, false]);
    expect(goneOf(true)).toEqual([true, true]);
    expect(goneOf(true, new Set(['0']))).toEqual([true, false]);
  });

  it('keeps a SKU gone until TikTok lists it again', () => {
    const gone = buildKnown({ saleState: 'gone' });

    expect(joinCatalogue([gone], buildRead([], { isComplete: false })).get('17')?.isGone).toBe(true);
    expect(joinCatalogue([gone], buildRead([buildListed()])).get('17')).toMatchObject({ isGone: false });
  });

  it('leaves out listings without a SKU, and second ones', () => {
    const first = buildKnown({}, { id: 1 });
    const entries = joinCatalogue([buildKnown({ skuId: '' }), first, buildKnown({}, { id: 2 })], buildRead([]));

    expect([...entries.values()].map(({ known }) => known)).toEqual([first]);
  });
});

describe('isOpen', () => {
  it('is a SKU on sale without a product that nobody has spoken about', () => {
    expect(isOpen(buildEntry(undefined, buildListed()))).toBe(true);
    expect(isOpen(buildEntry(buildKnown()))).toBe(true);
    expect(isOpen(buildEntry(buildKnown({}, { productId: 1, match: 'seller_sku' })))).toBe(false);
    expect(isOpen(buildEntry(buildKnown({}, { match: 'manual' })))).toBe(false);
    expect(isOpen(buildEntry(undefined, buildListed({ saleState: 'off' })))).toBe(false);
  });

  it('is one whose product was deleted', () => {
    expect(isOpen(buildEntry(buildKnown({}, { match: 'seller_sku' })))).toBe(true);
  });
});

describe('isChosenByHand', () => {
  it('is a product that no rule has brought', () => {
    expect(isChosenByHand(buildKnown({}, { productId: 1, match: 'unmatched' }))).toBe(true);
    expect(isChosenByHand(buildKnown({}, { productId: 1, match: 'barcode' }))).toBe(false);
    expect(isChosenByHand(buildKnown())).toBe(false);
  });
});

describe('holdsFacts', () => {
  it('compares as Odoo reads', () => {
    const known = buildKnown({}, { row: { id: 5, x_price: 9.99, x_audit: false, x_currency_id: [2, 'USD'] } });

    expect(holdsFacts(known, { x_price: 9.99, x_audit: '', 'x_currency_id/.id': 2 })).toBe(true);
    expect(holdsFacts(known, { x_price: 9.98 })).toBe(false);
  });
});
