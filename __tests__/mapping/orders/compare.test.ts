import { describe, expect, it } from '@jest/globals';
import { fieldsOfRecord, holdsRecord } from '../../../src/mapping/orders/compare.ts';
import type { LoadRecord, LoadValue } from '../../../src/odoo/values.ts';

function record(values: Record<string, LoadValue>): LoadRecord {
  return { externalId: '__tiktok_shop__.x', values };
}

describe('fieldsOfRecord', () => {
  it('are the columns without their endings', () => {
    expect(fieldsOfRecord(record({ a: 1, 'b/.id': 2, 'c/id': 'x.y' }))).toEqual(['a', 'b', 'c']);
  });
});

describe('holdsRecord', () => {
  it.each([
    ['text', 'text', true],
    ['text', 'other', false],
    [false, '', true],
    [false, 'text', false],
    ['text', '', false],
    [true, true, true],
    [false, false, true],
    [true, false, false],
    [7, 7, true],
    [7, '7', true],
    [7, 8, false],
    [28.1, '28.1', true],
    [28.1, '28.10', true],
    [0, '', true],
    [1e20, '', false],
    [1e20, '100000000000000000000', false],
    [0.5, '', false],
    [false, 0, true],
    [1_760_518_900, 1_760_518_900, true],
    ['2025-10-15 08:00:00', '2025-10-15 08:00:00', true],
    ['2025-10-15 08:00:00', '', false],
    [undefined, 'text', false],
  ])('compares %j in Odoo with %j: %s', (stored, value, same) => {
    expect(holdsRecord({ f: stored }, record({ f: value }))).toBe(same);
  });

  it.each([
    [[3, 'Shop'], 3, true],
    [[3, 'Shop'], 4, false],
    [[3, 'Shop'], '', false],
    [false, '', true],
    [false, 3, false],
  ])('compares the link %j with %j: %s', (stored, value, same) => {
    expect(holdsRecord({ f: stored }, record({ 'f/.id': value }))).toBe(same);
  });

  it('cannot tell external ids and takes them for different', () => {
    expect(holdsRecord({ f: [3, 'Shop'] }, record({ 'f/id': 'x.y' }))).toBe(false);
  });
});
