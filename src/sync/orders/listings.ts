import { type ListingMatch, matchKeys, matchListings, type ProductCandidate } from '../../mapping/listings/match.ts';
import { mapListing, mapListingMatch } from '../../mapping/listings/record.ts';
import { type SeenSku, skusOnOrders } from '../../mapping/listings/skus.ts';
import type { ProductBinding, ShopSettings } from '../../mapping/orders/types.ts';
import type { OdooClient, Row } from '../../odoo/client.ts';
import { createOnce, upsert } from '../../odoo/loader.ts';
import type { Order } from '../../tiktok/schemas/order.ts';
import { idOf, textOf } from '../rows.ts';
import { readUnits } from '../units.ts';

/** Which product each SKU of a shop stands for; asks Odoo once for each SKU of a run. */
export interface ListingBook {
  /** Products of all SKUs on the orders that have one. SKUs seen for the first time become listings, matched where one product fits. */
  productsFor(orders: readonly Order[]): Promise<ReadonlyMap<string, ProductBinding>>;
  /** Those of some SKUs that have a product by now: chosen by a person, or made since. */
  boundAmong(skuIds: readonly string[]): Promise<ReadonlySet<string>>;
}

interface ListingRow extends Row {
  readonly x_sku_id: string;
}

const LISTING_FIELDS = [
  'x_sku_id',
  'x_item_id',
  'x_seller_sku',
  'x_barcode',
  'x_name',
  'x_sku_name',
  'x_product_id',
  'x_match',
  'x_match_note',
];

/** Makes the {@link ListingBook} of a shop. In a dry run matches are found, but not written. */
export function createListingBook(odoo: OdooClient, shop: ShopSettings, dryRun: boolean): ListingBook {
  const products = new Map<string, ProductBinding>();
  const asked = new Set<string>();
  const ask = async (skus: readonly SeenSku[]): Promise<void> => {
    const fresh = skus.filter(({ skuId }) => !asked.has(skuId));
    if (fresh.length === 0) return;
    for (const [skuId, binding] of await bind(odoo, shop, fresh, dryRun)) products.set(skuId, binding);
    for (const { skuId } of fresh) asked.add(skuId);
  };
  return {
    productsFor: async (orders) => {
      await ask(skusOnOrders(orders));
      return products;
    },
    boundAmong: async (skuIds) => {
      const rows = await readListings(odoo, shop, skuIds);
      await ask(rows.map(toSku));
      return new Set(skuIds.filter((skuId) => products.has(skuId)));
    },
  };
}

/** Finds the products of SKUs that this run has not met, and keeps their listings. */
async function bind(
  odoo: OdooClient,
  shop: ShopSettings,
  skus: readonly SeenSku[],
  dryRun: boolean,
): Promise<Map<string, ProductBinding>> {
  const rows = await readListings(
    odoo,
    shop,
    skus.map(({ skuId }) => skuId),
  );
  const listed = new Map(rows.map((row) => [row.x_sku_id, row]));
  const chosen = new Map(rows.flatMap((row) => pair(row.x_sku_id, idOf(row['x_product_id']))));
  const open = skus.filter(({ skuId }) => !chosen.has(skuId)).map((sku) => withKnown(sku, listed.get(sku.skuId)));
  const matches = await findMatches(odoo, open, [...skus, ...rows.map(toSku)]);
  if (!dryRun) await keepListings(odoo, shop, open, matches, listed);
  const found = new Map([...chosen, ...[...matches].flatMap(([skuId, match]) => pair(skuId, match.productId))]);
  const units = await readUnits(odoo, [...found.values()]);
  return new Map([...found].map(([skuId, productId]) => [skuId, units.get(productId) ?? { productId }]));
}

function pair(skuId: string, productId: number | undefined): (readonly [string, number])[] {
  return productId === undefined ? [] : [[skuId, productId]];
}

async function readListings(odoo: OdooClient, shop: ShopSettings, skuIds: readonly string[]): Promise<ListingRow[]> {
  if (skuIds.length === 0) return [];
  const domain = [
    ['x_shop_id', '=', shop.id],
    ['x_sku_id', 'in', skuIds],
  ] as const;
  return odoo.searchRead<ListingRow>('x_tiktok_listing', domain, LISTING_FIELDS);
}

async function findMatches(
  odoo: OdooClient,
  open: readonly SeenSku[],
  all: readonly SeenSku[],
): Promise<ReadonlyMap<string, ListingMatch>> {
  if (open.length === 0) return new Map();
  const { codes, barcodes } = matchKeys(open);
  const domain = ['|', ['default_code', 'in', codes], ['barcode', 'in', barcodes]] as const;
  const rows =
    codes.length + barcodes.length === 0 ? [] : await odoo.searchRead('product.product', domain, PRODUCT_FIELDS);
  const matches = matchListings(all, rows.map(toCandidate));
  const openIds = new Set(open.map(({ skuId }) => skuId));
  return new Map([...matches].filter(([skuId]) => openIds.has(skuId)));
}

const PRODUCT_FIELDS = ['default_code', 'barcode'];

function toCandidate(row: Row): ProductCandidate {
  return { id: row.id, defaultCode: textOf(row['default_code']), barcode: textOf(row['barcode']) };
}

/** New SKUs become listings; those without a product are written again only when a match has come up or its note changed. */
async function keepListings(
  odoo: OdooClient,
  shop: ShopSettings,
  open: readonly SeenSku[],
  matches: ReadonlyMap<string, ListingMatch>,
  listed: ReadonlyMap<string, ListingRow>,
): Promise<void> {
  const fresh: SeenSku[] = open.filter(({ skuId }) => !listed.has(skuId));
  const changed = open.filter(({ skuId }) => {
    const row = listed.get(skuId);
    const match = matches.get(skuId);
    return row && match && (row['x_match'] !== match.match || textOf(row['x_match_note']) !== match.note);
  });
  const records = (
    skus: readonly SeenSku[],
    map: (sku: SeenSku, match: ListingMatch) => ReturnType<typeof mapListing>,
  ) =>
    skus.flatMap((sku) => {
      const match = matches.get(sku.skuId);
      return match ? [map(sku, match)] : [];
    });
  if (fresh.length > 0)
    await createOnce(
      odoo,
      'x_tiktok_listing',
      records(fresh, (sku, match) => mapListing(sku, match, shop)),
    );
  if (changed.length > 0) {
    await upsert(
      odoo,
      'x_tiktok_listing',
      records(changed, ({ skuId }, match) => mapListingMatch(skuId, match, shop)),
    );
  }
}

function toSku(row: ListingRow): SeenSku {
  return {
    skuId: row.x_sku_id,
    itemId: textOf(row['x_item_id']),
    sellerSku: textOf(row['x_seller_sku']),
    title: textOf(row['x_name']),
    variant: textOf(row['x_sku_name']),
    barcode: textOf(row['x_barcode']),
  };
}

/** Orders do not show barcodes, listings may. */
function withKnown(sku: SeenSku, row: ListingRow | undefined): SeenSku {
  return row ? { ...sku, barcode: textOf(row['x_barcode']) } : sku;
}
