import { UsageError } from '../../core/errors.ts';
import { parseJson } from '../../core/json.ts';
import { cancelOrder, requestCancel } from '../cancel.ts';
import { fullAddress } from '../generate/buyers.ts';
import { advance, advanceTo, openLines, ORDER_STATUSES } from '../statusMachine.ts';
import { followOrder, holdingsOf } from '../stock.ts';
import type { OrderStatus, WireOrder } from '../wire.ts';
import { findOrder, type SandboxShop, type StoredOrder, type World } from '../world.ts';
import { sellTo } from './sell.ts';
import type { OrderSummary, OrderWish, SaleReport, SandboxControl } from './types.ts';

/** What the part of the control API that is about orders works on. */
export interface OrderControlContext {
  readonly world: () => World;
  readonly now: () => number;
  /** Is called after every change. */
  readonly changed: () => void;
}

type OrderControl = Pick<
  SandboxControl,
  | 'orders'
  | 'order'
  | 'putOrder'
  | 'patchOrder'
  | 'removeOrder'
  | 'placeOrders'
  | 'sell'
  | 'advance'
  | 'cancel'
  | 'requestCancel'
  | 'changeAddress'
>;

/** Makes the part of the control API that is about orders. */
export function orderControl({ world, now, changed }: OrderControlContext): OrderControl {
  const act = (orderId: string, action: (order: WireOrder, at: number) => void): WireOrder => {
    const { shop, stored } = requireOrder(world(), orderId);
    requireWhole(stored);
    // a step that is refused half-way must leave no trace
    const order = structuredClone(stored.order);
    action(order, now());
    keep(shop, stored, order);
    changed();
    return order;
  };
  const sell = (wish: OrderWish = {}): SaleReport => {
    const report = sellTo(world(), requireShop(world(), wish.shopId), wish, now());
    changed();
    return report;
  };
  return {
    orders: ({ shopId, status, limit = 1000 } = {}) =>
      world()
        .shops.filter((shop) => shopId === undefined || shop.ids.shop === shopId)
        .flatMap((shop) => [...shop.orders.values()].map((stored) => summarise(shop, stored)))
        .filter((summary) => status === undefined || summary.status === status)
        .slice(0, limit),
    order: (orderId) => requireOrder(world(), orderId).stored.order,
    putOrder: (shopId, raw, orderId) => {
      const id = putVerbatim(requireShop(world(), shopId), raw, orderId, now());
      changed();
      return id;
    },
    patchOrder: (orderId, { set = {}, remove = [] }) => {
      const { shop, stored } = requireOrder(world(), orderId);
      const kept = Object.entries(stored.order).filter(([field]) => !remove.includes(field));
      putVerbatim(shop, { ...Object.fromEntries(kept), update_time: now(), ...set }, orderId, now());
      changed();
      return requireOrder(world(), orderId).stored.order;
    },
    removeOrder: (orderId) => {
      const { shop, stored } = requireOrder(world(), orderId);
      followOrder(shop, holdingsOf(stored.order), holdingsOf(undefined));
      shop.orders.delete(orderId);
      shop.version += 1;
      changed();
    },
    placeOrders: (wish) => sell(wish).orderIds,
    sell,
    advance: (orderId, to) =>
      act(orderId, (order, at) => {
        if (to === undefined) advance(order, at);
        else advanceTo(order, requireStatus(to), at);
      }),
    cancel: (orderId, { by = 'BUYER', reason, lineItemIds, units } = {}) =>
      act(orderId, (order, at) => {
        const chosen = units === undefined ? lineItemIds : lastLines(order, units);
        cancelOrder(
          order,
          { by, ...(reason === undefined ? {} : { reason }), ...(chosen ? { lineItemIds: chosen } : {}) },
          at,
        );
      }),
    requestCancel: (orderId) => act(orderId, requestCancel),
    changeAddress: (orderId, changes, keepUpdateTime = false) =>
      act(orderId, (order, at) => {
        const address = { ...order.recipient_address, ...changes };
        if (changes.address_line1 !== undefined) address.address_detail = changes.address_line1;
        if (changes.name !== undefined && changes.first_name === undefined) {
          Object.assign(address, { first_name: changes.name, last_name: '' });
        }
        order.recipient_address = { ...address, full_address: changes.full_address ?? fullAddress(address) };
        order.has_updated_recipient_address = true;
        if (!keepUpdateTime) order.update_time = at;
      }),
  };
}

/**
 * Finds a shop by its id; the first shop when no id is given.
 *
 * @throws UsageError when there is none.
 */
export function requireShop(world: World, shopId: string | undefined): SandboxShop {
  const shop = shopId === undefined ? world.shops[0] : world.shops.find(({ ids }) => ids.shop === shopId);
  if (!shop) {
    throw new UsageError(`There is no shop ${JSON.stringify(shopId)}.`, {
      remedy: `Shops are ${world.shops.map(({ ids }) => ids.shop).join(', ')}.`,
    });
  }
  return shop;
}

function requireOrder(world: World, orderId: string): { readonly shop: SandboxShop; readonly stored: StoredOrder } {
  const found = findOrder(world, orderId);
  if (!found) throw new UsageError(`There is no order ${JSON.stringify(orderId)}.`, { context: { orderId } });
  return found;
}

/** Orders put in by hand may be too broken to act on. */
function requireWhole({ id, order }: StoredOrder): void {
  const parts: readonly unknown[] = [order.line_items, order.packages];
  const address: unknown = order.recipient_address;
  if (parts.every((part) => Array.isArray(part)) && address !== null && typeof address === 'object') return;
  throw new UsageError(`Order ${id} lacks parts that this step needs.`, {
    context: { orderId: id },
    remedy: 'Put it in again, or patch it.',
  });
}

function requireStatus(status: string): OrderStatus {
  const found = ORDER_STATUSES.find((known) => known === status);
  if (found) return found;
  throw new UsageError(`There is no status ${JSON.stringify(status)}.`, {
    remedy: `Statuses are ${ORDER_STATUSES.join(', ')}.`,
  });
}

/** What was verbatim stays unmasked, but is written anew. */
function keep(shop: SandboxShop, stored: StoredOrder, order: WireOrder): void {
  followOrder(shop, holdingsOf(stored.order), holdingsOf(order));
  stored.order = order;
  if (stored.verbatim !== undefined) stored.verbatim = JSON.stringify(order);
  shop.version += 1;
}

function putVerbatim(shop: SandboxShop, raw: unknown, orderId: string | undefined, now: number): string {
  const text = typeof raw === 'string' ? raw : JSON.stringify(raw);
  const order = parseOrder(text);
  const id = orderId ?? (typeof order['id'] === 'string' ? order['id'] : undefined);
  if (id === undefined || id === '') throw new UsageError('The order has no id, and none was named.');
  const known = shop.orders.get(id);
  const searchableFrom = known?.searchableFrom ?? now;
  followOrder(shop, holdingsOf(known?.order), holdingsOf(order));
  shop.orders.set(id, { id, order, verbatim: text, searchableFrom });
  shop.version += 1;
  return id;
}

function parseOrder(text: string): WireOrder {
  let parsed: unknown;
  try {
    parsed = parseJson(text);
  } catch (cause) {
    throw new UsageError('The order is not JSON.', { cause });
  }
  if (parsed === null || typeof parsed !== 'object' || Array.isArray(parsed)) {
    throw new UsageError('The order is not a JSON object.');
  }
  // hand-made orders are allowed to be anything; who reads them looks before use
  return parsed as WireOrder;
}

function lastLines(order: WireOrder, units: number): string[] {
  const lines = openLines(order);
  if (!Number.isInteger(units) || units < 1 || units > lines.length) {
    throw new UsageError(`The order has ${lines.length} units that are not cancelled, not ${units}.`);
  }
  return lines.slice(-units).map((line) => line.id);
}

function summarise(shop: SandboxShop, { id, order, verbatim }: StoredOrder): OrderSummary {
  const lines: unknown = order.line_items;
  return {
    orderId: id,
    shopId: shop.ids.shop,
    status: order.status,
    createTime: order.create_time,
    updateTime: order.update_time,
    lineItems: Array.isArray(lines) ? lines.length : 0,
    isVerbatim: verbatim !== undefined,
  };
}
