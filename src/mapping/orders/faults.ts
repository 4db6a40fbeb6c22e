import { type Amount, parseAmount, roundAmount, ZERO } from '../../core/money.ts';
import type { LineItem, Order } from '../../tiktok/schemas/order.ts';
import type { Mappings } from '../files/load.ts';
import { openItems } from './sold.ts';
import type { Reason } from './types.ts';

/** Amounts above this are a mistake, in every currency of TikTok Shop. */
const LARGEST = parseAmount('1000000000');

/** What keeps an order from being worked with at all, whatever Odoo holds; undefined when nothing does. */
export function findFault(order: Order, currency: string, mappings: Mappings): Reason | undefined {
  if (order.line_items.length === 0) {
    return fault('no_items', `Order ${order.id} has no line items`);
  }
  if (order.create_time <= 0 || order.update_time <= 0) {
    return fault('no_time', `Order ${order.id} does not say when it was made`);
  }
  if (!order.payment) {
    return fault('no_payment', `Order ${order.id} has no payment block, so its shipping fee is not known`);
  }
  const divided = openItems(order).find(hasCancelledPart);
  if (divided) {
    return fault('bundle_divided', `A part of the bundle in line item ${divided.id} of order ${order.id} is cancelled`);
  }
  return wrongCurrency(order, currency, mappings) ?? wrongAmount(order, mappings.currencies[currency]?.decimals ?? 0);
}

/** Whether a component of a bundle was cancelled alone: TikTok does not say what is left of the bundle's price. */
function hasCancelledPart(item: LineItem): boolean {
  const parts = item['sub_item_info'];
  return (
    Array.isArray(parts) && parts.some((part: { display_status?: unknown }) => part.display_status === 'CANCELLED')
  );
}

function wrongCurrency(order: Order, currency: string, mappings: Mappings): Reason | undefined {
  if (!(currency in mappings.currencies)) {
    return {
      code: 'unknown_currency',
      reason: `The decimals of ${currency} are not known: add it to currencies in regions.json.`,
    };
  }
  const found = [order.payment?.currency, ...order.line_items.map((item) => item.currency)];
  const other = found.find((code) => code && code !== currency);
  if (!other) return undefined;
  return {
    code: 'currency',
    reason: `Order ${order.id} is in ${other}, but the shop is in ${currency}: correct the currency and the pricelist of the shop.`,
  };
}

function wrongAmount(order: Order, decimals: number): Reason | undefined {
  const shipping = checkAmount(order.payment?.shipping_fee, decimals);
  if (typeof shipping === 'string') {
    return fault('amount', `The shipping fee of order ${order.id} ${shipping}`);
  }
  for (const item of order.line_items) {
    const mistake = itemMistake(item, decimals);
    if (mistake) return fault('amount', `Line item ${item.id} of order ${order.id}: ${mistake}`);
  }
  return undefined;
}

function itemMistake(item: LineItem, decimals: number): string | undefined {
  if (!item.original_price?.trim()) return 'there is no price';
  const price = checkAmount(item.original_price, decimals);
  if (typeof price === 'string') return `the price ${price}`;
  const seller = checkAmount(item.seller_discount, decimals);
  if (typeof seller === 'string') return `the seller discount ${seller}`;
  const platform = checkAmount(item.platform_discount, decimals);
  if (typeof platform === 'string') return `the platform discount ${platform}`;
  return seller + platform > price ? 'the discounts are larger than the price' : undefined;
}

/** The amount, or what is wrong with it. */
function checkAmount(text: string | null | undefined, decimals: number): Amount | string {
  if (!text?.trim()) return ZERO;
  let amount: Amount;
  try {
    amount = parseAmount(text);
  } catch {
    return 'is not a decimal number';
  }
  if (amount < 0n) return 'is negative';
  if (amount > LARGEST) return 'is larger than 1,000,000,000';
  return roundAmount(amount, decimals) === amount ? amount : `has more than ${decimals} decimals`;
}

function fault(code: string, what: string): Reason {
  return {
    code,
    reason: `${what}: look at it in the Seller Center; it is read again when it changes there, or with sync orders --order.`,
  };
}
