import type { Needs, ShownStock, StockPool } from './types.ts';

/** A listing with what TikTok shows of it. */
export interface Shown {
  readonly needs: Needs;
  readonly shown: ShownStock;
}

/** Units that are sold on TikTok and not reserved in Odoo yet, by place and product. */
export type OpenUnits = (placeKey: string, productId: number) => number;

/**
 * Finds out what buyers have ordered and Odoo does not know or has not reserved: what TikTok holds for orders, less what
 * Odoo has reserved for orders of the same shop, or has shipped before TikTok knows. TikTok's available units and Odoo's
 * free ones are then net of the same orders: none is subtracted twice, and none is forgotten.
 *
 * Orders of one TikTok warehouse may be reserved in another warehouse of Odoo, so reservations count at all places
 * together.
 *
 * @param shown - Every listing of the shop that takes one of the products.
 * @param shipped - Units that have left the warehouse in Odoo and that TikTok still holds, by product.
 */
export function openUnits(
  pools: readonly StockPool[],
  shown: readonly Shown[],
  shipped: ReadonlyMap<number, number> = new Map(),
): OpenUnits {
  const placeOf = new Map(pools.flatMap(({ place }) => place.feeds.map((id) => [id, place.key] as const)));
  const committed = new Map<number, Map<string, number>>();
  for (const { needs, shown: stock } of shown) {
    for (const warehouse of stock.warehouses) {
      const place = placeOf.get(warehouse.warehouseId);
      if (place === undefined || warehouse.committed <= 0) continue;
      for (const [productId, count] of needs) {
        const places = committed.get(productId) ?? new Map<string, number>();
        places.set(place, (places.get(place) ?? 0) + warehouse.committed * count);
        committed.set(productId, places);
      }
    }
  }
  const open = new Map<string, number>();
  for (const [productId, places] of committed) {
    const reserved = pools.reduce((sum, pool) => sum + (pool.reserved.get(productId) ?? 0), 0);
    let known = reserved + (shipped.get(productId) ?? 0);
    for (const { place } of pools) {
      const held = places.get(place.key) ?? 0;
      open.set(`${place.key} ${productId}`, Math.max(0, held - known));
      known = Math.max(0, known - held);
    }
  }
  return (placeKey, productId) => open.get(`${placeKey} ${productId}`) ?? 0;
}
