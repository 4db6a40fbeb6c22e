import { packageId } from './ids.ts';
import { MARKETS, isRegion, type Carrier } from './markets.ts';
import { hashText } from './random.ts';
import type { OrderStatus, WireLineItem, WireOrder } from './wire.ts';

/** A step that the order's status does not allow. */
export class StepRefused extends Error {}

/** All statuses, in the order in which an order can pass through them. */
export const ORDER_STATUSES: readonly OrderStatus[] = [
  'UNPAID',
  'ON_HOLD',
  'AWAITING_SHIPMENT',
  'PARTIALLY_SHIPPING',
  'AWAITING_COLLECTION',
  'IN_TRANSIT',
  'DELIVERED',
  'COMPLETED',
  'CANCELLED',
];

/** The way of an order that nothing happens to. */
const NEXT: Readonly<Record<OrderStatus, OrderStatus | undefined>> = {
  UNPAID: 'ON_HOLD',
  ON_HOLD: 'AWAITING_SHIPMENT',
  AWAITING_SHIPMENT: 'AWAITING_COLLECTION',
  PARTIALLY_SHIPPING: 'AWAITING_COLLECTION',
  AWAITING_COLLECTION: 'IN_TRANSIT',
  IN_TRANSIT: 'DELIVERED',
  DELIVERED: 'COMPLETED',
  COMPLETED: undefined,
  CANCELLED: undefined,
};

const DAY = 86_400;

/** The status after the present one; undefined at the end of the way and for statuses that TikTok does not have. */
export function nextStatus(order: WireOrder): OrderStatus | undefined {
  const status = order.status as OrderStatus;
  if (status === 'UNPAID' && !order.is_on_hold_order) return 'AWAITING_SHIPMENT';
  return ORDER_STATUSES.includes(status) ? NEXT[status] : undefined;
}

/**
 * Takes an order one step on.
 *
 * @param at - Unix seconds of the step.
 * @throws StepRefused when there is no further step.
 */
export function advance(order: WireOrder, at: number): void {
  const next = nextStatus(order);
  if (!next) throw new StepRefused(`An order in ${order.status} goes no further.`);
  if (order.status === 'UNPAID' && !order.is_cod) order.paid_time = at;
  enter(order, next, at);
}

/**
 * Takes an order on to a status, step by step. PARTIALLY_SHIPPING ships every second unit.
 *
 * @throws StepRefused when the status lies behind, is CANCELLED, or cannot be reached.
 */
export function advanceTo(order: WireOrder, to: OrderStatus, at: number): void {
  if (to === 'CANCELLED') throw new StepRefused('An order is cancelled, not advanced, to CANCELLED.');
  if (to === 'PARTIALLY_SHIPPING') {
    shipPart(order, at);
    return;
  }
  if (to === 'ON_HOLD' && !order.is_on_hold_order) throw new StepRefused('This order does not pass through ON_HOLD.');
  // a full refund ends an order that is on its way
  if (to === 'COMPLETED' && ['AWAITING_COLLECTION', 'IN_TRANSIT'].includes(order.status)) {
    enter(order, 'COMPLETED', at);
    return;
  }
  if (rank(order.status) >= rank(to)) throw new StepRefused(`An order in ${order.status} does not go to ${to}.`);
  while (rank(order.status) < rank(to)) advance(order, at);
}

/** The lines that are not cancelled. */
export function openLines(order: WireOrder): WireLineItem[] {
  return order.line_items.filter((line) => line.display_status !== 'CANCELLED');
}

function rank(status: string): number {
  const rank = ORDER_STATUSES.indexOf(status as OrderStatus);
  return status === 'CANCELLED' || rank === -1 ? Number.POSITIVE_INFINITY : rank;
}

function shipPart(order: WireOrder, at: number): void {
  if (rank(order.status) > rank('AWAITING_SHIPMENT')) {
    throw new StepRefused(`An order in ${order.status} cannot be shipped in part.`);
  }
  const lines = openLines(order);
  if (lines.length < 2) throw new StepRefused('An order of one unit cannot be shipped in part.');
  while (order.status !== 'AWAITING_SHIPMENT') advance(order, at);
  order.status = 'PARTIALLY_SHIPPING';
  order.update_time = at;
  const carrier = carrierOf(order);
  for (const line of lines.filter((_, index) => index % 2 === 0)) shipLine(line, order, carrier, at);
}

function enter(order: WireOrder, status: OrderStatus, at: number): void {
  order.status = status;
  order.update_time = at;
  ON_ENTRY[status]?.(order, at);
}

const ON_ENTRY: Partial<Record<OrderStatus, (order: WireOrder, at: number) => void>> = {
  // the lines have no ON_HOLD of their own
  ON_HOLD: (order, at) => {
    setDeadlines(order, at);
    markLines(order, 'AWAITING_SHIPMENT', 'TO_FULFILL');
  },
  AWAITING_SHIPMENT: release,
  AWAITING_COLLECTION: ship,
  IN_TRANSIT: (order, at) => {
    order.collection_time = at;
    order['delivery_due_time'] = at + 10 * DAY;
    markLines(order, 'IN_TRANSIT', 'FULFILLING');
  },
  DELIVERED: (order, at) => {
    order.delivery_time = at;
    if (order.is_cod) order.paid_time = at;
    markLines(order, 'DELIVERED', 'COMPLETED');
  },
  COMPLETED: (order) => {
    markLines(order, 'COMPLETED', 'COMPLETED');
  },
};

/** From now on the seller may ship: there is a package, and the deadlines run. */
function release(order: WireOrder, at: number): void {
  setDeadlines(order, at);
  order.packages = [{ id: packageId(order.id) }];
  markLines(order, 'AWAITING_SHIPMENT', 'TO_FULFILL');
  const packed = order.fulfillment_type === 'FULFILLMENT_BY_TIKTOK' ? '' : packageId(order.id);
  for (const line of openLines(order)) line.package_id = packed;
}

function setDeadlines(order: WireOrder, at: number): void {
  order['rts_sla_time'] = at + 3 * DAY;
  order['tts_sla_time'] = at + 4 * DAY;
  order['shipping_due_time'] = at + 5 * DAY;
  order['collection_due_time'] = at + 7 * DAY;
}

function ship(order: WireOrder, at: number): void {
  const carrier = carrierOf(order);
  order.rts_time = at;
  order.shipping_provider = carrier.name;
  order.shipping_provider_id = carrier.id;
  order.tracking_number = trackingNumber(order, carrier);
  for (const line of openLines(order)) {
    if (line.display_status === 'AWAITING_SHIPMENT') shipLine(line, order, carrier, at);
  }
}

function shipLine(line: WireLineItem, order: WireOrder, carrier: Carrier, at: number): void {
  line.display_status = 'AWAITING_COLLECTION';
  line.package_status = 'PROCESSING';
  line.tracking_number = trackingNumber(order, carrier);
  line.shipping_provider_id = carrier.id;
  line.shipping_provider_name = carrier.name;
  line.rts_time = at;
}

function markLines(order: WireOrder, displayStatus: string, packageStatus: string): void {
  for (const line of openLines(order)) {
    line.display_status = displayStatus;
    line.package_status = packageStatus;
  }
}

function carrierOf(order: WireOrder): Carrier {
  const region = order.recipient_address.region_code;
  const { carriers } = MARKETS[isRegion(region) ? region : 'US'];
  const carrier = carriers[hashText(order.id) % carriers.length];
  if (!carrier) throw new StepRefused(`Nobody carries parcels in ${region}.`);
  return carrier;
}

function trackingNumber(order: WireOrder, carrier: Carrier): string {
  return `${carrier.trackingPrefix}${order.id.slice(-12)}`;
}
