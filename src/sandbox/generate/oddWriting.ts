import type { Random } from '../random.ts';
import type { WireLineItem, WireOrder, WirePayment } from '../wire.ts';

/** Amounts of a line item, by field. */
const LINE_AMOUNTS = ['original_price', 'sale_price', 'seller_discount', 'platform_discount'] as const;

/**
 * Writes an order the way TikTok writes some: amounts without needless decimals or with a blank behind them, null and 0
 * for what is empty, fields left out, fields that nobody has seen before. What it says stays the same.
 *
 * @see Partner Center, "Get Order Detail", whose samples mix all of these
 */
export function writeOddly(order: WireOrder, random: Random): WireOrder {
  const amount = (text: string): string => oddAmount(text, random);
  const odd: WireOrder = {
    ...order,
    seller_note: null,
    rts_time: order.rts_time ?? 0,
    delivery_time: order.delivery_time ?? 0,
    cancel_time: order.cancel_time ?? 0,
    cancel_reason: order.cancel_reason ?? '',
    payment: oddPayment(order.payment, amount),
    line_items: order.line_items.map((line) => oddLine(line, amount)),
    instore_pickup_sla_time: 0,
    field_of_tomorrow: { nested: [1, 'two', null] },
  };
  delete odd['buyer_message'];
  return odd;
}

function oddAmount(text: string, random: Random): string {
  const short = text.replace(/\.00$/, '');
  return random.pick([text, short, `${short} `]);
}

function oddPayment({ currency, ...amounts }: WirePayment, amount: (text: string) => string): WirePayment {
  const odd = Object.entries(amounts).map(([field, text]) => [field, amount(text)] as const);
  return { ...amounts, ...Object.fromEntries(odd), currency };
}

function oddLine(line: WireLineItem, amount: (text: string) => string): WireLineItem {
  const odd = Object.fromEntries(LINE_AMOUNTS.map((field) => [field, amount(line[field])]));
  return { ...line, ...odd, room_id: '', product_listing_type: null } as WireLineItem;
}
