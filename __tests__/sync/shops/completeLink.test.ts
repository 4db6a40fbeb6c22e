import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createWorld, VERSIONS, type World, WORLD_TIMEOUT } from '../../helpers/world.ts';

describe.each(VERSIONS)('completeLink on Odoo %s', (version) => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld(version, { bare: true, shops: [{ region: 'US' }, { region: 'GB' }] });
  }, WORLD_TIMEOUT);
  afterAll(() => world.close());

  async function stateOf(app?: string): Promise<string> {
    const { url } = await world.bridge.startLink(app, undefined);
    return new URL(url).searchParams.get('state') ?? '';
  }

  it('writes the account and all its shops into Odoo', async () => {
    const report = await world.link();

    expect(report).toMatchObject({ app: 'main', shops: [{ result: 'new' }, { result: 'new' }] });
    const [account] = await world.admin.searchRead(
      'x_tiktok_account',
      [['x_open_id', '=', report.openId]],
      ['x_state', 'x_app', 'x_shop_ids'],
    );
    expect(account).toMatchObject({
      x_state: 'linked',
      x_app: 'main',
      x_shop_ids: [expect.any(Number), expect.any(Number)],
    });
  });

  it('changes nothing but the tokens the second time', async () => {
    const [before] = await world.bridge.tokens.list();
    const old = before && (await world.bridge.tokens.read(before));

    const report = await world.link();

    expect(report.shops).toMatchObject([{ result: 'known' }, { result: 'known' }]);
    expect(await world.admin.searchCount('x_tiktok_shop', [])).toBe(2);
    expect(await world.admin.searchCount('x_tiktok_account', [])).toBe(1);
    expect((before && (await world.bridge.tokens.read(before)))?.accessToken).not.toBe(old?.accessToken);
  });

  it('refuses an address whose consent was not begun here, or that comes twice', async () => {
    const foreign = world.control.consent({ state: '0123456789abcdef0123456789abcdef' }).redirect;
    const own = world.control.consent({ state: await stateOf() }).redirect;
    await world.bridge.shops.completeLink(own);

    await expect(world.bridge.shops.completeLink(foreign)).rejects.toMatchObject({ code: 'E_TIKTOK_AUTH' });
    await expect(world.bridge.shops.completeLink(own)).rejects.toThrow(/used already/);
  });

  it('says that the seller refused', async () => {
    const denied = world.control.consent({ state: await stateOf(), approve: false }).redirect;

    await expect(world.bridge.shops.completeLink(denied)).rejects.toThrow(/did not allow/);
  });

  it('says that this is not the address', async () => {
    await expect(world.bridge.shops.completeLink('https://example.com/')).rejects.toMatchObject({
      code: 'E_TIKTOK_AUTH',
      remedy: expect.stringContaining('Copy the whole address'),
    });
  });
});
