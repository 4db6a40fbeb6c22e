import { cp } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { expectAgreement } from '../helpers/agreement.ts';
import { startCommand } from '../helpers/commandLine.ts';
import { createDeadlyWorld, type DeadlyWorld } from '../helpers/deadlyWorld.ts';
import { syncTwice } from '../helpers/odooWorld.ts';
import { VERSIONS, WORLD_TIMEOUT } from '../helpers/world.ts';

const LONG = 300_000;

describe.each(VERSIONS)('a bridge that is interrupted, on Odoo %s', (version) => {
  let deadly: DeadlyWorld;

  beforeAll(async () => {
    deadly = await createDeadlyWorld(version);
  }, WORLD_TIMEOUT);
  afterAll(() => deadly.close());
  afterEach(() => {
    deadly.proxy.plan(() => 'pass');
  });

  it('finishes what it had begun although the orders have changed since', async () => {
    const { world, proxy, place, change, syncAndDie } = deadly;
    for (const last of ['sale.order/action_confirm', 'x_tiktok_order/load']) {
      place(3);
      proxy.plan(({ name }) => (name === last ? 'die-after' : 'pass'));
      await syncAndDie();
      change();
    }
    await syncTwice(world);

    await expectAgreement(world);
  });

  it('ends as if nothing had happened when every answer is lost once', async () => {
    const { world, proxy, place, change, reborn } = deadly;
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
      const { world, proxy, place } = deadly;
      const deaths = ['sale.order/load', 'sale.order/action_confirm', 'x_tiktok_order/load'];
      for (const [index, last] of deaths.entries()) {
        place(5);
        const stateDir = index === deaths.length - 1 ? world.stateDir : world.makeFolder();
        if (stateDir !== world.stateDir) await cp(world.stateDir, stateDir, { recursive: true });
        const env = world.env({ stateDir, odooUrl: proxy.url });
        const { child, ended } = startCommand(['sync', 'orders', '--page-size', '3'], { cwd: stateDir, env });
        let isShot = false;
        proxy.plan(({ name }) => {
          if (name !== last || isShot) return 'pass';
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
      const { world, place, change } = deadly;
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
