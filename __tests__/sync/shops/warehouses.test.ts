import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { prepareShops } from '../../../src/sync/shops/prepare.ts';
import { readShops } from '../../../src/sync/shops/shop.ts';
import { syncWarehouses, type WarehouseBinding } from '../../../src/sync/shops/warehouses.ts';
import type { TiktokClient } from '../../../src/tiktok/client.ts';
import { runSql } from '../../helpers/postgres.ts';
import { createWorld, VERSIONS, type World, WORLD_TIMEOUT } from '../../helpers/world.ts';

/** A TikTok that lists just these warehouses. */
function listing(...warehouses: readonly Readonly<Record<string, unknown>>[]): TiktokClient {
  return { request: () => Promise.resolve({ warehouses }) } as unknown as TiktokClient;
}

const MAIN = { id: '7200000001', name: 'Main', effect_status: 'ENABLED', type: 'SALES_WAREHOUSE' };
const BACK = { id: '7200000002', name: 'Back', effect_status: 'ENABLED', type: 'RETURN_WAREHOUSE' };

describe.each(VERSIONS)('syncWarehouses on Odoo %s', (version) => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld(version);
  }, WORLD_TIMEOUT);
  afterAll(() => world.close());

  async function sync(tiktok?: TiktokClient, dryRun = false): Promise<WarehouseBinding[]> {
    const all = await readShops(world.odoo);
    const [prepared] = await prepareShops(world.odoo, all.slice(0, 1), all, world.bridge.mappings, true);
    if (!prepared || prepared.error) throw new Error('The shop cannot be synced.');
    return syncWarehouses({ ...prepared, tiktok: tiktok ?? world.bridge.tiktokFor(prepared.shop) }, dryRun);
  }

  function fingerprint(): Promise<string> {
    return runSql(
      version,
      world.database.db,
      "SELECT md5(string_agg(t::text, ' ' ORDER BY id)) FROM x_tiktok_warehouse t",
    );
  }

  async function rows(): Promise<readonly Record<string, unknown>[]> {
    const fields = ['x_name', 'x_tiktok_id', 'x_type', 'x_status', 'x_warehouse_id', 'x_location_id', 'x_shop_id'];
    return world.admin.searchRead('x_tiktok_warehouse', [], fields, { order: 'id' });
  }

  it('has listed the warehouses when the shop was enabled, those for sales fed by the shop’s own', async () => {
    const [shop] = await world.admin.read('x_tiktok_shop', [world.shop.id], ['x_warehouse_id', 'x_company_id']);

    expect(await rows()).toMatchObject([
      { x_type: 'SALES_WAREHOUSE', x_status: 'ENABLED', x_warehouse_id: shop?.['x_warehouse_id'] },
      { x_type: 'RETURN_WAREHOUSE', x_status: 'ENABLED', x_warehouse_id: false },
    ]);
    const [warehouse] = await world.admin.searchRead('x_tiktok_warehouse', [], ['x_company_id'], { limit: 1 });
    expect(warehouse?.['x_company_id']).toEqual(shop?.['x_company_id']);
  });

  it('writes nothing when it runs again, and answers what is there', async () => {
    const before = await fingerprint();
    const calls = world.odoo.callCount();

    const bindings = await sync();

    // shops, accounts, warehouses
    expect(world.odoo.callCount() - calls).toBe(3);
    expect(await fingerprint()).toBe(before);
    const [own] = await world.admin.search('stock.warehouse', [['code', '=', 'WH']]);
    expect(bindings).toMatchObject([
      { type: 'SALES_WAREHOUSE', status: 'ENABLED', warehouseId: own, locationId: undefined },
      { type: 'RETURN_WAREHOUSE', warehouseId: undefined },
    ]);
    expect(bindings.map(({ recordId }) => recordId)).toEqual((await rows()).map((row) => row['id']));
  });

  it('shows what is gone and what is new, but not in a dry run', async () => {
    const before = await fingerprint();

    const wished = await sync(listing(MAIN, BACK), true);
    expect(await fingerprint()).toBe(before);
    expect(wished.map(({ recordId, status }) => [recordId > 0, status])).toEqual([
      [true, 'GONE'],
      [true, 'GONE'],
      [false, 'ENABLED'],
      [false, 'ENABLED'],
    ]);

    const done = await sync(listing(MAIN, BACK));
    expect(done.map(({ recordId }) => recordId > 0)).toEqual([true, true, true, true]);
    expect((await rows()).map((row) => row['x_status'])).toEqual(['GONE', 'GONE', 'ENABLED', 'ENABLED']);
    expect(await sync(listing(MAIN, BACK))).toEqual(done);
  });

  it('keeps what a person chose while name and status follow TikTok', async () => {
    const [record] = await world.admin.search('x_tiktok_warehouse', [['x_tiktok_id', '=', MAIN.id]]);
    const [warehouse] = await world.admin.searchRead('stock.warehouse', [['code', '=', 'FBT']], ['lot_stock_id']);
    const [location] = warehouse?.['lot_stock_id'] as [number, string];
    const choice = { x_warehouse_id: warehouse?.id, x_location_id: location };
    await world.admin.write('x_tiktok_warehouse', [record ?? 0], choice);

    const bindings = await sync(listing({ ...MAIN, name: 'Moved', effect_status: 'RESTRICTED' }, BACK));

    expect(bindings.find(({ tiktokId }) => tiktokId === MAIN.id)).toEqual({
      recordId: record,
      tiktokId: MAIN.id,
      name: 'Moved',
      type: 'SALES_WAREHOUSE',
      status: 'RESTRICTED',
      warehouseId: warehouse?.id,
      locationId: location,
    });
    expect(await world.admin.read('x_tiktok_warehouse', [record ?? 0], ['x_name', 'x_warehouse_id'])).toMatchObject([
      { x_name: 'Moved', x_warehouse_id: [warehouse?.id, expect.any(String)] },
    ]);
  });

  it('leaves a warehouse as it is known that TikTok lists in an unknown shape', async () => {
    const bindings = await sync(listing({ ...MAIN, name: { en: 'Main' } }, { ...BACK, effect_status: 'DISABLED' }));

    expect(bindings.slice(2)).toMatchObject([
      { name: 'Moved', status: 'RESTRICTED' },
      { name: 'Back', status: 'DISABLED' },
    ]);
  });
});
