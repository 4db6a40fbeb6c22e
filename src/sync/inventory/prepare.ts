import { needsOf } from '../../mapping/stock/kits.ts';
import { type PlannedListing, planListing } from '../../mapping/stock/plan.ts';
import { openBook, type StockBook, type Taker } from '../../mapping/stock/pools.ts';
import { EMPTY_KIT, productProblem, TWICE } from '../../mapping/stock/problems.ts';
import type { Needs, StockListing, StockPool } from '../../mapping/stock/types.ts';
import { groupBy, numberOf } from '../rows.ts';
import type { ShopRun } from '../shops/each.ts';
import { readClaims } from './claims.ts';
import { type KitBook, readKits } from './kits.ts';
import { readStockListings, rulesOf } from './listings.ts';
import type { FedPlace } from './places.ts';
import { readPools } from './pools.ts';
import { type ProductBook, readProducts } from './products.ts';

/** Odoo's side of a shop's stock, read once at the start of a run. */
export interface PreparedStock {
  readonly planned: readonly PlannedListing[];
  /** Listings that cannot be offered, with the reason. */
  readonly refused: readonly { readonly listing: StockListing; readonly note: string }[];
  readonly pools: readonly StockPool[];
  readonly book: StockBook;
  readonly lowAt: number;
}

/** Reads everything that the offers of a shop rest on in Odoo: a dozen calls at most, however many listings there are. */
export async function prepareStock(run: ShopRun, places: readonly FedPlace[]): Promise<PreparedStock> {
  const { odoo, shop, settings } = run;
  const listings = await readStockListings(odoo, shop.id, rulesOf(shop.row));
  const lowAt = numberOf(shop.row['x_low_stock']);
  const products = await readProducts(
    odoo,
    listings.map(({ productId }) => productId),
    settings.companyId,
  );
  const kits = await readKits(odoo, settings.companyId);
  const { takers, refused } = sortOut(listings, products, kits);
  const productIds = [...new Set(takers.flatMap(({ needs }) => [...needs.keys()]))];
  const pools = productIds.length === 0 ? [] : await readPools(odoo, shop.id, places, productIds);
  const claimsOn = await readClaims(odoo, { shop, places, takersOf: takersOf(takers) });
  const book = openBook(pools, takers, { shop: shop.id, claimsOn });
  const planned = takers.map((taker) => planListing(taker.listing, taker, { places, book, lowAt }));
  return { planned, refused, pools, book, lowAt };
}

interface ListingTaker extends Taker {
  readonly listing: StockListing;
}

function sortOut(
  listings: readonly StockListing[],
  products: ProductBook,
  kits: KitBook,
): { readonly takers: ListingTaker[]; readonly refused: PreparedStock['refused'] } {
  const takers: ListingTaker[] = [];
  const refused: { listing: StockListing; note: string }[] = [];
  const seen = new Set<string>();
  for (const listing of listings) {
    const needs = kits.kits.has(listing.productId)
      ? needsOf(listing.productId, kits.kits, kits.isCounted)
      : single(listing.productId);
    const note = seen.has(listing.skuId) ? TWICE : problemOf(listing, needs, products, kits);
    seen.add(listing.skuId);
    if (note === undefined) takers.push({ listing, skuId: listing.skuId, needs });
    else refused.push({ listing, note });
  }
  return { takers, refused };
}

function single(productId: number): Needs {
  return new Map([[productId, 1]]);
}

function problemOf(listing: StockListing, needs: Needs, products: ProductBook, kits: KitBook): string | undefined {
  const { productId } = listing;
  if (products.isPlain(productId) && needs.size > 0) return undefined;
  const facts = products.factsOf(productId);
  if (!kits.kits.has(productId)) return productProblem(facts);
  // a kit itself has no stock, its components have
  const problem = products.isPlain(productId)
    ? undefined
    : productProblem(facts && { ...facts, isService: false, isCounted: true, isInUnits: true });
  return problem ?? (needs.size === 0 ? EMPTY_KIT : undefined);
}

/** Listed products by the products that one piece of them takes. */
function takersOf(takers: readonly ListingTaker[]): ReadonlyMap<number, readonly number[]> {
  const pairs = takers.flatMap(({ listing, needs }) => [...needs.keys()].map((id) => [id, listing.productId] as const));
  return new Map(
    [...groupBy(pairs, ([id]) => id)].map(([id, group]) => [id, [...new Set(group.map(([, taker]) => taker))]]),
  );
}
