import { withOpen } from './basis.ts';
import { isDifferent, type PlaceOffer, type Target, targetsOf, totalOf } from './compare.ts';
import { offerOf } from './offer.ts';
import type { OpenUnits } from './open.ts';
import type { PlanContext, PlannedListing } from './plan.ts';
import { VANISHED } from './problems.ts';
import type { KnownStock, ShownStock, StockListing } from './types.ts';

/** What is to be done about the stock of one listing. */
export interface StockDecision {
  readonly listing: StockListing;
  /** What TikTok shall show at each of its warehouses; empty when it cannot be told. */
  readonly targets: readonly Target[];
  /** Whether TikTok shows something else. */
  readonly isDifferent: boolean;
  /** Whether it does although nothing has changed in Odoo: somebody has changed it on TikTok. */
  readonly isDrift: boolean;
  /** What the listing's record shall say once that is done. */
  readonly record: KnownStock;
}

/** What decides about the listings of a page besides themselves. */
export interface DecideStockContext extends PlanContext {
  readonly open: OpenUnits;
}

/** A 32-bit number is what a field of Odoo holds. */
const MOST = 2_147_483_647;

/**
 * Decides about a listing from Odoo’s stock and TikTok’s figures.
 *
 * @param shown - What TikTok shows now; undefined when it no longer knows the SKU.
 */
export function decideStock(
  planned: PlannedListing,
  shown: ShownStock | undefined,
  context: DecideStockContext,
): StockDecision {
  const { listing, basis } = planned;
  if (!shown) return leave(listing, { basis, note: VANISHED });
  const { places, book, open, lowAt } = context;
  const offers = places.map((place): PlaceOffer => {
    const pieces = book.pieces(planned, place, (productId) => open(place.key, productId));
    return { place, quantity: offerOf(pieces, listing.rules) };
  });
  const targets = targetsOf(offers, shown);
  const differs = isDifferent(targets);
  const offered = offers.reduce((sum, { quantity }) => sum + quantity, 0);
  const free = places.reduce((sum, place) => sum + Math.max(0, book.pieces(planned, place)), 0);
  return {
    listing,
    targets,
    isDifferent: differs,
    isDrift: differs && !planned.isChanged && listing.known.state === 'ok',
    record: {
      basis: withOpen(basis, openOf(planned, context)),
      state: 'ok',
      note: '',
      free: Math.min(MOST, free),
      sent: offered,
      tiktok: totalOf(targets),
      committed: shown.committed,
      isLow: lowAt > 0 && offered <= lowAt,
    },
  };
}

/** The decision to leave a listing as it is on TikTok, with a note that says why. */
export function leave(listing: StockListing, why: { readonly basis: string; readonly note: string }): StockDecision {
  const record: KnownStock = { ...listing.known, ...why, state: 'refused', isLow: false };
  return { listing, targets: [], isDifferent: false, isDrift: false, record };
}

/** The decision after TikTok has refused it: the record says so, and nothing else has changed. */
export function refuse(decision: StockDecision, note: string, shown: ShownStock | undefined): StockDecision {
  const { known } = decision.listing;
  const tiktok = shown?.available ?? known.tiktok;
  return { ...decision, record: { ...decision.record, state: 'refused', note, sent: known.sent, tiktok } };
}

/** The decision when it could not be sent for now: nothing is kept of it, so that the next run compares again. */
export function postpone(decision: StockDecision, shown: ShownStock | undefined): StockDecision {
  const { known } = decision.listing;
  const tiktok = shown?.available ?? known.tiktok;
  return { ...decision, record: { ...decision.record, state: 'differs', basis: '', sent: known.sent, tiktok } };
}

/** Whether a record says something else than it should. */
export function isNews({ listing: { known }, record }: StockDecision): boolean {
  return (Object.keys(record) as (keyof KnownStock)[]).some((field) => record[field] !== known[field]);
}

function openOf({ needs }: PlannedListing, { places, open }: DecideStockContext): number {
  return places.reduce(
    (sum, { key }) => sum + [...needs.keys()].reduce((all, productId) => all + open(key, productId), 0),
    0,
  );
}
