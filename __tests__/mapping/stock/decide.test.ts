import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decideStock, isNews, leave, postpone, refuse, type StockDecision } from '../../../src/mapping/stock/decide.ts';
import { openUnits } from '../../../src/mapping/stock/open.ts';
import { planListing } from '../../../src/mapping/stock/plan.ts';
import { openBook } from '../../../src/mapping/stock/pools.ts';
import { VANISHED } from '../../../src/mapping/stock/problems.ts';
import type { KnownStock, ShownStock, StockListing, StockRules } from '../../../src/mapping/stock/types.ts';

const RULES: StockRules = { buffer: 0, percent: 100, threshold: 0 };
const UNKNOWN: KnownStock = {
  basis: '',
  state: 'none',
  note: '',
  free: 0,
  sent: 0,
  tiktok: 0,
  committed: 0,
  isLow: false,
};

function listing(known: Partial<KnownStock> = {}, rules: Partial<StockRules> = {}): StockListing {
  return {
    id: 1,
    itemId: '900',
    skuId: '901',
    sellerSku: 'MUG',
    productId: 7,
    rules: { ...RULES, ...rules },
    known: { ...UNKNOWN, ...known },
  };
}

function shown(available: number, committed = 0): ShownStock {
  return { skuId: '901', available, committed, warehouses: [{ warehouseId: '720', available, committed }] };
}

interface Situation {
  readonly free: number;
  readonly reserved?: number;
  readonly on: ShownStock | undefined;
  readonly lowAt?: number;
}

function decide(one: StockListing, { free, reserved = 0, on, lowAt = 0 }: Situation): StockDecision {
  const place = { key: '1', feeds: ['720'] };
  const pools = [{ place, free: new Map([[7, free]]), reserved: new Map([[7, reserved]]) }];
  const taker = { skuId: one.skuId, needs: new Map([[7, 1]]) };
  const book = openBook(pools, [taker], { shop: 1, claimsOn: () => undefined });
  const context = { places: [place], book, lowAt };
  const open = openUnits(pools, on ? [{ needs: taker.needs, shown: on }] : []);
  return decideStock(planListing(one, taker, context), on, { ...context, open });
}

/** The listing after a decision was carried out. */
function after(one: StockListing, { record }: StockDecision): StockListing {
  return { ...one, known: record };
}

describe('decideStock', () => {
  it('sends what is free', () => {
    const decision = decide(listing(), { free: 12, on: shown(5) });

    expect(decision).toMatchObject({ isDifferent: true, isDrift: false });
    expect(decision.targets).toEqual([{ warehouseId: '720', quantity: 12, shown: 5 }]);
    expect(decision.record).toMatchObject({ state: 'ok', note: '', free: 12, sent: 12, tiktok: 12 });
  });

  it('sends nothing when TikTok shows it already, and says nothing new the next time', () => {
    const one = listing();
    const first = decide(one, { free: 12, on: shown(12) });
    const second = decide(after(one, first), { free: 12, on: shown(12) });

    expect([first.isDifferent, isNews(first)]).toEqual([false, true]);
    expect([second.isDifferent, isNews(second)]).toEqual([false, false]);
  });

  it('takes orders away that Odoo does not know, and none that it has reserved', () => {
    expect(decide(listing(), { free: 10, on: shown(7, 3) }).targets[0]?.quantity).toBe(7);
    expect(decide(listing(), { free: 7, reserved: 3, on: shown(7, 3) }).targets[0]?.quantity).toBe(7);
    expect(decide(listing(), { free: 9, reserved: 1, on: shown(7, 3) }).targets[0]?.quantity).toBe(7);
  });

  it('looks again at the next run while such orders are open', () => {
    const one = listing();
    const decision = decide(one, { free: 10, on: shown(7, 3) });

    expect(decision.record.basis).toMatch(/; open 3$/);
    expect(decide(after(one, decision), { free: 10, on: shown(7, 3) })).toMatchObject({ isDifferent: false });
  });

  it('calls it a drift when only TikTok has changed', () => {
    const one = after(listing(), decide(listing(), { free: 12, on: shown(12) }));

    expect(decide(one, { free: 12, on: shown(99) })).toMatchObject({ isDifferent: true, isDrift: true });
    expect(decide(one, { free: 11, on: shown(12) })).toMatchObject({ isDifferent: true, isDrift: false });
    expect(decide(one, { free: 12, on: shown(8, 4) })).toMatchObject({ isDifferent: false, isDrift: false });
  });

  it('marks what is low, unless that is off', () => {
    const low = (free: number, lowAt: number): boolean => decide(listing(), { free, on: shown(0), lowAt }).record.isLow;

    expect([low(5, 5), low(6, 5), low(0, 0), low(-3, 1)]).toEqual([true, false, false, true]);
  });

  it('leaves a SKU alone that TikTok no longer lists', () => {
    const decision = decide(listing(), { free: 12, on: undefined });

    expect(decision).toMatchObject({ isDifferent: false, targets: [] });
    expect(decision.record).toMatchObject({ state: 'refused', note: VANISHED });
  });

  it('never offers more than what is free and not sold', () => {
    const count = fc.integer({ min: 0, max: 300 });
    fc.assert(
      fc.property(fc.integer({ min: -50, max: 200_000 }), count, count, count, (free, reserved, available, held) => {
        const { targets } = decide(listing(), { free, reserved, on: shown(available, held) });
        const offered = targets.reduce((sum, { quantity }) => sum + quantity, 0);

        expect(offered).toBeLessThanOrEqual(Math.max(0, free - Math.max(0, held - reserved)));
        expect(offered).toBeLessThanOrEqual(99_999);
      }),
    );
  });
});

describe('what follows a decision', () => {
  const one = listing({ sent: 3, tiktok: 3 });
  const decision = decide(one, { free: 12, on: shown(5) });

  it('is a note when TikTok refuses, and no second try while nothing changes', () => {
    const { record } = refuse(decision, 'no', shown(5));

    expect(record).toMatchObject({ state: 'refused', note: 'no', sent: 3, tiktok: 5, basis: decision.record.basis });
  });

  it('is another try when it could not be sent', () => {
    expect(postpone(decision, shown(5)).record).toMatchObject({ state: 'differs', basis: '', sent: 3, tiktok: 5 });
  });

  it('is nothing where the product cannot be offered', () => {
    expect(leave(one, { basis: '', note: 'a service' }).record).toMatchObject({ state: 'refused', sent: 3, tiktok: 3 });
  });
});
