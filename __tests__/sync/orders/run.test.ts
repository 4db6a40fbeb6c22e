import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fromOdooDateTime, toOdooDateTime } from '../../../src/core/time.ts';
import { cursorOf, fingerprint, readOrder, readOrders, syncTwice } from '../../helpers/odooWorld.ts';
import { createWorld, VERSIONS, type World, WORLD_TIMEOUT } from '../../helpers/world.ts';

const DAY = 86_400;

describe.each(VERSIONS)('the window of a sync on Odoo %s', (version) => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld(version, { shops: [{ region: 'US', skus: 12 }] });
  }, WORLD_TIMEOUT);
  afterAll(() => world.close());

  async function cursor(): Promise<number> {
    return fromOdooDateTime(await cursorOf(world, world.shop.id)) ?? 0;
  }

  /** Places orders that were made, and last changed, so long ago. */
  function placeOld(seconds: number, count = 1): string[] {
    const moment = world.control.now() - seconds;
    const ids = world.control.placeOrders({ count });
    for (const id of ids) {
      const times = { create_time: moment, update_time: moment, paid_time: moment };
      world.control.patchOrder(id, { set: times });
    }
    return [...ids];
  }

  async function statesOf(ids: readonly string[]): Promise<(string | undefined)[]> {
    const views = await readOrders(world, ids);
    return ids.map((id) => views.get(id)?.record?.state);
  }

  it('begins at Import From and leaves older orders alone, but shows those that change', async () => {
    const importFrom = world.control.now() - 5 * DAY;
    await world.setShop({ x_import_from: toOdooDateTime(importFrom), x_last_order_sync: false });
    const [untouched = ''] = placeOld(8 * DAY);
    const [changed = ''] = placeOld(8 * DAY);
    const [fresh = ''] = placeOld(4 * DAY);
    world.control.patchOrder(changed, { set: {} });
    await syncTwice(world);

    expect(await statesOf([untouched, changed, fresh])).toEqual([undefined, 'skipped', 'imported']);
    expect((await readOrder(world, changed)).record?.code).toBe('before_import_from');
    expect((await readOrder(world, changed)).saleOrder).toBeUndefined();
  });

  it('moves the cursor to the beginning of the run, by TikTok’s clock', async () => {
    const before = world.control.now();
    await world.sync();
    const after = world.control.now();

    expect(await cursor()).toBeGreaterThanOrEqual(before - 2);
    expect(await cursor()).toBeLessThanOrEqual(after + 2);
  });

  it('looks back a little before the cursor, because TikTok shows some orders late', async () => {
    await world.sync();
    const [late = ''] = placeOld(300);
    const [tooLate = ''] = placeOld(1200);
    await syncTwice(world);

    expect(await statesOf([late, tooLate])).toEqual(['imported', undefined]);
    world.control.removeOrder(tooLate);
  });

  it('catches up after a long pause without cutting anything off, and says so', async () => {
    const ids = [placeOld(9 * DAY), placeOld(3 * DAY), placeOld(60)].flat();
    const longAgo = world.control.now() - 10 * DAY;
    const importFrom = toOdooDateTime(longAgo - DAY);
    await world.setShop({ x_last_order_sync: toOdooDateTime(longAgo), x_import_from: importFrom });
    const report = await world.sync();

    expect(await statesOf(ids)).toEqual(['imported', 'imported', 'imported']);
    expect(report.catchUpDays).toBe(10);
    expect(await cursor()).toBeGreaterThan(world.control.now() - 60);
  });

  it('reads everything again since Sync From, doubles nothing, and clears it', async () => {
    const [missed = ''] = placeOld(4 * DAY);
    await world.sync();
    const before = await statesOf([missed]);
    const wanted = toOdooDateTime(world.control.now() - 6 * DAY);
    await world.setShop({ x_sync_from: wanted });
    const report = await world.sync();
    const [row] = await world.admin.read('x_tiktok_shop', [world.shop.id], ['x_sync_from']);

    expect([before, await statesOf([missed])]).toEqual([[undefined], ['imported']]);
    expect(toOdooDateTime(report.from)).toBe(wanted);
    expect(report.counts.created).toBe(1);
    expect(report.counts.unchanged).toBeGreaterThan(2);
    expect(row?.['x_sync_from']).toBe(false);
    await syncTwice(world);
  });

  it('keeps Sync From when the run does not come to its end', async () => {
    const wanted = toOdooDateTime(world.control.now() - 6 * DAY);
    await world.setShop({ x_sync_from: wanted });
    world.control.addFault({ fault: 'refuse', code: 36009007, paths: ['orders/search'] });
    const report = await world.sync();
    world.control.clearFaults();
    const [row] = await world.admin.read('x_tiktok_shop', [world.shop.id], ['x_sync_from']);

    expect(report.error).toBeDefined();
    expect(row?.['x_sync_from']).toBe(wanted);
    await world.sync();
  });

  it('reads since a given moment without moving the cursor', async () => {
    const [old = ''] = placeOld(4 * DAY);
    await world.sync();
    const before = await cursor();
    const since = world.control.now() - 6 * DAY;
    await world.sync({ since });
    const later = world.control.now() - 30;
    await world.sync({ since: later });

    expect(await statesOf([old])).toEqual(['imported']);
    expect(await cursor()).toBeGreaterThanOrEqual(before);
  });

  it('does not skip what lies between the cursor and a later given moment', async () => {
    const [between = ''] = placeOld(200);
    const before = await cursor();
    await world.sync({ since: world.control.now() + 5 });
    const seen = await statesOf([between]);
    const after = await cursor();
    await world.sync();

    expect([seen, after]).toEqual([[undefined], before]);
    expect(await statesOf([between])).toEqual(['imported']);
  });

  it('takes single orders by their id, whatever the window, and leaves the cursor', async () => {
    const [old = ''] = placeOld(8 * DAY);
    const [other = ''] = placeOld(8 * DAY);
    const before = await cursor();
    await world.sync({ orderIds: [old] });

    expect(await statesOf([old, other])).toEqual(['imported', undefined]);
    expect(await cursor()).toBe(before);
  });

  it.each([
    { pageSize: 3, pagesInFlight: 1 },
    { pageSize: 2, pagesInFlight: 3 },
  ])('reads all pages of $pageSize orders with $pagesInFlight in flight', async (options) => {
    const ids = [...world.control.placeOrders({ count: 7, kinds: ['sameBuyer'] })];
    const report = await world.sync(options);
    const before = await fingerprint(world);
    await world.sync(options);

    expect(await statesOf(ids)).toEqual(ids.map(() => 'imported'));
    expect(report.counts.created).toBe(7);
    expect(await fingerprint(world)).toEqual(before);
  });

  it('finds orders that change while the pages are walked', async () => {
    const ids = [...world.control.placeOrders({ count: 6, status: 'ON_HOLD' })];
    let moved = 0;
    const onProgress = (): void => {
      const id = ids[moved];
      moved += 1;
      world.control.moveClock(1);
      if (id) world.control.advance(id, 'AWAITING_SHIPMENT');
    };
    await world.sync({ pageSize: 2, pagesInFlight: 1, onProgress });
    await world.sync();

    expect(moved).toBeGreaterThan(2);
    const expected = ids.map((id) => (world.control.order(id).status === 'ON_HOLD' ? 'waiting' : 'imported'));
    expect(await statesOf(ids)).toEqual(expected);
  });

  it('writes nothing at all in a dry run, and says what it would do', async () => {
    const ids = [...world.control.placeOrders({ count: 3, kinds: ['severalSkus'] })];
    await world.setShop({ x_sync_from: toOdooDateTime(world.control.now() - DAY) });
    const cursorBefore = await cursor();
    const before = await fingerprint(world);
    const report = await world.sync({ dryRun: true });

    expect(await fingerprint(world)).toEqual(before);
    expect(await cursor()).toBe(cursorBefore);
    expect(
      report.orders
        .filter(({ result }) => result === 'created')
        .map(({ orderId }) => orderId)
        .sort(),
    ).toEqual([...ids].sort());
    await world.sync();
    expect(await statesOf(ids)).toEqual(ids.map(() => 'imported'));
  });
});
