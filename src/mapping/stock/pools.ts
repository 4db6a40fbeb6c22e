import { divide, divideEvenly } from './divide.ts';
import { wholeUnits } from './offer.ts';
import type { ClaimsOn, Needs, StockPlace, StockPool } from './types.ts';

/** A listing as the division of stock sees it. */
export interface Taker {
  /** TikTok's id of the SKU; the order of a division. */
  readonly skuId: string;
  readonly needs: Needs;
}

/** What a listing may offer at each place, before its own rules. */
export interface Sharing {
  /** Database id of the `x_tiktok_shop`. */
  readonly shop: number;
  /** Undefined for all products where the shop shares all it sees. */
  readonly claimsOn: ClaimsOn;
}

/** Asks how many pieces of a listing there are at a place. */
export interface StockBook {
  /**
   * Pieces that a listing can have at a place.
   *
   * @param open - Units of a product that are sold on TikTok and not reserved in Odoo yet; none unless told.
   */
  pieces(taker: Taker, place: StockPlace, open?: (productId: number) => number): number;
}

/**
 * Makes a {@link StockBook}: all that is free where stock is shared; where it is divided, the shop's part of it by weight,
 * and of that each listing of the product its own part, so that all listings of all shops together never show more than
 * there is.
 *
 * @param takers - All listings of the shop whose stock is kept.
 */
export function openBook(pools: readonly StockPool[], takers: readonly Taker[], sharing: Sharing): StockBook {
  const poolOf = new Map(pools.map((pool) => [pool.place.key, pool]));
  const sellers = sellersOf(takers);
  const units = (taker: Taker, place: StockPlace, productId: number, open: number): number => {
    const free = poolOf.get(place.key)?.free.get(productId) ?? 0;
    const claims = sharing.claimsOn(place, productId);
    if (!claims) return wholeUnits(free - open);
    const parts = divide(
      wholeUnits(free),
      claims.map(({ weight }) => weight),
    );
    const own = parts[claims.findIndex(({ shop }) => shop === sharing.shop)] ?? 0;
    const skus = sellers.get(productId) ?? [];
    return divideEvenly(wholeUnits(own - open), skus.length)[skus.indexOf(taker.skuId)] ?? 0;
  };
  return {
    pieces: (taker, place, open = () => 0) =>
      Math.min(
        ...[...taker.needs].map(([productId, count]) =>
          Math.floor(units(taker, place, productId, open(productId)) / count),
        ),
      ),
  };
}

/** SKUs by the products that they take, in the order of their ids. */
function sellersOf(takers: readonly Taker[]): ReadonlyMap<number, readonly string[]> {
  const sellers = new Map<number, string[]>();
  for (const { skuId, needs } of takers) {
    for (const productId of needs.keys()) {
      const skus = sellers.get(productId);
      if (skus) skus.push(skuId);
      else sellers.set(productId, [skuId]);
    }
  }
  for (const skus of sellers.values()) skus.sort();
  return sellers;
}
