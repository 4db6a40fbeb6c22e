import type { Order } from '../../tiktok/schemas/order.ts';
import { cleanText, LONG_TEXT } from './text.ts';

/** What stands in the place of what belongs to a person. */
const HIDDEN = '…';

/**
 * Takes names, addresses and contact data of an order's buyer out of a text, because reasons go where ids only belong:
 * to reports, logs and the command line. Odoo's own messages quote contacts.
 *
 * Only whole words are replaced, and only what the order itself holds.
 */
export function withoutPersons(text: string, order: Order): string {
  const found = personalTexts(order).filter((personal) => text.includes(personal));
  return found.reduce((shown, personal) => shown.replace(wholeWords(personal), HIDDEN), text);
}

/** Longest first: a name holds the first name. */
function personalTexts(order: Order): string[] {
  const address = Object.entries(order.recipient_address ?? {}).filter(([field]) => field !== 'region_code');
  const raw = [...address.map(([, value]) => value), order.buyer_email, order.buyer_nickname, order.buyer_message];
  const texts = [...raw, order.cpf, order['cpf_name']].filter((value): value is string => typeof value === 'string');
  const written = [...texts, ...texts.map((text) => cleanText(text, LONG_TEXT))];
  return [...new Set(written)].filter((text) => text.length > 1).sort((a, b) => b.length - a.length);
}

function wholeWords(text: string): RegExp {
  const escaped = text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'gu');
}
