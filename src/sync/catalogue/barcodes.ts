import { isOpen } from '../../mapping/listings/known.ts';
import type { ListingMatch } from '../../mapping/listings/match.ts';
import { mapMatch } from '../../mapping/listings/record.ts';
import type { CatalogueRun } from './context.ts';
import { matchBarcodes, type MatchResult } from './matching.ts';
import type { CatalogueState } from './pages.ts';
import { type ListingChange, writeListings } from './write.ts';

/**
 * Tries the SKUs that no product was found for once more, by the barcodes that their details have brought.
 *
 * @returns What is found for all SKUs that are open, by SKU id.
 */
export async function useBarcodes(
  run: CatalogueRun,
  state: CatalogueState,
  before: MatchResult,
): Promise<ReadonlyMap<string, ListingMatch>> {
  const barcodes = newBarcodes(state, before);
  if (!run.rules.barcode || barcodes.size === 0) return before.matches;
  const { matches } = await matchBarcodes(run, state.entries, before, barcodes);
  const changed: ListingChange[] = [];
  for (const [skuId, match] of matches) {
    const id = state.listingIds.get(skuId);
    const earlier = before.matches.get(skuId);
    if (match.match === earlier?.match && match.note === earlier.note) continue;
    noteMatch(run, state, skuId, match);
    // without an id it is a dry run, or Odoo has refused the listing
    if (id !== undefined) changed.push({ id, skuId, values: mapMatch(match) });
  }
  await writeListings({ created: [], changed }, run);
  return new Map([...before.matches, ...matches]);
}

/** Barcodes of SKUs without a product that Odoo did not know before this run. */
function newBarcodes({ entries, details }: CatalogueState, { matches }: MatchResult): ReadonlyMap<string, string> {
  const barcodes = new Map<string, string>();
  for (const entry of entries.values()) {
    const { skuId, itemId, barcode } = entry.seen;
    const read = details.get(itemId)?.skus.get(skuId)?.barcode ?? '';
    if (read === '' || read === barcode || !isOpen(entry)) continue;
    if (matches.get(skuId)?.match === 'unmatched') barcodes.set(skuId, read);
  }
  return barcodes;
}

function noteMatch({ book }: CatalogueRun, { entries }: CatalogueState, skuId: string, match: ListingMatch): void {
  const seen = entries.get(skuId)?.seen;
  if (match.productId !== undefined) {
    book.countMatch(match.match);
    book.setMatched(skuId);
  } else if (seen) {
    const { itemId, sellerSku, title } = seen;
    book.setOpen({ skuId, itemId, sellerSku, title, state: match.match, note: match.note });
  }
}
