import { describe, expect, it } from '@jest/globals';
import { chooseProduct } from '../../../src/mapping/items/choose.ts';
import type { ProductCandidate } from '../../../src/mapping/listings/match.ts';

function product(id: number, unfit?: string): ProductCandidate {
  return { id, defaultCode: 'MUG', barcode: '', unfit };
}

describe('chooseProduct', () => {
  it('takes the only product that can be shipped', () => {
    const candidates = [product(1, 'is archived'), product(2), product(3, 'belongs to another company')];

    expect(chooseProduct('MUG', candidates)).toEqual({ state: 'found', productId: 2 });
  });

  it.each([
    [[product(1), product(2)], /2 products have the Internal Reference MUG: make it unique/],
    [[product(1, 'is archived')], /Internal Reference MUG is archived/],
    [[product(1, 'is a service, which cannot be shipped')], /is a service/],
    [[product(1, 'belongs to another company')], /belongs to another company/],
    [[], /No product has the Internal Reference MUG/],
  ])('says why there is none: %#', (candidates, why) => {
    expect(chooseProduct('MUG', candidates)).toEqual({ state: 'wrong', why: expect.stringMatching(why) });
  });
});
