import { describe, expect, it } from '@jest/globals';
import { findOperation, OPERATIONS, SCOPES } from '../../../src/sandbox/operations/table.ts';

describe('findOperation', () => {
  it('reads what a path holds', () => {
    const { operation, pathValues } = findOperation('GET', '/product/202309/products/1729000000000000001');

    expect(operation.name).toBe('products/detail');
    expect(pathValues).toEqual({ product_id: '1729000000000000001' });
  });

  it('tells an unknown path from a wrong method', () => {
    expect(() => findOperation('GET', '/order/202309/orders/')).toThrow(/Invalid path/);
    expect(() => findOperation('POST', '/order/202309/orders')).toThrow(/Invalid method/);
    expect(() => findOperation('POST', '/order/202310/orders/search')).toThrow(/Invalid path/);
  });
});

describe('OPERATIONS', () => {
  it('names every scope once', () => {
    expect(new Set(SCOPES).size).toBe(SCOPES.length);
    expect(OPERATIONS.every(({ scope }) => scope === undefined || SCOPES.includes(scope))).toBe(true);
  });
});
