import { createHash } from 'node:crypto';
import { toOdooDateTime } from '../core/time.ts';
import { hashText } from './random.ts';

/** Numbers that make the ids of one shop differ from those of every other shop and seed. */
export interface ShopIds {
  order(sequence: number): string;
  line(sequence: number, index: number): string;
  user(sequence: number): string;
  product(sequence: number): string;
  sku(sequence: number): string;
  warehouse(sequence: number): string;
  readonly shop: string;
  readonly code: string;
}

/** Number of the warehouse that returns go to. */
export const RETURN_WAREHOUSE = 2;

/**
 * Makes the ids of a shop: texts of 18 and 19 digits as TikTok's, beyond 2^53.
 *
 * @param index - Number of the shop from 0 to 98.
 */
export function shopIds(seed: string, index: number, region: string): ShopIds {
  const own = String(hashText(seed) % 10_000).padStart(4, '0') + String(index + 1).padStart(2, '0');
  const id = (prefix: string, sequence: number, digits: number): string =>
    `${prefix}${own}${String(sequence).padStart(digits, '0')}`;
  return {
    order: (sequence) => id('576', sequence * 100 + (hashText(`${own}/${sequence}`) % 100), 9),
    line: (sequence, lineIndex) => id('577', sequence * 100 + lineIndex, 9),
    user: (sequence) => id('7494', sequence, 9),
    product: (sequence) => id('1729', sequence, 9),
    sku: (sequence) => id('1730', sequence, 9),
    warehouse: (sequence) => id('7200', sequence, 9),
    shop: id('7495', 0, 9),
    code: `${region}LC${own}`,
  };
}

/** The package of an order that was not split. */
export function packageId(orderId: string): string {
  return `1152${orderId.slice(-15)}`;
}

/** A text of letters and digits that depends on its parts only and does not show them. */
export function opaque(length: number, ...parts: readonly string[]): string {
  const digest = createHash('sha512').update(parts.join('\n')).digest('base64url').replace(/[-_]/g, '');
  return digest.slice(0, length);
}

/** An `open_id`: 19 digits that stand for a seller at an app. */
export function openId(seed: string, appKey: string, seller: string): string {
  return `7010${String(hashText(`${seed}/${appKey}/${seller}`)).padStart(10, '0')}${String(hashText(seller) % 100_000).padStart(5, '0')}`;
}

/** A `request_id` as TikTok writes them: the moment and a number. */
export function requestId(unixSeconds: number, sequence: number): string {
  const moment = toOdooDateTime(unixSeconds).replace(/\D/g, '');
  return `${moment}${sequence.toString(16).toUpperCase().padStart(6, '0').padStart(10, '0')}A0B1C2D3`;
}
