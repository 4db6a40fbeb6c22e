import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from '../../../src/core/files.ts';
import type { OrdersReport } from '../../../src/sync/orders/report.ts';
import { syncOrders } from '../../../src/sync/orders/sync.ts';
import { createWorld, type SyncWish, VERSIONS, type World, WORLD_TIMEOUT } from '../../helpers/world.ts';

describe.each(VERSIONS)('syncEachShop, with orders, on Odoo %s', (version) => {
  let world: World;
  let folder: string;

  beforeAll(async () => {
    world = await createWorld(version, { shops: [{ region: 'US' }, { region: 'GB' }] });
    folder = join(world.makeFolder(), 'locks');
    mkdirSync(folder);
  }, WORLD_TIMEOUT);
  afterAll(() => world.close());

  async function sync(wish: SyncWish = {}): Promise<OrdersReport[]> {
    const request = { ...world.bridge.config.sync, dryRun: false, recreate: false, lockFolder: folder, ...wish };
    return syncOrders(await world.bridge.orderSyncDeps(), request);
  }

  it('syncs every enabled shop', async () => {
    world.control.placeOrders({ shopId: world.shops[0]?.shopId });
    world.control.placeOrders({ shopId: world.shops[1]?.shopId, count: 2 });

    const reports = await sync();

    expect(new Map(reports.map(({ shopId, counts }) => [shopId, counts.created]))).toEqual(
      new Map([
        [world.shops[0]?.shopId, 1],
        [world.shops[1]?.shopId, 2],
      ]),
    );
  });

  it('waits while another process syncs the same shop, and then sees what that one did', async () => {
    const { shopId } = world.shop;
    world.control.placeOrders({ shopId, count: 2 });
    const order: string[] = [];

    const other = withLock(folder, `orders_${shopId}`, async () => {
      await world.sync();
      order.push('other');
    });
    const [report] = await sync({ shop: shopId });
    order.push('own');
    await other;

    expect(order).toEqual(['other', 'own']);
    expect(report?.counts.created).toBe(0);
  });

  it('waits for nobody in a dry run, nor for another shop', async () => {
    const [own, other] = world.shops;

    await withLock(folder, `orders_${own?.shopId ?? ''}`, async () => {
      await sync({ shop: own?.shopId, dryRun: true });
      await sync({ shop: other?.shopId });
    });

    expect(await world.admin.searchCount('sale.order', [['x_tiktok_order_id', '!=', false]])).toBe(5);
  });

  it('reads a moment in the zone of the shop', async () => {
    const [own] = world.shops.filter(({ region }) => region === 'US');

    const [report] = await sync({ shop: own?.shopId, since: '2026-10-15' });

    // midnight in Los Angeles, on summer time
    expect(report?.from).toBe(1_792_047_600);
    await expect(sync({ since: 'some day' })).rejects.toMatchObject({ code: 'E_USAGE' });
  });

  it('begins no shop once it is asked to stop', async () => {
    const stopping = new AbortController();
    stopping.abort();

    expect(await sync({ signal: stopping.signal })).toEqual([]);
  });
});
