import type { CatalogueSku } from './generate/catalogue.ts';
import { isOnSale, skusOf, type Goods, type Sku, type StockEntry } from './goods.ts';
import type { WireOrder } from './wire.ts';
import type { SandboxShop } from './world.ts';

/** The part of a shop that stock is about. */
export type StockShop = Pick<SandboxShop, 'goods' | 'warehouses'>;

/** Units of one SKU in one warehouse that an order holds, and that have left because of it. */
interface Holding {
  readonly skuId: string;
  readonly warehouseId: string;
  reserved: number;
  gone: number;
}

/** What an order means for stock, by SKU and warehouse. */
export type Holdings = ReadonlyMap<string, Holding>;

/** What buyers wanted of a SKU and what there was. */
export interface Shortage {
  readonly skuId: string;
  readonly wanted: number;
  readonly available: number;
}

/** Statuses of lines whose units wait in the warehouse. */
const WAITING = ['UNPAID', 'ON_HOLD', 'AWAITING_SHIPMENT'];
/** Statuses of lines whose units have left it. */
const GONE = ['AWAITING_COLLECTION', 'IN_TRANSIT', 'DELIVERED', 'COMPLETED'];

/** What TikTok shows for a SKU, by warehouse. A bundle has as many units as its parts make. */
export function stockOf(shop: StockShop, sku: Sku): StockEntry[] {
  return sku.stock
    .filter(({ warehouseId }) => shop.warehouses.some(({ id, isGone }) => id === warehouseId && !isGone))
    .map(({ warehouseId, available, committed }) => {
      const units = sku.kind === 'bundle' ? bundleUnits(shop, sku, warehouseId) : available;
      return { warehouseId, available: Math.max(0, units), committed };
    });
}

/** Units of a SKU that can still be ordered, all warehouses together. */
export function availableOf(shop: StockShop, sku: Sku): number {
  return stockOf(shop, sku).reduce((sum, { available }) => sum + available, 0);
}

/** Everything that a shop sells, as it is now; SKUs that are gone are left out. */
export function catalogueOf(shop: StockShop): CatalogueSku[] {
  return [...shop.goods.products.values()].flatMap((product) =>
    skusOf(product).map((sku) => toCatalogueSku(sku, product.title, availableOf(shop, sku))),
  );
}

const saleLists = new WeakMap<Goods, { readonly edits: number; readonly list: readonly CatalogueSku[] }>();

/** What buyers can order now, without saying how much of it there is; the same list until something is edited. */
export function onSale({ goods }: StockShop): readonly CatalogueSku[] {
  const kept = saleLists.get(goods);
  if (kept?.edits === goods.edits) return kept.list;
  const list = [...goods.skus.values()]
    .filter((sku) => isOnSale(goods, sku))
    .map((sku) => toCatalogueSku(sku, goods.products.get(sku.productId)?.title ?? '', 0));
  saleLists.set(goods, { edits: goods.edits, list });
  return list;
}

/** Reads what an order means for stock; orders put in by hand may mean nothing. */
export function holdingsOf(order: WireOrder | undefined): Holdings {
  const holdings = new Map<string, Holding>();
  const lines: unknown = order?.line_items;
  if (!order || !Array.isArray(lines)) return holdings;
  for (const line of lines as readonly (Readonly<Record<string, unknown>> | null)[]) {
    const skuId = String(line?.['sku_id']);
    const status = String(line?.['display_status']);
    const key = `${skuId}/${order.warehouse_id}`;
    const holding = holdings.get(key) ?? { skuId, warehouseId: order.warehouse_id, reserved: 0, gone: 0 };
    if (WAITING.includes(status)) holding.reserved += 1;
    if (GONE.includes(status)) holding.gone += 1;
    holdings.set(key, holding);
  }
  return holdings;
}

/**
 * Lets the stock follow an order: what is placed becomes committed, what is cancelled before it left can be ordered
 * again, what is shipped is no longer there. Goods that were shipped do not come back by cancelling.
 */
export function followOrder(shop: StockShop, before: Holdings, after: Holdings): void {
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(key), after.get(key)];
    const { skuId, warehouseId } = is ?? was ?? { skuId: '', warehouseId: '' };
    const reserved = (is?.reserved ?? 0) - (was?.reserved ?? 0);
    const left = Math.max(0, (is?.gone ?? 0) - (was?.gone ?? 0));
    move(shop, skuId, warehouseId, { committed: reserved, available: -reserved - left });
  }
}

/** Counts anew what orders hold, without changing what is available: after a shop was made or read from a file. */
export function countCommitted(shop: StockShop, orders: Iterable<WireOrder>): void {
  for (const { stock } of shop.goods.skus.values()) for (const entry of stock) entry.committed = 0;
  for (const order of orders) {
    for (const { skuId, warehouseId, reserved } of holdingsOf(order).values()) {
      move(shop, skuId, warehouseId, { committed: reserved, available: 0 });
    }
  }
}

/** What an order would need in its warehouse beyond what is available; nothing for goods that lie elsewhere. */
export function shortagesOf(shop: StockShop, order: WireOrder): Shortage[] {
  return [...needsOf(shop, order)].flatMap(([skuId, wanted]) => {
    const entry = entryOf(shop, skuId, order.warehouse_id);
    if (!entry || entry.available >= wanted) return [];
    return [{ skuId, wanted, available: Math.max(0, entry.available) }];
  });
}

/** Sends an order to the first warehouse that has everything, else to the first that works; goods at TikTok stay there. */
export function chooseWarehouse(shop: StockShop, order: WireOrder): WireOrder {
  if (!shop.warehouses.some(({ id }) => id === order.warehouse_id)) return order;
  const places = shop.warehouses
    .filter(({ isGone, status }) => !isGone && status === 'ENABLED')
    .map(({ id }) => ({ ...order, warehouse_id: id }));
  return places.find((placed) => shortagesOf(shop, placed).length === 0) ?? places[0] ?? order;
}

function toCatalogueSku(sku: Sku, title: string, quantity: number): CatalogueSku {
  const { productId, skuId, sellerSku, kind, skuName, attributes, price, currency, barcode, components } = sku;
  return {
    ...{ productId, skuId, sellerSku, kind, title, skuName, attributes, price, currency, barcode },
    quantity,
    components,
  };
}

/** Units by SKU, bundles taken apart. */
function needsOf(shop: StockShop, order: WireOrder): Map<string, number> {
  const needs = new Map<string, number>();
  for (const { skuId, reserved, gone } of holdingsOf(order).values()) {
    const sku = shop.goods.skus.get(skuId);
    const parts = sku?.kind === 'bundle' ? sku.components : [{ skuId, count: 1 }];
    for (const part of parts) {
      needs.set(part.skuId, (needs.get(part.skuId) ?? 0) + (reserved + gone) * part.count);
    }
  }
  return needs;
}

function bundleUnits(shop: StockShop, bundle: Sku, warehouseId: string): number {
  const units = bundle.components.map(({ skuId, count }) => {
    const part = shop.goods.skus.get(skuId);
    return part?.isGone === false ? Math.floor((entryOf(shop, skuId, warehouseId)?.available ?? 0) / count) : 0;
  });
  return units.length === 0 ? 0 : Math.min(...units);
}

function entryOf(shop: StockShop, skuId: string, warehouseId: string): StockEntry | undefined {
  return shop.goods.skus.get(skuId)?.stock.find((entry) => entry.warehouseId === warehouseId);
}

function move(
  shop: StockShop,
  skuId: string,
  warehouseId: string,
  by: { readonly committed: number; readonly available: number },
): void {
  const sku = shop.goods.skus.get(skuId);
  const entry = entryOf(shop, skuId, warehouseId);
  if (!sku || !entry) return;
  entry.committed += by.committed;
  if (sku.kind !== 'bundle') entry.available += by.available;
  if (by.available !== 0) shop.goods.changed.add(sku.productId);
  for (const { skuId: part, count } of sku.components) {
    move(shop, part, warehouseId, { committed: by.committed * count, available: by.available * count });
  }
}
