import { cancelOrder, requestCancel } from '../cancel.ts';
import type { ShopIds } from '../ids.ts';
import type { Market } from '../markets.ts';
import type { Random } from '../random.ts';
import { advance, advanceTo, openLines } from '../statusMachine.ts';
import type { CancelRole, OrderStatus, WireOrder } from '../wire.ts';
import type { Buyer } from './buyers.ts';
import type { CatalogueSku } from './catalogue.ts';
import { toLineItem, type Unit } from './lines.ts';
import { makePayment } from './payment.ts';
import type { OrderPlan } from './plan.ts';

/** What an order is written from. */
export interface OrderDraft {
  readonly sequence: number;
  readonly plan: OrderPlan;
  readonly buyer: Buyer;
  readonly units: readonly Unit[];
  readonly createdAt: number;
  readonly onHoldFlow: boolean;
  /** An order that a replacement or an exchange refers to. */
  readonly earlierOrderId: string | undefined;
  readonly market: Market;
  readonly ids: ShopIds;
  readonly skus: ReadonlyMap<string, CatalogueSku>;
  readonly random: Random;
}

/** Number of the warehouse that stands for goods at TikTok; the list of warehouses does not show it. */
export const FBT_WAREHOUSE = 9;

const HOUR = 3600;
const DAY = 24 * HOUR;

/** Writes an order as it is the moment the buyer places it: UNPAID. */
export function draftOrder(draft: OrderDraft): WireOrder {
  const { plan, market, ids, buyer, createdAt } = draft;
  const isCod = plan.kinds.has('cashOnDelivery');
  const isFbt = plan.kinds.has('fulfilledByTiktok');
  return {
    id: ids.order(draft.sequence),
    status: 'UNPAID',
    create_time: createdAt,
    update_time: createdAt,
    user_id: buyer.userId,
    buyer_email: buyer.email,
    buyer_message: plan.kinds.has('buyerMessage') ? 'Please leave it at the door 🙂' : '',
    seller_note: '',
    fulfillment_type: isFbt ? 'FULFILLMENT_BY_TIKTOK' : 'FULFILLMENT_BY_SELLER',
    shipping_type: plan.kinds.has('sellerShipping') ? 'SELLER' : 'TIKTOK',
    delivery_type: 'HOME_DELIVERY',
    delivery_option_id: '7091146663229654785',
    delivery_option_name: 'Standard shipping',
    shipping_provider: '',
    shipping_provider_id: '',
    tracking_number: '',
    warehouse_id: ids.warehouse(isFbt ? FBT_WAREHOUSE : 1),
    payment_method_name: isCod ? 'Cash on delivery' : draft.random.pick(market.paymentMethods),
    is_cod: isCod,
    is_sample_order: plan.kinds.has('sample'),
    is_buyer_request_cancel: false,
    is_on_hold_order: draft.onHoldFlow,
    is_replacement_order: plan.kinds.has('replacement'),
    is_exchange_order: plan.kinds.has('exchange'),
    is_subscription_order: false,
    has_updated_recipient_address: false,
    order_type: plan.kinds.has('preOrder') ? 'PRE_ORDER' : 'NORMAL',
    commerce_platform: 'TIKTOK_SHOP',
    split_or_combine_tag: '',
    packages: [],
    // shared by the orders of a buyer: addresses are replaced, never changed
    recipient_address: buyer.address,
    ...money(draft),
    ...extras(draft),
  };
}

function money({
  plan,
  buyer,
  units,
  market,
  ids,
  sequence,
  skus,
  random,
}: OrderDraft): Pick<WireOrder, 'payment' | 'line_items'> {
  const taxRate = market.region === 'US' ? buyer.place.taxRate : undefined;
  const state = buyer.place.levels[0]?.[1] ?? '';
  const payment = makePayment(units, { market, plan, taxRate, state, random });
  const lines = units.map((unit, index) =>
    toLineItem(unit, {
      id: ids.line(sequence, index + 1),
      market,
      taxRate,
      isPreOrder: plan.kinds.has('preOrder'),
      skus,
    }),
  );
  const first = lines[0];
  if (first) first.retail_delivery_fee = payment.retail_delivery_fee;
  return { payment, line_items: lines };
}

/** Fields that only some markets and kinds of orders have. */
function extras({ plan, market, createdAt, earlierOrderId, buyer, sequence, ids }: OrderDraft): Partial<WireOrder> {
  return {
    ...(plan.kinds.has('preOrder') ? { release_date: createdAt + 21 * DAY } : {}),
    ...(plan.kinds.has('replacement') ? { replaced_order_id: earlierOrderId ?? ids.order(0) } : {}),
    ...(plan.kinds.has('exchange') ? { exchange_source_order_id: earlierOrderId ?? ids.order(0) } : {}),
    ...(market.priorityLevel === undefined
      ? {}
      : { fulfillment_priority_level: market.priorityLevel, pick_up_cut_off_time: createdAt + DAY }),
    ...(market.region === 'BR' ? brazil(buyer, sequence) : {}),
  };
}

/** Brazil's fields; the number has the check digits that no person can have. */
function brazil(buyer: Buyer, sequence: number): Partial<WireOrder> {
  return {
    cpf: `000000${String(sequence % 1000).padStart(3, '0')}00`,
    cpf_name: buyer.address.name,
    need_upload_invoice: 'NEED_INVOICE',
    payment_method_code: 'PIX',
    payment_card_type: '',
    payment_auth_code: '',
    channel_entity_national_registry_id: '00000000000000',
  };
}

/** Takes a fresh order to the status of its plan; no step lies behind now, however young the order is. */
export function playOrder(order: WireOrder, plan: OrderPlan, now: number, random: Random): void {
  const paidAt = Math.min(now, order.create_time + 30);
  const releasedAt = order.is_on_hold_order ? Math.min(now, paidAt + HOUR) : paidAt;
  if (plan.status === 'CANCELLED') {
    playCancelled(order, { paidAt, releasedAt, now }, random);
    return;
  }
  const way = stepsTo(plan.status, order.is_on_hold_order);
  const early: readonly OrderStatus[] = ['ON_HOLD', 'AWAITING_SHIPMENT'];
  const late = way.filter((status) => !early.includes(status));
  for (const status of way.filter((step) => early.includes(step))) {
    advance(order, status === 'ON_HOLD' ? paidAt : releasedAt);
  }
  for (const [index, status] of late.entries()) {
    advanceTo(order, status, Math.floor(releasedAt + ((now - releasedAt) * (index + 1)) / (late.length + 1)));
  }
  if (plan.kinds.has('partialCancel')) cancelSome(order, Math.min(now, releasedAt + HOUR), random);
  if (plan.kinds.has('cancelRequest')) requestCancel(order, order.update_time);
}

interface CancelTimes {
  readonly paidAt: number;
  readonly releasedAt: number;
  readonly now: number;
}

/** Unpaid for too long, regretted while on hold, or out of stock. */
function playCancelled(order: WireOrder, { paidAt, releasedAt, now }: CancelTimes, random: Random): void {
  const by = random.pick<CancelRole>(['BUYER', 'SELLER', 'SYSTEM']);
  if (by === 'SYSTEM') {
    cancelOrder(order, { by }, Math.min(now, paidAt + HOUR));
    return;
  }
  advance(order, paidAt);
  if (order.status === 'ON_HOLD' && by === 'SELLER') advance(order, releasedAt);
  cancelOrder(order, { by }, Math.min(now, releasedAt + HOUR));
}

function cancelSome(order: WireOrder, at: number, random: Random): void {
  const lines = openLines(order);
  if (lines.length < 2) return;
  const cancelled = random.shuffle(lines).slice(0, random.int(1, lines.length - 1));
  cancelOrder(order, { by: 'BUYER', lineItemIds: cancelled.map((line) => line.id) }, at);
}

function stepsTo(status: OrderStatus, onHoldFlow: boolean): OrderStatus[] {
  const way: OrderStatus[] = [
    ...(onHoldFlow ? (['ON_HOLD'] as const) : []),
    'AWAITING_SHIPMENT',
    'AWAITING_COLLECTION',
    'IN_TRANSIT',
    'DELIVERED',
    'COMPLETED',
  ];
  if (status === 'PARTIALLY_SHIPPING') return [...way.slice(0, way.indexOf('AWAITING_SHIPMENT') + 1), status];
  return way.slice(0, way.indexOf(status) + 1);
}
