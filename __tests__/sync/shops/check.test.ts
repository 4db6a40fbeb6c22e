import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OdooClient } from '../../../src/odoo/client.ts';
import { checkShop, settingsKey } from '../../../src/sync/shops/check.ts';
import { SYNC_NEEDS } from '../../../src/sync/shops/needs.ts';
import { readShops, requireShop, type Shop } from '../../../src/sync/shops/shop.ts';
import { connectAs, createUser } from '../../helpers/addonFixtures.ts';
import { createWorld, VERSIONS, type World, WORLD_TIMEOUT } from '../../helpers/world.ts';

describe.each(VERSIONS)('checkShop on Odoo %s', (version) => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld(version);
  }, WORLD_TIMEOUT);
  afterAll(() => world.close());

  async function shopWith(changes: Readonly<Record<string, unknown>> = {}): Promise<Shop> {
    const shop = requireShop(await readShops(world.odoo), world.shop.shopId);
    return { ...shop, row: { ...shop.row, ...changes } };
  }

  async function problemsWith(changes: Readonly<Record<string, unknown>> = {}, odoo = world.odoo): Promise<string[]> {
    return checkShop(odoo, await shopWith(changes), world.bridge.mappings);
  }

  it('finds nothing wrong with a shop that is enabled', async () => {
    expect(await problemsWith()).toEqual([]);
  });

  it('names records of another company', async () => {
    const [company = 0] = await world.admin.create('res.company', [{ name: 'Other company' }]);
    const [team] = await world.admin.create('crm.team', [{ name: 'Far away', company_id: company }]);
    const changes = { x_team_id: [team, 'Far away'] };

    expect(await problemsWith(changes)).toEqual([expect.stringMatching(/^Sales team is gone or of another company/)]);
    await world.admin.write('res.users', [await world.odoo.uid()], { company_ids: [[4, company]] });
    expect(await problemsWith(changes)).toEqual([expect.stringMatching(/^Sales team belongs to another company/)]);
  });

  it('names what is archived, and what is gone', async () => {
    const [product] = await world.admin.create('product.product', [{ name: 'Old', active: false }]);

    expect(
      await problemsWith({ x_default_product_id: [product, 'Old'], x_default_carrier_id: [999_999, 'Gone'] }),
    ).toEqual([
      expect.stringMatching(/^Default carrier is gone/),
      expect.stringMatching(/^Default product is archived/),
    ]);
  });

  it('names a pricelist and a currency that do not fit', async () => {
    const [pound] = await world.admin.search('res.currency', [['name', '=', 'GBP']]);

    expect(await problemsWith({ x_currency_id: [pound, 'GBP'] })).toEqual([
      expect.stringMatching(/^Currency is GBP, but TikTok settles US in USD/),
      expect.stringMatching(/^Pricelist is not in the currency of the shop/),
    ]);
  });

  it('names a pricelist for TikTok in another currency', async () => {
    const [euro] = await world.admin.search('res.currency', [['name', '=', 'EUR']]);
    const [pricelist] = await world.admin.create('product.pricelist', [{ name: 'Euro', currency_id: euro }]);

    expect(await problemsWith({ x_price_pricelist_id: [pricelist, 'Euro'] })).toEqual([
      expect.stringMatching(/^Pricelist for TikTok is not in the currency of the shop/),
    ]);
  });

  it('names a stock location that is no place of the shop’s warehouse', async () => {
    const locationsOf = async (code: string): Promise<[number, string]> => {
      const [warehouse] = await world.admin.searchRead('stock.warehouse', [['code', '=', code]], ['lot_stock_id']);
      return warehouse?.['lot_stock_id'] as [number, string];
    };
    const [customers] = await world.admin.search('stock.location', [['usage', '=', 'customer']]);

    expect(await problemsWith({ x_stock_location_id: await locationsOf('WH') })).toEqual([]);
    expect(await problemsWith({ x_stock_location_id: await locationsOf('FBT') })).toEqual([
      expect.stringMatching(/^Stock location lies outside the shop's warehouse/),
    ]);
    expect(await problemsWith({ x_stock_location_id: [customers, 'Customers'] })).toEqual([
      expect.stringMatching(/^Stock location is no place for goods of your own/),
    ]);
  });

  it('names numbers that make no sense', async () => {
    expect(await problemsWith({ x_stock_percent: 120, x_stock_buffer: -3 })).toEqual([
      expect.stringMatching(/^Buffer is -3/),
      expect.stringMatching(/^Percent offered is 120/),
    ]);
  });

  it('names the rights that a user lacks', async () => {
    await createUser(
      world.admin,
      'hands-off',
      'sales_team.group_sale_salesman_all_leads',
      '__tiktok_shop__.addon_group_bridge',
    );
    const user: OdooClient = await connectAs(world.database, 'hands-off');

    const problems = await problemsWith({}, user);

    user.close();
    expect(problems).toContainEqual(expect.stringMatching(/may not create res\.partner/));
    expect(problems.join()).not.toMatch(/x_tiktok_order/);
  });

  it('needs no right twice', () => {
    const models = SYNC_NEEDS.map(({ model }) => model);

    expect(new Set(models).size).toBe(models.length);
  });
});

describe('settingsKey', () => {
  const row = { id: 1, x_company_id: [1, 'A'], x_currency_id: [2, 'USD'], x_region: 'US', x_warehouse_id: [3, 'WH'] };
  const shop = { row } as unknown as Shop;

  it('is the same for the same records, whatever they are called', () => {
    expect(settingsKey(shop)).toBe(settingsKey({ ...shop, row: { ...row, x_warehouse_id: [3, 'Renamed'] } }));
  });

  it.each([
    ['x_warehouse_id', [4, 'WH']],
    ['x_goods_tax_id', [9, 'VAT']],
    ['x_region', 'GB'],
    ['x_stock_percent', 50],
    ['x_stock_location_id', [8, 'WH/Stock']],
  ])('changes with %s', (name, value) => {
    expect(settingsKey({ ...shop, row: { ...row, [name]: value } })).not.toBe(settingsKey(shop));
  });
});
