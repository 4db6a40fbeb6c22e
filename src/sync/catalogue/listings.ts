import { fromOdooDateTime } from '../../core/time.ts';
import type { KnownListing } from '../../mapping/listings/known.ts';
import { type SeenSku, saleStateOf } from '../../mapping/listings/skus.ts';
import type { Domain, OdooClient, Row } from '../../odoo/client.ts';
import { idOf, textOf } from '../rows.ts';

/** The fields of `x_tiktok_listing` from which a {@link SeenSku} and its match are read. */
export const SEEN_FIELDS = [
  'x_sku_id',
  'x_item_id',
  'x_seller_sku',
  'x_barcode',
  'x_name',
  'x_sku_name',
  'x_status',
  'x_sku_status',
  'x_product_id',
  'x_match',
  'x_match_note',
] as const;

const FIELDS = [
  ...SEEN_FIELDS,
  'x_audit',
  'x_price',
  'x_currency_id',
  'x_warehouse_stock',
  'x_image_url',
  'x_update_time',
  'x_detail_time',
] as const;

/** Listings in one answer: some megabytes. */
const AT_ONCE = 4000;

/** Reads all listings of a shop, oldest first: a call for every 4,000. */
export async function readShopListings(odoo: OdooClient, shopRecordId: number): Promise<KnownListing[]> {
  return readListings(odoo, [['x_shop_id', '=', shopRecordId]]);
}

/** Reads the listings that a domain names, oldest first: a call for every 4,000. */
export async function readListings(odoo: OdooClient, domain: Domain): Promise<KnownListing[]> {
  const listings: KnownListing[] = [];
  for (let last = 0; ;) {
    const next: Domain = [['id', '>', last], ...domain];
    const rows = await odoo.searchRead('x_tiktok_listing', next, FIELDS, { limit: AT_ONCE, order: 'id' });
    for (const row of rows) listings.push(toKnown(row));
    last = rows.at(-1)?.id ?? last;
    if (rows.length < AT_ONCE) return listings;
  }
}

/** What a listing says of its SKU. */
export function toSeenSku(row: Row): SeenSku {
  return {
    skuId: textOf(row['x_sku_id']),
    itemId: textOf(row['x_item_id']),
    sellerSku: textOf(row['x_seller_sku']),
    title: textOf(row['x_name']),
    variant: textOf(row['x_sku_name']),
    barcode: textOf(row['x_barcode']),
    saleState: saleStateOf(textOf(row['x_status']), textOf(row['x_sku_status'])),
  };
}

function toKnown(row: Row): KnownListing {
  return {
    id: row.id,
    seen: toSeenSku(row),
    productId: idOf(row['x_product_id']),
    match: textOf(row['x_match']),
    note: textOf(row['x_match_note']),
    updateTime: fromOdooDateTime(textOf(row['x_update_time'])),
    detailTime: fromOdooDateTime(textOf(row['x_detail_time'])),
    row,
  };
}
