import type { StockPool } from '../../mapping/stock/types.ts';
import type { Domain, OdooClient } from '../../odoo/client.ts';
import { sumBy } from '../../odoo/groupedSum.ts';
import type { FedPlace } from './places.ts';

/**
 * Adds up what lies at each place: free units by product, and what the shop's own orders have reserved there. Two calls for
 * each place, however many products there are.
 *
 * What is reserved is read first: an order that is imported in between is then counted as open once more, never as free.
 *
 * @param productIds - The products to look at.
 */
export async function readPools(
  odoo: OdooClient,
  shopRecordId: number,
  places: readonly FedPlace[],
  productIds: readonly number[],
): Promise<StockPool[]> {
  const pools: StockPool[] = [];
  for (const place of places) {
    const reserved = await readReserved(odoo, shopRecordId, place);
    const free = await readFree(odoo, place, productIds);
    pools.push({ place, reserved, free });
  }
  return pools.map((pool) => withoutParts(pool, pools));
}

async function readFree(
  odoo: OdooClient,
  place: FedPlace,
  productIds: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const domain: Domain = [
    ['location_id', 'child_of', place.rootId],
    ['location_id.usage', '=', 'internal'],
    ['product_id', 'in', productIds],
  ];
  const sums = await sumBy(odoo, 'stock.quant', domain, 'product_id', ['quantity', 'reserved_quantity']);
  return new Map([...sums].map(([id, [onHand = 0, reserved = 0]]) => [id, onHand - reserved]));
}

async function readReserved(
  odoo: OdooClient,
  shopRecordId: number,
  place: FedPlace,
): Promise<ReadonlyMap<number, number>> {
  const field = odoo.profile.moveLineReserved;
  const domain: Domain = [
    ['move_id.sale_line_id.order_id.x_tiktok_shop_id', '=', shopRecordId],
    ['state', 'not in', ['done', 'cancel']],
    ['location_id', 'child_of', place.rootId],
  ];
  const sums = await sumBy(odoo, 'stock.move.line', domain, 'product_id', [field]);
  return new Map([...sums].map(([id, [reserved = 0]]) => [id, reserved]));
}

/** Where a location of a warehouse feeds one TikTok warehouse and the whole warehouse another, nothing counts twice. */
function withoutParts(pool: StockPool, pools: readonly StockPool[]): StockPool {
  const parts = pools.filter(({ place }) => place.key.startsWith(`${pool.place.key}/`));
  if (parts.length === 0) return pool;
  const less = (own: ReadonlyMap<number, number>, pick: (part: StockPool) => ReadonlyMap<number, number>) =>
    new Map([...own].map(([id, count]) => [id, parts.reduce((rest, part) => rest - (pick(part).get(id) ?? 0), count)]));
  return {
    ...pool,
    free: less(pool.free, ({ free }) => free),
    reserved: less(pool.reserved, ({ reserved }) => reserved),
  };
}
