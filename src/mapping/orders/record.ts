import { toOdooDateTime } from '../../core/time.ts';
import type { OdooProfile } from '../../odoo/profile.ts';
import { externalId, type LoadRecord } from '../../odoo/values.ts';
import type { Order } from '../../tiktok/schemas/order.ts';
import { buyerKey, type ContactContext } from './contacts.ts';
import { mapLines } from './lines.ts';
import { isFulfilledBySeller, shipBy } from './status.ts';
import { cleanText, LONG_TEXT } from './text.ts';
import type { Decision, ProductBinding, ShopSettings } from './types.ts';

/** What a sale order is mapped with. */
export interface OrderContext extends ContactContext {
  /** Products by SKU id. */
  readonly products: ReadonlyMap<string, ProductBinding>;
  readonly profile: OdooProfile;
  /** See `LineContext`. */
  readonly blankAnalytic?: boolean | undefined;
  /** What was decided about the order. */
  readonly decision: Extract<Decision, { action: 'import' }>;
}

/** External id of the sale order of a TikTok order. */
export function saleOrderKey(orderId: string): string {
  return externalId('order', orderId);
}

/** External id of the `x_tiktok_order` of a TikTok order. */
export function tiktokOrderKey(orderId: string): string {
  return externalId('tiktok_order', orderId);
}

/** The moment that a sale order carries as its date, in Unix seconds: when the buyer ordered, as TikTok's own reports count. */
export function orderMoment(order: Order): number {
  return order.create_time;
}

/** Database id of the warehouse that an order leaves from; undefined for goods at TikTok while no warehouse is named. */
export function warehouseOf(order: Order, shop: ShopSettings): number | undefined {
  return isFulfilledBySeller(order) ? shop.warehouseId : shop.fbtWarehouseId;
}

/**
 * Maps an order to a sale order with its lines, for `createOnce`.
 *
 * Contacts are named by external id and must be loaded first. Every field that Odoo would fill in by itself is named,
 * even when it is empty; Odoo gives the number.
 *
 * @throws RangeError when a SKU has no product, or an amount is not a decimal; {@link decideOrder} blocks such orders.
 */
export function mapSaleOrder(order: Order, context: OrderContext): LoadRecord {
  const { shop, decision } = context;
  const buyer = buyerKey(order, shop);
  return {
    externalId: saleOrderKey(order.id),
    values: {
      'partner_id/id': buyer,
      'partner_invoice_id/id': buyer,
      'partner_shipping_id/id': decision.addressKey ?? buyer,
      date_order: toOdooDateTime(orderMoment(order)),
      commitment_date: shipBy(order),
      // the bridge's own user would else be every order's salesperson
      'user_id/.id': '',
      'company_id/.id': shop.companyId,
      'pricelist_id/.id': shop.pricelistId,
      'warehouse_id/.id': warehouseOf(order, shop) ?? '',
      'team_id/.id': shop.teamId ?? '',
      'carrier_id/.id': shop.carrierId ?? '',
      'source_id/.id': shop.sourceId ?? '',
      'fiscal_position_id/.id': shop.fiscalPositionId ?? '',
      client_order_ref: `${shop.orderPrefix}${order.id}`,
      origin: `TikTok ${order.id}`,
      note: noteOf(order),
      x_tiktok_order_id: order.id,
      'x_tiktok_shop_id/.id': shop.id,
      x_tiktok_late: decision.late,
    },
    children: { order_line: mapLines(order, context) },
  };
}

/**
 * What the buyer wrote. The field holds plain text in Odoo 14 and HTML later; without angle brackets no text is markup,
 * and both show the same.
 */
function noteOf(order: Order): string {
  return cleanText(order.buyer_message, LONG_TEXT).replaceAll('<', '‹').replaceAll('>', '›');
}
