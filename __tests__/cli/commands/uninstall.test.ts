import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CommandWorld, createCommandWorld } from '../../helpers/commandWorld.ts';
import { VERSIONS, WORLD_TIMEOUT } from '../../helpers/world.ts';

describe.each(VERSIONS)('uninstall on Odoo %s', (version) => {
  let world: CommandWorld;

  beforeAll(async () => {
    world = await createCommandWorld(version);
    await world.run('install');
  }, WORLD_TIMEOUT);
  afterAll(() => world.close());

  it('shows what would go, and that sale orders stay', async () => {
    const { code, stdout } = await world.run('uninstall', '--dry-run');

    expect(code).toBe(0);
    expect(stdout).toMatch(/^- remove the addon's \d+ models, fields, views/m);
    expect(stdout).toContain('Sale orders, contacts and transfers stay');
  });

  it('removes nothing when there is nobody to ask', async () => {
    const { code, stderr } = await world.run('uninstall');

    expect(code).toBe(1);
    expect(stderr).toMatch(/no terminal to ask at\. Add --yes\. \[E_USAGE\]/);
    expect((await world.run('upgrade', '--dry-run')).stdout).toMatch(/^Nothing to do/);
  });

  it('removes the addon with --yes, and finds nothing the second time', async () => {
    expect(await world.run('uninstall', '--yes')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/The addon is removed: \d+ records\./),
    });
    expect(await world.run('uninstall', '--yes')).toMatchObject({
      code: 0,
      stdout: 'Nothing to do: the addon is not installed in this database.\n',
    });
  });
});
