import OdooAwait from 'odoo-await';
import { searchInventory, updateInventory } from '../../../src/tiktok/inventory.ts';
import type { CatalogueStage } from '../catalogue/stage.ts';

/** What the plain client took. */
export interface PlainStockRun {
  readonly skus: number;
  readonly seconds: number;
  readonly odooCalls: number;
  readonly tiktokCalls: number;
}

/**
 * Keeps stock as a small script with odoo-await does: SKU by SKU, one call at a time, TikTok is told only what differs. It calls
 * TikTok through the bridge's client, so both keep to the same limits.
 */
export async function syncOneByOne(stage: CatalogueStage, count: number): Promise<PlainStockRun> {
  const { url, db, bridge: user } = stage.database;
  const { hostname, port } = new URL(url);
  const login = { db, username: user.login, password: user.apiKey };
  const odoo = new OdooAwait({ baseUrl: `http://${hostname}`, port: Number(port), ...login });
  await odoo.connect();
  const [shop] = await stage.bridge.shops.list();
  if (!shop) throw new Error('There is no shop.');
  const ref = { id: shop.shopId, cipher: shop.cipher };
  const tiktok = stage.bridge.tiktokFor(shop);
  const before = tiktok.callCount();
  const bound = await stage.admin.search('x_tiktok_listing', [['x_product_id', '!=', false]], { limit: count });
  const rows = await stage.admin.read('x_tiktok_listing', bound, ['x_sku_id', 'x_item_id', 'x_product_id']);
  let odooCalls = 0;
  const started = performance.now();
  for (const row of rows) {
    const [productId] = row['x_product_id'] as [number, string];
    const fields = ['quantity', 'reserved_quantity'];
    const domain = [
      ['product_id', '=', productId],
      ['location_id.usage', '=', 'internal'],
    ];
    const quants = await odoo.searchRead<Record<string, number>>('stock.quant', domain, fields);
    const free = quants.reduce((sum, quant) => sum + (quant['quantity'] ?? 0) - (quant['reserved_quantity'] ?? 0), 0);
    const { stocks } = await searchInventory(tiktok, ref, { skuIds: [String(row['x_sku_id'])] });
    odooCalls += 2;
    for (const { skuId, warehouses, available } of stocks) {
      if (available === free) continue;
      const inventory = warehouses.map(({ warehouseId }) => ({ warehouse_id: warehouseId, quantity: free }));
      await updateInventory(tiktok, ref, String(row['x_item_id']), [{ id: skuId, inventory }]);
    }
    await odoo.update('x_tiktok_listing', row.id, { x_stock_sent: free });
  }
  const seconds = (performance.now() - started) / 1000;
  return { skus: rows.length, seconds, odooCalls, tiktokCalls: tiktok.callCount() - before };
}
