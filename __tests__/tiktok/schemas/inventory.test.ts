import { describe, expect, it } from '@jest/globals';
import { ProductInventory, SkuInventoryRow, SkuRefusalDetail } from '../../../src/tiktok/schemas/inventory.ts';
import { readFixture } from '../../helpers/tiktokFixtures.ts';

interface Stocks {
  readonly data: { readonly inventory: { readonly skus: object[] }[] };
}

interface Refusals {
  readonly data: { readonly errors: { readonly detail: object }[] };
}

describe('SkuInventoryRow', () => {
  it.each(['realistic/inventory-search', 'all-keys/POST_product_202309_inventory_search'])(
    'reads %s and keeps every key',
    (name) => {
      for (const product of (readFixture(name) as Stocks).data.inventory) {
        expect(ProductInventory.parse(product)).toEqual(product);
        for (const sku of product.skus) expect(SkuInventoryRow.parse(sku)).toEqual(sku);
      }
    },
  );

  it('reads a SKU without any warehouse', () => {
    expect(SkuInventoryRow.parse({ id: '1' })).toEqual({ id: '1' });
  });
});

describe('SkuRefusalDetail', () => {
  it.each([
    'realistic/inventory-update-partial-error',
    'all-keys/POST_product_202309_products_product_id_inventory_update',
  ])('reads %s and keeps every key', (name) => {
    for (const { detail } of (readFixture(name) as Refusals).data.errors) {
      expect(SkuRefusalDetail.parse(detail)).toEqual(detail);
    }
  });
});
