import { basisOf, isChanged } from './basis.ts';
import type { StockBook, Taker } from './pools.ts';
import type { StockListing, StockPlace } from './types.ts';

/** A listing whose stock can be offered. */
export interface PlannedListing extends Taker {
  readonly listing: StockListing;
  /** What its offer is worked out from; see {@link basisOf}. */
  readonly basis: string;
  /** Whether something has changed in Odoo since it was compared with TikTok. */
  readonly isChanged: boolean;
}

/** What is the same for all listings of a run. */
export interface PlanContext {
  readonly places: readonly StockPlace[];
  readonly book: StockBook;
  /** At this many or fewer a listing counts as low; 0 for never. */
  readonly lowAt: number;
}

/** Works out what a listing's offer rests on in Odoo, without a look at TikTok. */
export function planListing(listing: StockListing, taker: Taker, { places, book, lowAt }: PlanContext): PlannedListing {
  const stock = places.map((place) => ({ place, pieces: book.pieces(taker, place) }));
  const basis = basisOf(stock, listing.rules, lowAt);
  const { known } = listing;
  return { ...taker, listing, basis, isChanged: isChanged(basis, known.basis, known.state === 'refused') };
}
