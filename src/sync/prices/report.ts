import type { ShopReport } from '../shops/each.ts';

/** A price that was set, or in a dry run would be. */
export interface PriceChange {
  readonly itemId: string;
  readonly skuId: string;
  readonly sellerSku: string;
  /** What TikTok showed; 0 when that was not known. */
  readonly from: string;
  readonly to: string;
}

/** A price that is not sent, or was refused. */
export interface PriceProblem {
  readonly itemId: string;
  readonly skuId: string;
  readonly sellerSku: string;
  /** Why, and what to do. */
  readonly note: string;
  /** Whether its listing did not say so before. */
  readonly isNew: boolean;
}

/** What a sync did with one shop's prices. */
export interface PricesResult {
  readonly currency: string;
  /** Listings whose price was looked at. */
  readonly listings: number;
  /** Prices that were set, or in a dry run would be. */
  readonly sent: number;
  /** Listings that were written, or in a dry run would be. */
  readonly written: number;
  readonly changes: readonly PriceChange[];
  readonly problems: readonly PriceProblem[];
}

/** What a sync of one shop's prices did. */
export type PricesReport = ShopReport & PricesResult;

/** What a run does, collected as it goes, so that an error leaves what was reached. */
export interface PriceTally extends PricesResult {
  currency: string;
  listings: number;
  sent: number;
  written: number;
  readonly changes: PriceChange[];
  readonly problems: PriceProblem[];
}

/** A tally of a run that has done nothing yet. */
export function startPriceTally(): PriceTally {
  return { currency: '', listings: 0, sent: 0, written: 0, changes: [], problems: [] };
}
