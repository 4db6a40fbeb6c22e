import { MAX_STOCK_QUANTITY } from '../../tiktok/schemas/inventory.ts';
import type { StockRules } from './types.ts';

/** Odoo reckons in floats: 2.9999999996 are 3 pieces. */
const NOISE = 1e-6;

/** The whole units in a quantity of Odoo; a negative one holds none. */
export function wholeUnits(quantity: number): number {
  return Math.max(0, Math.floor(quantity + NOISE));
}

/**
 * What is offered of the units that are left: less the buffer, of that the percentage, nothing below the threshold, and
 * never more than TikTok takes.
 *
 * @returns A whole number from 0 to {@link MAX_STOCK_QUANTITY}, never more than `units`.
 */
export function offerOf(units: number, { buffer, percent, threshold }: StockRules): number {
  const left = Math.max(0, wholeUnits(units) - Math.max(0, buffer));
  const offered = Math.floor((left * Math.min(100, Math.max(0, percent))) / 100);
  return offered < threshold ? 0 : Math.min(MAX_STOCK_QUANTITY, offered);
}
