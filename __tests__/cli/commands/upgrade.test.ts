import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CommandWorld, createCommandWorld } from '../../helpers/commandWorld.ts';
import { connectTo } from '../../helpers/odooFixtures.ts';
import { VERSIONS, WORLD_TIMEOUT } from '../../helpers/world.ts';

describe.each(VERSIONS)('upgrade on Odoo %s', (version) => {
  let world: CommandWorld;

  beforeAll(async () => {
    world = await createCommandWorld(version);
  }, WORLD_TIMEOUT);
  afterAll(() => world.close());

  it('refuses a database without the addon', async () => {
    const { code, stderr } = await world.run('upgrade');

    expect(code).toBe(1);
    expect(stderr).toMatch(/not installed in this database.*Run "tiktok-odoo install".*\[E_ODOO_ADDON/);
  });

  it('prints the difference, and mends it', async () => {
    await world.run('install');
    const admin = await connectTo(world.database, 'admin');
    const [menu = 0] = (await admin.findByXid('ir.ui.menu', ['__tiktok_shop__.addon_menu_root'])).values();
    await admin.write('ir.ui.menu', [menu], { name: 'Renamed' });
    admin.close();

    const dry = await world.run('upgrade', '--dry-run');
    const real = await world.run('upgrade');
    const again = await world.run('upgrade');

    expect(dry.stdout).toMatch(/^would change menu .*Renamed → TikTok Shop/m);
    expect(real).toMatchObject({ code: 0, stdout: expect.stringMatching(/^change menu .*Renamed → TikTok Shop/m) });
    expect(again.stdout).toMatch(/^Nothing to do: /);
  });
});
