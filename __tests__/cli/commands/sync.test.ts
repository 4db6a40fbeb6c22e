import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CommandResult, runCommand, startCommand } from '../../helpers/commandLine.ts';
import { createWorld, VERSIONS, type World, WORLD_TIMEOUT } from '../../helpers/world.ts';

interface SyncJson {
  readonly dryRun: boolean;
  readonly shops: readonly {
    readonly read: number;
    readonly counts: Record<string, number>;
    readonly changed: number;
  }[];
}

describe.each(VERSIONS)('sync orders on Odoo %s', (version) => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld(version, { shops: [{ region: 'US', name: 'My US Shop', mix: {} }] });
  }, WORLD_TIMEOUT);
  afterAll(() => world.close());

  function sync(...args: string[]): Promise<CommandResult> {
    return runCommand(['sync', 'orders', ...args], { cwd: world.stateDir, env: world.env() });
  }

  const countOrders = (): Promise<number> =>
    world.admin.searchCount('sale.order', [['x_tiktok_order_id', '!=', false]]);

  it('says that there is nothing, before the first order', async () => {
    expect(await sync()).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Nothing to do: no order has changed on TikTok.'),
    });
  });

  it('writes nothing in a dry run, and says what it would', async () => {
    world.control.placeOrders({ count: 3 });

    const { code, stdout } = await sync('--dry-run');

    expect(code).toBe(0);
    expect(stdout).toContain('What would be done');
    expect(stdout.match(/ created$/gm)).toHaveLength(3);
    expect(stdout).toContain('Nothing was written.');
    expect(await countOrders()).toBe(0);
  });

  it('brings orders over once', async () => {
    const first = await sync();
    const second = await sync();

    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toMatch(/^My US Shop +3 +0 /m);
    expect(second.stdout).toContain('Nothing to do: all 3 orders are in Odoo already.');
    expect(await countOrders()).toBe(3);
  });

  it('lists with exit code 2 what is held', async () => {
    const [orderId = ''] = world.control.placeOrders({ kinds: ['fulfilledByTiktok'] });

    const { code, stdout } = await sync();

    expect(code).toBe(2);
    expect(stdout).toMatch(new RegExp(`^My US Shop +${orderId} +AWAITING_SHIPMENT +blocked +TikTok stores`, 'm'));
  });

  it('says with --quiet only what is new', async () => {
    const [orderId = ''] = world.control.placeOrders({ kinds: ['fulfilledByTiktok'] });

    const news = await sync('--quiet');
    const old = await sync('--quiet');

    expect(news).toMatchObject({ code: 2, stdout: '' });
    expect(news.stderr).toMatch(new RegExp(`^warning: My US Shop: order ${orderId} is blocked\\. TikTok stores`));
    expect(news.stderr.trim().split('\n')).toHaveLength(1);
    expect(old).toMatchObject({ code: 2, stdout: '', stderr: '' });
  });

  it('reads orders by id, and says when TikTok does not know them', async () => {
    const [orderId = ''] = world.control.placeOrders();

    const known = await sync('--order', orderId, '999999999999999999', '--json');
    const unknown = await sync('--order', '999999999999999999');

    expect(known.code).toBe(2);
    expect(JSON.parse(known.stdout)).toMatchObject({ shops: [{ read: 1, counts: { created: 1 } }] });
    expect(unknown).toMatchObject({ code: 1, stdout: expect.stringContaining('TikTok knows 0 of these 1 orders') });
  });

  it('names the shops when none is meant', async () => {
    expect(await sync('--shop', 'other')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/no shop "other".*My US Shop/),
    });
  });

  it('does the work once when two run at the same time', async () => {
    world.control.placeOrders({ count: 4 });
    const before = await countOrders();

    const reports = (await Promise.all([sync('--json'), sync('--json')])).map(
      ({ stdout }) => JSON.parse(stdout) as SyncJson,
    );

    const created = reports.map(({ shops: [shop] }) => shop?.counts['created']);
    expect(created.sort()).toEqual([0, 4]);
    expect(await countOrders()).toBe(before + 4);
  });

  it('stops after the page in hand, and goes on from there', async () => {
    world.control.placeOrders({ count: 6 });
    const before = await countOrders();
    world.control.addFault({ fault: 'slow', delayMs: 400 } as never);
    const env = world.env();
    const { child, ended } = startCommand(['sync', 'orders', '--page-size', '1', '--json'], {
      cwd: world.stateDir,
      env,
    });
    while ((await countOrders()) === before) await new Promise((resolve) => setTimeout(resolve, 50));

    child.kill('SIGTERM');
    const { code, stdout, stderr } = await ended;
    world.control.clearFaults();

    expect({ code, stopped: (JSON.parse(stdout) as { stopped: boolean }).stopped }).toEqual({ code: 1, stopped: true });
    expect(stderr).toContain('the next run goes on there');
    const stoppedAt = await countOrders();
    expect(stoppedAt).toBeLessThan(before + 6);
    await sync();
    expect(await countOrders()).toBe(before + 6);
  });

  it('says that the shop has to be linked again once the seller took it back', async () => {
    world.control.revoke();

    const { code, stdout, stderr } = await sync();

    expect(code).toBe(1);
    expect(stdout).not.toContain('Nothing to do');
    expect(stderr).toMatch(/My US Shop: .*\[E_TIKTOK_AUTH\]/);
  });
});
