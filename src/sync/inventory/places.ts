import { ShopSettingsError } from '../../core/errors.ts';
import type { StockPlace } from '../../mapping/stock/types.ts';
import type { OdooClient } from '../../odoo/client.ts';
import { groupBy, idOf } from '../rows.ts';
import type { Shop } from '../shops/shop.ts';
import { GONE, type WarehouseBinding } from '../shops/warehouses.ts';

/** A place with the location at the top of it. */
export interface FedPlace extends StockPlace {
  readonly warehouseId: number;
  /** Database id of the `stock.location` below which the stock lies. */
  readonly rootId: number;
}

/** Where the stock that TikTok is told lies, and what could not be used. */
export interface ShopPlaces {
  readonly places: readonly FedPlace[];
  /** One sentence for each warehouse of TikTok that is not fed although it should be. */
  readonly notes: readonly string[];
}

/** Nothing is offered at a warehouse that TikTok has closed: what it shows there stays. */
const CLOSED: ReadonlySet<string> = new Set([GONE, 'DISABLED']);

/**
 * Works out which places of Odoo feed which warehouses of TikTok: one call.
 *
 * A warehouse without a location of its own takes the shop's, where that lies in it.
 *
 * @throws ShopSettingsError when no warehouse is fed at all.
 */
export async function readPlaces(
  odoo: OdooClient,
  shop: Shop,
  bindings: readonly WarehouseBinding[],
): Promise<ShopPlaces> {
  const bound = bindings.filter(({ warehouseId }) => warehouseId !== undefined);
  const fed = bound.filter(({ status, type }) => !CLOSED.has(status) && type !== 'RETURN_WAREHOUSE');
  const warehouseIds = [...new Set(fed.flatMap(({ warehouseId }) => warehouseId ?? []))];
  const rows = await odoo.read('stock.warehouse', warehouseIds, ['view_location_id', 'active']);
  const rootOf = new Map(
    rows.filter((row) => row['active'] !== false).map((row) => [row.id, idOf(row['view_location_id']) ?? 0]),
  );
  const lost = fed.filter(({ warehouseId }) => !rootOf.has(warehouseId ?? 0));
  const notes = [
    ...bound.filter(({ status }) => status === GONE).map(({ name }) => `TikTok no longer lists the warehouse ${name}.`),
    ...lost.map(({ name }) => `The Odoo warehouse that feeds ${name} is gone or archived: choose another one.`),
  ];
  const usable = fed.filter(({ warehouseId }) => rootOf.has(warehouseId ?? 0));
  if (usable.length === 0) throw unfed(shop, notes);
  const groups = groupBy(usable, (binding) => keyOf(shop, binding));
  const places = [...groups].map(([key, group]) => {
    const [first] = group;
    const warehouseId = first?.warehouseId ?? 0;
    const feeds = group.map(({ tiktokId }) => tiktokId).sort();
    return { key, feeds, warehouseId, rootId: locationOf(shop, first) ?? rootOf.get(warehouseId) ?? 0 };
  });
  return { places: places.sort((a, b) => (a.key < b.key ? -1 : 1)), notes };
}

function keyOf(shop: Shop, binding: WarehouseBinding): string {
  const location = locationOf(shop, binding);
  return location === undefined ? String(binding.warehouseId) : `${binding.warehouseId}/${location}`;
}

function locationOf(shop: Shop, binding: WarehouseBinding | undefined): number | undefined {
  if (binding?.locationId !== undefined) return binding.locationId;
  const isOwn = binding?.warehouseId === idOf(shop.row['x_warehouse_id']);
  return isOwn ? idOf(shop.row['x_stock_location_id']) : undefined;
}

function unfed(shop: Shop, notes: readonly string[]): ShopSettingsError {
  const said = notes.length > 0 ? notes.join(' ') : `No warehouse of TikTok is fed for shop ${shop.name}.`;
  return new ShopSettingsError(said, {
    remedy: 'Choose the Odoo warehouse of each TikTok warehouse: TikTok Shop, Configuration, Warehouses.',
    context: { shopId: shop.shopId },
  });
}
