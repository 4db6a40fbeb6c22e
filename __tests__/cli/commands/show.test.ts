import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CommandResult, runCommand } from '../../helpers/commandLine.ts';
import { createWorld, VERSIONS, type World, WORLD_TIMEOUT } from '../../helpers/world.ts';

describe.each(VERSIONS)('show order on Odoo %s', (version) => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld(version, { shops: [{ region: 'US', name: 'My US Shop' }, { region: 'US' }] });
  }, WORLD_TIMEOUT);
  afterAll(() => world.close());

  function show(...args: string[]): Promise<CommandResult> {
    return runCommand(['show', 'order', ...args], { cwd: world.stateDir, env: world.env() });
  }

  it('says what TikTok says of an order that the bridge has not seen', async () => {
    const [orderId = ''] = world.control.placeOrders({ shopId: world.shops[1]?.shopId });

    const { code, stdout } = await show(orderId);

    expect(code).toBe(0);
    expect(stdout).toContain('AWAITING_SHIPMENT; the buyer paid');
    expect(stdout).toContain('nothing yet: it has not seen the order');
    expect(stdout).toContain('no sale order.');
  });

  it('tells everything about an imported order, without the person', async () => {
    const [orderId = ''] = world.control.placeOrders({ shopId: world.shop.shopId });
    await world.syncAll();

    const { code, stdout } = await show(orderId);

    expect(code).toBe(0);
    expect(stdout).toContain(`Order ${orderId} of My US Shop (US)`);
    expect(stdout).toMatch(/imported, when TikTok said AWAITING_SHIPMENT/);
    expect(stdout).toMatch(/S\d+: sale, [\d.]+ USD; contact #\d+, delivery to contact #\d+/);
    expect(stdout).toMatch(/Transfers: WH\/OUT\/\d+ (assigned|confirmed)/);
    expect(stdout).toMatch(/\/web#id=\d+&model=sale\.order&view_type=form/);
    const { recipient_address: address } = world.control.order(orderId);
    expect(stdout).not.toContain(address.name);
    expect(stdout).not.toContain(address.phone_number);
  });

  it('tells programs the same', async () => {
    const [{ orderId } = { orderId: '' }] = world.control.orders({ shopId: world.shop.shopId });

    expect(JSON.parse((await show(orderId, '--json')).stdout)).toMatchObject({
      orderId,
      tiktok: { status: 'AWAITING_SHIPMENT', currency: 'USD' },
      decision: { state: 'imported', imported: true },
      saleOrder: { state: 'sale', pickings: [{ state: expect.any(String) }] },
      links: { saleOrder: expect.stringContaining('sale.order') },
    });
  });

  it('says why an order is held', async () => {
    const [orderId = ''] = world.control.placeOrders({ kinds: ['fulfilledByTiktok'] });
    await world.syncAll();

    const { stdout } = await show(orderId);

    expect(stdout).toMatch(/blocked \(fbt_warehouse\)/);
    expect(stdout).toContain('name a Warehouse at TikTok in the shop');
  });

  it('says when nobody knows the order', async () => {
    expect(await show('999999999999999999')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/Neither TikTok nor Odoo knows an order 999999999999999999 in .*\[E_USAGE\]/),
    });
    const [elsewhere] = world.control.orders({ shopId: world.shops[1]?.shopId });
    expect((await show(elsewhere?.orderId ?? '', '--shop', 'My US Shop')).code).toBe(0);
  });

  it('shows what Odoo knows when TikTok does not answer', async () => {
    const [{ orderId } = { orderId: '' }] = world.control.orders({ shopId: world.shop.shopId });
    world.control.revoke();

    const { code, stdout } = await show(orderId);

    expect(code).toBe(0);
    expect(stdout).toMatch(/TikTok says\n {2}My US Shop: /);
    expect(stdout).toContain('The bridge decided\n  imported');
  });
});
