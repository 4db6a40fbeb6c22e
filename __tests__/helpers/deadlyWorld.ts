import type { Bridge } from '../../src/bridge.ts';
import { type DeadlyProxy, startDeadlyProxy } from './deadlyProxy.ts';
import { createWorld, type World } from './world.ts';

/** A world whose bridges reach Odoo through a proxy that can end calls, lose answers and so kill syncs. */
export interface DeadlyWorld {
  readonly world: World;
  readonly proxy: DeadlyProxy;
  /** New orders of several kinds. */
  readonly place: (count?: number) => void;
  /** Cancels one imported order, units of another one, and changes the address of a third. */
  readonly change: () => void;
  /** A bridge behind the proxy; a new one, as after a restart. */
  readonly reborn: () => Bridge;
  /** Runs a sync in a bridge that may die of it. */
  readonly syncAndDie: () => Promise<void>;
  /** All writing calls of the sync of what was prepared, in order. */
  readonly callsOf: (prepare: () => void) => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

/** Makes a {@link DeadlyWorld} with one shop; the proxy lets everything pass until told otherwise. */
export async function createDeadlyWorld(version: World['version']): Promise<DeadlyWorld> {
  const world = await createWorld(version, { shops: [{ region: 'US' }] });
  const proxy = await startDeadlyProxy(world.database.url);
  const reborn = (): Bridge => world.openBridge({ odooUrl: proxy.url });
  const syncAndDie = async (): Promise<void> => {
    const bridge = reborn();
    await world.sync({}, bridge).catch(() => undefined);
    await bridge.close();
  };
  return {
    world,
    proxy,
    reborn,
    syncAndDie,
    place: (count = 2) => {
      world.control.placeOrders({ count, kinds: ['severalUnits', 'severalSkus', 'sellerDiscount', 'paidShipping'] });
    },
    change: () => {
      world.control.moveClock(2);
      const open = world.control.orders({ status: 'AWAITING_SHIPMENT' }).slice(-3);
      const [whole = '', part = '', moved = ''] = open.map(({ orderId }) => orderId);
      world.control.cancel(whole);
      world.control.cancel(part, { units: 1 });
      world.control.changeAddress(moved, { address_line1: `${world.control.now()} Moved Street` });
    },
    callsOf: async (prepare) => {
      prepare();
      proxy.plan(() => 'pass');
      await syncAndDie();
      return [...proxy.written()];
    },
    close: async () => {
      await proxy.close();
      await world.close();
    },
  };
}
