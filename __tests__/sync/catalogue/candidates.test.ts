import { describe, expect, it } from '@jest/globals';
import { ALL_RULES } from '../../../src/mapping/listings/match.ts';
import { matchRulesOf } from '../../../src/sync/catalogue/candidates.ts';

describe('matchRulesOf', () => {
  it('follows the switches of the shop', () => {
    const row = { id: 1, x_match_seller_sku: true, x_match_item_id: false, x_match_barcode: true };

    expect(matchRulesOf(row)).toEqual({ sellerSku: true, itemId: false, barcode: true });
  });

  it('takes every rule where the addon has no switches yet', () => {
    expect(matchRulesOf({ id: 1 })).toBe(ALL_RULES);
  });
});
