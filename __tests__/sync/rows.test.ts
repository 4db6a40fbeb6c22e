import { describe, expect, it } from '@jest/globals';
import { groupBy, idOf, numberOf, textOf } from '../../src/sync/rows.ts';

describe('idOf', () => {
  it.each([
    { value: [7, 'WH'], id: 7 },
    { value: 7, id: 7 },
    { value: false, id: undefined },
    { value: 0, id: undefined },
    { value: 'WH', id: undefined },
  ])('reads $value as $id', ({ value, id }) => {
    expect(idOf(value)).toBe(id);
  });
});

describe('textOf', () => {
  it('reads what Odoo leaves empty as an empty text', () => {
    expect([textOf('x'), textOf(false), textOf(undefined)]).toEqual(['x', '', '']);
  });
});

describe('numberOf', () => {
  it('reads what is no number as 0', () => {
    expect([numberOf(2.5), numberOf(false)]).toEqual([2.5, 0]);
  });
});

describe('groupBy', () => {
  it('groups by key and keeps the order', () => {
    const groups = groupBy([1, 2, 3, 4], (number) => number % 2);

    expect([...groups]).toEqual([
      [1, [1, 3]],
      [0, [2, 4]],
    ]);
  });
});
