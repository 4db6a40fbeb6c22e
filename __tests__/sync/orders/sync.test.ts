import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { BRIDGE_USER_GROUPS } from '../../../src/addon/access.ts';
import type { OrdersReport } from '../../../src/sync/orders/report.ts';
import { expectAgreement } from '../../helpers/agreement.ts';
import { cursorOf, fingerprint, syncTwice } from '../../helpers/odooWorld.ts';
import { createWorld, VERSIONS, type World, type WorldShop, WORLD_TIMEOUT } from '../../helpers/world.ts';

describe.each(VERSIONS)('syncOrders on Odoo %s', (version) => {
  let world: World;
  let ours: WorldShop;
  let theirs: WorldShop;

  beforeAll(async () => {
    world = await createWorld(version, {
      shops: [
        { region: 'US', name: 'Ours', seller: 'Seller One' },
        { region: 'US', name: 'Theirs', seller: 'Seller Two' },
      ],
    });
    [ours, theirs] = world.shops as [WorldShop, WorldShop];
  }, WORLD_TIMEOUT);
  afterAll(() => world.close());
  beforeEach(() => {
    world.control.moveClock(2);
  });

  function place(count = 1): void {
    for (const { shopId } of world.shops) world.control.placeOrders({ shopId, count });
  }

  /** Reports of all shops by their names. */
  async function syncAll(wish: Parameters<World['syncAll']>[0] = {}): Promise<Record<string, OrdersReport>> {
    const reports = await world.syncAll(wish);
    return Object.fromEntries(reports.map((report) => [report.shop, report]));
  }

  async function readRow(model: string, id: number, ...fields: string[]): Promise<Record<string, unknown>> {
    const [row] = await world.admin.read(model, [id], fields);
    return row ?? {};
  }

  async function accountOf(shop: WorldShop): Promise<Record<string, unknown>> {
    const { x_account_id: account } = await readRow('x_tiktok_shop', shop.id, 'x_account_id');
    return readRow('x_tiktok_account', (account as [number, string])[0], 'x_open_id', 'x_state', 'x_message');
  }

  it('syncs every enabled shop, and keeps their orders apart', async () => {
    place(2);
    const reports = await syncAll();

    expect([reports['Ours']?.counts.created, reports['Theirs']?.counts.created]).toEqual([2, 2]);
    await syncTwice(world, () => world.syncAll());
    await expectAgreement(world);
  });

  it('syncs the shop that is named by id, name or number', async () => {
    const names = [ours.shopId, 'OURS', `#${ours.id}`];
    const reports = await Promise.all(names.map((shop) => world.syncAll({ shop })));

    expect(reports.map((all) => all.map(({ shopId }) => shopId))).toEqual(names.map(() => [ours.shopId]));
  });

  it('names the shops that there are when none such is meant', async () => {
    await expect(world.syncAll({ shop: 'nobody' })).rejects.toMatchObject({
      code: 'E_USAGE',
      remedy: expect.stringMatching(/Ours.*Theirs/),
    });
  });

  it('leaves shops alone that are switched off', async () => {
    await world.setShop({ x_enabled: false }, theirs);
    const reports = await syncAll();
    const named = world.syncAll({ shop: theirs.shopId });

    expect(Object.keys(reports)).toEqual(['Ours']);
    await expect(named).rejects.toMatchObject({ code: 'E_USAGE', message: expect.stringContaining('not enabled') });
    await world.setShop({ x_enabled: true }, theirs);
  });

  it('records what a run did, and nothing for a run that did nothing', async () => {
    const runs = (): Promise<number> => world.admin.searchCount('x_tiktok_run', []);
    const before = await runs();
    await syncAll();
    const idle = await runs();
    world.control.placeOrders({ shopId: ours.shopId, count: 2 });
    await syncAll();
    const [run] = await world.admin.searchRead('x_tiktok_run', [], ['x_shop_id', 'x_state', 'x_created', 'x_job'], {
      order: 'id desc',
      limit: 1,
    });

    expect([idle, await runs()]).toEqual([before, before + 1]);
    expect(run).toMatchObject({ x_shop_id: [ours.id, 'Ours'], x_state: 'done', x_created: 2, x_job: 'orders' });
  });

  it('goes on with a new token when the old one ends in the middle', async () => {
    place(6);
    let isExpired = false;
    const onProgress = (): void => {
      if (!isExpired) world.control.expireTokens();
      isExpired = true;
    };
    const reports = await syncAll({ pageSize: 2, pagesInFlight: 1, onProgress });

    expect(isExpired).toBe(true);
    expect(Object.values(reports).map(({ error, counts }) => [error, counts.created])).toEqual([
      [undefined, 6],
      [undefined, 6],
    ]);
  });

  it('shows an authorisation that was taken back on its account, and goes on with the other shop', async () => {
    place();
    const before = await cursorOf(world, ours.id);
    const { x_open_id: openId } = await accountOf(ours);
    world.control.revoke(String(openId));
    const reports = await syncAll();
    const account = await accountOf(ours);

    expect(reports['Ours']?.error).toMatchObject({ code: 'E_TIKTOK_AUTH' });
    expect([reports['Theirs']?.error, reports['Theirs']?.counts.created]).toEqual([undefined, 1]);
    expect(account['x_state']).toBe('revoked');
    expect(String(account['x_message'])).toMatch(/link/i);
    expect((await accountOf(theirs))['x_state']).toBe('linked');
    expect(await cursorOf(world, ours.id)).toBe(before);
  });

  it('does not ask TikTok again while the authorisation is gone', async () => {
    const { [ours.shopId]: asked = 0 } = world.control.statistics().byShop;
    const reports = await syncAll();

    expect(reports['Ours']?.error?.message).toContain('tiktok-odoo auth link');
    expect(world.control.statistics().byShop[ours.shopId] ?? 0).toBe(asked);
  });

  it('leaves no gap once the seller has linked again', async () => {
    place(2);
    const linked = await world.link(world.bridge, 'Seller One');
    const reports = await syncAll();

    expect(linked.shops).toEqual([expect.objectContaining({ shopId: ours.shopId, result: 'known' })]);
    expect((await accountOf(ours))['x_state']).toBe('linked');
    expect([reports['Ours']?.error, reports['Ours']?.counts.created]).toEqual([undefined, 3]);
    await expectAgreement(world);
  });

  it('keeps what it has done when the authorisation ends between two pages', async () => {
    world.control.placeOrders({ shopId: ours.shopId, count: 6 });
    const { x_open_id: openId } = await accountOf(ours);
    const before = await cursorOf(world, ours.id);
    const reports = await syncAll({
      shop: ours.shopId,
      pageSize: 2,
      pagesInFlight: 1,
      onProgress: (_shop, done, total = 0) => {
        if (done >= total - 3) world.control.revoke(String(openId));
      },
    });
    const after = await cursorOf(world, ours.id);
    await world.link(world.bridge, 'Seller One');
    await syncAll();

    expect(reports['Ours']?.error).toMatchObject({ code: 'E_TIKTOK_AUTH' });
    expect([2, 3, 4, 5]).toContain(reports['Ours']?.counts.created);
    expect(after >= before).toBe(true);
    await expectAgreement(world);
  });

  it('stops a shop that two records stand for, names both, and goes on with the other', async () => {
    place();
    const [copy = 0] = await world.odoo.create('x_tiktok_shop', [
      { x_name: 'Ours (copy)', x_shop_id: ours.shopId, x_enabled: true },
    ]);
    const reports = await syncAll();
    await world.admin.write('x_tiktok_shop', [copy], { x_shop_id: 'gone', x_enabled: false });
    const mended = await syncAll();

    for (const name of ['Ours', 'Ours (copy)']) {
      expect(reports[name]?.error).toMatchObject({ code: 'E_SHOP_TWICE' });
      expect(reports[name]?.error?.message).toMatch(new RegExp(`#${ours.id}.*#${copy}|#${copy}.*#${ours.id}`));
    }
    expect(reports['Theirs']?.counts.created).toBe(1);
    expect(mended['Ours']?.counts.created).toBe(1);
  });

  it('says on the shop what is wrong with its settings, and goes on with the other', async () => {
    place();
    const { x_warehouse_id: warehouse } = await readRow('x_tiktok_shop', ours.id, 'x_warehouse_id');
    await world.setShop({ x_warehouse_id: false });
    const reports = await syncAll();
    const refused = await readRow('x_tiktok_shop', ours.id, 'x_state', 'x_message');
    await world.setShop({ x_warehouse_id: (warehouse as [number, string])[0] });
    const mended = await syncAll();

    expect(reports['Ours']?.error).toMatchObject({ code: 'E_SHOP_SETTINGS' });
    expect(refused).toMatchObject({ x_state: 'refused', x_message: expect.stringContaining('Warehouse is empty') });
    expect(reports['Theirs']?.counts.created).toBe(1);
    expect(mended['Ours']?.counts.created).toBe(1);
    expect(await readRow('x_tiktok_shop', ours.id, 'x_state', 'x_message')).toMatchObject({
      x_state: 'enabled',
      x_message: false,
    });
  });

  it('stops with the name of the right when the Odoo user has lost some, and goes on once it is back', async () => {
    place();
    const { userGroups } = world.admin.profile;
    const groups = [...(await world.admin.findByXid('res.groups', Object.keys(BRIDGE_USER_GROUPS))).values()];
    const user = await world.odoo.uid();
    await world.admin.write('res.users', [user], { [userGroups]: groups.map((group) => [3, group]) });
    const before = await fingerprint(world);
    const cursor = await cursorOf(world, ours.id);
    const reports = await syncAll();
    const after = await fingerprint(world);
    await world.admin.write('res.users', [user], { [userGroups]: groups.map((group) => [4, group]) });

    for (const { error } of Object.values(reports)) {
      expect(error).toMatchObject({
        code: 'E_ODOO_ACCESS',
        message: expect.stringMatching(/\((\w+\.)+\w+\).*Give the Odoo user/s),
      });
    }
    expect(await cursorOf(world, ours.id)).toBe(cursor);
    expect([after['sale_order'], after['x_tiktok_order']]).toEqual([before['sale_order'], before['x_tiktok_order']]);
    expect((await syncAll())['Ours']?.counts.created).toBe(1);
    await expectAgreement(world);
  });
});
