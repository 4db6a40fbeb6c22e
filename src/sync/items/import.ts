import { chunksOf } from '../../core/lists.ts';
import { readTables } from '../../core/tables.ts';
import { type ItemChange, type ItemShop, planItems } from '../../mapping/items/plan.ts';
import { mapLink, mapNewListing, newListingKey } from '../../mapping/items/record.ts';
import { type ItemMistake, type ItemRow, readItemRows } from '../../mapping/items/rows.ts';
import type { ProductCandidate } from '../../mapping/listings/match.ts';
import type { OdooClient } from '../../odoo/client.ts';
import { updateMany, upsert } from '../../odoo/loader.ts';
import { readProductsByCode } from '../catalogue/candidates.ts';
import { groupBy, idOf } from '../rows.ts';
import { withCompany } from '../shops/prepare.ts';
import { readShops, requireShop, type Shop } from '../shops/shop.ts';
import { readNamedListings, shopsOf } from './read.ts';

/** What an import is asked. */
export interface ImportRequest {
  /** Path of a spreadsheet file. */
  readonly file: string;
  /** The shop of all rows: its TikTok id, its name or `#12`. */
  readonly shop?: string | undefined;
  readonly dryRun: boolean;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** One link that was written, or would be. */
export interface ImportedLink {
  /** Number in the spreadsheet. */
  readonly row: number;
  readonly shop: string;
  readonly itemId: string;
  readonly skuId: string;
  readonly sellerSku: string;
  /** Internal Reference of the product before; empty when there was none. */
  readonly from: string;
  readonly to: string;
  /** Whether the listing is new: its SKU ID is learned at the next catalogue sync where the row has none. */
  readonly isNew: boolean;
}

/** What an import did. With mistakes nothing was written. */
export interface ImportReport {
  readonly file: string;
  readonly dryRun: boolean;
  readonly links: readonly ImportedLink[];
  /** Rows whose listing stood for that product already. */
  readonly unchanged: number;
  /** Rows that name no product. */
  readonly skipped: number;
  readonly mistakes: readonly ItemMistake[];
  /** Rows that Odoo refused by themselves, with its words; the others are written. */
  readonly refused: readonly ItemMistake[];
}

/** Listings that are written in one call. */
const AT_ONCE = 500;

/**
 * Reads a spreadsheet file, checks all of it, and links listings with products: all rows or, with a mistake anywhere, none.
 * Safe to repeat: what is linked so already is not written again.
 *
 * @throws UsageError when the file cannot be read or no shop is meant.
 * @throws ShopTwiceError when two records stand for one shop.
 * @throws The errors of the Odoo client; links of earlier pages stay, and a repetition goes on.
 */
export async function importItems(odoo: OdooClient, request: ImportRequest): Promise<ImportReport> {
  const { file, dryRun } = request;
  const { rows, skipped, mistakes } = readItemRows(await readTables(file));
  const all = await readShops(odoo);
  const shops = shopsOf(all, undefined);
  const only = request.shop === undefined ? oneOf(shops) : requireShop(all, request.shop);
  const known = rows.length === 0 ? [] : await readItemShops(odoo, shops, only, rows);
  const chosen = known.find(({ id }) => id === only?.id);
  const plan = planItems(rows, known, chosen, request.shop !== undefined);
  const wrong = [...mistakes, ...plan.mistakes].sort((a, b) => (a.row ?? 0) - (b.row ?? 0));
  const changes = wrong.length > 0 ? [] : plan.changes;
  const refused = dryRun ? [] : await writeChanges(odoo, changes, request);
  const refusedRows = new Set(refused.map(({ row }) => row));
  return {
    file,
    dryRun,
    links: changes.filter(({ row }) => !refusedRows.has(row.row)).map(toLink),
    unchanged: plan.unchanged,
    skipped,
    mistakes: wrong,
    refused,
  };
}

function oneOf(shops: readonly Shop[]): Shop | undefined {
  return shops.length === 1 ? shops[0] : undefined;
}

async function readItemShops(
  odoo: OdooClient,
  shops: readonly Shop[],
  only: Shop | undefined,
  rows: readonly ItemRow[],
): Promise<ItemShop[]> {
  const listings = groupBy(await readNamedListings(odoo, rows), ({ shopRecordId }) => shopRecordId);
  const rowsOf = groupBy(rows, ({ shopId }) => (shopId === '' ? only?.shopId : shopId));
  const products = new Map<number | undefined, Map<string, ProductCandidate[]>>();
  const known: ItemShop[] = [];
  for (const shop of shops) {
    const companyId = idOf(shop.row['x_company_id']);
    const byCode = products.get(companyId) ?? new Map<string, ProductCandidate[]>();
    products.set(companyId, byCode);
    const missing = (rowsOf.get(shop.shopId) ?? [])
      .map(({ reference }) => reference)
      .filter((code) => !byCode.has(code));
    await addProducts(withCompany(odoo, shop), companyId, missing, byCode);
    const currencyId = idOf(shop.row['x_currency_id']);
    known.push({ ...shop, currencyId, listings: listings.get(shop.id) ?? [], products: byCode });
  }
  return known;
}

async function addProducts(
  odoo: OdooClient,
  companyId: number | undefined,
  references: readonly string[],
  byCode: Map<string, ProductCandidate[]>,
): Promise<void> {
  const codes = [...new Set(references)].sort();
  for (const code of codes) byCode.set(code, []);
  for (const product of await readProductsByCode(odoo, companyId ?? 0, codes)) {
    byCode.get(product.defaultCode)?.push(product);
  }
}

function toLink({ row, shop, listing }: ItemChange): ImportedLink {
  const { itemId, skuId, sellerSku } = listing?.seen ?? row;
  const from = listing?.reference ?? '';
  return { row: row.row, shop: shop.name, itemId, skuId, sellerSku, from, to: row.reference, isNew: !listing };
}

/** Page by page: a stop in between leaves whole pages, and the next import goes on. */
async function writeChanges(
  odoo: OdooClient,
  changes: readonly ItemChange[],
  { signal, onProgress }: ImportRequest,
): Promise<ItemMistake[]> {
  const refused: ItemMistake[] = [];
  let done = 0;
  for (const page of chunksOf(changes, AT_ONCE)) {
    signal?.throwIfAborted();
    refused.push(...(await writeLinks(odoo, page)), ...(await writeNew(odoo, page)));
    done += page.length;
    onProgress?.(done, changes.length);
  }
  return refused;
}

async function writeLinks(odoo: OdooClient, page: readonly ItemChange[]): Promise<ItemMistake[]> {
  const rowOf = new Map(page.flatMap(({ listing, row }) => (listing ? [[listing.id, row.row] as const] : [])));
  const changes = page.flatMap((change) =>
    change.listing ? [{ id: change.listing.id, values: mapLink(change) }] : [],
  );
  if (changes.length === 0) return [];
  const refused = await updateMany(odoo, 'x_tiktok_listing', changes);
  return refused.map(({ id, message }) => ({ row: rowOf.get(id), message }));
}

/** Upsert: should a sync make the same listing at this moment, it gets the product all the same. */
async function writeNew(odoo: OdooClient, page: readonly ItemChange[]): Promise<ItemMistake[]> {
  const fresh = page.filter(({ listing }) => listing === undefined);
  if (fresh.length === 0) return [];
  const rowOf = new Map(fresh.map(({ row, shop }) => [newListingKey(row, shop), row.row]));
  const { refused } = await upsert(odoo, 'x_tiktok_listing', fresh.map(mapNewListing));
  return refused.map(({ externalId, message }) => ({ row: rowOf.get(externalId), message }));
}
