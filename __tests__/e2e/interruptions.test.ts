import { cp } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Bridge } from '../../src/bridge.ts';
import { expectAgreement } from '../helpers/agreement.ts';
import { startCommand } from '../helpers/commandLine.ts';
import { type DeadlyProxy, startDeadlyProxy } from '../helpers/deadlyProxy.ts';
import { syncTwice } from '../helpers/odooWorld.ts';
import { createWorld, VERSIONS, type World, WORLD_TIMEOUT } from '../helpers/world.ts';

const LONG = 300_000;

describe.each(VERSIONS)('a bridge that is interrupted, on Odoo %s', (version) => {
  let world: World;
  let proxy: DeadlyProxy;

  beforeAll(async () => {
    world = await createWorld(version, { shops: [{ region: 'US' }] });
    proxy = await startDeadlyProxy(world.database.url);
  }, WORLD_TIMEOUT);
  afterAll(async () => {
    await proxy.close();
    await world.close();
  });
  afterEach(() => {
    proxy.plan(() => 'pass');
  });

  function place(count = 2): void {
    world.control.placeOrders({ count, kinds: ['severalUnits', 'severalSkus', 'sellerDiscount', 'paidShipping'] });
  }

  /** Cancels one imported order, units of another one, and changes the address of a third. */
  function change(): void {
    world.control.moveClock(2);
    const open = world.control.orders({ status: 'AWAITING_SHIPMENT' }).slice(-3);
    const [whole = '', part = '', moved = ''] = open.map(({ orderId }) => orderId);
    world.control.cancel(whole);
    world.control.cancel(part, { units: 1 });
    world.control.changeAddress(moved, { address_line1: `${world.control.now()} Moved Street` });
  }

  /** A bridge behind the proxy; a new one, as after a restart. */
  function reborn(): Bridge {
    return world.openBridge({ odooUrl: proxy.url });
  }

  /** Runs a sync in a bridge that may die of it. */
  async function syncAndDie(): Promise<void> {
    const bridge = reborn();
    await world.sync({}, bridge).catch(() => undefined);
    await bridge.close();
  }

  /** All writing calls of a sync, in order. */
  async function callsOf(prepare: () => void): Promise<readonly string[]> {
    prepare();
    proxy.plan(() => 'pass');
    await syncAndDie();
    return [...proxy.written()];
  }

  it(
    'ends as if nothing had happened, after whichever call of an import it dies',
    async () => {
      const calls = await callsOf(place);
      for (const [index] of calls.entries()) {
        place();
        proxy.plan(({ number }) => (number === index + 1 ? 'die-after' : 'pass'));
        await syncAndDie();
      }
      await syncTwice(world);

      expect(calls).toEqual(
        expect.arrayContaining(['res.partner/load', 'sale.order/load', 'sale.order/action_confirm']),
      );
      await expectAgreement(world);
    },
    LONG,
  );

  it(
    'ends as if nothing had happened, after whichever call of a change it dies',
    async () => {
      place(75);
      await world.sync();
      const calls = await callsOf(change);
      for (const [index] of calls.entries()) {
        change();
        proxy.plan(({ number }) => (number === index + 1 ? 'die-after' : 'pass'));
        await syncAndDie();
      }
      await syncTwice(world);

      expect(calls).toEqual(expect.arrayContaining(['sale.order/action_cancel', 'sale.order.line/load']));
      await expectAgreement(world);
    },
    LONG,
  );

  it('finishes what it had begun although the orders have changed since', async () => {
    for (const deadly of ['sale.order/action_confirm', 'x_tiktok_order/load']) {
      place(3);
      proxy.plan(({ name }) => (name === deadly ? 'die-after' : 'pass'));
      await syncAndDie();
      change();
    }
    await syncTwice(world);

    await expectAgreement(world);
  });

  it('ends as if nothing had happened when every answer is lost once', async () => {
    place(3);
    await world.sync();
    change();
    place(4);
    const lost = new Set<string>();
    proxy.plan(({ name }) => {
      if (lost.has(name)) return 'pass';
      lost.add(name);
      return 'lose-answer';
    });
    const report = await world.sync({}, reborn());
    await syncTwice(world);

    expect(lost.size).toBeGreaterThan(5);
    expect(report.counts.created).toBe(4);
    await expectAgreement(world);
  });

  it(
    'is killed in the middle of a page, three times, and the next one finishes its work',
    async () => {
      const deaths = ['sale.order/load', 'sale.order/action_confirm', 'x_tiktok_order/load'];
      for (const [index, deadly] of deaths.entries()) {
        place(5);
        const stateDir = index === deaths.length - 1 ? world.stateDir : world.makeFolder();
        if (stateDir !== world.stateDir) await cp(world.stateDir, stateDir, { recursive: true });
        const env = world.env({ stateDir, odooUrl: proxy.url });
        const { child, ended } = startCommand(['sync', 'orders', '--page-size', '3'], { cwd: stateDir, env });
        let isShot = false;
        proxy.plan(({ name }) => {
          if (name !== deadly || isShot) return 'pass';
          isShot = true;
          child.kill('SIGKILL');
          return 'die-after';
        });

        expect((await ended).code).toBeNull();
      }
      proxy.plan(() => 'pass');
      // its lock is still there, and is taken over
      const { ended } = startCommand(['sync', 'orders', '--json'], { cwd: world.stateDir, env: world.env() });
      const { code, stderr } = await ended;

      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      await expectAgreement(world);
      await syncTwice(world);
    },
    LONG,
  );

  it(
    'works beside another one on another host, and nothing is there twice',
    async () => {
      const otherDir = world.makeFolder();
      await cp(world.stateDir, otherDir, { recursive: true });
      const other = world.openBridge({ stateDir: otherDir });
      const first = world.openBridge();
      for (const pageSize of [3, 100]) {
        place(3);
        await world.sync();
        change();
        place(9);
        world.control.placeOrders({ count: 4, kinds: ['sameBuyer'] });
        const reports = await Promise.all([world.sync({ pageSize }, first), world.sync({ pageSize }, other)]);

        expect(reports.map(({ error }) => error)).toEqual([undefined, undefined]);
      }
      await syncTwice(world);
      await expectAgreement(world);
    },
    LONG,
  );
});
