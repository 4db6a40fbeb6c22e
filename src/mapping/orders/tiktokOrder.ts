import {
  type Amount,
  formatAmount,
  negateAmount,
  parseAmount,
  parseOptionalAmount,
  roundAmount,
} from '../../core/money.ts';
import type { LoadRecord, LoadValue } from '../../odoo/values.ts';
import type { LineItem, Order } from '../../tiktok/schemas/order.ts';
import type { Outcome } from './outcome.ts';
import { tiktokOrderKey } from './record.ts';
import { isCancelled, titleOf } from './sold.ts';
import { firstMoment, shipBy } from './status.ts';
import { cleanText, LONG_TEXT, SHORT_TEXT } from './text.ts';
import { expectedTotal } from './totals.ts';
import type { ShopSettings } from './types.ts';

/** Database ids of what an `x_tiktok_order` points to; undefined when there is none. */
export interface OrderLinks {
  readonly saleOrderId: number | undefined;
  readonly partnerId: number | undefined;
}

/** An order that TikTok sent in a shape the bridge does not know. */
export interface UnreadableOrder {
  readonly id: string;
  /** Where in the order, for example `line_items.0.sku_id`. */
  readonly path: string;
}

/**
 * Maps a TikTok order and what became of it to its `x_tiktok_order`, for `upsert`. It never fails: amounts that cannot
 * be read stay empty.
 *
 * @param decimals - Of the shop's currency: Odoo keeps no finer amounts, so none are written.
 */
export function mapTiktokOrder(
  order: Order,
  outcome: Outcome,
  links: OrderLinks,
  shop: ShopSettings,
  decimals = 2,
): LoadRecord {
  return {
    externalId: tiktokOrderKey(order.id),
    values: {
      ...identity(order.id, shop),
      ...outcomeValues(outcome),
      'x_sale_order_id/.id': links.saleOrderId ?? '',
      'x_partner_id/.id': links.partnerId ?? '',
      x_status: order.status,
      x_buyer_id: order.user_id ?? '',
      x_update_stamp: order.update_time,
      ...moneyValues(order, shop, decimals),
      ...timeValues(order),
      ...factValues(order),
      x_address_key: outcome.addressKey,
      x_line_summary: lineSummary(order.line_items),
    },
  };
}

/**
 * The facts of an order that decide what is done with it, as its `x_tiktok_order` shows them: to see whether it has
 * changed although TikTok gives it the same time.
 */
export function mapTellingFacts(order: Order): LoadRecord {
  const { externalId, values } = mapUnits(order);
  return {
    externalId,
    values: { x_status: order.status, x_buyer_cancel: order.is_buyer_request_cancel ?? false, ...values },
  };
}

/** The units of an order as its `x_tiktok_order` shows them. */
export function mapUnits(order: Order): LoadRecord {
  return { externalId: tiktokOrderKey(order.id), values: { x_line_summary: lineSummary(order.line_items) } };
}

/** Maps an order that cannot be read to an `x_tiktok_order` that says so, for `upsert`. */
export function mapUnreadableOrder(order: UnreadableOrder, shop: ShopSettings): LoadRecord {
  return {
    externalId: tiktokOrderKey(order.id),
    values: {
      ...identity(order.id, shop),
      x_state: 'blocked',
      x_reason_code: 'unreadable',
      x_reason: `TikTok sent order ${order.id} in a shape that the bridge does not know (${order.path}): update the bridge, or report it.`,
    },
  };
}

function identity(orderId: string, shop: ShopSettings): Record<string, LoadValue> {
  return { x_name: orderId, x_order_id: orderId, 'x_shop_id/.id': shop.id };
}

function outcomeValues(outcome: Outcome): Record<string, LoadValue> {
  return {
    x_state: outcome.state,
    x_reason_code: outcome.code,
    x_reason: outcome.reason,
    x_held_skus: outcome.heldSkus.join(','),
    x_imported: outcome.imported,
    x_late: outcome.late,
  };
}

function moneyValues(order: Order, shop: ShopSettings, decimals: number): Record<string, LoadValue> {
  return {
    'x_currency_id/.id': shop.currencyId,
    x_total: amountText(() => expectedTotal(order), decimals),
    x_buyer_total: amountText(() => parseOptionalAmount(order.payment?.total_amount), decimals),
    x_buyer_tax: amountText(() => parseOptionalAmount(order.payment?.tax), decimals),
  };
}

/** Odoo keeps amounts as floats: above this another number would come back. */
const LARGEST_SHOWN = parseAmount('1000000000000');

/** Empty where there is nothing that Odoo could show. */
function amountText(read: () => Amount, decimals: number): string {
  try {
    const amount = read();
    const isTooLarge = amount > LARGEST_SHOWN || amount < negateAmount(LARGEST_SHOWN);
    return isTooLarge ? '' : formatAmount(roundAmount(amount, decimals));
  } catch (error) {
    if (error instanceof RangeError) return '';
    throw error;
  }
}

function timeValues(order: Order): Record<string, LoadValue> {
  return {
    x_create_time: firstMoment(order.create_time),
    x_update_time: firstMoment(order.update_time),
    x_paid_time: firstMoment(order.paid_time),
    x_ship_by: shipBy(order),
    x_collect_by: firstMoment(order.tts_sla_time, order.collection_due_time),
    x_deliver_by: firstMoment(order.delivery_sla_time, order.delivery_due_time),
  };
}

function factValues(order: Order): Record<string, LoadValue> {
  const items = order.line_items;
  return {
    x_fulfillment_type: order.fulfillment_type ?? '',
    x_shipping_type: order.shipping_type ?? '',
    x_delivery_type: order.delivery_type ?? '',
    x_order_type: order.order_type ?? '',
    x_payment_method: cleanText(order.payment_method_name, SHORT_TEXT),
    x_is_cod: order.is_cod ?? false,
    x_is_sample: order.is_sample_order ?? false,
    x_is_replacement: order.is_replacement_order ?? false,
    x_is_exchange: order.is_exchange_order ?? false,
    x_buyer_cancel: order.is_buyer_request_cancel ?? false,
    x_package_ids: joined([...(order.packages ?? []).map((pkg) => pkg.id), ...items.map((item) => item.package_id)]),
    x_tracking: joined([order.tracking_number, ...items.map((item) => item.tracking_number)]),
    x_surface: items.some((item) => item.room_id) ? 'live' : '',
  };
}

function joined(texts: readonly (string | null | undefined)[]): string {
  return [...new Set(texts.filter((text) => text))].sort().join(', ');
}

/** One line per SKU: `2 × Tote (Natural, M) [TOTE-M], 1 cancelled`. */
function lineSummary(items: readonly LineItem[]): string {
  const counts = new Map<string, { sold: number; cancelled: number }>();
  for (const item of items) {
    const code = item.seller_sku ? ` [${item.seller_sku}]` : '';
    const name = `${cleanText(titleOf(item), LONG_TEXT)}${code}${item.is_gift ? ', gift' : ''}`;
    const count = counts.get(name) ?? { sold: 0, cancelled: 0 };
    counts.set(name, count);
    if (isCancelled(item)) count.cancelled += 1;
    else count.sold += 1;
  }
  const lines = [...counts].map(
    ([name, { sold, cancelled }]) => `${sold} × ${name}${cancelled > 0 ? `, ${cancelled} cancelled` : ''}`,
  );
  return lines.sort().join('\n');
}
