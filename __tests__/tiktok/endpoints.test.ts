import { describe, expect, it } from '@jest/globals';
import { checkPageSize, type Endpoint, ENDPOINTS, fillPath } from '../../src/tiktok/endpoints.ts';

describe('ENDPOINTS', () => {
  it.each(Object.entries<Endpoint>(ENDPOINTS))('%s names its version and its source', (_name, endpoint) => {
    expect(endpoint.path).toMatch(/^\/[a-z_]+\/20\d{4}(\/(\{\w+\}|[a-z_]+))+$/);
    expect(endpoint.source).not.toBe('');
  });

  it('sends no cipher with calls about the whole seller', () => {
    expect(ENDPOINTS.getAuthorizedShops.entity).toBe('seller');
  });
});

describe('fillPath', () => {
  it('fills ids in', () => {
    expect(fillPath('/product/202309/products/{product_id}', { product_id: '1729' })).toBe(
      '/product/202309/products/1729',
    );
  });

  it.each([undefined, '', '../orders', 'a/b', 'a?b', '1 2'])('refuses the id %j', (product_id) => {
    const ids = product_id === undefined ? {} : { product_id };

    expect(() => fillPath('/p/{product_id}', ids)).toThrow(RangeError);
  });
});

describe('checkPageSize', () => {
  it('takes the largest page unless told', () => {
    expect(checkPageSize(ENDPOINTS.searchOrders)).toBe(100);
    expect(checkPageSize(ENDPOINTS.searchOrders, 7)).toBe(7);
  });

  it.each([0, -1, 101, 2.5, Number.NaN])('refuses %d', (size) => {
    expect(() => checkPageSize(ENDPOINTS.searchOrders, size)).toThrow(/1 to 100/);
  });
});
