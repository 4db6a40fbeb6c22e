import type { StockDecision } from '../../mapping/stock/decide.ts';
import type { StockListing } from '../../mapping/stock/types.ts';
import type { ShopReport } from '../shops/each.ts';

/** A SKU for which TikTok shows something else than Odoo has to offer. */
export interface StockDifference {
  readonly itemId: string;
  readonly skuId: string;
  readonly sellerSku: string;
  readonly warehouses: readonly {
    readonly warehouseId: string;
    /** What TikTok shows; undefined where it does not list the SKU. */
    readonly shown: number | undefined;
    readonly offered: number;
  }[];
}

/** A SKU whose stock cannot be sent, or was refused. */
export interface StockProblem {
  readonly itemId: string;
  readonly skuId: string;
  readonly sellerSku: string;
  /** Why, and what to do. */
  readonly note: string;
  /** Whether its listing did not say so before. */
  readonly isNew: boolean;
}

/** What a sync did with one shop's stock. */
export interface InventoryResult {
  /** Whether everything was compared with TikTok's own figures, or what has changed in Odoo. */
  readonly mode: 'full' | 'changes';
  /** Listings whose stock is kept. */
  readonly listings: number;
  /** Of these, compared with TikTok. */
  readonly compared: number;
  /** SKUs whose stock was set, or in a dry run would be. */
  readonly sent: number;
  /** Listings that were written, or in a dry run would be. */
  readonly written: number;
  /** Listings with few units left. */
  readonly low: number;
  /** Differences that nothing in Odoo explains; they are mended. */
  readonly drift: readonly StockDifference[];
  /** What would be set; filled in dry runs only. */
  readonly changes: readonly StockDifference[];
  readonly problems: readonly StockProblem[];
  /** About warehouses. */
  readonly notes: readonly string[];
}

/** What a sync of one shop's stock did. */
export type InventoryReport = ShopReport & InventoryResult;

/** What a run does, collected as it goes, so that an error leaves what was reached. */
export interface StockTally extends InventoryResult {
  mode: InventoryResult['mode'];
  listings: number;
  compared: number;
  sent: number;
  written: number;
  low: number;
  readonly drift: StockDifference[];
  readonly changes: StockDifference[];
  readonly problems: StockProblem[];
  readonly notes: string[];
}

/** A tally of a run that has done nothing yet. */
export function startTally(): StockTally {
  const counts = { listings: 0, compared: 0, sent: 0, written: 0, low: 0 };
  return { mode: 'changes', ...counts, drift: [], changes: [], problems: [], notes: [] };
}

/** The difference that a decision is about. */
export function toDifference({ listing, targets }: StockDecision): StockDifference {
  const warehouses = targets
    .filter(({ quantity, shown }) => quantity !== shown)
    .map(({ warehouseId, quantity, shown }) => ({ warehouseId, shown, offered: quantity }));
  return { ...idsOf(listing), warehouses };
}

/** The problem that a listing has. */
export function toProblem(listing: StockListing, note: string): StockProblem {
  const { known } = listing;
  return { ...idsOf(listing), note, isNew: known.state !== 'refused' || known.note !== note };
}

/** Whether something is left that a person must act on. */
export function isUnfinished(report: InventoryReport): boolean {
  return report.error !== undefined || report.problems.length > 0 || report.notes.length > 0;
}

function idsOf({ itemId, skuId, sellerSku }: StockListing): Pick<StockProblem, 'itemId' | 'skuId' | 'sellerSku'> {
  return { itemId, skuId, sellerSku };
}
