import { externalId, type LoadRecord } from '../../odoo/values.ts';
import type { ItemChange, ItemShop } from './plan.ts';
import type { ItemRow } from './rows.ts';

/** The columns of a listing that an import writes: the product, chosen by a person. */
export function mapLink({ productId }: Pick<ItemChange, 'productId'>): LoadRecord['values'] {
  return { 'x_product_id/.id': productId, x_match: 'manual', x_match_note: '' };
}

/**
 * Maps a row whose SKU no listing stands for to a new `x_tiktok_listing`. Without a SKU ID it is found by its Item ID, and
 * by its seller SKU where the item has several, at the next catalogue sync, which fills the SKU ID in.
 */
export function mapNewListing(change: ItemChange): LoadRecord {
  const { row, shop } = change;
  return {
    externalId: newListingKey(row, shop),
    values: {
      x_name: row.title === '' ? nameOf(row) : row.title,
      'x_shop_id/.id': shop.id,
      x_item_id: row.itemId,
      x_sku_id: row.skuId,
      x_seller_sku: row.sellerSku,
      x_sku_name: row.variant,
      x_barcode: row.barcode,
      ...(shop.currencyId === undefined ? {} : { 'x_currency_id/.id': shop.currencyId }),
      ...mapLink(change),
    },
  };
}

/** External id of the listing that a row is to become. */
export function newListingKey({ skuId, itemId, sellerSku }: ItemRow, { shopId }: Pick<ItemShop, 'shopId'>): string {
  if (skuId !== '') return externalId('listing', shopId, skuId);
  return sellerSku === '' ? externalId('item', shopId, itemId) : externalId('item', shopId, itemId, sellerSku);
}

function nameOf({ itemId, skuId }: ItemRow): string {
  return itemId === '' ? `TikTok SKU ${skuId}` : `TikTok item ${itemId}`;
}
