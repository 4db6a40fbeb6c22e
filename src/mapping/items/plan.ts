import type { ProductCandidate } from '../listings/match.ts';
import { chooseProduct } from './choose.ts';
import { titleOfColumn } from './columns.ts';
import { findListing, indexListings, type ItemListing, type ListingIndex } from './find.ts';
import { looksRounded } from './ids.ts';
import { newListingKey } from './record.ts';
import { type ItemMistake, type ItemRow, KEEP_IDS } from './rows.ts';

/** A shop with what Odoo knows of it. */
export interface ItemShop {
  /** Database id of the `x_tiktok_shop`. */
  readonly id: number;
  /** TikTok's id. */
  readonly shopId: string;
  readonly name: string;
  readonly currencyId: number | undefined;
  readonly listings: readonly ItemListing[];
  /** Products by Internal Reference, as the shop's company sees them. */
  readonly products: ReadonlyMap<string, readonly ProductCandidate[]>;
}

/** A link that is to be written. */
export interface ItemChange {
  readonly row: ItemRow;
  readonly shop: ItemShop;
  readonly productId: number;
  /** The listing that gets the product; undefined for one that is to be made. */
  readonly listing: ItemListing | undefined;
}

/** One id in ten thousand ends in such zeros by nature. */
const REALLY_SO = 'If TikTok shows it so, run tiktok-odoo sync catalogue first: an id that is known is taken.';

/** What an import would do. Nothing may be written while there are mistakes. */
export interface ItemPlan {
  readonly changes: readonly ItemChange[];
  /** Rows whose listing stands for that product already. */
  readonly unchanged: number;
  readonly mistakes: readonly ItemMistake[];
}

/**
 * Works out what an item file changes, and everything that is wrong with it.
 *
 * @param only - The shop that was named for rows without a Shop ID, or the only one that there is.
 * @param isNamed - Whether a person named it: then rows of other shops are mistakes.
 */
export function planItems(
  rows: readonly ItemRow[],
  shops: readonly ItemShop[],
  only: ItemShop | undefined,
  isNamed: boolean,
): ItemPlan {
  const indexes = new Map(shops.map((shop) => [shop, indexListings(shop.listings)]));
  const scope: Scope = { shops, only, isNamed, indexes, rowOf: new Map() };
  const results = rows.map((row) => planRow(row, scope));
  return {
    changes: results.flatMap((result) => (result !== 'unchanged' && 'shop' in result ? [result] : [])),
    unchanged: results.filter((result) => result === 'unchanged').length,
    mistakes: results.flatMap((result) => (result !== 'unchanged' && 'message' in result ? [result] : [])),
  };
}

interface Scope {
  readonly shops: readonly ItemShop[];
  readonly only: ItemShop | undefined;
  readonly isNamed: boolean;
  readonly indexes: ReadonlyMap<ItemShop, ListingIndex>;
  /** Number of the row that named a listing first. */
  readonly rowOf: Map<string, number>;
}

function planRow(row: ItemRow, scope: Scope): ItemChange | ItemMistake | 'unchanged' {
  const mistake = (message: string): ItemMistake => ({ row: row.row, message });
  const shop = shopOf(row, scope);
  if (typeof shop === 'string') return mistake(shop);
  const index = scope.indexes.get(shop) ?? indexListings([]);
  const rounded = roundedId(row, index);
  if (rounded !== undefined) return mistake(rounded);
  const found = findListing(row, index);
  if (found.state === 'unclear') return mistake(found.why);
  const listing = found.state === 'found' ? found.listing : undefined;
  const elsewhere = listing ? undefined : otherShopOf(row, shop, scope);
  if (elsewhere !== undefined) return mistake(elsewhere);
  const twin = claim(row, shop, listing, scope);
  if (twin !== undefined) return mistake(twin);
  if (listing?.productId !== undefined && listing.reference.trim() === row.reference) return 'unchanged';
  const chosen = chooseProduct(row.reference, shop.products.get(row.reference) ?? []);
  return chosen.state === 'wrong' ? mistake(chosen.why) : { row, shop, listing, productId: chosen.productId };
}

function shopOf({ shopId }: ItemRow, { shops, only, isNamed }: Scope): ItemShop | string {
  if (shopId === '') return only ?? 'Fill in the Shop ID, or name the shop with --shop: there are several shops.';
  if (isNamed && only && only.shopId !== shopId) {
    return `The row belongs to shop ${shopId}, not to ${only.name} (${only.shopId}): import it without --shop, or take it out.`;
  }
  const known = shops.map(({ name, shopId: id }) => `${name} (${id})`).join(', ');
  return shops.find((shop) => shop.shopId === shopId) ?? `There is no shop ${shopId} in Odoo; there are: ${known}.`;
}

/** An id that a spreadsheet has rounded is not one that exists; one that is known is right by chance. */
function roundedId({ itemId, skuId }: ItemRow, { bySku, byItem }: ListingIndex): string | undefined {
  const checks = [
    ['itemId', itemId, byItem.has(itemId)],
    ['skuId', skuId, bySku.has(skuId)],
  ] as const;
  const wrong = checks.find(([, id, isKnown]) => looksRounded(id) && !isKnown);
  if (!wrong) return undefined;
  return `${titleOfColumn(wrong[0])} ${wrong[1]} was rounded by the spreadsheet, its last digits became zeros. ${KEEP_IDS} ${REALLY_SO}`;
}

function otherShopOf({ skuId, itemId }: ItemRow, shop: ItemShop, { shops, indexes }: Scope): string | undefined {
  const owner = shops.find((other) => {
    const index = indexes.get(other);
    return other !== shop && (index?.bySku.has(skuId) === true || index?.byItem.has(itemId) === true);
  });
  if (!owner) return undefined;
  const id = skuId === '' ? `Item ID ${itemId}` : `SKU ID ${skuId}`;
  return `${id} belongs to ${owner.name} (${owner.shopId}), not to ${shop.name}: correct the Shop ID.`;
}

/** Notes which row names a listing; tells when another one did before. */
function claim(row: ItemRow, shop: ItemShop, listing: ItemListing | undefined, { rowOf }: Scope): string | undefined {
  const key = listing ? `#${listing.id}` : newListingKey(row, shop);
  const first = rowOf.get(key);
  if (first === undefined) {
    rowOf.set(key, row.row);
    return undefined;
  }
  if (listing || row.skuId !== '') return `Row ${first} names the same SKU: delete one of the two.`;
  return `Row ${first} names the same item: fill in the SKU ID or the Seller SKU of each.`;
}
