import { externalId, type LoadRecord } from '../../odoo/values.ts';
import type { ShopSettings } from '../orders/types.ts';
import type { ListingMatch } from './match.ts';
import type { SeenSku } from './skus.ts';

/** External id of the `x_tiktok_listing` of a SKU. */
export function listingKey(skuId: string, shop: ShopSettings): string {
  return externalId('listing', shop.shopId, skuId);
}

/** Maps a SKU that was seen on an order to an `x_tiktok_listing`, for `createOnce`: what people chose in one stays. */
export function mapListing(sku: SeenSku, match: ListingMatch, shop: ShopSettings): LoadRecord {
  return {
    externalId: listingKey(sku.skuId, shop),
    values: {
      x_name: sku.title,
      'x_shop_id/.id': shop.id,
      x_item_id: sku.itemId,
      x_sku_id: sku.skuId,
      x_seller_sku: sku.sellerSku,
      x_sku_name: sku.variant,
      'x_currency_id/.id': shop.currencyId,
      ...mapMatch(match),
    },
  };
}

/** The columns of a listing that tell its match. Only for listings without a product. */
export function mapMatch(match: Pick<ListingMatch, 'match' | 'productId' | 'note'>): LoadRecord['values'] {
  return { 'x_product_id/.id': match.productId ?? '', x_match: match.match, x_match_note: match.note };
}
