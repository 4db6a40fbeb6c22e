import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LOW_STOCK_SUMMARY } from '../../../src/sync/inventory/lowStock.ts';
import { type DeadlyProxy, startDeadlyProxy } from '../../helpers/deadlyProxy.ts';
import { activitiesOn } from '../../helpers/odooWorld.ts';
import {
  countStock,
  listGoods,
  listingOf,
  ownWarehouse,
  shownOf,
  syncStock,
  syncStockTwice,
  syncStockWell,
  updatesOf,
} from '../../helpers/stockWorld.ts';
import { createWorld, VERSIONS, type World, WORLD_TIMEOUT } from '../../helpers/world.ts';

describe.each(VERSIONS)('runInventory on Odoo %s', (version) => {
  let world: World;
  let proxy: DeadlyProxy;

  beforeAll(async () => {
    world = await createWorld(version, { shops: [{ region: 'US', name: 'Ours', warehouses: 3 }] });
    proxy = await startDeadlyProxy(world.database.url);
    await listGoods(world);
    await syncStockWell(world);
  }, WORLD_TIMEOUT);
  afterAll(async () => {
    await proxy.close();
    await world.close();
  });

  const quantities = (code: string): number[] => shownOf(world, code).warehouses.map(({ available }) => available);

  /** Binds a warehouse of TikTok, by its number, as a person does. */
  async function bind(number: number, values: Readonly<Record<string, unknown>>): Promise<void> {
    const { warehouseId } = world.control.warehouses()[number - 1] ?? { warehouseId: '' };
    const ids = await world.admin.search('x_tiktok_warehouse', [['x_tiktok_id', '=', warehouseId]]);
    expect(ids).toHaveLength(1);
    await world.admin.write('x_tiktok_warehouse', ids, values);
  }

  async function lowActivities(): Promise<string[]> {
    const all = await activitiesOn(world, 'x_tiktok_shop', world.shop.id);
    return all.filter((text) => text.startsWith(LOW_STOCK_SUMMARY));
  }

  it('feeds each warehouse of TikTok from its own one, and leaves one alone that is fed by none', async () => {
    const [fbt] = await world.admin.searchRead('stock.warehouse', [['code', '=', 'FBT']], ['lot_stock_id']);
    await bind(2, { x_warehouse_id: fbt?.id });
    await bind(3, { x_warehouse_id: false });
    world.control.setStock(shownOf(world, 'SKU-001').skuId, 3, 44);
    await countStock(world, 'SKU-001', 9);
    await countStock(world, 'SKU-001', 6, (fbt?.['lot_stock_id'] as [number, string])[0]);
    await syncStockTwice(world);

    expect(quantities('SKU-001')).toEqual([9, 6, 44]);
  });

  it('counts only what lies at a location, and nothing of it twice', async () => {
    const own = await ownWarehouse(world);
    const [shelf = 0] = await world.admin.create('stock.location', [
      { name: 'Shelf', usage: 'internal', location_id: own.stockId },
    ]);
    await countStock(world, 'SKU-001', 4, shelf);
    await bind(3, { x_warehouse_id: own.id, x_location_id: shelf });
    await syncStockTwice(world);

    expect(quantities('SKU-001')).toEqual([9, 6, 4]);
    await bind(3, { x_warehouse_id: false, x_location_id: false });
    await world.setShop({ x_stock_location_id: shelf });
    await syncStockTwice(world);
    expect(quantities('SKU-001')).toEqual([4, 6, 4]);
    await world.setShop({ x_stock_location_id: false });
    await syncStockTwice(world);
    expect(quantities('SKU-001')).toEqual([13, 6, 4]);
  });

  it('notes a warehouse that is gone on TikTok, and sends the rest', async () => {
    world.control.setWarehouse(2, { isGone: true });
    await countStock(world, 'SKU-002', 17);
    const report = await syncStockTwice(world);

    expect(report.notes).toEqual([expect.stringMatching(/^TikTok no longer lists the warehouse /)]);
    expect(quantities('SKU-002')[0]).toBe(17);
    world.control.setWarehouse(2, { isGone: false });
    expect((await syncStockTwice(world)).notes).toEqual([]);
  });

  it('notes a warehouse that is archived in Odoo, and stops when none is left', async () => {
    const own = await ownWarehouse(world);
    const [spare = 0] = await world.admin.create('stock.warehouse', [{ name: 'Spare', code: 'SPARE' }]);
    await bind(2, { x_warehouse_id: spare });
    await world.admin.write('stock.warehouse', [spare], { active: false });
    const report = await syncStockTwice(world);
    await bind(1, { x_warehouse_id: false });
    const stopped = await syncStock(world);
    await bind(1, { x_warehouse_id: own.id });
    await bind(2, { x_warehouse_id: false });

    expect(report.notes).toEqual([expect.stringMatching(/^The Odoo warehouse that feeds .* is gone or archived/)]);
    expect(stopped.error).toMatchObject({ code: 'E_SHOP_SETTINGS' });
    await syncStockTwice(world);
  });

  it('keeps one activity while something is low, and takes it away when nothing is', async () => {
    await world.setShop({ x_low_stock: 5 });
    await countStock(world, 'SKU-003', 5);
    const zone = shownOf(world, 'SKU-003').warehouses;
    for (const { number } of zone.slice(1)) world.control.setStock(shownOf(world, 'SKU-003').skuId, number, 0);
    await syncStockTwice(world);
    const first = await lowActivities();
    await countStock(world, 'SKU-004', 2);
    const report = await syncStockTwice(world);
    const second = await lowActivities();

    expect(first).toEqual([expect.stringMatching(/SKU-003 \(5\)/)]);
    expect([report.low, second.length]).toEqual([2, 1]);
    expect((await listingOf(world, 'SKU-004')).isLow).toBe(true);
    await countStock(world, 'SKU-003', 50);
    await countStock(world, 'SKU-004', 6);
    await syncStockTwice(world);
    expect(await lowActivities()).toEqual([]);
    expect((await listingOf(world, 'SKU-004')).isLow).toBe(false);
    await world.setShop({ x_low_stock: 0 });
    await syncStockTwice(world);
  });

  it('sends nothing twice after it died between sending and writing', async () => {
    await countStock(world, 'SKU-005', 21);
    proxy.plan(({ name }) => (name === 'x_tiktok_listing/load' ? 'die-before' : 'pass'));
    const dying = world.openBridge({ odooUrl: proxy.url });
    await syncStock(world, {}, dying).catch(() => undefined);
    proxy.plan(() => 'pass');
    const updates = updatesOf(world);
    const shown = quantities('SKU-005')[0];
    const stale = await listingOf(world, 'SKU-005');
    const report = await syncStockTwice(world);

    expect([shown, stale.sent]).toEqual([21, 10_000]);
    expect([report.sent, report.written, updatesOf(world)]).toEqual([0, 1, updates]);
    expect(await listingOf(world, 'SKU-005')).toMatchObject({ state: 'ok', sent: 21, free: 21 });
  });

  it('goes on with what TikTok did not answer at the next run', async () => {
    await countStock(world, 'SKU-006', 31);
    await countStock(world, 'SKU-010', 32);
    world.control.addFault({ fault: '5xx', paths: ['inventory/update'] });
    const failed = await syncStock(world);
    world.control.clearFaults();
    const halfway = await listingOf(world, 'SKU-006');
    const report = await syncStockTwice(world);

    expect(failed.error).toMatchObject({ code: 'E_TRANSPORT' });
    expect(halfway).toMatchObject({ state: 'differs', basis: '' });
    expect(report.sent).toBe(2);
    expect([quantities('SKU-006')[0], quantities('SKU-010')[0]]).toEqual([31, 32]);
  });
});
