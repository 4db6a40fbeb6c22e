import { describe, expect, it } from '@jest/globals';
import { mapListing, mapMatch } from '../../../src/mapping/listings/record.ts';
import { buildShop } from '../../helpers/builders.ts';

const shop = buildShop();
const sku = { skuId: '17', itemId: '16', sellerSku: 'MUG', title: 'Mug', variant: 'Blue', barcode: '' };

describe('mapListing', () => {
  it('maps a SKU with its product', () => {
    expect(mapListing(sku, { match: 'seller_sku', productId: 5, note: '' }, shop)).toEqual({
      externalId: '__tiktok_shop__.listing_7495000000000000001_17',
      values: {
        x_name: 'Mug',
        'x_shop_id/.id': 3,
        x_item_id: '16',
        x_sku_id: '17',
        x_seller_sku: 'MUG',
        x_sku_name: 'Blue',
        'x_currency_id/.id': 2,
        'x_product_id/.id': 5,
        x_match: 'seller_sku',
        x_match_note: '',
      },
    });
  });
});

describe('mapMatch', () => {
  it('writes the match alone, and clears the product where there is none', () => {
    expect(mapMatch({ match: 'unmatched', productId: undefined, note: 'why' })).toEqual({
      'x_product_id/.id': '',
      x_match: 'unmatched',
      x_match_note: 'why',
    });
  });
});
