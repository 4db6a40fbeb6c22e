import { type ListingMatch, matchListings, type MatchRules } from '../../mapping/listings/match.ts';
import { mapListing, mapMatch } from '../../mapping/listings/record.ts';
import { type SeenSku, skusOnOrders } from '../../mapping/listings/skus.ts';
import type { ProductBinding, ShopSettings } from '../../mapping/orders/types.ts';
import type { OdooClient, Row } from '../../odoo/client.ts';
import { createOnce, updateMany } from '../../odoo/loader.ts';
import type { Order } from '../../tiktok/schemas/order.ts';
import { readCandidates } from '../catalogue/candidates.ts';
import { SEEN_FIELDS, toSeenSku } from '../catalogue/listings.ts';
import { idOf, textOf } from '../rows.ts';
import { readUnits } from '../units.ts';

/** Which product each SKU of a shop stands for; asks Odoo once for each SKU of a run. */
export interface ListingBook {
  /** Products of all SKUs on the orders that have one. SKUs seen for the first time become listings, matched where one product fits. */
  productsFor(orders: readonly Order[]): Promise<ReadonlyMap<string, ProductBinding>>;
  /** Those of some SKUs that have a product by now: chosen by a person, or made since. */
  boundAmong(skuIds: readonly string[]): Promise<ReadonlySet<string>>;
}

/**
 * Makes the {@link ListingBook} of a shop. In a dry run matches are found, but not written.
 *
 * @param rules - By what the shop has its SKUs matched.
 */
export function createListingBook(
  odoo: OdooClient,
  shop: ShopSettings,
  rules: MatchRules,
  dryRun: boolean,
): ListingBook {
  const products = new Map<string, ProductBinding>();
  const asked = new Set<string>();
  const ask = async (skus: readonly SeenSku[]): Promise<void> => {
    const fresh = skus.filter(({ skuId }) => !asked.has(skuId));
    if (fresh.length === 0) return;
    for (const [skuId, binding] of await bind({ odoo, shop, rules, dryRun }, fresh)) products.set(skuId, binding);
    for (const { skuId } of fresh) asked.add(skuId);
  };
  return {
    productsFor: async (orders) => {
      await ask(skusOnOrders(orders));
      return products;
    },
    boundAmong: async (skuIds) => {
      if (skuIds.length === 0) return new Set();
      const rows = await odoo.searchRead(LISTING, [ofShop(shop), ['x_sku_id', 'in', skuIds]], SEEN_FIELDS);
      await ask(rows.map(toSeenSku));
      return new Set(skuIds.filter((skuId) => products.has(skuId)));
    },
  };
}

const LISTING = 'x_tiktok_listing';

interface BookContext {
  readonly odoo: OdooClient;
  readonly shop: ShopSettings;
  readonly rules: MatchRules;
  readonly dryRun: boolean;
}

/** Finds the products of SKUs that this run has not met, and keeps their listings. */
async function bind(context: BookContext, skus: readonly SeenSku[]): Promise<Map<string, ProductBinding>> {
  const { odoo, shop, dryRun } = context;
  const rows = await readRelated(odoo, shop, skus);
  const listed = new Map(rows.map((row) => [textOf(row['x_sku_id']), row]));
  const chosen = skus.flatMap(({ skuId }) => pair(skuId, idOf(listed.get(skuId)?.['x_product_id'])));
  const bound = new Set(chosen.map(([skuId]) => skuId));
  // what is marked as matched by hand without a product is a person's word, too
  const open = skus
    .filter(({ skuId }) => !bound.has(skuId) && listed.get(skuId)?.['x_match'] !== 'manual')
    .map((sku) => withKnown(sku, listed.get(sku.skuId)));
  const matches = await findMatches(context, open, [...rows.map(toSeenSku), ...skus]);
  if (!dryRun) await keepListings(odoo, shop, open, matches, listed);
  const found = new Map([...chosen, ...[...matches].flatMap(([skuId, match]) => pair(skuId, match.productId))]);
  const units = await readUnits(odoo, [...found.values()]);
  return new Map([...found].map(([skuId, productId]) => [skuId, units.get(productId) ?? { productId }]));
}

function pair(skuId: string, productId: number | undefined): (readonly [string, number])[] {
  return productId === undefined ? [] : [[skuId, productId]];
}

function ofShop(shop: ShopSettings): readonly [string, string, unknown] {
  return ['x_shop_id', '=', shop.id];
}

/** The listings of some SKUs, and those that share an Item ID or a seller SKU with them: they decide what is certain. */
async function readRelated(odoo: OdooClient, shop: ShopSettings, skus: readonly SeenSku[]): Promise<Row[]> {
  const textsOf = (pick: (sku: SeenSku) => string): string[] => [
    ...new Set(skus.map(pick).filter((text) => text !== '')),
  ];
  const domain = [
    ofShop(shop),
    '|',
    '|',
    ['x_sku_id', 'in', textsOf(({ skuId }) => skuId)],
    ['x_item_id', 'in', textsOf(({ itemId }) => itemId)],
    ['x_seller_sku', 'in', textsOf(({ sellerSku }) => sellerSku)],
  ] as const;
  const rows = await odoo.searchRead(LISTING, domain, SEEN_FIELDS, { order: 'id desc' });
  // without a SKU id it was made from a spreadsheet; the catalogue sync finds out which SKU is meant
  return rows.filter((row) => row['x_sku_id'] !== false);
}

async function findMatches(
  { odoo, shop, rules }: BookContext,
  open: readonly SeenSku[],
  related: readonly SeenSku[],
): Promise<ReadonlyMap<string, ListingMatch>> {
  if (open.length === 0) return new Map();
  const products = await readCandidates(odoo, shop.companyId, open, rules);
  const all = new Map([...related, ...open].map((sku) => [sku.skuId, sku]));
  const matches = matchListings([...all.values()], products, rules);
  const openIds = new Set(open.map(({ skuId }) => skuId));
  return new Map([...matches].filter(([skuId]) => openIds.has(skuId)));
}

/** New SKUs become listings; those without a product are written again only when a match has come up or its note changed. */
async function keepListings(
  odoo: OdooClient,
  shop: ShopSettings,
  open: readonly SeenSku[],
  matches: ReadonlyMap<string, ListingMatch>,
  listed: ReadonlyMap<string, Row>,
): Promise<void> {
  const found = open.flatMap((sku) => {
    const match = matches.get(sku.skuId);
    return match ? [{ sku, match, row: listed.get(sku.skuId) }] : [];
  });
  const fresh = found.filter(({ row }) => row === undefined);
  const changes = found.flatMap(({ match, row }) => {
    if (!row || (row['x_match'] === match.match && textOf(row['x_match_note']) === match.note)) return [];
    return [{ id: row.id, values: mapMatch(match) }];
  });
  const records = fresh.map(({ sku, match }) => mapListing(sku, match, shop));
  if (records.length > 0) await createOnce(odoo, LISTING, records);
  // by database id: a listing that was made from a spreadsheet has another external id
  if (changes.length > 0) await updateMany(odoo, LISTING, changes);
}

/** What the listing says is newer than the order, and more: barcode, and whether the SKU is on sale. */
function withKnown(sku: SeenSku, row: Row | undefined): SeenSku {
  return row ? toSeenSku(row) : sku;
}
