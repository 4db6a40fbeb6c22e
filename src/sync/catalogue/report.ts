import type { ShopReport } from '../shops/each.ts';

/** What is counted in a run of the catalogue sync. */
export const CATALOGUE_COUNTS = [
  'new',
  'changed',
  'gone',
  'sellerSku',
  'itemId',
  'barcode',
  'created',
  'ambiguous',
  'unmatched',
  'refused',
] as const;
export type CatalogueCount = (typeof CATALOGUE_COUNTS)[number];

const COUNT_OF_MATCH = { seller_sku: 'sellerSku', item_id: 'itemId', barcode: 'barcode' } as const;

/** A SKU that needs somebody. */
export interface OpenListing {
  readonly skuId: string;
  readonly itemId: string;
  readonly sellerSku: string;
  readonly title: string;
  /** `refused`: Odoo did not take the listing, or the product that was to be made for it. */
  readonly state: 'ambiguous' | 'unmatched' | 'refused';
  /** Why, and what to do. */
  readonly note: string;
}

/** What a sync did with one shop's catalogue. */
export interface CatalogueResult {
  /** Whether everything was read, or what has changed since the last time. */
  readonly mode: 'full' | 'changes';
  /** Products read off TikTok. */
  readonly products: number;
  /** SKUs read off TikTok. */
  readonly read: number;
  /**
   * New and changed listings, those that TikTok lists no longer, and SKUs that got a product in this run by each rule;
   * ambiguous and unmatched are all SKUs on sale that have none now.
   */
  readonly counts: Readonly<Record<CatalogueCount, number>>;
  /** Records that were written, or in a dry run would be. */
  readonly written: number;
  /** Products whose details were read, and those that are left for the next runs. */
  readonly details: { readonly read: number; readonly left: number };
  /** SKUs on sale that have no product, with the reason. */
  readonly listings: readonly OpenListing[];
  /** By the way: images that could not be fetched, products of an unknown shape. */
  readonly notes: readonly string[];
}

/** What a sync of one shop's catalogue did. */
export type CatalogueReport = ShopReport & CatalogueResult;

/** Collects what a run does, so that an error leaves what was reached. */
export class CatalogueBook {
  mode: CatalogueResult['mode'] = 'changes';
  products = 0;
  read = 0;
  written = 0;
  detailsRead = 0;
  detailsLeft = 0;
  readonly notes: string[] = [];
  readonly #counts = Object.fromEntries(CATALOGUE_COUNTS.map((name) => [name, 0])) as Record<CatalogueCount, number>;
  readonly #new = new Set<string>();
  readonly #changed = new Set<string>();
  readonly #open = new Map<string, OpenListing>();

  count(name: CatalogueCount, by = 1): void {
    this.#counts[name] += by;
  }

  /** Counts listings that were made or changed, by SKU id; a new one that is written once more stays new. */
  noteWrites(made: readonly string[], changed: readonly string[]): void {
    for (const skuId of made) this.#new.add(skuId);
    for (const skuId of changed) if (!this.#new.has(skuId)) this.#changed.add(skuId);
    this.written += made.length + changed.length;
  }

  /** Counts a SKU that got a product in this run. */
  countMatch(match: keyof typeof COUNT_OF_MATCH): void {
    this.count(COUNT_OF_MATCH[match]);
  }

  /** Says how a SKU stands; its last word counts. */
  setOpen(listing: OpenListing): void {
    this.#open.set(listing.skuId, listing);
  }

  /** It has a product now. */
  setMatched(skuId: string): void {
    this.#open.delete(skuId);
  }

  /** Whether Odoo has refused something: then the run has not reached its end. */
  hasRefusals(): boolean {
    return [...this.#open.values()].some(({ state }) => state === 'refused');
  }

  result(): CatalogueResult {
    const listings = [...this.#open.values()];
    const standing = (state: OpenListing['state']): number => listings.filter((one) => one.state === state).length;
    const counted = {
      new: this.#new.size,
      changed: this.#changed.size,
      ambiguous: standing('ambiguous'),
      unmatched: standing('unmatched'),
      refused: standing('refused'),
    };
    return {
      mode: this.mode,
      products: this.products,
      read: this.read,
      counts: { ...this.#counts, ...counted },
      written: this.written,
      details: { read: this.detailsRead, left: this.detailsLeft },
      listings,
      notes: [...this.notes],
    };
  }
}

/** Whether something is left that a person must act on. */
export function isIncomplete({ error, listings }: CatalogueReport): boolean {
  return error !== undefined || listings.length > 0;
}
