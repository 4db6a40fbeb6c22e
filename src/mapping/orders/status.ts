import { formatMoment, toOdooDateTime } from '../../core/time.ts';
import type { Order } from '../../tiktok/schemas/order.ts';
import type { Mappings } from '../files/load.ts';
import type { StatusRule } from '../files/orderStatus.ts';
import type { Region } from '../files/regions.ts';
import type { Reason } from './types.ts';

/** What order-status.json says about the status of an order; undefined when it does not know it. */
export function statusRule(order: Order, mappings: Mappings): StatusRule | undefined {
  const status = mappings.orderStatusAliases[order.status] ?? order.status;
  return Object.hasOwn(mappings.orderStatuses, status) ? mappings.orderStatuses[status] : undefined;
}

/** Whether the goods lie in a warehouse of the seller; everything else is in one of TikTok's or Tokopedia's. */
export function isFulfilledBySeller(order: Order): boolean {
  return !order.fulfillment_type || order.fulfillment_type === 'FULFILLMENT_BY_SELLER';
}

/** The first of some moments that is known, as Odoo writes datetimes; 0 means "not yet", and none known is empty. */
export function firstMoment(...candidates: readonly (number | null | undefined)[]): string {
  const known = candidates.find((unixSeconds) => (unixSeconds ?? 0) > 0);
  return known ? toOdooDateTime(known) : '';
}

/** Until when an order has to be handed over, as Odoo writes datetimes; empty when TikTok does not say. */
export function shipBy(order: Order): string {
  return firstMoment(order.rts_sla_time, order.shipping_due_time);
}

/** Says that the buyer wants to cancel, and until when the seller must answer; undefined when the buyer does not. */
export function buyerAsksToCancel(order: Order, region: Region | undefined): Reason | undefined {
  if (!order.is_buyer_request_cancel) return undefined;
  const until = order.cancel_order_sla_time ? ` before ${momentIn(order.cancel_order_sla_time, region)}` : '';
  return {
    code: 'buyer_cancel',
    reason: `The buyer asks to cancel order ${order.id}: answer in the Seller Center${until}, and do not ship it meanwhile.`,
  };
}

/** A moment for people of a market, with the zone: `2026-10-15 10:15 (Europe/Berlin)`. */
export function momentIn(unixSeconds: number, region: Region | undefined): string {
  const zone = region?.timezone ?? 'UTC';
  return `${formatMoment(unixSeconds, zone)} (${zone})`;
}
