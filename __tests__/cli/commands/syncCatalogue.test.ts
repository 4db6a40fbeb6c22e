import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CommandResult, runCommand } from '../../helpers/commandLine.ts';
import { createWorld, type World, WORLD_TIMEOUT } from '../../helpers/world.ts';

interface CatalogueJson {
  readonly dryRun: boolean;
  readonly stopped: boolean;
  readonly shops: readonly {
    readonly mode: string;
    readonly counts: Readonly<Record<string, number>>;
    readonly listings: readonly { readonly sellerSku: string; readonly state: string }[];
  }[];
}

describe('sync catalogue', () => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld('19', { shops: [{ region: 'US', name: 'My US Shop' }] });
  }, WORLD_TIMEOUT);
  afterAll(() => world.close());

  function sync(...args: string[]): Promise<CommandResult> {
    return runCommand(['sync', 'catalogue', ...args], { cwd: world.stateDir, env: world.env() });
  }

  const countListings = (): Promise<number> => world.admin.searchCount('x_tiktok_listing', []);

  it('writes nothing in a dry run, and says what it would', async () => {
    const { code, stdout } = await sync('--dry-run');

    expect(code).toBe(0);
    expect(stdout).toMatch(/^My US Shop +17 +17 +0 +0 +17 /m);
    expect(stdout).toContain('Nothing was written.');
    expect(await countListings()).toBe(0);
  });

  it('brings the catalogue over once', async () => {
    const first = await sync();
    const second = await sync();

    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(second.stdout).toContain('Nothing to do: every listing in Odoo is as TikTok shows it.');
    expect(await countListings()).toBe(17);
  });

  it('lists with exit code 2 what has no product, also for programs', async () => {
    world.passTime(2);
    const { skuIds } = world.control.addProduct({ title: 'Odd', skus: [{ sellerSku: 'ODD-1', price: '1.00' }] });
    const text = await sync();
    const json = await sync('--json', '--full');
    const { shops } = JSON.parse(json.stdout) as CatalogueJson;

    expect(text.code).toBe(2);
    expect(text.stdout).toMatch(
      new RegExp(`${skuIds[0] ?? ''} +ODD-1 +unmatched +No product has the Internal Reference ODD-1`),
    );
    expect(json.code).toBe(2);
    expect(shops).toMatchObject([
      { mode: 'full', counts: { unmatched: 1 }, listings: [{ sellerSku: 'ODD-1', state: 'unmatched' }] },
    ]);
  });

  it('is silent about what is known with --quiet', async () => {
    expect(await sync('--quiet')).toEqual({ code: 2, stdout: '', stderr: '' });
  });

  it('names the right that is missing when products shall be made', async () => {
    const { code, stderr } = await sync('--create-products');

    expect(code).toBe(1);
    expect(stderr).toMatch(/My US Shop: Products cannot be made: .*Products\/Create.*\[E_ODOO_ACCESS\]/);
  });
});
