import { type Amount, negateAmount, parseOptionalAmount, subtractAmounts, sumAmounts, ZERO } from '../../core/money.ts';
import type { Order, OrderPayment } from '../../tiktok/schemas/order.ts';
import type { Region } from '../files/regions.ts';
import { openItems } from './sold.ts';

/** What buyers pay on top of goods and shipping and what is not the seller's; see Partner Center, "Get Order Detail". */
const BUYER_FEES = [
  'small_order_fee',
  'retail_delivery_fee',
  'buyer_service_fee',
  'handling_fee',
  'item_insurance_fee',
  'item_insurance_tax',
  'shipping_insurance_fee',
  'distance_shipping_fee',
  'distance_fee',
  'payment_discount_service_fee',
] as const satisfies readonly (keyof OrderPayment)[];

/** What the seller gives off the goods that are not cancelled; gifts are priced after it and count no more. */
export function sellerDiscount(order: Order): Amount {
  const items = openItems(order).filter((item) => !item.is_gift);
  return sumAmounts(items.map((item) => parseOptionalAmount(item.seller_discount)));
}

/** What TikTok gives off the goods that are not cancelled, and pays to the seller. */
export function platformDiscount(order: Order): Amount {
  return sumAmounts(openItems(order).map((item) => parseOptionalAmount(item.platform_discount)));
}

/** What the buyer pays for shipping; nothing when every unit is cancelled. */
export function shippingFee(order: Order): Amount {
  return openItems(order).length === 0 ? ZERO : parseOptionalAmount(order.payment?.shipping_fee);
}

/**
 * What the seller earns with an order before TikTok's fees: units that are not cancelled at the price before discounts
 * less the seller's discount, and shipping as the buyer paid it.
 *
 * @throws RangeError when an amount is not a decimal; {@link findFault} finds such orders first.
 */
export function expectedTotal(order: Order): Amount {
  const items = openItems(order);
  const prices = sumAmounts(items.map((item) => parseOptionalAmount(item.original_price)));
  const discounts = sumAmounts(items.map((item) => parseOptionalAmount(item.seller_discount)));
  return sumAmounts([prices, negateAmount(discounts), shippingFee(order)]);
}

/**
 * How far what the buyer paid is from {@link expectedTotal} after TikTok's own discounts, fees and taxes; 0 when the
 * order adds up. TikTok does not say how all markets compose the total, so a difference is worth a warning, not a stop.
 *
 * @returns undefined when it cannot be compared: a unit is cancelled, or there is no total.
 * @throws RangeError when an amount is not a decimal.
 */
export function totalDifference(order: Order, region: Region): Amount | undefined {
  const payment = order.payment;
  if (!payment?.total_amount || openItems(order).length < order.line_items.length) return undefined;
  const fees = sumAmounts(BUYER_FEES.map((fee) => parseOptionalAmount(payment[fee])));
  const tax = region.taxes === 'none' ? parseOptionalAmount(payment.tax) : ZERO;
  const paid = sumAmounts([
    parseOptionalAmount(payment.total_amount),
    platformDiscount(order),
    parseOptionalAmount(payment.payment_platform_discount),
    negateAmount(fees),
    negateAmount(tax),
  ]);
  return subtractAmounts(paid, expectedTotal(order));
}
