import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CommandWorld, createCommandWorld } from '../../helpers/commandWorld.ts';
import { VERSIONS, WORLD_TIMEOUT } from '../../helpers/world.ts';

describe.each(VERSIONS)('install on Odoo %s', (version) => {
  let world: CommandWorld;

  beforeAll(async () => {
    world = await createCommandWorld(version);
  }, WORLD_TIMEOUT);
  afterAll(() => world.close());

  it('prints what it would write, and writes nothing, with --dry-run', async () => {
    const { code, stdout } = await world.run('install', '--dry-run');

    expect(code).toBe(0);
    expect(stdout).toMatch(/^would create model x_tiktok_order$/m);
    expect(stdout).toMatch(/^\d+ parts differ; nothing was written\.$/m);
  });

  it('says that the user of the bridge does not exist', async () => {
    const { code, stderr } = await world.run('install', '--bridge-user', 'nobody');

    expect(code).toBe(1);
    expect(stderr).toMatch(/no active Odoo user with the login of the bridge.*\[E_ODOO_MISSING/);
  });

  it('installs for the user of the settings, quietly without a terminal', async () => {
    const { code, stdout, stderr } = await world.run('install');

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/The bridge's user is now in TikTok Shop \/ Bridge\./);
  });

  it('says that there is nothing to do the second time, also to programs', async () => {
    expect(await world.run('install')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Nothing to do: /) });
    const { stdout } = await world.run('install', '--json');
    expect(JSON.parse(stdout)).toEqual({ isUnchanged: true, lines: [], refilled: 0, granted: [], notes: [] });
  });

  it('tells steps with --verbose', async () => {
    const { stderr } = await world.run('install', '--verbose');

    expect(stderr).toContain('Installing the addon');
  });
});
