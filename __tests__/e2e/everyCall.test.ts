import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { expectAgreement } from '../helpers/agreement.ts';
import { createDeadlyWorld, type DeadlyWorld } from '../helpers/deadlyWorld.ts';
import { syncTwice } from '../helpers/odooWorld.ts';
import { WORLD_TIMEOUT } from '../helpers/world.ts';

const LONG = 300_000;

// the steps are the same on every version; interruptions.test.ts kills some of them on both ends
describe('a bridge that dies after any of its calls, on Odoo 19', () => {
  let deadly: DeadlyWorld;

  beforeAll(async () => {
    deadly = await createDeadlyWorld('19');
  }, WORLD_TIMEOUT);
  afterAll(() => deadly.close());
  afterEach(() => {
    deadly.proxy.plan(() => 'pass');
  });

  it(
    'ends as if nothing had happened, after whichever call of an import it dies',
    async () => {
      const { world, proxy, place, syncAndDie, callsOf } = deadly;
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
      const { world, proxy, place, change, syncAndDie, callsOf } = deadly;
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
});
