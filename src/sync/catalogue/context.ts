import type { MatchRules } from '../../mapping/listings/match.ts';
import type { ShopRun } from '../shops/each.ts';
import type { CatalogueBook } from './report.ts';

/** How far a run is. */
export interface CatalogueProgress {
  readonly step: 'products' | 'listings' | 'new products';
  readonly done: number;
  readonly total: number | undefined;
}

/** What one sync of a catalogue is asked to do. */
export interface CatalogueOptions {
  /** Read everything again, and the details of all products in one go. */
  readonly full: boolean;
  readonly dryRun: boolean;
  /** Make a product for each SKU on sale that none was found for. */
  readonly createProducts: boolean;
  /** How far back before the cursor is read, in seconds. */
  readonly overlapSeconds: number;
  /** Aborted when the process is asked to stop: the run ends after the page in hand. */
  readonly signal?: AbortSignal | undefined;
}

/** Everything that one shop's run works with. */
export interface CatalogueRun extends ShopRun {
  readonly rules: MatchRules;
  readonly options: CatalogueOptions;
  readonly book: CatalogueBook;
  readonly onProgress: (progress: CatalogueProgress) => void;
}
