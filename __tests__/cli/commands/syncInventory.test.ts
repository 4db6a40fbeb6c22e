import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CommandResult, runCommand } from '../../helpers/commandLine.ts';
import { countStock, listGoods, shownOf } from '../../helpers/stockWorld.ts';
import { createWorld, type World, WORLD_TIMEOUT } from '../../helpers/world.ts';

interface InventoryJson {
  readonly dryRun: boolean;
  readonly shops: readonly { readonly mode: string; readonly sent: number; readonly drift: readonly unknown[] }[];
}

describe('sync inventory', () => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld('19', { shops: [{ region: 'US', name: 'My US Shop' }] });
  }, WORLD_TIMEOUT);
  afterAll(() => world.close());

  function sync(...args: string[]): Promise<CommandResult> {
    return runCommand(['sync', 'inventory', ...args], { cwd: world.stateDir, env: world.env() });
  }

  it('does nothing where no shop has it switched on, and says how to', async () => {
    expect(await sync()).toMatchObject({ code: 1, stderr: expect.stringContaining('sync-inventory=yes') });
  });

  it('says that there is nothing to send before there are listings', async () => {
    await world.setShop({ x_sync_inventory: true });

    expect(await sync()).toMatchObject({ code: 0, stdout: expect.stringContaining('no listing has a product') });
  });

  it('prints what it would send, sends it, and has nothing to do then', async () => {
    await listGoods(world);
    await countStock(world, 'SKU-001', 7);
    const dry = await sync('--dry-run', '--full');
    const first = await sync('--json', '--full');
    const second = await sync();

    expect(dry.stdout).toMatch(/^What would be sent:$/m);
    expect(dry.stdout).toMatch(/^My US Shop +SKU-001 +\d+ +\d+ +\d+ +7$/m);
    expect(dry.stdout).toContain('Nothing was sent or written.');
    expect({ code: first.code, stderr: first.stderr }).toEqual({ code: 0, stderr: '' });
    expect((JSON.parse(first.stdout) as InventoryJson).shops).toEqual([
      expect.objectContaining({ mode: 'full', sent: 12, drift: [] }),
    ]);
    expect(second.stdout).toContain('Nothing to do: TikTok shows what Odoo has for all 12 listings.');
    expect(shownOf(world, 'SKU-001').available).toBe(7);
  });

  it('prints a drift, and lists with exit code 2 what was refused; with --quiet only once', async () => {
    world.control.setStock(shownOf(world, 'SKU-002').skuId, 1, 5);
    world.control.setSku(shownOf(world, 'SKU-003').skuId, { stockRule: 'global' });
    await countStock(world, 'SKU-003', 3);
    const news = await sync('--quiet');
    const old = await sync('--quiet');
    const full = await sync('--full');

    expect(news).toMatchObject({ code: 2, stdout: '' });
    expect(news.stderr).toMatch(/^warning: My US Shop: SKU SKU-003: TikTok refuses the stock/);
    expect(old).toMatchObject({ code: 2, stdout: '', stderr: '' });
    expect(full.stdout).toMatch(/^Differs on TikTok although nothing has changed in Odoo:$/m);
    expect(full.stdout).toMatch(/^My US Shop +SKU-002 +\d+ +\d+ +5 +10000$/m);
    expect(full.stdout).toMatch(/^My US Shop +SKU-003 +\d+ +TikTok refuses the stock/m);
  });
});
