import { describe, expect, it } from '@jest/globals';
import { NUMBER_FIELDS, numberProblems } from '../../../src/sync/shops/numbers.ts';

const ROW = { id: 1, x_stock_percent: 100, x_stock_weight: 1, x_price_guard: 50 };

describe('numberProblems', () => {
  it('finds nothing wrong with the numbers that a shop starts with', () => {
    expect(numberProblems({ row: ROW })).toEqual([]);
  });

  it.each([
    ['x_stock_percent', 0],
    ['x_stock_weight', 9],
    ['x_price_guard', 1000],
    ['x_stock_buffer', 5],
    ['x_stock_threshold', 3],
    ['x_low_stock', 7],
  ])('allows %s to be %i', (field, value) => {
    expect(numberProblems({ row: { ...ROW, [field]: value } })).toEqual([]);
    expect(NUMBER_FIELDS).toContain(field);
  });

  it.each([
    ['x_stock_percent', 101, 'Percent offered is 101, but must be between 0 and 100'],
    ['x_stock_percent', -1, 'Percent offered is -1, but must be between 0 and 100'],
    ['x_stock_weight', 0, 'Weight is 0, but must be 1 or more'],
    ['x_price_guard', 0, 'Price guard is 0, but must be between 1 and 1000'],
    ['x_price_guard', 1001, 'Price guard is 1001, but must be between 1 and 1000'],
    ['x_stock_buffer', -1, 'Buffer is -1, but must be 0 or more'],
    ['x_stock_threshold', -5, 'Threshold is -5, but must be 0 or more'],
    ['x_low_stock', -2, 'Low stock at is -2, but must be 0 or more'],
  ])('refuses %s to be %i', (field, value, problem) => {
    expect(numberProblems({ row: { ...ROW, [field]: value } })).toEqual([`${problem}: change it in the shop's form.`]);
  });

  it('names all of them', () => {
    expect(numberProblems({ row: { ...ROW, x_stock_buffer: -1, x_stock_weight: -1 } })).toHaveLength(2);
  });
});
