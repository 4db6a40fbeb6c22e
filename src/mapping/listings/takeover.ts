import type { LoadRecord } from '../../odoo/values.ts';
import { type CatalogueEntry, isChosenByHand, type KnownListing } from './known.ts';

/** A listing that shall not stay as it is, and what becomes of it. */
export type Takeover =
  /** It named an item only; its SKU is known now, and this listing becomes that SKU's own. */
  | { readonly action: 'learn'; readonly listing: KnownListing; readonly skuId: string }
  /** The SKU has a listing already: this one goes, and that one gets what a person chose here. */
  | {
      readonly action: 'merge';
      readonly listing: KnownListing;
      readonly into: KnownListing;
      readonly skuId: string;
      /** Columns to write there first; undefined when nothing is carried over. */
      readonly carried: LoadRecord['values'] | undefined;
    }
  /** It is not certain which SKU is meant: a person has to say so. */
  | { readonly action: 'note'; readonly listing: KnownListing; readonly note: string };

/**
 * Finds what becomes of listings that were made from a spreadsheet with an Item ID alone, and of second listings of a SKU.
 * An Item ID stands for its only SKU, or for the one that has the seller SKU which was given with it.
 *
 * @param entries - All SKUs that are known, by SKU id.
 * @param isComplete - Whether everything that TikTok lists was read: only then an item can be called unknown.
 */
export function planTakeovers(
  listings: readonly KnownListing[],
  entries: ReadonlyMap<string, CatalogueEntry>,
  isComplete: boolean,
): Takeover[] {
  const surplus = listings.filter((listing) => entries.get(listing.seen.skuId)?.known !== listing);
  if (surplus.length === 0) return [];
  const byItem = new Map<string, CatalogueEntry[]>();
  for (const entry of entries.values()) {
    if (entry.isGone) continue;
    byItem.set(entry.seen.itemId, [...(byItem.get(entry.seen.itemId) ?? []), entry]);
  }
  const taken = new Set<string>();
  return surplus.flatMap((listing) => {
    const second = entries.get(listing.seen.skuId);
    const ofItem = byItem.get(listing.seen.itemId) ?? [];
    const found = second ? settle(listing, second) : identify(listing, ofItem, isComplete, taken);
    if (found?.action === 'learn') taken.add(found.skuId);
    return found ?? [];
  });
}

/** The SKUs as they are once all takeovers are done. */
export function applyTakeovers(
  entries: ReadonlyMap<string, CatalogueEntry>,
  takeovers: readonly Takeover[],
): ReadonlyMap<string, CatalogueEntry> {
  const after = new Map(entries);
  for (const takeover of takeovers) {
    if (takeover.action === 'note') continue;
    const { skuId, listing } = takeover;
    const entry = after.get(skuId);
    if (!entry) continue;
    const known = takeover.action === 'learn' ? listing : afterMerge(entry.known ?? takeover.into, takeover);
    after.set(skuId, { ...entry, known });
  }
  return after;
}

function afterMerge(into: KnownListing, { listing, carried }: Extract<Takeover, { action: 'merge' }>): KnownListing {
  return carried ? { ...into, productId: listing.productId, match: 'manual', note: '' } : into;
}

function identify(
  listing: KnownListing,
  ofItem: readonly CatalogueEntry[],
  isComplete: boolean,
  taken: ReadonlySet<string>,
): Takeover | undefined {
  const { itemId, sellerSku } = listing.seen;
  // orders show one SKU of an item and not how many there are
  const isCounted = ofItem.some(({ listed, known }) => listed !== undefined || known?.updateTime !== undefined);
  if (!isCounted) return isComplete ? note(listing, `TikTok lists no item ${itemId}: correct the Item ID.`) : undefined;
  const fitting = sellerSku === '' ? ofItem : ofItem.filter(({ seen }) => seen.sellerSku === sellerSku);
  const [entry, ...others] = fitting;
  if (!entry)
    return note(listing, `Item ${itemId} has no SKU with the seller SKU ${sellerSku}: correct one of the two.`);
  if (others.length > 0) {
    const hint = sellerSku === '' ? 'name the seller SKU or the SKU ID' : 'name the SKU ID';
    return note(listing, `Item ${itemId} has ${fitting.length} such SKUs: ${hint}.`);
  }
  const { skuId } = entry.seen;
  if (taken.has(skuId)) return note(listing, `Another listing stands for SKU ${skuId} already: delete one of the two.`);
  return settle(listing, entry);
}

function settle(listing: KnownListing, { known: into, seen: { skuId } }: CatalogueEntry): Takeover {
  if (!into) return { action: 'learn', listing, skuId };
  const isOther = listing.productId !== undefined && listing.productId !== into.productId;
  if (isOther && isPersons(into)) {
    return note(listing, `SKU ${skuId} has another product that was chosen by hand: delete one of the two listings.`);
  }
  const isCarried = isOther && (into.productId === undefined || isPersons(listing));
  const carried = { 'x_product_id/.id': listing.productId ?? '', x_match: 'manual', x_match_note: '' };
  return { action: 'merge', listing, into, skuId, carried: isCarried ? carried : undefined };
}

function isPersons(listing: KnownListing): boolean {
  return listing.productId !== undefined && (listing.match === 'manual' || isChosenByHand(listing));
}

function note(listing: KnownListing, text: string): Takeover {
  return { action: 'note', listing, note: text };
}
