import { amountFromFloat, parseAmount, roundAmount } from '../../../src/core/money.ts';
import type { WireOrder } from '../../../src/sandbox/wire.ts';
import { drawOrders } from './sandboxShop.ts';
import { importBy, type Way, type WayContext, type WayRun } from './ways.ts';
import { hashOf, readWritten, requireSame, type Written } from './written.ts';

/** What one round brought, by way. */
export interface Round {
  readonly runs: Readonly<Partial<Record<Way, WayRun>>>;
  readonly written: Readonly<Partial<Record<Way, Written>>>;
  /** Equal for all ways. */
  readonly hash: string;
}

/** Which rounds to run. */
export interface RoundOptions {
  readonly ways: readonly Way[];
  readonly rounds: number;
  readonly orders: number;
  readonly progress: (line: string) => void;
}

/**
 * Runs rounds in which every way imports equal orders of its own, each round starting with another way, and compares after
 * each what was written.
 *
 * @throws Error when a way has written something else than the others, or other totals than TikTok's.
 */
export async function runRounds(context: WayContext, options: RoundOptions): Promise<Round[]> {
  const rounds: Round[] = [];
  for (let number = 0; number < options.rounds; number += 1) {
    const first = number % options.ways.length;
    const ways = [...options.ways.slice(first), ...options.ways.slice(0, first)];
    rounds.push(
      await runRound(context, ways, {
        ...options,
        progress: (line) => {
          options.progress(`round ${number + 1} of ${options.rounds}: ${line}`);
        },
      }),
    );
  }
  return rounds;
}

async function runRound(context: WayContext, ways: readonly Way[], options: RoundOptions): Promise<Round> {
  const drawn = drawOrders(context.shop, options.orders);
  const runs: Partial<Record<Way, WayRun>> = {};
  const written: Partial<Record<Way, Written>> = {};
  for (const way of ways) {
    const result = await importBy(way, drawn, context);
    runs[way] = result;
    options.progress(`${way} ${(result.orders / result.seconds).toFixed(1)} orders/s`);
  }
  let reference: readonly [Way, Written] | undefined;
  for (const way of ways) {
    const own = await readWritten(context.admin, runs[way]?.orderIds ?? []);
    written[way] = own;
    requireTotals(way, drawn, own);
    if (reference) requireSame(way, own, ...reference);
    reference ??= [way, own];
  }
  return { runs, written, hash: reference ? hashOf(reference[1]) : '' };
}

/** TikTok says what the buyer pays, tax included; without discounts that is what the seller earns. */
function requireTotals(way: Way, drawn: readonly WireOrder[], written: Written): void {
  const totals = new Map([...written.totals].map(([orderId, total]) => [orderId.slice(1), total]));
  for (const { id, payment } of drawn) {
    const total = totals.get(id.slice(1));
    const isRight = total !== undefined && roundAmount(amountFromFloat(total), 2) === parseAmount(payment.total_amount);
    if (!isRight) throw new Error(`${way}: order ${id} is ${total ?? 'missing'}, on TikTok ${payment.total_amount}`);
  }
}
