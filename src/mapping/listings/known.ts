import { holdsRecord } from '../orders/compare.ts';
import type { ListedSku } from './listed.ts';
import { GONE, type SeenSku } from './skus.ts';

/** An `x_tiktok_listing` as it is in Odoo. */
export interface KnownListing {
  /** Database id. */
  readonly id: number;
  /** What it says of the SKU; with an empty SKU id it was made from a spreadsheet that named the item only. */
  readonly seen: SeenSku;
  readonly productId: number | undefined;
  /** `x_match`. */
  readonly match: string;
  /** `x_match_note`. */
  readonly note: string;
  /** `x_update_time`, Unix seconds; undefined while no catalogue sync has seen it. */
  readonly updateTime: number | undefined;
  /** `x_detail_time`, Unix seconds. */
  readonly detailTime: number | undefined;
  /** As Odoo reads it, to compare with. */
  readonly row: Readonly<Record<string, unknown>>;
}

/** What a walk through TikTok's catalogue brought. */
export interface CatalogueRead {
  /** By SKU id. */
  readonly skus: ReadonlyMap<string, ListedSku>;
  /** Item IDs that TikTok answered in a shape that the bridge does not know. */
  readonly unreadable: ReadonlySet<string>;
  /** Whether everything that TikTok lists was read, to the end. */
  readonly isComplete: boolean;
}

/** A SKU as it is known after a walk: from Odoo, from TikTok, or from both. */
export interface CatalogueEntry {
  readonly known: KnownListing | undefined;
  readonly listed: ListedSku | undefined;
  /** TikTok's word where it has one, and what only Odoo remembers: the barcode and the variant. */
  readonly seen: SeenSku;
  /** Whether TikTok has stopped listing it, by this walk or an earlier one. */
  readonly isGone: boolean;
}

/** Puts what Odoo knows and what TikTok lists side by side. Listings without a SKU id are left out. @returns By SKU id. */
export function joinCatalogue(
  listings: readonly KnownListing[],
  read: CatalogueRead,
): ReadonlyMap<string, CatalogueEntry> {
  const listedItems = new Set([...read.skus.values()].map(({ itemId }) => itemId));
  const entries = new Map<string, CatalogueEntry>();
  for (const known of listings) {
    const { skuId } = known.seen;
    // two records of one SKU: the first one, which a person is more likely to have worked on
    if (skuId === '' || entries.has(skuId)) continue;
    const listed = read.skus.get(skuId);
    const isGone = listed === undefined && (known.seen.saleState === 'gone' || hasVanished(known, listedItems, read));
    entries.set(skuId, { known, listed, seen: mergeSeen(known, listed, isGone), isGone });
  }
  for (const [skuId, listed] of read.skus) {
    if (!entries.has(skuId)) entries.set(skuId, { known: undefined, listed, seen: listed, isGone: false });
  }
  return entries;
}

/** Whether a match has to be found: it is on sale and stands for no product, and nobody has said that it shall not. */
export function isOpen({ known, seen }: CatalogueEntry): boolean {
  return seen.saleState === undefined && known?.productId === undefined && known?.match !== 'manual';
}

/** Whether a product was chosen in a listing that the bridge had found none for: then a person did that. */
export function isChosenByHand({ productId, match }: KnownListing): boolean {
  return productId !== undefined && !MATCHES.has(match);
}

const MATCHES: ReadonlySet<string> = new Set(['seller_sku', 'item_id', 'barcode', 'manual', 'default']);

/** Whether TikTok says of it exactly what its listing holds. */
export function holdsFacts(known: KnownListing, values: Parameters<typeof holdsRecord>[1]['values']): boolean {
  return holdsRecord(known.row, { externalId: '', values });
}

/** What is written of a SKU that TikTok no longer lists; its product stays. */
export const GONE_VALUES = { x_sku_status: GONE } as const;

/** A product that was listed names all its SKUs; only a walk to the end tells of products that are gone as a whole. */
function hasVanished({ seen }: KnownListing, listedItems: ReadonlySet<string>, read: CatalogueRead): boolean {
  if (listedItems.has(seen.itemId)) return true;
  return read.isComplete && !read.unreadable.has(seen.itemId);
}

function mergeSeen({ seen }: KnownListing, listed: ListedSku | undefined, isGone: boolean): SeenSku {
  if (listed) return { ...listed, barcode: seen.barcode, variant: seen.variant };
  return isGone ? { ...seen, saleState: 'gone' } : seen;
}
