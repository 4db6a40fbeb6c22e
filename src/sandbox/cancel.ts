import { isRegion, type Region } from './markets.ts';
import { openLines, StepRefused } from './statusMachine.ts';
import type { CancelRole, WireOrder } from './wire.ts';

/** Who cancels what. */
export interface Cancellation {
  readonly by: CancelRole;
  /** In the buyer's words; a fitting one of the market when left out. */
  readonly reason?: string;
  /** Only these units; the whole order when left out. */
  readonly lineItemIds?: readonly string[];
}

/** Reasons by who cancels, as the market shows them. Source: TikTok's list of reasons, labels of the cancel kind. */
const REASONS: Readonly<Record<CancelRole, string>> = {
  BUYER: 'No longer needed',
  SELLER: 'Out of stock',
  SYSTEM: 'Order cancelled by system',
  OPERATOR: 'Order cancelled by system',
};

/** Labels that differ from the usual ones. */
const UNPAID_REASON = 'Buyer payment overdue';

/** Statuses that goods cannot come back from. */
const GONE = ['DELIVERED', 'COMPLETED', 'CANCELLED'];

/**
 * Cancels a whole order or some units of it. The order is CANCELLED once all its units are; amounts are not recomputed.
 *
 * @throws StepRefused when the order is delivered or cancelled already, a unit or `by` is unknown, or a seller outside
 * the US cancels what is waiting for collection.
 */
export function cancelOrder(order: WireOrder, cancellation: Cancellation, at: number): void {
  const { by, lineItemIds } = cancellation;
  if (!Object.hasOwn(REASONS, by)) throw new StepRefused(`Nobody is called ${by}: ${Object.keys(REASONS).join(', ')}.`);
  if (GONE.includes(order.status)) throw new StepRefused(`An order in ${order.status} cannot be cancelled.`);
  if (by === 'SELLER' && order.status === 'AWAITING_COLLECTION' && regionOf(order) !== 'US') {
    throw new StepRefused('Only sellers in the US can cancel an order in AWAITING_COLLECTION.');
  }
  const lines = openLines(order).filter((line) => !lineItemIds || lineItemIds.includes(line.id));
  if (lineItemIds && lines.length < new Set(lineItemIds).size) {
    throw new StepRefused('Some of these units are not in the order, or are cancelled already.');
  }
  const reason = cancellation.reason ?? (order.status === 'UNPAID' && by === 'SYSTEM' ? UNPAID_REASON : REASONS[by]);
  for (const line of lines) {
    line.display_status = 'CANCELLED';
    line.package_status = 'CANCELLED';
    line.package_id = '';
    line.cancel_user = by;
    line.cancel_reason = reason;
  }
  order.update_time = at;
  order.is_buyer_request_cancel = false;
  if (openLines(order).length === 0) finish(order, by, reason, at);
}

/**
 * Notes that the buyer asks to cancel; nobody has answered yet.
 *
 * @throws StepRefused unless the order waits to be shipped.
 */
export function requestCancel(order: WireOrder, at: number): void {
  if (!['ON_HOLD', 'AWAITING_SHIPMENT', 'PARTIALLY_SHIPPING'].includes(order.status)) {
    throw new StepRefused(`A buyer cannot ask to cancel an order in ${order.status}.`);
  }
  order.is_buyer_request_cancel = true;
  order.request_cancel_time = at;
  order['cancel_order_sla_time'] = at + 2 * 86_400;
  order.update_time = at;
}

function finish(order: WireOrder, by: CancelRole, reason: string, at: number): void {
  order.status = 'CANCELLED';
  order.cancel_time = at;
  order.cancel_reason = reason;
  // the order's own field does not know customer service
  order.cancellation_initiator = by === 'OPERATOR' ? 'SYSTEM' : by;
  order.packages = [];
}

function regionOf(order: WireOrder): Region | undefined {
  const region = order.recipient_address.region_code;
  return isRegion(region) ? region : undefined;
}
