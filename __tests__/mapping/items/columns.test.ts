import { describe, expect, it } from '@jest/globals';
import { columnOf, ITEM_COLUMNS, titleOfColumn } from '../../../src/mapping/items/columns.ts';

describe('columnOf', () => {
  it.each([
    ['Item ID', 'itemId'],
    ['item_id', 'itemId'],
    ['product_id', 'itemId'],
    ['Product ID', 'itemId'],
    ['* PRODUCT-ID ', 'itemId'],
    ['รหัสสินค้า', 'itemId'],
    ['sku_id', 'skuId'],
    ['SKU ID', 'skuId'],
    ['Seller SKU', 'sellerSku'],
    ['seller_sku', 'sellerSku'],
    ['Product name', 'title'],
    ['Variation value', 'variant'],
    ['Internal Reference', 'reference'],
    ['default_code', 'reference'],
    ['Barcode', 'barcode'],
  ])('understands %s', (heading, key) => {
    expect(columnOf(heading)).toBe(key);
  });

  it.each(['', 'price', 'quantity', 'category', 'V4', 'main_image'])('does not read the column %j', (heading) => {
    expect(columnOf(heading)).toBeUndefined();
  });
});

describe('ITEM_COLUMNS', () => {
  it('has no name that means two columns', () => {
    for (const { key, title, synonyms } of ITEM_COLUMNS) {
      expect(titleOfColumn(key)).toBe(title);
      expect([title, ...synonyms].map(columnOf)).toEqual([title, ...synonyms].map(() => key));
    }
  });
});
