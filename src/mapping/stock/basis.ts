import type { StockPlace, StockRules } from './types.ts';

/** Pieces of a listing at a place. */
export interface PlacePieces {
  readonly place: StockPlace;
  readonly pieces: number;
}

/**
 * What a listing's offer is worked out from, as one text: when it is the one that was kept, nothing has changed in Odoo
 * and TikTok need not be asked.
 *
 * @param lowAt - At this many or fewer a listing counts as low; 0 for never.
 */
export function basisOf(
  places: readonly PlacePieces[],
  { buffer, percent, threshold }: StockRules,
  lowAt: number,
): string {
  const stock = places.map(({ place, pieces }) => `${place.feeds.join('+')} ${pieces}`);
  return `${stock.join(', ')}; buffer ${buffer}, ${percent} %, from ${threshold}, low ${lowAt}`;
}

const OPEN = '; open ';

/**
 * The basis to keep when units are sold on TikTok that Odoo has not reserved: the listing is compared again at the next
 * run, because such an order can end without a change in Odoo.
 */
export function withOpen(basis: string, open: number): string {
  return open > 0 ? `${basis}${OPEN}${open}` : basis;
}

/**
 * Whether a listing has to be compared with TikTok.
 *
 * @param kept - What was kept of its last comparison; empty when there was none.
 * @param isRefused - A refused one is tried again only when something has changed in Odoo.
 */
export function isChanged(basis: string, kept: string, isRefused: boolean): boolean {
  const [before, open] = kept.split(OPEN);
  return before !== basis || (open !== undefined && !isRefused);
}
