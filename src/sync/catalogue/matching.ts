import { type CatalogueEntry, isOpen } from '../../mapping/listings/known.ts';
import { type ListingMatch, matchListings, type ProductCandidate } from '../../mapping/listings/match.ts';
import type { SeenSku } from '../../mapping/listings/skus.ts';
import { readCandidates } from './candidates.ts';
import type { CatalogueRun } from './context.ts';

/** What was found for the SKUs that are open, by SKU id, and the products that were looked at. */
export interface MatchResult {
  readonly matches: ReadonlyMap<string, ListingMatch>;
  readonly candidates: readonly ProductCandidate[];
}

/** Finds products for all SKUs that are open: those of earlier runs too, because products may have been made since. */
export async function matchEntries(
  run: CatalogueRun,
  entries: ReadonlyMap<string, CatalogueEntry>,
): Promise<MatchResult> {
  const all = [...entries.values()];
  const open = all.filter(isOpen).map(({ seen }) => seen);
  const candidates = await readCandidates(run.odoo, run.settings.companyId, open, run.rules);
  const seen = all.map((entry) => entry.seen);
  return { matches: matchesOf(seen, open, candidates, run), candidates };
}

/**
 * Tries SKUs once more whose barcode has become known in this run.
 *
 * @param barcodes - By SKU id, only of SKUs that no product was found for.
 */
export async function matchBarcodes(
  run: CatalogueRun,
  entries: ReadonlyMap<string, CatalogueEntry>,
  before: MatchResult,
  barcodes: ReadonlyMap<string, string>,
): Promise<MatchResult> {
  const seen = [...entries.values()].map((entry) => withBarcode(entry.seen, barcodes));
  const open = seen.filter(({ skuId }) => barcodes.has(skuId));
  const byBarcode = { sellerSku: false, itemId: false, barcode: true };
  const found = await readCandidates(run.odoo, run.settings.companyId, open, byBarcode);
  const known = new Set(before.candidates.map(({ id }) => id));
  const candidates = [...before.candidates, ...found.filter(({ id }) => !known.has(id))];
  return { matches: matchesOf(seen, open, candidates, run), candidates };
}

function matchesOf(
  seen: readonly SeenSku[],
  open: readonly SeenSku[],
  candidates: readonly ProductCandidate[],
  { rules }: CatalogueRun,
): Map<string, ListingMatch> {
  const matches = matchListings(seen, candidates, rules);
  return new Map(
    open.flatMap(({ skuId }) => {
      const match = matches.get(skuId);
      return match ? [[skuId, match] as const] : [];
    }),
  );
}

function withBarcode(seen: SeenSku, barcodes: ReadonlyMap<string, string>): SeenSku {
  const barcode = barcodes.get(seen.skuId);
  return barcode === undefined ? seen : { ...seen, barcode };
}
