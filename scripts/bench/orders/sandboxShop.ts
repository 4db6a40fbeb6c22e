import type { Logger } from '../../../src/core/logger.ts';
import type { Sandbox } from '../../../src/sandbox/server.ts';
import { startSandbox } from '../../../src/sandbox/server.ts';
import type { WireOrder } from '../../../src/sandbox/wire.ts';
import type { Goods } from './database.ts';

/** The shop that the benchmark's orders are placed in. */
export interface SandboxShop {
  readonly sandbox: Sandbox;
  readonly shopId: string;
  readonly goods: readonly Goods[];
}

/** How many different goods the shop sells. */
export const SKUS = 50;

/**
 * Starts a sandbox with one British shop that has no orders yet.
 *
 * @param skuSpread - How many of its SKUs buyers order; 1 puts all orders on one.
 */
export async function startShop(seed: string, logger: Logger, skuSpread = SKUS): Promise<SandboxShop> {
  const shop = { region: 'GB', bench: true, orders: 0, skus: SKUS, skuSpread } as const;
  const sandbox = await startSandbox({ port: 0, seed, shops: [shop], logger });
  const goods = sandbox.control.catalogue().map(({ sellerSku, title, price }) => ({ sellerSku, name: title, price }));
  const shopId = sandbox.control.shops()[0]?.shopId ?? '';
  return { sandbox, shopId, goods };
}

/**
 * Has new buyers place orders of three lines and shipping, and takes the orders away again: each way gets a copy of them
 * when it is its turn.
 *
 * The seller ships with a carrier of his own, because only then TikTok shows British addresses unmasked.
 */
export function drawOrders({ sandbox: { control } }: SandboxShop, count: number): WireOrder[] {
  const ids = control.placeOrders({ count, kinds: ['sellerShipping', 'paidShipping'] });
  const orders = ids.map((id) => control.order(id));
  for (const id of ids) control.removeOrder(id);
  return orders;
}

/**
 * The same orders from other buyers under other ids: equal but for the ids, so that what the ways have written can be
 * compared to the letter.
 *
 * @param digit - From 1 to 9, another for each way; ids start with it.
 */
export function copyOrders(orders: readonly WireOrder[], digit: number): WireOrder[] {
  const renumber = (id: string): string => `${digit}${id.slice(1)}`;
  return orders.map((order) => ({
    ...structuredClone(order),
    id: renumber(order.id),
    user_id: renumber(order.user_id),
  }));
}

/** Shows orders to the bridge, as changed this moment, while it works. */
export async function withOrders<T>(
  shop: SandboxShop,
  orders: readonly WireOrder[],
  work: () => Promise<T>,
): Promise<T> {
  const { control } = shop.sandbox;
  const now = control.now();
  for (const order of orders) control.putOrder(shop.shopId, { ...order, update_time: now });
  try {
    return await work();
  } finally {
    for (const { id } of orders) control.removeOrder(id);
  }
}
