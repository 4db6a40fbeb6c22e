import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EnableReport } from '../../../src/sync/shops/enable.ts';
import { GOODS_TAX_NAME, SHIPPING_TAX_NAME } from '../../helpers/goodsDatabase.ts';
import { createWorld, VERSIONS, type World, WORLD_TIMEOUT, type WorldShop } from '../../helpers/world.ts';

const SETTINGS = [
  'x_enabled',
  'x_state',
  'x_message',
  'x_settings_key',
  'x_pricelist_id',
  'x_team_id',
  'x_warehouse_id',
  'x_import_from',
  'x_goods_tax_id',
  'x_late_policy',
  'x_shipping_product_id',
  'x_source_id',
];
const TAXES = { 'goods-tax': GOODS_TAX_NAME, 'shipping-tax': SHIPPING_TAX_NAME };

describe.each(VERSIONS)('enableShop on Odoo %s', (version) => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld(version, {
      bare: true,
      shops: [{ region: 'US', orders: 3 }, { region: 'GB' }, { region: 'ID' }],
    });
    await world.link();
  }, WORLD_TIMEOUT);
  afterAll(() => world.close());

  function shopIn(region: string): WorldShop {
    const shop = world.shops.find((candidate) => candidate.region === region);
    if (!shop) throw new Error(`There is no shop in ${region}.`);
    return shop;
  }

  async function rowOf(region: string): Promise<Record<string, unknown>> {
    const [row] = await world.admin.searchRead('x_tiktok_shop', [['x_shop_id', '=', shopIn(region).shopId]], SETTINGS);
    return row ?? {};
  }

  function enable(region: string, given: Record<string, string> = {}, dryRun = false): Promise<EnableReport> {
    return world.bridge.shops.enable({ shop: shopIn(region).shopId, given, dryRun });
  }

  it('says everything that is missing at once, and writes nothing', async () => {
    const report = await enable('GB', { warehouse: 'NOWHERE', 'late-policy': 'sometimes' });

    expect(report.result).toBe('refused');
    expect(report.problems).toEqual([
      expect.stringContaining('NOWHERE'),
      expect.stringContaining('Choose one of: import, block.'),
      expect.stringContaining('Tax on goods is empty'),
      expect.stringContaining('Tax on shipping is empty'),
    ]);
    expect(report.hints).toEqual([expect.stringContaining(GOODS_TAX_NAME)]);
    expect(await rowOf('GB')).toMatchObject({ x_enabled: false, x_state: 'new', x_pricelist_id: false });
    expect(await world.admin.searchCount('product.pricelist', [['name', '=', 'TikTok Shop GBP']])).toBe(0);
  });

  it('writes nothing in a dry run, but tells what it would do', async () => {
    const report = await enable('US', {}, true);

    expect(report).toMatchObject({ result: 'enabled', dryRun: true });
    expect(report.changes).toMatchObject([
      { label: 'Pricelist', to: 'TikTok Shop USD', source: 'made' },
      { label: 'Sales team', source: 'made' },
    ]);
    expect(await rowOf('US')).toMatchObject({ x_enabled: false, x_team_id: false });
  });

  it('fills in what is empty and switches the sync on', async () => {
    const report = await enable('US');

    expect(report).toMatchObject({ result: 'enabled', problems: [] });
    expect(await rowOf('US')).toMatchObject({
      x_enabled: true,
      x_state: 'enabled',
      x_message: false,
      x_pricelist_id: [expect.any(Number), expect.stringContaining('TikTok Shop USD')],
      x_team_id: [expect.any(Number), shopIn('US').name],
      x_shipping_product_id: [expect.any(Number), expect.stringContaining('TIKTOK-SHIPPING')],
      x_source_id: [expect.any(Number), 'TikTok Shop'],
    });
  });

  it('changes nothing the second time', async () => {
    const before = await rowOf('US');

    const report = await enable('US');

    expect(report).toMatchObject({ result: 'unchanged', changes: [] });
    expect(await rowOf('US')).toEqual(before);
    expect(await world.admin.searchCount('product.pricelist', [['name', '=', 'TikTok Shop USD']])).toBe(1);
    expect(await world.admin.searchCount('crm.team', [['name', '=', shopIn('US').name]])).toBe(1);
  });

  it('lists the shop’s warehouses on TikTok once', async () => {
    const warehouses = (): Promise<readonly Record<string, unknown>[]> =>
      world.admin.searchRead(
        'x_tiktok_warehouse',
        [['x_shop_id.x_shop_id', '=', shopIn('US').shopId]],
        ['x_type', 'x_warehouse_id', 'write_date'],
      );
    const before = await warehouses();

    expect(await enable('US')).toMatchObject({ notes: [] });

    const { x_warehouse_id: own } = await rowOf('US');
    expect(before).toMatchObject([
      { x_type: 'SALES_WAREHOUSE', x_warehouse_id: own },
      { x_type: 'RETURN_WAREHOUSE', x_warehouse_id: false },
    ]);
    expect(await warehouses()).toEqual(before);
  });

  it('leaves nothing for the next sync to check again', async () => {
    const before = await rowOf('US');

    await world.syncAll({ shop: shopIn('US').shopId });

    const after = await rowOf('US');
    expect(after['x_settings_key']).toBe(before['x_settings_key']);
    expect(after['x_settings_key']).not.toBe(false);
  });

  it('takes what is given, and keeps what a person set', async () => {
    await world.admin.write(
      'x_tiktok_shop',
      await world.admin.search('x_tiktok_shop', [['x_shop_id', '=', shopIn('GB').shopId]]),
      { x_late_policy: 'block', x_import_from: '2020-01-02 03:04:05' },
    );

    const report = await enable('GB', { ...TAXES, 'import-from': '2026-10-15' });

    expect(report.result).toBe('enabled');
    expect(await rowOf('GB')).toMatchObject({
      x_late_policy: 'block',
      // midnight in London, which was on summer time
      x_import_from: '2026-10-14 23:00:00',
      x_goods_tax_id: [expect.any(Number), GOODS_TAX_NAME],
    });
  });

  it('switches a currency on that is off in Odoo', async () => {
    const everything = world.admin.withContext({ active_test: false });
    const [rupiah] = await everything.search('res.currency', [['name', '=', 'IDR']]);
    await world.admin.write('res.currency', [rupiah ?? 0], { active: false });

    const report = await enable('ID', TAXES);

    expect(report).toMatchObject({ result: 'enabled', notes: [] });
    const [currency] = await everything.read('res.currency', [rupiah ?? 0], ['active']);
    expect(currency).toMatchObject({ active: true });
  });

  it('refuses a tax that is not in the price', async () => {
    await world.admin.create('account.tax', [{ name: 'VAT on top', amount: 20, type_tax_use: 'sale' }]);

    const report = await enable('GB', { 'goods-tax': 'VAT on top' });

    expect(report).toMatchObject({
      result: 'refused',
      problems: [expect.stringContaining('not included in the price')],
    });
    expect(await rowOf('GB')).toMatchObject({ x_enabled: true, x_goods_tax_id: [expect.any(Number), GOODS_TAX_NAME] });
  });

  it('is not kept from it by a TikTok that does not list the warehouses', async () => {
    await world.bridge.shops.disable(shopIn('GB').shopId);
    world.control.addFault({ fault: 'refuse', code: 105005, paths: ['/logistics/'] });

    const report = await enable('GB');

    world.control.clearFaults();
    expect(report).toMatchObject({
      result: 'enabled',
      notes: [expect.stringMatching(/^The shop's warehouses on TikTok could not be listed: /)],
    });
  });

  it('names the shops that there are when none is meant', async () => {
    const wish = world.bridge.shops.enable({ shop: 'no such shop', given: {}, dryRun: false });

    await expect(wish).rejects.toThrow(/There is no shop "no such shop"/);
    await expect(wish).rejects.toMatchObject({ remedy: expect.stringContaining(shopIn('ID').shopId) });
  });

  it('disables a shop once', async () => {
    expect(await world.bridge.shops.disable(shopIn('ID').shopId)).toMatchObject({ wasEnabled: true });
    expect(await world.bridge.shops.disable(shopIn('ID').shopId)).toMatchObject({ wasEnabled: false });
    expect(await rowOf('ID')).toMatchObject({ x_enabled: false, x_state: 'disabled' });
  });
});
