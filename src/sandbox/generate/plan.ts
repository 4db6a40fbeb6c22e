import type { Market } from '../markets.ts';
import { PLAIN_MIX, VARIED_MIX, type OrderMix, type ShopOptions } from '../options.ts';
import type { Random } from '../random.ts';
import type { OrderStatus } from '../wire.ts';

/** What one order is going to be, before anything of it exists. */
export interface OrderPlan {
  readonly status: OrderStatus;
  readonly kinds: ReadonlySet<keyof OrderMix>;
}

/** Kinds that are statuses; an order has at most one of them. */
const STATUS_KINDS = {
  unpaid: 'UNPAID',
  onHold: 'ON_HOLD',
  partiallyShipping: 'PARTIALLY_SHIPPING',
  awaitingCollection: 'AWAITING_COLLECTION',
  inTransit: 'IN_TRANSIT',
  delivered: 'DELIVERED',
  completed: 'COMPLETED',
  cancelled: 'CANCELLED',
} as const satisfies Partial<Record<keyof OrderMix, OrderStatus>>;

/** What an order that costs nothing cannot have. */
const COSTLY = [
  'sellerDiscount',
  'platformDiscount',
  'paidShipping',
  'bundle',
  'gift',
  'cashOnDelivery',
  'partialCancel',
  'twoPrices',
] as const;
/** Kinds that do not go together; each pair stands here once. */
const EXCLUDES: Partial<Record<keyof OrderMix, readonly (keyof OrderMix)[]>> = {
  sample: ['replacement', 'exchange', ...COSTLY],
  replacement: ['exchange', ...COSTLY],
  fulfilledByTiktok: ['sellerShipping', 'partialCancel', 'preOrder'],
  otherAddress: ['sameBuyer'],
  oddName: ['sameBuyer', 'otherAddress'],
};
/** Kinds of orders that wait to be shipped. */
const WAITING: readonly (keyof OrderMix)[] = ['partialCancel', 'cancelRequest', 'preOrder'];
/** Kinds that need more than one unit. */
const PLURAL: readonly (keyof OrderMix)[] = ['partialCancel', 'twoPrices'];

/** Shops of at least this many orders hold every kind that has a share. */
const COMPLETE_FROM = 40;

/**
 * Deals kinds out to orders so that the shares hold exactly, not on average, as far as the kinds go together.
 *
 * @returns One plan per order, in no particular order of kinds.
 */
export function planOrders(count: number, options: ShopOptions, market: Market, random: Random): OrderPlan[] {
  const mix = mixOf(options, market);
  const plans = dealStatuses(count, mix, random).map((status) => ({ status, kinds: new Set<keyof OrderMix>() }));
  const kinds = (Object.entries(mix) as [keyof OrderMix, number][])
    .filter(([kind, share]) => !(kind in STATUS_KINDS) && share > 0)
    // the rare ones first, while there is room for them
    .sort(([, a], [, b]) => a - b);
  for (const [kind, share] of kinds) {
    const fitting = plans.filter((plan) => fits(kind, plan));
    for (const plan of random.shuffle(fitting).slice(0, quota(count, share))) plan.kinds.add(kind);
  }
  for (const plan of plans) {
    if (plan.status === 'PARTIALLY_SHIPPING' || PLURAL.some((kind) => plan.kinds.has(kind))) {
      plan.kinds.add('severalUnits');
    }
  }
  return plans;
}

function mixOf(options: ShopOptions, market: Market): OrderMix {
  const mix = { ...(options.bench ? { ...PLAIN_MIX, paidShipping: 1 } : VARIED_MIX), ...options.mix };
  return {
    ...mix,
    cashOnDelivery: market.cashOnDelivery ? mix.cashOnDelivery : 0,
    exchange: market.region === 'US' || market.region === 'GB' ? mix.exchange : 0,
  };
}

function dealStatuses(count: number, mix: OrderMix, random: Random): OrderStatus[] {
  const dealt = (Object.entries(STATUS_KINDS) as [keyof typeof STATUS_KINDS, OrderStatus][]).flatMap(([kind, status]) =>
    Array.from({ length: quota(count, mix[kind]) }, () => status),
  );
  const rest = Array.from({ length: Math.max(0, count - dealt.length) }, () => 'AWAITING_SHIPMENT' as const);
  return random.shuffle([...dealt.slice(0, count), ...rest]);
}

function quota(count: number, share: number): number {
  return Math.max(Math.round(count * share), share > 0 && count >= COMPLETE_FROM ? 1 : 0);
}

/** Whether an order can be of one more kind. */
function fits(kind: keyof OrderMix, { status, kinds }: OrderPlan): boolean {
  if (WAITING.includes(kind) && status !== 'AWAITING_SHIPMENT') return false;
  if (kind === 'cashOnDelivery' && status === 'UNPAID') return false;
  return ![...kinds].some((other) => (EXCLUDES[other]?.includes(kind) ?? false) || EXCLUDES[kind]?.includes(other));
}
