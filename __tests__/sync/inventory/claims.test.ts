import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { countStock, listGoods, shownOf, syncStockTwice } from '../../helpers/stockWorld.ts';
import { createWorld, VERSIONS, type World, type WorldShop, WORLD_TIMEOUT } from '../../helpers/world.ts';

describe.each(VERSIONS)('shops that are fed by one warehouse, on Odoo %s', (version) => {
  let world: World;
  let ours: WorldShop;
  let theirs: WorldShop;

  beforeAll(async () => {
    world = await createWorld(version, {
      shops: [
        { region: 'US', name: 'Ours', seller: 'One' },
        { region: 'US', name: 'Theirs', seller: 'Two' },
      ],
    });
    [ours, theirs] = world.shops as [WorldShop, WorldShop];
    for (const shop of world.shops) {
      await listGoods(world, shop);
      await world.setShop({ x_sync_inventory: true }, shop);
    }
  }, WORLD_TIMEOUT);
  afterAll(() => world.close());

  async function syncBoth(): Promise<void> {
    for (const shop of world.shops) await syncStockTwice(world, { shop: shop.shopId });
  }

  const shown = (code: string): number[] => [ours, theirs].map(({ shopId }) => shownOf(world, code, shopId).available);

  it('show all of it where stock is shared', async () => {
    await countStock(world, 'SKU-001', 10);
    await syncBoth();

    expect(shown('SKU-001')).toEqual([10, 10]);
  });

  it('divide it by weight where it is not, and together never offer more than there is', async () => {
    await world.setShop({ x_stock_sharing: 'isolated', x_stock_weight: 2 }, ours);
    await world.setShop({ x_stock_sharing: 'isolated', x_stock_weight: 1 }, theirs);
    for (const [index, code] of ['SKU-001', 'SKU-002', 'SKU-003'].entries()) await countStock(world, code, 10 + index);
    await syncBoth();

    expect([shown('SKU-001'), shown('SKU-002'), shown('SKU-003')]).toEqual([
      [7, 3],
      [7, 4],
      [8, 4],
    ]);
  });

  it('leave all of it to the one that lists the product, or is switched on', async () => {
    const domain = [
      ['x_shop_id', '=', theirs.id],
      ['x_seller_sku', '=', 'SKU-002'],
    ] as const;
    await world.admin.write('x_tiktok_listing', await world.admin.search('x_tiktok_listing', domain), {
      x_stock_sync: false,
    });
    await syncStockTwice(world, { shop: ours.shopId });

    expect([shown('SKU-001')[0], shown('SKU-002')[0]]).toEqual([7, 11]);
    await world.setShop({ x_sync_inventory: false }, theirs);
    await syncStockTwice(world, { shop: ours.shopId });
    expect(shown('SKU-001')[0]).toBe(10);
    await world.setShop({ x_sync_inventory: true }, theirs);
  });

  it('do not count where the other one is fed by another warehouse', async () => {
    const [fbt] = await world.admin.search('stock.warehouse', [['code', '=', 'FBT']]);
    const warehouses = await world.admin.search('x_tiktok_warehouse', [['x_shop_id', '=', theirs.id]]);
    await world.admin.write('x_tiktok_warehouse', warehouses, { x_warehouse_id: fbt });
    await syncBoth();

    expect(shown('SKU-001')).toEqual([10, 0]);
  });
});
