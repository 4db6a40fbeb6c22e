import { type Amount, formatMoney, roundAmount, ZERO } from '../../core/money.ts';
import type { PriceLimits } from './limits.ts';

/** What decides about the price of a listing. */
export interface PriceFacts {
  /** What the pricelist says; 0 when it says nothing. */
  readonly wanted: Amount;
  /** What TikTok shows; 0 when it is not known. */
  readonly shown: Amount;
}

/** What is the same for all listings of a shop. */
export interface PriceRules {
  readonly currency: string;
  /** Decimals of the currency. */
  readonly decimals: number;
  readonly limits: PriceLimits | undefined;
  /** A change of more percent than this is not sent. */
  readonly guardPercent: number;
}

/** What to do about the price of a listing. */
export type PriceDecision =
  | { readonly action: 'keep' }
  /** `amount` as TikTok reads it. */
  | { readonly action: 'send'; readonly amount: string; readonly price: Amount }
  | { readonly action: 'refuse'; readonly note: string };

/** Decides whether a price is sent. A price of 0 never is, nor one that is out of TikTok's limits or absurd. */
export function decidePrice({ wanted, shown }: PriceFacts, rules: PriceRules): PriceDecision {
  const { decimals, limits } = rules;
  const price = roundAmount(wanted, decimals);
  const text = (amount: Amount): string => `${formatMoney(amount, decimals)} ${rules.currency}`;
  if (price <= ZERO) return refuse('The pricelist has no price for this product: 0 is never sent.');
  if (limits && (price < limits.min || price > limits.max)) {
    return refuse(`${text(price)} is outside of what TikTok takes: ${text(limits.min)} to ${text(limits.max)}.`);
  }
  if (price === roundAmount(shown, decimals)) return { action: 'keep' };
  if (shown <= ZERO) {
    return refuse('The price on TikTok is not known, so the change cannot be judged: run tiktok-odoo sync catalogue.');
  }
  if (isAbsurd(price, shown, rules.guardPercent)) {
    const change = `${text(shown)} on TikTok to ${text(price)}`;
    return refuse(`From ${change} is more than ${rules.guardPercent} %: change the price, or the shop’s Price guard.`);
  }
  return { action: 'send', amount: formatMoney(price, decimals), price };
}

function refuse(note: string): PriceDecision {
  return { action: 'refuse', note };
}

function isAbsurd(price: Amount, shown: Amount, percent: number): boolean {
  const change = price > shown ? price - shown : shown - price;
  return change * 100n > shown * BigInt(percent);
}
