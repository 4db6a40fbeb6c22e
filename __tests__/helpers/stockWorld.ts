/** Stock of a world: listings for everything that is sold, what lies in Odoo, and what TikTok shows of it. */
import { expect } from '@jest/globals';
import type { Bridge } from '../../src/bridge.ts';
import type { Row } from '../../src/odoo/client.ts';
import type { SkuStockView } from '../../src/sandbox/control/goodsTypes.ts';
import type { InventoryReport } from '../../src/sync/inventory/report.ts';
import { type InventorySyncRequest, syncInventory } from '../../src/sync/inventory/sync.ts';
import { fingerprint } from './odooWorld.ts';
import type { World, WorldShop } from './world.ts';

/** A stock sync as most tests want it. */
export type StockWish = Partial<InventorySyncRequest>;

/** What a listing says about its stock. */
export interface StockView {
  readonly id: number;
  readonly state: string;
  readonly note: string;
  readonly free: number;
  readonly sent: number;
  readonly shown: number;
  readonly committed: number;
  readonly isLow: boolean;
  readonly basis: string;
}

/** Makes a listing for every SKU of a shop, bound to the product of the same code; bundles and gifts are left out. */
export async function listGoods(world: World, shop: WorldShop = world.shop): Promise<void> {
  const goods = world.control.stock(shop.shopId).filter(({ kind }) => kind === 'goods');
  const codes = goods.map(({ sellerSku }) => sellerSku);
  const products = await world.admin.searchRead('product.product', [['default_code', 'in', codes]], ['default_code']);
  const productOf = new Map(products.map((row) => [row['default_code'], row.id]));
  await world.odoo.create(
    'x_tiktok_listing',
    goods.map(({ skuId, productId, sellerSku }) => ({
      x_name: `Listing ${sellerSku}`,
      x_shop_id: shop.id,
      x_item_id: productId,
      x_sku_id: skuId,
      x_seller_sku: sellerSku,
      x_product_id: productOf.get(sellerSku) ?? false,
      x_match: 'seller_sku',
    })),
  );
}

/** Syncs the stock of the first shop. */
export async function syncStock(
  world: World,
  wish: StockWish = {},
  bridge: Bridge = world.bridge,
): Promise<InventoryReport> {
  const request = { shop: world.shop.shopId, full: false, dryRun: false, ...wish };
  const [report] = await syncInventory(await bridge.shopSyncDeps(), request);
  if (!report) throw new Error('There is no report.');
  return report;
}

/** As {@link syncStock}; fails with what went wrong. */
export async function syncStockWell(world: World, wish: StockWish = {}): Promise<InventoryReport> {
  const report = await syncStock(world, wish);
  expect(report.error).toBeUndefined();
  return report;
}

/** Syncs, syncs again, and expects that the second time nothing was written or sent. @returns The first report. */
export async function syncStockTwice(world: World, wish: StockWish = {}): Promise<InventoryReport> {
  const first = await syncStockWell(world, wish);
  const before = await fingerprint(world);
  const updates = updatesOf(world);
  const second = await syncStockWell(world, { ...wish, full: false });
  expect(await fingerprint(world)).toEqual(before);
  expect(updatesOf(world)).toBe(updates);
  expect([second.sent, second.written]).toEqual([0, 0]);
  return first;
}

/** How often TikTok was told stock. */
export function updatesOf({ control }: World): number {
  return control.statistics().byOperation['inventory/update'] ?? 0;
}

/** What TikTok shows of a SKU. */
export function shownOf({ control }: World, code: string, shopId?: string): SkuStockView {
  const found = control.stock(shopId).find(({ sellerSku }) => sellerSku === code);
  if (!found) throw new Error(`There is no SKU ${code}.`);
  return found;
}

/** What the listing of a SKU says. */
export async function listingOf(world: World, code: string, shop: WorldShop = world.shop): Promise<StockView> {
  const domain = [
    ['x_shop_id', '=', shop.id],
    ['x_seller_sku', '=', code],
  ] as const;
  const [row] = await world.admin.searchRead('x_tiktok_listing', domain, FIELDS);
  if (!row) throw new Error(`There is no listing ${code}.`);
  return toView(row);
}

/** Writes on the listing of a SKU, as a person does in its form. */
export async function setListing(world: World, code: string, values: Readonly<Record<string, unknown>>): Promise<void> {
  const { id } = await listingOf(world, code);
  await world.admin.write('x_tiktok_listing', [id], values);
}

/** Database id of the product of a code. */
export async function productOf({ admin }: World, code: string): Promise<number> {
  const [id] = await admin.withContext({ active_test: false }).search('product.product', [['default_code', '=', code]]);
  if (id === undefined) throw new Error(`There is no product ${code}.`);
  return id;
}

/** Counts the stock of a product at a location: what lies there is so many from now on. Default in the own warehouse. */
export async function countStock(world: World, code: string, quantity: number, locationId?: number): Promise<void> {
  const { admin } = world;
  const product_id = await productOf(world, code);
  const location_id = locationId ?? (await ownWarehouse(world)).stockId;
  const counting = admin.withContext({ inventory_mode: true });
  const quants = await admin.search('stock.quant', [
    ['product_id', '=', product_id],
    ['location_id', '=', location_id],
  ]);
  if (quants.length > 0) await counting.write('stock.quant', quants, { inventory_quantity: quantity });
  const made = { product_id, location_id, inventory_quantity: quantity };
  const ids = quants.length > 0 ? quants : await counting.create('stock.quant', [made]);
  if ((await admin.fieldsOf('stock.quant')).has('inventory_quantity_set')) {
    await counting.call({ model: 'stock.quant', method: 'action_apply_inventory', ids });
  }
}

/** Sells in Odoo itself: a confirmed sale order of a buyer who has never heard of TikTok. */
export async function sellInOdoo({ admin }: World, productId: number, quantity: number): Promise<number> {
  const [partner] = await admin.create('res.partner', [{ name: 'A buyer on the phone' }]);
  const line = { product_id: productId, product_uom_qty: quantity };
  const ids = await admin.create('sale.order', [{ partner_id: partner, order_line: [[0, 0, line]] }]);
  await admin.call({ model: 'sale.order', method: 'action_confirm', ids });
  return ids[0] ?? 0;
}

/** The first warehouse of Odoo. */
export async function ownWarehouse({ admin }: World): Promise<{ readonly id: number; readonly stockId: number }> {
  const [row] = await admin.searchRead('stock.warehouse', [], ['lot_stock_id'], { limit: 1, order: 'id' });
  return { id: row?.id ?? 0, stockId: (row?.['lot_stock_id'] as [number, string])[0] };
}

const FIELDS = [
  'x_stock_state',
  'x_stock_note',
  'x_stock_free',
  'x_stock_sent',
  'x_tiktok_stock',
  'x_tiktok_committed',
  'x_low_stock',
  'x_stock_basis',
];

function toView(row: Row): StockView {
  const text = (field: string): string => (typeof row[field] === 'string' ? row[field] : '');
  return {
    id: row.id,
    state: text('x_stock_state'),
    note: text('x_stock_note'),
    free: Number(row['x_stock_free']),
    sent: Number(row['x_stock_sent']),
    shown: Number(row['x_tiktok_stock']),
    committed: Number(row['x_tiktok_committed']),
    isLow: row['x_low_stock'] === true,
    basis: text('x_stock_basis'),
  };
}
