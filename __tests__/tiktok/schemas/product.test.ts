import { describe, expect, it } from '@jest/globals';
import { ProductDetail, ProductSummary } from '../../../src/tiktok/schemas/product.ts';
import { readFixture } from '../../helpers/tiktokFixtures.ts';

interface Listed {
  readonly data: { readonly products: Record<string, unknown>[] };
}

describe('ProductSummary', () => {
  it.each(['realistic/products-search', 'all-keys/POST_product_202502_products_search'])(
    'reads %s and keeps every key',
    (name) => {
      for (const product of (readFixture(name) as Listed).data.products) {
        expect(ProductSummary.parse(product)).toEqual(product);
      }
    },
  );

  it('reads a product that has nothing but an id', () => {
    expect(ProductSummary.parse({ id: '1' })).toEqual({ id: '1' });
  });
});

describe('ProductDetail', () => {
  it.each(['realistic/product-detail', 'all-keys/GET_product_202309_products_product_id_'])(
    'reads %s and keeps every key',
    (name) => {
      const { data } = readFixture(name) as { data: object };

      expect(ProductDetail.parse(data)).toEqual(data);
    },
  );
});
