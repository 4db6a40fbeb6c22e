import type { OdooClient } from '../../../src/odoo/client.ts';
import { QUIET } from '../../../src/odoo/loader.ts';
import type { WireOrder } from '../../../src/sandbox/wire.ts';
import type { LinkedBridge } from './bridgeWay.ts';
import type { BridgeRun } from './bridgeProcess.ts';
import type { BenchDatabase } from './database.ts';
import { importInside } from './inside.ts';
import { importOneByOne } from './oneByOne.ts';
import { copyOrders, type SandboxShop, withOrders } from './sandboxShop.ts';
import { wantedOrder, type WantedContext } from './wanted.ts';

/** The ways of importing orders that are compared. */
export const WAYS = ['bridge', 'oneByOne', 'perOrder', 'batch', 'bridgeOnePage'] as const;
export type Way = (typeof WAYS)[number];

/** Everything that the ways work with. */
export interface WayContext {
  readonly database: BenchDatabase;
  readonly shop: SandboxShop;
  readonly bridge: LinkedBridge;
  readonly admin: OdooClient;
  /** Database id of the bridge's user. */
  readonly uid: number;
  readonly wanted: WantedContext;
}

/** What a way took for its orders. */
export interface WayRun {
  readonly way: Way;
  readonly orders: number;
  readonly seconds: number;
  /** TikTok's ids of its orders. */
  readonly orderIds: readonly string[];
  /** Calls to Odoo; undefined inside of it. */
  readonly odooCalls?: number;
  readonly bridge?: BridgeRun;
}

/** The first digit of all ids of a way. */
const DIGITS: Readonly<Record<Way, number>> = { bridge: 1, oneByOne: 2, perOrder: 3, batch: 4, bridgeOnePage: 5 };

/** A setting that people with a single Odoo worker may choose. */
const ONE_PAGE = { TIKTOK_ODOO_PAGES_IN_FLIGHT: '1' };

/** What every call of the bridge carries. */
const BASE_CONTEXT = { tz: 'UTC', lang: 'en_US' };
/**
 * The bridge keeps Odoo from noting that a record was made and what its first values are. The limit does the same, or it
 * would be easier to reach; Odoo's own connectors do not, so `perOrder` has Odoo's plain context.
 */
const QUIET_CONTEXT = { ...BASE_CONTEXT, ...QUIET };

/**
 * Imports orders in one way.
 *
 * @param drawn - The bridge reads its copies of them from the sandbox, the others get theirs as ready values.
 */
export async function importBy(way: Way, drawn: readonly WireOrder[], context: WayContext): Promise<WayRun> {
  const raw = copyOrders(drawn, DIGITS[way]);
  const common = { way, orders: raw.length, orderIds: raw.map(({ id }) => id) };
  if (way === 'bridge' || way === 'bridgeOnePage') {
    const bridge = await withOrders(context.shop, raw, () => context.bridge.sync(way === 'bridge' ? {} : ONE_PAGE));
    return { ...common, seconds: bridge.seconds, odooCalls: bridge.calls.odoo, bridge };
  }
  const orders = raw.map((order) => wantedOrder(order, context.wanted));
  const { database, uid } = context;
  if (way === 'oneByOne') {
    const { seconds, calls } = await importOneByOne(database, orders);
    return { ...common, seconds, odooCalls: calls };
  }
  const job = { db: database.db, uid, orders };
  const seconds =
    way === 'perOrder'
      ? await importInside({ ...job, mode: 'single', context: BASE_CONTEXT })
      : await importInside({ ...job, mode: 'batch', context: QUIET_CONTEXT });
  return { ...common, seconds };
}
