import { type CatalogueEntry, isOpen } from './known.ts';
import type { ListingMatch } from './match.ts';

/** Products whose own pages are to be read. */
export interface WantedDetails {
  /** Item IDs, the most urgent first. */
  readonly itemIds: readonly string[];
  /** How many are left for later runs. */
  readonly left: number;
}

/** How urgent a product's details are; the smaller, the sooner. */
const URGENCY = { unmatched: 0, onSale: 1, offSale: 2 } as const;

/**
 * Chooses the products whose own pages are read: those that are new or have changed since they were read last. Products
 * with a SKU that no product was found for come first, because a barcode may help.
 *
 * @param matches - What was found for the SKUs that are open.
 * @param limit - Most products.
 * @param forProducts - Whether SKUs without a product shall get new ones, which needs the details once more.
 */
export function wantedDetails(
  entries: Iterable<CatalogueEntry>,
  matches: ReadonlyMap<string, ListingMatch>,
  limit: number,
  forProducts: boolean,
): WantedDetails {
  const urgency = new Map<string, number>();
  for (const entry of entries) {
    const match = isOpen(entry) ? matches.get(entry.seen.skuId) : undefined;
    const isMade = forProducts && match?.productId === undefined && match?.isFree === true;
    if (!isMade && !isOutdated(entry)) continue;
    const { itemId } = entry.seen;
    urgency.set(itemId, Math.min(urgencyOf(entry, match), urgency.get(itemId) ?? URGENCY.offSale));
  }
  const sorted = [...urgency].sort(([a, first], [b, second]) => first - second || (a < b ? -1 : 1));
  return { itemIds: sorted.slice(0, limit).map(([itemId]) => itemId), left: Math.max(0, sorted.length - limit) };
}

/** Whether its product has changed since its page was read; what orders alone have shown is not asked for. */
function isOutdated({ known, listed, isGone }: CatalogueEntry): boolean {
  const updateTime = listed?.updateTime ?? known?.updateTime;
  if (isGone || updateTime === undefined) return false;
  return known?.detailTime === undefined || known.detailTime < updateTime;
}

function urgencyOf({ seen }: CatalogueEntry, match: ListingMatch | undefined): number {
  if (match?.match === 'unmatched') return URGENCY.unmatched;
  return seen.saleState === undefined ? URGENCY.onSale : URGENCY.offSale;
}
