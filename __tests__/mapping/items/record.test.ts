import { describe, expect, it } from '@jest/globals';
import { mapLink, mapNewListing, newListingKey } from '../../../src/mapping/items/record.ts';
import { itemRow, itemShop } from '../../helpers/itemFixtures.ts';

const SHOP = itemShop();

describe('mapNewListing', () => {
  it('makes the listing of a SKU as a sync would name it', () => {
    const row = itemRow({
      skuId: '10001',
      itemId: '90001',
      sellerSku: 'MUG',
      title: 'Mug',
      variant: 'Red',
      barcode: '400',
    });

    expect(mapNewListing({ row, shop: SHOP, listing: undefined, productId: 7 })).toEqual({
      externalId: '__tiktok_shop__.listing_7495000000000000001_10001',
      values: {
        x_name: 'Mug',
        'x_shop_id/.id': 1,
        x_item_id: '90001',
        x_sku_id: '10001',
        x_seller_sku: 'MUG',
        x_sku_name: 'Red',
        x_barcode: '400',
        'x_currency_id/.id': 2,
        'x_product_id/.id': 7,
        x_match: 'manual',
        x_match_note: '',
      },
    });
  });

  it.each([
    [{ itemId: '90001' }, 'TikTok item 90001'],
    [{ skuId: '10001' }, 'TikTok SKU 10001'],
  ])('gives a name to %j', (ids, name) => {
    const shop = itemShop({ currencyId: undefined });

    expect(mapNewListing({ row: itemRow(ids), shop, listing: undefined, productId: 7 }).values).toMatchObject({
      x_name: name,
    });
  });
});

describe('newListingKey', () => {
  it('goes by the Item ID where the SKU ID is not known yet', () => {
    expect(newListingKey(itemRow({ itemId: '90001' }), SHOP)).toBe('__tiktok_shop__.item_7495000000000000001_90001');
    expect(newListingKey(itemRow({ itemId: '90001', sellerSku: 'MUG R' }), SHOP)).toBe(
      '__tiktok_shop__.item_7495000000000000001_90001_MUG-R',
    );
  });
});

describe('mapLink', () => {
  it('writes the product and that a person chose it', () => {
    expect(mapLink({ productId: 7 })).toEqual({ 'x_product_id/.id': 7, x_match: 'manual', x_match_note: '' });
  });
});
