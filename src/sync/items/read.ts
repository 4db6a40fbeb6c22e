import { ShopTwiceError, UsageError } from '../../core/errors.ts';
import { chunksOf } from '../../core/lists.ts';
import type { ItemListing } from '../../mapping/items/find.ts';
import type { ItemRow } from '../../mapping/items/rows.ts';
import type { Domain, OdooClient, Row } from '../../odoo/client.ts';
import { SEEN_FIELDS, toSeenSku } from '../catalogue/listings.ts';
import { idOf, textOf } from '../rows.ts';
import { findTwins, requireShop, type Shop } from '../shops/shop.ts';

/** A listing with the shop that it belongs to. */
export interface ListingOfShop extends ItemListing {
  /** Database id of the `x_tiktok_shop`. */
  readonly shopRecordId: number | undefined;
}

const FIELDS = [...SEEN_FIELDS, 'x_shop_id'];
/** Records in one answer: some megabytes at most. */
const AT_ONCE = 4000;
/** Ids and codes that are looked for in one call. */
const TEXTS_AT_ONCE = 2000;

/**
 * The shop that is named, or all that are linked.
 *
 * @throws UsageError when there is none such, or none at all.
 * @throws ShopTwiceError when two records stand for one shop: a listing would be read or linked twice.
 */
export function shopsOf(all: readonly Shop[], text: string | undefined): Shop[] {
  if (text !== undefined) return [requireShop(all, text)];
  const [twins] = findTwins(all).values();
  if (twins) {
    throw new ShopTwiceError(`Several records stand for shop ${twins[0]?.shopId ?? ''}.`, {
      remedy: 'Delete the one that was made by hand or duplicated.',
    });
  }
  const linked = all.filter(({ shopId }) => shopId !== '');
  if (linked.length > 0) return linked;
  throw new UsageError('There are no shops.', { remedy: 'Link an account first: tiktok-odoo auth link.' });
}

/** Reads all listings of a shop, oldest first: a call for every 4,000, and one for every 2,000 products. */
export async function readAllListings(odoo: OdooClient, shopRecordId: number): Promise<ListingOfShop[]> {
  const rows: Row[] = [];
  for (;;) {
    const domain: Domain = [
      ['x_shop_id', '=', shopRecordId],
      ['id', '>', rows.at(-1)?.id ?? 0],
    ];
    const page = await odoo.searchRead('x_tiktok_listing', domain, FIELDS, { limit: AT_ONCE, order: 'id' });
    rows.push(...page);
    if (page.length < AT_ONCE) return withReferences(odoo, rows);
  }
}

/** Reads the listings of all shops that rows name by SKU ID, Item ID or seller SKU, with the other SKUs of their items. */
export async function readNamedListings(odoo: OdooClient, rows: readonly ItemRow[]): Promise<ListingOfShop[]> {
  const byId = new Map<number, Row>();
  for (const [field, texts] of namesOf(rows)) {
    const names = [...new Set(texts.filter((text) => text !== ''))].sort();
    for (const chunk of chunksOf(names, TEXTS_AT_ONCE)) {
      const found = await odoo.searchRead('x_tiktok_listing', [[field, 'in', chunk]], FIELDS);
      for (const row of found) byId.set(row.id, row);
    }
  }
  return withReferences(
    odoo,
    [...byId.values()].sort((a, b) => a.id - b.id),
  );
}

function namesOf(rows: readonly ItemRow[]): (readonly [field: string, texts: readonly string[]])[] {
  const nameless = rows.filter(({ skuId, itemId }) => skuId === '' && itemId === '');
  return [
    ['x_sku_id', rows.map(({ skuId }) => skuId)],
    ['x_item_id', rows.map(({ itemId }) => itemId)],
    ['x_seller_sku', nameless.map(({ sellerSku }) => sellerSku)],
  ];
}

/** Adds the Internal References of the products, archived ones included. */
async function withReferences(odoo: OdooClient, rows: readonly Row[]): Promise<ListingOfShop[]> {
  const ids = [...new Set(rows.flatMap((row) => idOf(row['x_product_id']) ?? []))].sort((a, b) => a - b);
  const references = new Map<number, string>();
  const context = { active_test: false };
  for (const chunk of chunksOf(ids, TEXTS_AT_ONCE)) {
    const found = await odoo.searchRead('product.product', [['id', 'in', chunk]], ['default_code'], { context });
    for (const row of found) references.set(row.id, textOf(row['default_code']));
  }
  return rows.map((row) => {
    const productId = idOf(row['x_product_id']);
    return {
      id: row.id,
      seen: toSeenSku(row),
      productId,
      reference: references.get(productId ?? 0) ?? '',
      match: textOf(row['x_match']),
      shopRecordId: idOf(row['x_shop_id']),
    };
  });
}
