import { describe, expect, it } from '@jest/globals';
import { outcomeOf } from '../../../src/mapping/orders/outcome.ts';
import type { Decision } from '../../../src/mapping/orders/types.ts';
import { buildImport, buildKnown } from '../../helpers/builders.ts';

const reason = { code: 'c', reason: 'r' };
const known = buildKnown({ late: true, addressKey: 'old' });

describe('outcomeOf', () => {
  it('of an import is imported, with its address and notice', () => {
    expect(outcomeOf(buildImport({ late: true, addressKey: 'a', notice: reason }), undefined)).toEqual({
      state: 'imported',
      ...reason,
      heldSkus: [],
      imported: true,
      late: true,
      addressKey: 'a',
    });
  });

  it('of an update keeps what was', () => {
    const update: Decision = { action: 'update', changes: { lines: [], addressKey: undefined }, notice: undefined };

    expect(outcomeOf(update, known)).toEqual({
      state: 'imported',
      code: '',
      reason: '',
      heldSkus: [],
      imported: true,
      late: true,
      addressKey: 'old',
    });
    expect(outcomeOf({ ...update, changes: { lines: [], addressKey: 'new' } }, known)?.addressKey).toBe('new');
  });

  it.each([
    ['cancel', 'cancelled'],
    ['close', 'cancelled'],
    ['wait', 'waiting'],
    ['attention', 'attention'],
  ] as const)('of %s is %s', (action, state) => {
    expect(outcomeOf({ action, ...reason }, undefined)).toMatchObject({ state, ...reason, imported: false });
  });

  it('of a block is blocked by its SKUs', () => {
    expect(outcomeOf({ action: 'block', heldSkus: ['1', '2'], ...reason }, undefined)).toMatchObject({
      state: 'blocked',
      heldSkus: ['1', '2'],
    });
  });

  it('of a skip is skipped only when it is to be shown', () => {
    expect(outcomeOf({ action: 'skip', record: true, ...reason }, undefined)).toMatchObject({ state: 'skipped' });
    expect(outcomeOf({ action: 'skip', record: false, ...reason }, known)).toBeUndefined();
  });
});
