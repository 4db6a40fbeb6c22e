import { numberOf } from '../rows.ts';
import type { Shop } from './shop.ts';

/** What a number among a shop's settings may be. */
interface Bounds {
  readonly label: string;
  readonly from: number;
  /** Without it there is no upper end. */
  readonly to?: number;
}

const BOUNDS: Readonly<Record<string, Bounds>> = {
  x_stock_buffer: { label: 'Buffer', from: 0 },
  x_stock_percent: { label: 'Percent offered', from: 0, to: 100 },
  x_stock_threshold: { label: 'Threshold', from: 0 },
  x_low_stock: { label: 'Low stock at', from: 0 },
  x_stock_weight: { label: 'Weight', from: 1 },
  x_price_guard: { label: 'Price guard', from: 1, to: 1000 },
};

/** Fields of `x_tiktok_shop` that hold numbers with bounds. */
export const NUMBER_FIELDS: readonly string[] = Object.keys(BOUNDS);

/** Names the numbers among a shop's settings that make no sense, one sentence each. */
export function numberProblems(shop: Pick<Shop, 'row'>): string[] {
  return Object.entries(BOUNDS).flatMap(([field, { label, from, to = Infinity }]) => {
    const value = numberOf(shop.row[field]);
    if (value >= from && value <= to) return [];
    const range = to === Infinity ? `${from} or more` : `between ${from} and ${to}`;
    return [`${label} is ${value}, but must be ${range}: change it in the shop's form.`];
  });
}
