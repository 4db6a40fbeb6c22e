import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { markRevoked } from '../../../src/sync/shops/link.ts';
import { type PreparedShop, prepareShops, withCompany } from '../../../src/sync/shops/prepare.ts';
import { readShops, type Shop } from '../../../src/sync/shops/shop.ts';
import { createWorld, VERSIONS, type World, WORLD_TIMEOUT } from '../../helpers/world.ts';

describe.each(VERSIONS)('prepareShops on Odoo %s', (version) => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld(version);
  }, WORLD_TIMEOUT);
  afterAll(() => world.close());

  async function prepare(dryRun = false): Promise<PreparedShop | undefined> {
    const all = await readShops(world.odoo);
    const chosen = all.filter(({ shopId }) => shopId === world.shop.shopId).slice(0, 1);
    const [prepared] = await prepareShops(world.odoo, chosen, all, world.bridge.mappings, dryRun);
    return prepared;
  }

  async function shown(): Promise<Record<string, unknown> | undefined> {
    const [row] = await world.admin.read('x_tiktok_shop', [world.shop.id], ['x_state', 'x_message', 'x_settings_key']);
    return row;
  }

  it('lets a shop through whose settings were found to fit', async () => {
    const calls = world.odoo.callCount();

    const prepared = await prepare();

    expect(prepared?.error).toBeUndefined();
    // shops and accounts: nothing is checked again
    expect(world.odoo.callCount() - calls).toBe(2);
  });

  it('shows on the shop what is wrong after a change, but not in a dry run', async () => {
    await world.setShop({ x_pricelist_id: false });

    expect((await prepare(true))?.error).toMatchObject({ code: 'E_SHOP_SETTINGS' });
    expect(await shown()).toMatchObject({ x_state: 'enabled', x_message: false });
    expect((await prepare())?.error?.message).toContain('Pricelist is empty');
    expect(await shown()).toMatchObject({
      x_state: 'refused',
      x_message: expect.stringContaining('Pricelist is empty'),
    });
  });

  it('lets it through again once it is mended', async () => {
    const [pricelist] = await world.admin.search('product.pricelist', [['name', '=', 'TikTok Shop USD']]);
    await world.setShop({ x_pricelist_id: pricelist });

    expect((await prepare())?.error).toBeUndefined();
    expect(await shown()).toMatchObject({ x_state: 'enabled', x_message: false });
  });

  it('pauses a shop whose authorisation has ended', async () => {
    const [account] = await world.bridge.shops.accounts();
    await markRevoked(world.odoo, account?.openId ?? '', 'The seller took it back.');

    expect((await prepare())?.error).toMatchObject({
      code: 'E_TIKTOK_AUTH',
      remedy: 'Link it again: tiktok-odoo auth link --app main.',
    });
    await world.link();
    expect((await prepare())?.error).toBeUndefined();
  });

  it('leaves a shop alone that two records claim, and names both', async () => {
    const [twin = 0] = await world.odoo.create('x_tiktok_shop', [{ x_name: 'Twin', x_shop_id: world.shop.shopId }]);

    expect((await prepare())?.error).toMatchObject({
      code: 'E_SHOP_TWICE',
      message: expect.stringContaining(`#${twin}`),
    });
  });
});

describe('withCompany', () => {
  it('leaves a client as it is for a shop without a company', () => {
    const odoo = { withContext: () => 'narrowed' } as never;

    expect(withCompany(odoo, { row: { id: 1, x_company_id: false } } as unknown as Shop)).toBe(odoo);
    expect(withCompany(odoo, { row: { id: 1, x_company_id: [3, 'C'] } } as unknown as Shop)).toBe('narrowed');
  });
});
