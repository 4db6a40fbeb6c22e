import { hashText } from './random.ts';
import { advance, nextStatus } from './statusMachine.ts';
import { followOrder, holdingsOf } from './stock.ts';
import type { World } from './world.ts';

/** How long orders stay in a status in life, in seconds, on average. */
const STAY: Readonly<Record<string, number>> = {
  UNPAID: 300,
  ON_HOLD: 3600,
  AWAITING_SHIPMENT: 86_400,
  PARTIALLY_SHIPPING: 43_200,
  AWAITING_COLLECTION: 43_200,
  IN_TRANSIT: 3 * 86_400,
  DELIVERED: 7 * 86_400,
};

/**
 * Takes every order on whose time has come.
 *
 * @param now - Unix seconds.
 * @param since - Unix seconds when the orders began to move; what was due before starts to wait then.
 * @returns How many orders moved.
 */
export function moveOrders(world: World, now: number, since: number): number {
  const { speed } = world.settings;
  if (speed <= 0) return 0;
  let moved = 0;
  for (const shop of world.shops) {
    for (const { id, order, verbatim } of shop.orders.values()) {
      const stay = STAY[order.status];
      if (stay === undefined || verbatim !== undefined || nextStatus(order) === undefined) continue;
      // half to one and a half times the average, so that orders do not move in step
      const spread = 0.5 + (hashText(`${id}/${order.status}`) % 1000) / 1000;
      if (now < Math.max(order.update_time, since) + (stay * spread) / speed) continue;
      const before = holdingsOf(order);
      advance(order, now);
      followOrder(shop, before, holdingsOf(order));
      shop.version += 1;
      moved += 1;
    }
  }
  return moved;
}
