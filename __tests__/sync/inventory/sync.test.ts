import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { shipOrder } from '../../helpers/odooFixtures.ts';
import { fingerprint, requireSaleOrder } from '../../helpers/odooWorld.ts';
import {
  countStock,
  listGoods,
  listingOf,
  productOf,
  sellInOdoo,
  setListing,
  shownOf,
  syncStock,
  syncStockTwice,
  syncStockWell,
  updatesOf,
} from '../../helpers/stockWorld.ts';
import { createWorld, VERSIONS, type World, WORLD_TIMEOUT } from '../../helpers/world.ts';

const DAY = 86_400;

describe.each(VERSIONS)('syncInventory on Odoo %s', (version) => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld(version, { shops: [{ region: 'US', name: 'Ours', warehouses: 2 }] });
    await listGoods(world);
  }, WORLD_TIMEOUT);
  afterAll(() => world.close());

  const quantities = (code: string): number[] => shownOf(world, code).warehouses.map(({ available }) => available);

  it('writes and sends nothing in a dry run, and says what it would', async () => {
    const before = await fingerprint(world);
    const report = await syncStockWell(world, { dryRun: true });

    expect(report).toMatchObject({ mode: 'full', listings: 12, compared: 12, sent: 12 });
    expect(report.changes).toHaveLength(12);
    expect(await fingerprint(world)).toEqual(before);
    expect(updatesOf(world)).toBe(0);
  });

  it('sends all that is free, divided among the warehouses that it feeds, once', async () => {
    const report = await syncStockTwice(world);

    expect(report).toMatchObject({ mode: 'full', listings: 12, sent: 12, drift: [], problems: [], notes: [] });
    expect(quantities('SKU-001')).toEqual([5000, 5000]);
    expect(await listingOf(world, 'SKU-001')).toMatchObject({ state: 'ok', free: 10_000, sent: 10_000, shown: 10_000 });
  });

  it('asks TikTok only about what has changed in Odoo, one call for each product', async () => {
    await countStock(world, 'SKU-001', 7);
    await countStock(world, 'SKU-002', 8);
    await countStock(world, 'SKU-009', 9);
    const updates = updatesOf(world);
    const report = await syncStockTwice(world);

    expect(report).toMatchObject({ mode: 'changes', compared: 3, sent: 3 });
    expect(updatesOf(world) - updates).toBe(2);
    expect([quantities('SKU-001'), quantities('SKU-002'), quantities('SKU-009')]).toEqual([
      [4, 3],
      [4, 4],
      [5, 4],
    ]);
  });

  it('keeps a buffer, offers a share and nothing below the threshold; listings may have rules of their own', async () => {
    await countStock(world, 'SKU-003', 25);
    await setListing(world, 'SKU-003', { x_stock_own: true, x_stock_buffer: 5, x_stock_percent: 50 });
    await setListing(world, 'SKU-002', { x_stock_own: true, x_stock_threshold: 9 });
    await world.setShop({ x_stock_buffer: 2 });
    const report = await syncStockTwice(world);

    expect(report.sent).toBe(12);
    expect([shownOf(world, 'SKU-003').available, shownOf(world, 'SKU-002').available]).toEqual([10, 0]);
    expect(shownOf(world, 'SKU-001').available).toBe(5);
    await world.setShop({ x_stock_buffer: 0 });
    await setListing(world, 'SKU-002', { x_stock_own: false });
    await syncStockTwice(world);
    expect(shownOf(world, 'SKU-002').available).toBe(8);
  });

  it('takes away what is sold in Odoo', async () => {
    await countStock(world, 'SKU-004', 30);
    await syncStockWell(world);
    await sellInOdoo(world, await productOf(world, 'SKU-004'), 4);
    await syncStockTwice(world);

    expect(shownOf(world, 'SKU-004').available).toBe(26);
  });

  it('subtracts an order of TikTok once, before it is imported and after', async () => {
    const { skuId } = shownOf(world, 'SKU-004');
    world.control.sell({ lines: [{ skuId, units: 3 }] });
    const placed = shownOf(world, 'SKU-004');
    // somebody buys in Odoo before the order is imported
    await sellInOdoo(world, await productOf(world, 'SKU-004'), 1);
    const before = await syncStockTwice(world);
    const pending = shownOf(world, 'SKU-004').available;
    await world.sync();
    const after = await syncStockTwice(world);

    expect([placed.available, placed.committed]).toEqual([23, 3]);
    expect([before.sent, pending]).toEqual([1, 22]);
    expect([after.sent, shownOf(world, 'SKU-004').available]).toEqual([0, 22]);
    expect(await listingOf(world, 'SKU-004')).toMatchObject({ free: 22, sent: 22, shown: 22, committed: 3 });
  });

  it('offers again what a buyer has cancelled', async () => {
    const [order] = world.control.orders({ status: 'AWAITING_SHIPMENT' });
    world.control.moveClock(5);
    world.control.cancel(order?.orderId ?? '');
    await world.sync();
    await syncStockTwice(world);

    expect(shownOf(world, 'SKU-004')).toMatchObject({ available: 25, committed: 0 });
    expect((await listingOf(world, 'SKU-004')).basis).not.toContain('open');
  });

  it('counts goods as gone once, although TikTok learns later that they were shipped', async () => {
    const { skuId } = shownOf(world, 'SKU-004');
    const { orderIds } = world.control.sell({ lines: [{ skuId, units: 5 }] });
    await world.sync();
    await syncStockTwice(world);
    const { id } = await requireSaleOrder(world, orderIds[0] ?? '');
    await shipOrder(world.admin, id);
    await countStock(world, 'SKU-004', 50);
    await syncStockTwice(world);

    expect(shownOf(world, 'SKU-004').committed).toBe(5);
    // four and one are reserved by people in Odoo
    expect(shownOf(world, 'SKU-004').available).toBe(45);
  });

  it('notices what somebody has changed on TikTok only when it compares all, and mends it', async () => {
    const { skuId } = shownOf(world, 'SKU-005');
    world.control.setStock(skuId, 1, 77);
    const quick = await syncStockWell(world);
    const seen = await syncStockWell(world, { full: true, dryRun: true });
    const full = await syncStockTwice(world, { full: true });

    expect([quick.compared, quick.sent]).toEqual([0, 0]);
    expect(seen.drift.map((one) => one.sellerSku)).toEqual(['SKU-005']);
    expect(full.drift).toEqual([
      expect.objectContaining({
        sellerSku: 'SKU-005',
        warehouses: [expect.objectContaining({ shown: 77, offered: 5000 })],
      }),
    ]);
    expect(quantities('SKU-005')).toEqual([5000, 5000]);
    const [run] = await world.admin.searchRead('x_tiktok_run', [['x_job', '=', 'inventory']], ['x_message'], {
      order: 'id desc',
      limit: 1,
    });
    expect(run?.['x_message']).toContain('1 SKUs showed something else on TikTok');
  });

  it('compares all by itself once a day', async () => {
    world.control.setStock(shownOf(world, 'SKU-006').skuId, 2, 1);
    world.passTime(DAY + 60);
    const report = await syncStockWell(world);

    expect([report.mode, report.drift.length, quantities('SKU-006')]).toEqual(['full', 1, [5000, 5000]]);
    expect((await syncStockWell(world)).mode).toBe('changes');
  });

  it('shows negative stock as nothing and endless stock as the most that TikTok takes', async () => {
    await countStock(world, 'SKU-007', 2);
    // five leave although only two were counted
    await shipOrder(world.admin, await sellInOdoo(world, await productOf(world, 'SKU-007'), 5));
    await countStock(world, 'SKU-008', 1_000_000_000);
    const report = await syncStockTwice(world);

    expect(report.problems).toEqual([]);
    expect(shownOf(world, 'SKU-007').available).toBe(0);
    expect(shownOf(world, 'SKU-008').available).toBe(99_999);
    expect((await listingOf(world, 'SKU-008')).free).toBe(1_000_000_000);
  });

  it('stops for one SKU at nothing: refusals are noted on the listing and tried again when something changes', async () => {
    const { skuId, productId } = shownOf(world, 'SKU-010');
    world.control.setSku(skuId, { stockRule: 'shared' });
    await countStock(world, 'SKU-010', 40);
    await countStock(world, 'SKU-011', 41);
    const updates = updatesOf(world);
    const report = await syncStockTwice(world);

    expect(shownOf(world, 'SKU-010').productId).toBe(productId);
    expect(shownOf(world, 'SKU-011').available).toBe(41);
    expect([report.sent, updatesOf(world) - updates]).toEqual([1, 1]);
    expect(report.problems).toEqual([expect.objectContaining({ sellerSku: 'SKU-010', isNew: true })]);
    expect(await listingOf(world, 'SKU-010')).toMatchObject({
      state: 'refused',
      note: expect.stringMatching(/TikTok refuses the stock: .*12052921/),
    });
    const again = await syncStockWell(world);
    expect(again.problems).toEqual([expect.objectContaining({ sellerSku: 'SKU-010', isNew: false })]);
    world.control.setSku(skuId, { stockRule: 'own' });
    expect((await syncStockWell(world, { full: true })).sent).toBe(1);
    expect(await listingOf(world, 'SKU-010')).toMatchObject({ state: 'ok', note: '', shown: 40 });
  });

  it('notes what TikTok refuses as a whole or no longer lists', async () => {
    const { productId } = shownOf(world, 'SKU-001');
    world.control.setProduct(productId, { status: 'FREEZE' });
    world.control.removeSku(shownOf(world, 'SKU-012').skuId);
    await countStock(world, 'SKU-001', 50);
    await countStock(world, 'SKU-012', 51);
    await countStock(world, 'SKU-009', 52);
    const report = await syncStockTwice(world);

    expect(report.sent).toBe(1);
    expect(report.problems.map(({ sellerSku }) => sellerSku).sort()).toEqual(['SKU-001', 'SKU-012']);
    expect((await listingOf(world, 'SKU-012')).note).toMatch(/no longer lists this SKU/);
    expect(shownOf(world, 'SKU-009').available).toBe(52);
    world.control.setProduct(productId, { status: 'ACTIVATE' });
    expect((await syncStock(world, { full: true })).problems.map(({ sellerSku }) => sellerSku)).toEqual(['SKU-012']);
  });
});
