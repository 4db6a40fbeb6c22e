/**
 * What an order of the sandbox has to look like in Odoo, worked out here a second time from the raw order and the design,
 * without a line of the bridge's own mapping.
 */
import type { WireLineItem, WireOrder } from '../../src/sandbox/wire.ts';
import type { LineView, SaleOrderView } from './odooWorld.ts';

/** How an order should end. */
export interface OrderTruth {
  readonly state: 'imported' | 'waiting' | 'blocked' | 'cancelled';
  readonly code: string;
  readonly late: boolean;
  /** What the seller earns before fees, in the currency's smallest unit. */
  readonly total: number;
  /** Each as `kind SKU quantity × price`, sorted; `SKU` is the seller SKU. */
  readonly lines: readonly string[];
  /** Pieces to ship by seller SKU, sorted: `SKU-001 × 2`. */
  readonly goods: readonly string[];
}

const WAITING: Readonly<Record<string, string>> = { UNPAID: 'unpaid', ON_HOLD: 'on_hold' };
const GONE = ['IN_TRANSIT', 'DELIVERED', 'COMPLETED'];

/** The truth about an order in a shop that knows all SKUs and has no warehouse at TikTok. */
export function truthOf(order: WireOrder): OrderTruth {
  const open = order.line_items.filter((item) => item.display_status !== 'CANCELLED');
  const late = GONE.includes(order.status);
  const money = { total: totalOf(order, open), lines: linesOf(order, open), goods: goodsOf(open) };
  if (order.status === 'CANCELLED' || open.length === 0) {
    return { ...money, state: 'cancelled', code: 'cancelled', late: false };
  }
  const waiting = WAITING[order.status];
  if (waiting) return { ...money, state: 'waiting', code: waiting, late: false };
  if (order.fulfillment_type === 'FULFILLMENT_BY_TIKTOK') {
    return { ...money, state: 'blocked', code: 'fbt_warehouse', late: false };
  }
  return { ...money, state: 'imported', code: order.is_buyer_request_cancel ? 'buyer_cancel' : '', late };
}

/** The lines of a sale order in the words of {@link OrderTruth.lines}. */
export function shownLines(saleOrder: SaleOrderView): string[] {
  return saleOrder.lines.map((line) => shown(line.kind, codeOf(line), line.quantity, cents(String(line.price)))).sort();
}

/** The pieces of a sale order's open pickings in the words of {@link OrderTruth.goods}. */
export function shownGoods(saleOrder: SaleOrderView): string[] {
  const moves = saleOrder.pickings
    .filter(({ state }) => state !== 'cancel')
    .flatMap((picking) => picking.moves)
    .filter(({ state }) => state !== 'cancel');
  return counted(moves.map(({ code, quantity }) => [code, quantity]));
}

/** An amount as a whole number of hundredths, whatever the currency. */
export function cents(amount: string): number {
  return Math.round(Number(amount || '0') * 100);
}

function codeOf(line: LineView): string {
  return ['goods', 'gift'].includes(line.kind) ? line.code : '';
}

function totalOf(order: WireOrder, open: readonly WireLineItem[]): number {
  const goods = open.reduce((sum, item) => sum + cents(item.original_price) - cents(item.seller_discount), 0);
  return open.length === 0 ? 0 : goods + cents(order.payment.shipping_fee);
}

function linesOf(order: WireOrder, open: readonly WireLineItem[]): string[] {
  const quantities = new Map<string, { kind: string; sku: string; price: number; units: number }>();
  for (const item of open) {
    const kind = item.is_gift ? 'gift' : 'goods';
    const price = cents(item.original_price) - (item.is_gift ? cents(item.seller_discount) : 0);
    const key = `${kind} ${item.sku_id} ${price}`;
    const units = (quantities.get(key)?.units ?? 0) + 1;
    quantities.set(key, { kind, sku: item.seller_sku, price, units });
  }
  const goods = [...quantities.values()].map(({ kind, sku, price, units }) => shown(kind, sku, units, price));
  const seller = open.reduce((sum, item) => sum + (item.is_gift ? 0 : cents(item.seller_discount)), 0);
  const platform = open.reduce((sum, item) => sum + cents(item.platform_discount), 0);
  const extras = [
    ['discount', -seller],
    ['platform_discount', -platform],
    ['platform_subsidy', platform],
    ['shipping', cents(order.payment.shipping_fee)],
  ] as const;
  const others = extras.filter(([, price]) => price !== 0).map(([kind, price]) => shown(kind, '', 1, price));
  return [...goods, ...others].sort();
}

function goodsOf(open: readonly WireLineItem[]): string[] {
  return counted(open.map((item) => [item.seller_sku, 1]));
}

function counted(pieces: readonly (readonly [string, number])[]): string[] {
  const counts = new Map<string, number>();
  for (const [code, quantity] of pieces) counts.set(code, (counts.get(code) ?? 0) + quantity);
  return [...counts].map(([code, quantity]) => `${code} × ${quantity}`).sort();
}

function shown(kind: string, code: string, quantity: number, price: number): string {
  return `${kind} ${code} ${quantity} × ${price / 100}`;
}
