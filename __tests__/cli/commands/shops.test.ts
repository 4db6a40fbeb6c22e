import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CommandResult, runCommand } from '../../helpers/commandLine.ts';
import { GOODS_TAX_NAME, SHIPPING_TAX_NAME } from '../../helpers/goodsDatabase.ts';
import { createWorld, VERSIONS, type World, WORLD_TIMEOUT } from '../../helpers/world.ts';

describe.each(VERSIONS)('shops on Odoo %s', (version) => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld(version, { bare: true, shops: [{ region: 'GB', name: 'My UK Shop' }] });
  }, WORLD_TIMEOUT);
  afterAll(() => world.close());

  function shops(...args: string[]): Promise<CommandResult> {
    return runCommand(['shops', ...args], { cwd: world.stateDir, env: world.env() });
  }

  it('says that there is none before a link', async () => {
    expect((await shops('list')).stdout).toBe('There are no shops. Link an account: tiktok-odoo auth link.\n');
    expect((await shops('enable', 'My UK Shop')).stderr).toMatch(/no shop "My UK Shop".*auth link/);
    await world.link();
  });

  it('lists the shops', async () => {
    const { code, stdout } = await shops('list');
    const json = await shops('list', '--json');

    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`^My UK Shop +${world.shop.shopId} +GB +new +never`, 'm'));
    expect(JSON.parse(json.stdout)).toMatchObject({ shops: [{ shopId: world.shop.shopId, enabled: false }] });
  });

  it('says on enabling all that is missing, with exit code 1', async () => {
    const { code, stderr } = await shops('enable', 'my uk shop');

    expect(code).toBe(1);
    expect(stderr).toMatch(/My UK Shop is not enabled, nothing was written:/);
    expect(stderr).toMatch(/^- Tax on goods is empty/m);
    expect(stderr).toMatch(/^- Tax on shipping is empty/m);
    expect(stderr).toContain(`Sales taxes that are included in the price: ${GOODS_TAX_NAME}`);
  });

  it('enables a shop with its flags, once', async () => {
    const flags = ['--goods-tax', GOODS_TAX_NAME, '--shipping-tax', SHIPPING_TAX_NAME, '--warehouse', 'WH'];

    const dry = await shops('enable', 'My UK Shop', ...flags, '--dry-run');
    const real = await shops('enable', 'My UK Shop', ...flags);
    const again = await shops('enable', 'My UK Shop', ...flags);

    expect(dry).toMatchObject({ code: 0, stdout: expect.stringContaining('would be enabled; nothing was written') });
    expect(real).toMatchObject({ code: 0, stderr: '' });
    expect(real.stdout).toMatch(new RegExp(`^Tax on goods +${GOODS_TAX_NAME} +given`, 'm'));
    expect(real.stdout).toMatch(/^Pricelist +TikTok Shop GBP +made/m);
    expect(real.stdout).toContain('My UK Shop is enabled.');
    expect(again.stdout).toBe('Nothing to do: My UK Shop is enabled already.\n');
  });

  it('shows and sets settings', async () => {
    const set = await shops('set', 'My UK Shop', 'order-prefix=UK-', 'late-policy=block');
    const again = await shops('set', 'My UK Shop', 'order-prefix=UK-');
    const wrong = await shops('set', 'My UK Shop', 'order-prefix=X-', 'late-policy=maybe');
    const shown = await shops('show', world.shop.shopId);

    expect(set.stdout).toMatch(/^Order prefix +TT- +UK- +given/m);
    expect(again.stdout).toBe('Nothing to do: My UK Shop is set so already.\n');
    expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining('Choose one of: import, block.') });
    expect(shown.stdout).toMatch(/^order-prefix +Order prefix +UK-$/m);
    expect(shown.stdout).toContain('Times are in Europe/London.');
  });

  it('disables a shop', async () => {
    expect((await shops('disable', 'My UK Shop')).stdout).toBe('My UK Shop is disabled.\n');
    expect((await shops('disable', 'My UK Shop')).stdout).toBe('Nothing to do: My UK Shop is not enabled.\n');
  });
});
