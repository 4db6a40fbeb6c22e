import type { Reason } from '../../mapping/orders/types.ts';
import type { ShopReport } from '../shops/each.ts';

/** What became of one order in a run. */
export const ORDER_RESULTS = [
  'created',
  'updated',
  'cancelled',
  'waiting',
  'blocked',
  'attention',
  'skipped',
  'unchanged',
] as const;
export type OrderResult = (typeof ORDER_RESULTS)[number];

/** One order of a run; ids only, no personal data. */
export interface OrderOutcome {
  readonly orderId: string;
  readonly status: string;
  readonly result: OrderResult;
  /** Code and sentence, where there is something to say. */
  readonly reason?: Reason | undefined;
  readonly saleOrderId?: number | undefined;
  /** Whether Odoo did not hold exactly this before: what was written, or in a dry run would be. */
  readonly changed: boolean;
}

/** What a sync did with one shop's orders. */
export interface OrdersResult {
  /** Orders looked at. */
  readonly read: number;
  readonly counts: Readonly<Record<OrderResult, number>>;
  /** Orders whose records were written. */
  readonly changed: number;
  /** Every order that is not as it should be, and in a dry run every order that would change. */
  readonly orders: readonly OrderOutcome[];
  /** From when on changes were read, Unix seconds. */
  readonly from: number;
  /** Whole days that the cursor was behind. */
  readonly catchUpDays: number;
}

/** What a sync of one shop's orders did; after an error the cursor stays before what was not done. */
export type OrdersReport = ShopReport & OrdersResult;

/** Results that a person has to look at. */
const TO_SHOW: ReadonlySet<OrderResult> = new Set(['blocked', 'attention']);

/** Collects outcomes; one order may come twice in a run, its last result counts. */
export class OutcomeBook {
  readonly #outcomes = new Map<string, OrderOutcome>();

  add(outcomes: Iterable<OrderOutcome>): void {
    for (const outcome of outcomes) {
      const earlier = this.#outcomes.get(outcome.orderId);
      const keep = outcome.result === 'unchanged' && earlier !== undefined;
      if (!keep) this.#outcomes.set(outcome.orderId, outcome);
    }
  }

  get size(): number {
    return this.#outcomes.size;
  }

  counts(): Record<OrderResult, number> {
    const counts = Object.fromEntries(ORDER_RESULTS.map((result) => [result, 0])) as Record<OrderResult, number>;
    for (const outcome of this.#outcomes.values()) counts[outcome.result] += 1;
    return counts;
  }

  changed(): number {
    return [...this.#outcomes.values()].filter((outcome) => outcome.changed).length;
  }

  /** Orders to list: those a person must look at; with `all` also those whose records change. */
  listed(all: boolean): OrderOutcome[] {
    return [...this.#outcomes.values()].filter(({ result, changed }) => TO_SHOW.has(result) || (all && changed));
  }
}

/** Whether something is left that a person must act on. */
export function isIncomplete(report: OrdersReport): boolean {
  return report.error !== undefined || report.counts.blocked > 0 || report.counts.attention > 0;
}
