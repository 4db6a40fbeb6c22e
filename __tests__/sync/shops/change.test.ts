import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GOODS_TAX_NAME } from '../../helpers/goodsDatabase.ts';
import { createWorld, VERSIONS, type World, WORLD_TIMEOUT } from '../../helpers/world.ts';

describe.each(VERSIONS)('settings of a shop on Odoo %s', (version) => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld(version, { bare: true });
    await world.link();
  }, WORLD_TIMEOUT);
  afterAll(() => world.close());

  async function valueOf(key: string): Promise<string | undefined> {
    const { settings } = await world.bridge.shops.show(world.shop.shopId);
    return settings.find((setting) => setting.key === key)?.value;
  }

  it('are shown with the keys that people type, and without secrets', async () => {
    const { shop, settings, zone } = await world.bridge.shops.show(world.shop.name);

    expect(shop.shopId).toBe(world.shop.shopId);
    expect(zone).toBe('America/Los_Angeles');
    expect(settings).toEqual(
      expect.arrayContaining([
        { key: 'order-prefix', label: 'Order prefix', value: 'TT-' },
        { key: 'currency', label: 'Currency', value: 'USD' },
        { key: 'late-policy', label: 'Orders that already left', value: 'import' },
      ]),
    );
    expect(settings.map(({ key }) => key)).not.toContain('cipher');
  });

  it('are changed together', async () => {
    const pairs = ['order-prefix=US-', 'fbt-warehouse=FBT', 'late-policy=block', 'import-from=2026-10-15'];

    const { changes } = await world.bridge.shops.set(world.shop.shopId, pairs, false);

    expect(changes).toMatchObject([
      { key: 'order-prefix', from: 'TT-', to: 'US-' },
      { key: 'fbt-warehouse', from: '' },
      { key: 'late-policy', from: 'import', to: 'block' },
      { key: 'import-from', to: '2026-10-15 00:00' },
    ]);
    expect(await valueOf('import-from')).toBe('2026-10-15 00:00');
    expect(await valueOf('late-policy')).toBe('block');
  });

  it('of stock, prices and catalogue are among them, the places of goods by their whole names', async () => {
    const pairs = ['stock-buffer=2', 'stock-percent=90', 'stock-location=WH/Stock', 'low-stock=5', 'price-guard=20'];
    const switches = ['match-barcode=no', 'stock-sharing=isolated', 'sync-prices=yes', 'reference-source=item_id'];

    const { changes } = await world.bridge.shops.set(world.shop.shopId, [...pairs, ...switches], false);

    expect(changes).toMatchObject([
      { key: 'stock-buffer', from: '0', to: '2' },
      { key: 'stock-percent', from: '100', to: '90' },
      { key: 'stock-location', from: '', to: 'WH/Stock' },
      { key: 'low-stock', from: '0', to: '5' },
      { key: 'price-guard', from: '50', to: '20' },
      { key: 'match-barcode', from: 'yes', to: 'no' },
      { key: 'stock-sharing', from: 'shared', to: 'isolated' },
      { key: 'sync-prices', from: 'no', to: 'yes' },
      { key: 'reference-source', from: 'seller_sku', to: 'item_id' },
    ]);
    const [row] = await world.admin.searchRead('x_tiktok_shop', [], ['x_stock_percent', 'x_stock_location_id']);
    expect(row).toMatchObject({ x_stock_percent: 90, x_stock_location_id: [expect.any(Number), 'WH/Stock'] });
    await expect(world.bridge.shops.set(world.shop.shopId, ['stock-buffer=some'], false)).rejects.toThrow(/"some"/);
    await expect(world.bridge.shops.set(world.shop.shopId, ['last-stock-check=now'], false)).rejects.toThrow(
      /no setting "last-stock-check"/,
    );
  });

  it('are left alone when they are so already, and in a dry run', async () => {
    expect((await world.bridge.shops.set(world.shop.shopId, ['order-prefix=US-'], false)).changes).toEqual([]);
    const { changes } = await world.bridge.shops.set(world.shop.shopId, ['order-prefix=XX-'], true);

    expect(changes).toHaveLength(1);
    expect(await valueOf('order-prefix')).toBe('US-');
  });

  it('are cleared by nothing', async () => {
    await world.bridge.shops.set(world.shop.shopId, ['fbt-warehouse='], false);

    expect(await valueOf('fbt-warehouse')).toBe('');
  });

  it('are all kept when one of them makes no sense, and every mistake is named', async () => {
    const pairs = ['order-prefix=YY-', 'nonsense', 'colour=red', 'warehouse=NOWHERE', `goods-tax=${GOODS_TAX_NAME}`];

    const wish = world.bridge.shops.set(world.shop.shopId, pairs, false);

    await expect(wish).rejects.toThrow(/^3 settings make no sense[^]*"nonsense"[^]*"colour"[^]*"NOWHERE"/);
    expect(await valueOf('order-prefix')).toBe('US-');
    expect(await valueOf('goods-tax')).toBe('');
  });

  it('that only the bridge writes cannot be set', async () => {
    await expect(world.bridge.shops.set(world.shop.shopId, ['cipher=x'], false)).rejects.toThrow(/no setting "cipher"/);
    await expect(world.bridge.shops.set(world.shop.shopId, ['enabled=yes'], false)).rejects.toThrow(/"enabled"/);
  });
});
