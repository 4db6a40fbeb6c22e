import type { SeenSku } from '../listings/skus.ts';
import type { ItemRow } from './rows.ts';

/** An `x_tiktok_listing` as item files see it. */
export interface ItemListing {
  /** Database id. */
  readonly id: number;
  readonly seen: SeenSku;
  /** The product that it stands for, if there is one. */
  readonly productId: number | undefined;
  /** Internal Reference of that product; empty when it has none. */
  readonly reference: string;
  /** `x_match`. */
  readonly match: string;
}

/** The listings of a shop by what a row may name them. */
export interface ListingIndex {
  readonly bySku: ReadonlyMap<string, ItemListing>;
  /** Those that TikTok no longer lists are left out where others are there. */
  readonly byItem: ReadonlyMap<string, readonly ItemListing[]>;
  readonly bySellerSku: ReadonlyMap<string, readonly ItemListing[]>;
}

/** The listing that a row means: there, to be made, or not certain, with the reason. */
export type FoundListing =
  | { readonly state: 'found'; readonly listing: ItemListing }
  | { readonly state: 'new' }
  | { readonly state: 'unclear'; readonly why: string };

/** Puts the listings of a shop in order. */
export function indexListings(listings: readonly ItemListing[]): ListingIndex {
  const bySku = new Map<string, ItemListing>();
  for (const listing of listings) {
    const { skuId } = listing.seen;
    if (skuId !== '' && !bySku.has(skuId)) bySku.set(skuId, listing);
  }
  const unique = listings.filter((listing) => listing.seen.skuId === '' || bySku.get(listing.seen.skuId) === listing);
  return {
    bySku,
    byItem: groupLive(unique, ({ seen }) => seen.itemId),
    bySellerSku: groupLive(unique, ({ seen }) => seen.sellerSku),
  };
}

/**
 * Finds the listing that a row means: by SKU ID; else by Item ID, where the item has one SKU or the seller SKU tells which;
 * else by seller SKU. An id that no listing has stands for one that is to be made.
 */
export function findListing(row: ItemRow, { bySku, byItem, bySellerSku }: ListingIndex): FoundListing {
  const { skuId, itemId, sellerSku } = row;
  if (skuId !== '') return bySkuId(row, bySku.get(skuId));
  if (itemId !== '') return ofItem(row, byItem.get(itemId) ?? []);
  if (sellerSku === '') return unclear('Fill in the SKU ID, the Item ID or the Seller SKU: the row names no SKU.');
  const [listing, ...others] = bySellerSku.get(sellerSku) ?? [];
  if (!listing) return unclear(`No listing has the Seller SKU ${sellerSku}: fill in the Item ID or the SKU ID.`);
  if (others.length === 0) return found(listing);
  return unclear(`${others.length + 1} listings have the Seller SKU ${sellerSku}: fill in the SKU ID.`);
}

function bySkuId({ skuId, itemId }: ItemRow, listing: ItemListing | undefined): FoundListing {
  if (!listing) return { state: 'new' };
  const known = listing.seen.itemId;
  if (itemId === '' || known === '' || known === itemId) return found(listing);
  return unclear(`SKU ID ${skuId} belongs to Item ID ${known}, not ${itemId}: correct one of the two.`);
}

function ofItem({ itemId, sellerSku }: ItemRow, listings: readonly ItemListing[]): FoundListing {
  if (listings.length === 0) return { state: 'new' };
  const fitting = sellerSku === '' ? listings : listings.filter(({ seen }) => seen.sellerSku === sellerSku);
  // one that was made from a spreadsheet stands back once the real ones are known
  const known = fitting.filter(({ seen }) => seen.skuId !== '');
  const [listing, ...others] = known.length > 0 ? known : fitting;
  if (listing && others.length === 0) return found(listing);
  if (!listing) {
    // all of them were made from a spreadsheet, for other SKUs of the item
    if (listings.every(({ seen }) => seen.skuId === '')) return { state: 'new' };
    return unclear(`Item ID ${itemId} has no SKU with the Seller SKU ${sellerSku}: correct it, or fill in the SKU ID.`);
  }
  return unclear(`Item ID ${itemId} has ${others.length + 1} such SKUs: fill in the SKU ID.`);
}

function found(listing: ItemListing): FoundListing {
  return { state: 'found', listing };
}

function unclear(why: string): FoundListing {
  return { state: 'unclear', why };
}

function groupLive(
  listings: readonly ItemListing[],
  textOf: (listing: ItemListing) => string,
): ReadonlyMap<string, readonly ItemListing[]> {
  const groups = new Map<string, ItemListing[]>();
  for (const listing of listings) {
    const text = textOf(listing);
    if (text !== '') groups.set(text, [...(groups.get(text) ?? []), listing]);
  }
  for (const [text, group] of groups) {
    const live = group.filter(({ seen }) => seen.saleState !== 'gone');
    if (live.length > 0) groups.set(text, live);
  }
  return groups;
}
