import type { Claim, ClaimsOn } from '../../mapping/stock/types.ts';
import type { OdooClient } from '../../odoo/client.ts';
import { leanRead } from '../../odoo/leanRead.ts';
import { groupBy, idOf, numberOf } from '../rows.ts';
import { readShops, type Shop } from '../shops/shop.ts';
import type { FedPlace } from './places.ts';

/** What the claims of other shops are found by. */
export interface ClaimRequest {
  readonly shop: Shop;
  readonly places: readonly FedPlace[];
  /** Products that are listed somewhere, by the products that one piece takes. */
  readonly takersOf: ReadonlyMap<number, readonly number[]>;
}

/**
 * Finds the shops that divide stock with a shop: enabled ones that send their inventory, do not share it, list the product and
 * are fed by the same warehouse. No call where the shop shares its stock; four where it does not.
 */
export async function readClaims(odoo: OdooClient, { shop, places, takersOf }: ClaimRequest): Promise<ClaimsOn> {
  if (shop.row['x_stock_sharing'] !== 'isolated') return () => undefined;
  const own: Claim = { shop: shop.id, weight: numberOf(shop.row['x_stock_weight']) };
  const peers = (await readShops(odoo)).filter((peer) => peer.id !== shop.id && isIsolated(peer));
  const warehouses = new Map(places.map(({ key, warehouseId }) => [key, warehouseId]));
  if (peers.length === 0) return () => [own];
  const fedBy = await readFeeding(odoo, peers, [...new Set(warehouses.values())]);
  const listedBy = await readListed(odoo, peers, [...new Set([...takersOf.values()].flat())]);
  return ({ key }, productId) => {
    const feeding = fedBy.get(warehouses.get(key) ?? 0) ?? new Set();
    const listing = new Set((takersOf.get(productId) ?? []).flatMap((taker) => [...(listedBy.get(taker) ?? [])]));
    const others = peers
      .filter(({ id }) => feeding.has(id) && listing.has(id))
      .map((peer): Claim => ({ shop: peer.id, weight: numberOf(peer.row['x_stock_weight']) }));
    return [own, ...others].sort((a, b) => a.shop - b.shop);
  };
}

function isIsolated({ enabled, row }: Shop): boolean {
  return enabled && row['x_sync_inventory'] === true && row['x_stock_sharing'] === 'isolated';
}

/** Shops by the warehouses that feed them; one whose warehouses are not known yet is taken to be fed by its own. */
async function readFeeding(
  odoo: OdooClient,
  peers: readonly Shop[],
  warehouseIds: readonly number[],
): Promise<ReadonlyMap<number, ReadonlySet<number>>> {
  const ids = peers.map(({ id }) => id);
  const rows = await leanRead(odoo, 'x_tiktok_warehouse', [['x_shop_id', 'in', ids]], ['x_shop_id', 'x_warehouse_id']);
  const known = new Set(rows.flatMap((row) => idOf(row['x_shop_id']) ?? []));
  const pairs = [
    ...rows.map((row) => [idOf(row['x_warehouse_id']) ?? 0, idOf(row['x_shop_id']) ?? 0] as const),
    ...peers.filter(({ id }) => !known.has(id)).map(({ id, row }) => [idOf(row['x_warehouse_id']) ?? 0, id] as const),
  ];
  const wanted = pairs.filter(([warehouseId]) => warehouseIds.includes(warehouseId));
  return new Map(
    [...groupBy(wanted, ([warehouseId]) => warehouseId)].map(([key, group]) => [
      key,
      new Set(group.map(([, shopId]) => shopId)),
    ]),
  );
}

/** Shops by the products that they list. */
async function readListed(
  odoo: OdooClient,
  peers: readonly Shop[],
  productIds: readonly number[],
): Promise<ReadonlyMap<number, ReadonlySet<number>>> {
  const domain = [
    ['x_shop_id', 'in', peers.map(({ id }) => id)],
    ['x_product_id', 'in', productIds],
    ['x_stock_sync', '=', true],
    ['x_sku_status', '!=', 'GONE'],
  ] as const;
  const rows = await leanRead(odoo, 'x_tiktok_listing', domain, ['x_shop_id', 'x_product_id']);
  return new Map(
    [...groupBy(rows, (row) => idOf(row['x_product_id']) ?? 0)].map(([key, group]) => [
      key,
      new Set(group.flatMap((row) => idOf(row['x_shop_id']) ?? [])),
    ]),
  );
}
