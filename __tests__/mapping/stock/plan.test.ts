import { describe, expect, it } from '@jest/globals';
import { planListing } from '../../../src/mapping/stock/plan.ts';
import type { StockListing } from '../../../src/mapping/stock/types.ts';

const place = { key: '1', feeds: ['720'] };
const context = { places: [place], book: { pieces: () => 8 }, lowAt: 0 };
const taker = { skuId: '901', needs: new Map([[7, 1]]) };
const BASIS = '720 8; buffer 0, 100 %, from 0, low 0';

function listing(basis: string, state: StockListing['known']['state'] = 'ok'): StockListing {
  const known = { basis, state, note: '', free: 8, sent: 8, tiktok: 8, committed: 0, isLow: false };
  const rules = { buffer: 0, percent: 100, threshold: 0 };
  return { id: 1, itemId: '900', skuId: '901', sellerSku: 'MUG', productId: 7, rules, known };
}

describe('planListing', () => {
  it('notices what has changed since the last comparison', () => {
    expect(planListing(listing(''), taker, context)).toMatchObject({ basis: BASIS, isChanged: true });
    expect(planListing(listing(BASIS), taker, context).isChanged).toBe(false);
    expect(planListing(listing(`${BASIS}; open 2`), taker, context).isChanged).toBe(true);
    expect(planListing(listing(`${BASIS}; open 2`, 'refused'), taker, context).isChanged).toBe(false);
  });
});
