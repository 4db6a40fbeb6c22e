import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SaleReport } from '../../src/sandbox/control/types.ts';
import {
  countStock,
  listGoods,
  productOf,
  sellInOdoo,
  shownOf,
  syncStockTwice,
  syncStockWell,
} from '../helpers/stockWorld.ts';
import { createWorld, type World, WORLD_TIMEOUT } from '../helpers/world.ts';

const CODE = 'SKU-001';
/** Units in the warehouse when the evening begins; none is left when it is over. */
const STOCK = 570;
/** What TikTok has to sell of them. */
const GOAL = 500;
/** Orders on TikTok between two syncs of stock, and the units of each. */
const ORDERS = 4;
const UNITS = 10;
/** Units that Odoo sells between two syncs of stock: the latency, the most that TikTok may show too many. */
const LATENCY = 3;

/**
 * Five hundred units of one SKU are sold on TikTok while Odoo sells the same product. Between two syncs TikTok shows what
 * was free at the last one: what Odoo has sold since then may be sold twice, and no more than that. A buffer of as many
 * units keeps even that from happening; the shop sets it when stock gets short.
 */
describe('an evening on which one SKU sells out', () => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld('19', { settings: { enforceStock: true } });
    await listGoods(world);
    await countStock(world, CODE, STOCK);
  }, WORLD_TIMEOUT);
  afterAll(() => world.close());

  /** Buyers place a few orders, as long as TikTok shows that many. */
  function sell(skuId: string): SaleReport {
    return world.control.sell({ count: ORDERS, lines: [{ skuId, units: UNITS }] });
  }

  /** Units on hand that no order in Odoo has. */
  async function freeInOdoo(productId: number): Promise<number> {
    const domain = [
      ['product_id', '=', productId],
      ['location_id.usage', '=', 'internal'],
    ] as const;
    const quants = await world.admin.searchRead('stock.quant', domain, ['quantity', 'reserved_quantity']);
    return quants.reduce((sum, row) => sum + Number(row['quantity']) - Number(row['reserved_quantity']), 0);
  }

  /** Units of TikTok orders that are in Odoo, confirmed. */
  async function importedUnits(productId: number): Promise<number> {
    const domain = [
      ['product_id', '=', productId],
      ['order_id.x_tiktok_order_id', '!=', false],
      ['order_id.state', '=', 'sale'],
    ] as const;
    const lines = await world.admin.searchRead('sale.order.line', domain, ['product_uom_qty']);
    return lines.reduce((sum, row) => sum + Number(row['product_uom_qty']), 0);
  }

  it('never shows more than the warehouse holds beyond the latency, and sells nothing that is not there', async () => {
    const { admin, control } = world;
    const productId = await productOf(world, CODE);
    const { skuId } = shownOf(world, CODE);
    await syncStockWell(world);
    expect(shownOf(world, CODE).available).toBe(STOCK);
    let onTiktok = 0;
    let inOdoo = 0;
    let turnedAway = 0;
    const left = (): number => STOCK - onTiktok - inOdoo;
    for (let round = 1; left() > 0 && round <= 40; round += 1) {
      const { orderIds, refused } = sell(skuId);
      onTiktok += orderIds.length * UNITS;
      turnedAway += refused.length;
      expect(shownOf(world, CODE).available).toBeLessThanOrEqual(left());
      const step = Math.min(LATENCY, await freeInOdoo(productId));
      if (step > 0) await sellInOdoo(world, productId, step);
      inOdoo += step;
      // now, before anything is synced, it is as bad as it gets
      expect(shownOf(world, CODE).available).toBeLessThanOrEqual(left() + LATENCY);
      control.moveClock(2);
      // orders are not always imported before stock is sent
      if (round % 2 === 0) await world.sync();
      if (left() < 100) await world.setShop({ x_stock_buffer: LATENCY });
      await syncStockWell(world);
      expect(shownOf(world, CODE).available).toBeLessThanOrEqual(left());
    }
    await world.sync();
    const last = await syncStockTwice(world, { full: true });

    expect(onTiktok).toBeGreaterThanOrEqual(GOAL);
    expect(onTiktok + inOdoo).toBe(STOCK);
    expect(turnedAway).toBeGreaterThan(0);
    expect(last.drift).toEqual([]);
    expect(shownOf(world, CODE)).toMatchObject({ available: 0, committed: onTiktok, oversold: 0 });
    expect([await importedUnits(productId), await freeInOdoo(productId)]).toEqual([onTiktok, 0]);
    const [product] = await admin.read('product.product', [productId], ['qty_available', 'virtual_available']);
    expect(product).toMatchObject({ qty_available: STOCK, virtual_available: 0 });
  }, 180_000);
});
