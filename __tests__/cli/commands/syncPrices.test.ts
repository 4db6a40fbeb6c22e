import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CommandResult, runCommand } from '../../helpers/commandLine.ts';
import { listGoods } from '../../helpers/stockWorld.ts';
import { createWorld, type World, WORLD_TIMEOUT } from '../../helpers/world.ts';

describe('sync prices', () => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld('19', { shops: [{ region: 'US', name: 'My US Shop' }] });
    await listGoods(world);
  }, WORLD_TIMEOUT);
  afterAll(() => world.close());

  function sync(...args: string[]): Promise<CommandResult> {
    return runCommand(['sync', 'prices', ...args], { cwd: world.stateDir, env: world.env() });
  }

  it('asks for a pricelist', async () => {
    expect(await sync('--shop', 'My US Shop')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/names no pricelist for TikTok.*\[E_SHOP_SETTINGS\]/),
    });
  });

  it('prints what is sent, what is not, and nothing more the next time', async () => {
    const [usd] = await world.admin.search('res.currency', [['name', '=', 'USD']]);
    const [pricelist] = await world.admin.create('product.pricelist', [{ name: 'On TikTok', currency_id: usd }]);
    await world.setShop({ x_price_pricelist_id: pricelist, x_sync_prices: true });
    const listings = await world.admin.search('x_tiktok_listing', []);
    // every product has the list price 7.77
    await world.admin.write('x_tiktok_listing', listings, { x_price: 7 });
    await world.admin.write('x_tiktok_listing', listings.slice(0, 1), { x_price: 1 });
    const dry = await sync('--dry-run');
    const first = await sync();
    const second = await sync('--quiet');

    expect(dry.stdout).toMatch(/^What would be sent:$/m);
    expect(dry.stdout).toContain('Nothing was sent or written.');
    expect(first.code).toBe(2);
    expect(first.stdout).toMatch(/^My US Shop +12 +11 +1 /m);
    expect(first.stdout).toMatch(/^My US Shop +SKU-\d+ +\d+ +7.00 USD +7.77 USD$/m);
    expect(first.stdout).toMatch(/From 1.00 USD on TikTok to 7.77 USD is more than 50 %/);
    expect(second).toMatchObject({ code: 2, stdout: '', stderr: '' });
  });
});
