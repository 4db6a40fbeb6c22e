import { describe, expect, it } from '@jest/globals';
import { hashOf, requireSame, type Written } from '../../scripts/bench/orders/written.ts';

const WRITTEN: Written = {
  orders: 2,
  contacts: 4,
  lines: 8,
  pickings: 2,
  moves: 6,
  notes: 2,
  digests: ['{"amount_total":12.5}', '{"amount_total":7}'],
  totals: new Map(),
};

describe('requireSame', () => {
  it('is content with equal records, however many notes Odoo made', () => {
    expect(() => {
      requireSame('bridge', WRITTEN, 'batch', { ...WRITTEN, notes: 9 });
    }).not.toThrow();
  });

  it('shows the first order that differs', () => {
    const other = { ...WRITTEN, digests: ['{"amount_total":12.5}', '{"amount_total":8}'] };

    expect(() => {
      requireSame('bridge', WRITTEN, 'batch', other);
    }).toThrow('bridge wrote\n{"amount_total":7}\nbatch wrote\n{"amount_total":8}');
  });

  it('compares the numbers of records first', () => {
    expect(() => {
      requireSame('bridge', WRITTEN, 'batch', { ...WRITTEN, moves: 5 });
    }).toThrow('bridge wrote {"contacts":4,"lines":8,"moves":6,"orders":2,"pickings":2}, batch {"contacts":4,');
  });
});

describe('hashOf', () => {
  it('changes with every order', () => {
    expect(hashOf(WRITTEN)).not.toBe(hashOf({ digests: WRITTEN.digests.slice(1) }));
  });
});
