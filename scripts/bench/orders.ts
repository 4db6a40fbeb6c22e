import { openStage } from './orders/stage.ts';
import { type Round, runRounds } from './orders/rounds.ts';
import { type Way, WAYS } from './orders/ways.ts';
import { judge, median, ratios, rounded } from './statistics.ts';
import type { Benchmark, BenchReport, Measure, Target } from './types.ts';

/** `npm run bench -- orders` */
export const ORDERS: Benchmark = {
  name: 'orders',
  summary: 'imports orders into a real Odoo 19: the bridge against three other ways',
  options: {
    orders: { help: 'orders that each way imports in a round', standard: 300 },
    rounds: { help: 'rounds; ratios are the median of all', standard: 5 },
  },
  examples: [
    ['orders', 'the whole benchmark, about 20 minutes'],
    ['orders --orders 60 --rounds 1', 'a quick look; the ratios mean little'],
  ],
  run: benchOrders,
};

/** What each way stands for; in the report, so that it can be read alone. */
const MEANINGS: Readonly<Record<Way, string>> = {
  bridge: 'a: the bridge with its defaults, two pages of 100 in flight',
  oneByOne: 'b: odoo-await, one call at a time',
  perOrder: 'c: inside Odoo, a transaction per order',
  batch: 'd: inside Odoo, pages of 100',
  bridgeOnePage: 'a1: the bridge, one page of 100 at a time',
};

/** What is aimed for beyond the targets. */
const AIMS = { 'a/b': 5, 'a/c': 2.5, 'a/d': 1 };

/** What is shown for orders that are all of one SKU, without a target. */
const ONE_SKU_WAYS: readonly Way[] = ['bridge', 'perOrder', 'batch', 'bridgeOnePage'];

async function benchOrders(
  options: { readonly orders: number; readonly rounds: number },
  progress: (line: string) => void,
): Promise<BenchReport> {
  const rounds = await measure(WAYS, options, { progress });
  const sameSku = await measure(
    ONE_SKU_WAYS,
    { ...options, rounds: 1 },
    {
      skuSpread: 1,
      progress: (line) => {
        progress(`all orders on one SKU: ${line}`);
      },
    },
  );
  return report(options, rounds, sameSku);
}

async function measure(
  ways: readonly Way[],
  { orders, rounds }: { readonly orders: number; readonly rounds: number },
  { skuSpread, progress }: { readonly skuSpread?: number; readonly progress: (line: string) => void },
): Promise<Round[]> {
  const stage = await openStage({ progress, ...(skuSpread === undefined ? {} : { skuSpread }) });
  try {
    return await runRounds(stage.context, { ways, orders, rounds, progress });
  } finally {
    await stage.close();
  }
}

function report(
  options: { readonly orders: number; readonly rounds: number },
  rounds: readonly Round[],
  sameSku: readonly Round[],
): BenchReport {
  const ratio = {
    'a/b': ratios(speeds(rounds, 'bridge'), speeds(rounds, 'oneByOne')),
    'a/c': ratios(speeds(rounds, 'bridge'), speeds(rounds, 'perOrder')),
    'a/d': ratios(speeds(rounds, 'bridge'), speeds(rounds, 'batch')),
    'a1/b': ratios(speeds(rounds, 'bridgeOnePage'), speeds(rounds, 'oneByOne')),
    'a1/c': ratios(speeds(rounds, 'bridgeOnePage'), speeds(rounds, 'perOrder')),
    'a1/d': ratios(speeds(rounds, 'bridgeOnePage'), speeds(rounds, 'batch')),
  };
  const callsByPage = rounds.map((round) => round.runs.bridgeOnePage?.bridge?.callsByPage ?? []);
  const measures = {
    ...options,
    ways: MEANINGS,
    aims: AIMS,
    odoo: '19, two worker processes; c and d in a process of their own',
    ordersPerSecond: speedsOf(rounds, WAYS),
    ordersPerSecondByRound: Object.fromEntries(WAYS.map((way) => [way, speeds(rounds, way).map(rounded)])),
    ratios: Object.fromEntries(Object.entries(ratio).map(([name, values]) => [name, values.map(rounded)])),
    odooCalls: Object.fromEntries(WAYS.map((way) => [way, rounds[0]?.runs[way]?.odooCalls ?? 0])),
    odooCallsByPage: callsByPage,
    tiktokCalls: rounds[0]?.runs.bridge?.bridge?.calls.tiktok ?? 0,
    peakMb: rounded(peak(rounds)),
    written: writtenOf(rounds),
    oneSku: { ordersPerSecond: speedsOf(sameSku, ONE_SKU_WAYS) },
  };
  const targets: Target[] = [
    judge('a/b', median(ratio['a/b']), '>=', 4),
    judge('a/c', median(ratio['a/c']), '>=', 2),
    judge('a/d', median(ratio['a/d']), '>=', 0.8),
    judge('Odoo calls per page of 100', callsPerPage(callsByPage), '<=', 12),
  ];
  return { name: 'orders', measures, targets };
}

function speeds(rounds: readonly Round[], way: Way): number[] {
  return rounds.flatMap(({ runs }) => {
    const run = runs[way];
    return run ? [run.orders / run.seconds] : [];
  });
}

function speedsOf(rounds: readonly Round[], ways: readonly Way[]): Record<string, number> {
  return Object.fromEntries(ways.map((way) => [way, rounded(median(speeds(rounds, way)))]));
}

/** The page that took most calls in any round, the first pages, which also ask for the listings, included. */
function callsPerPage(callsByPage: readonly (readonly number[])[]): number {
  return Math.max(...callsByPage.flat());
}

function peak(rounds: readonly Round[]): number {
  return Math.max(
    ...rounds.flatMap(({ runs }) => [runs.bridge?.bridge?.peakMb ?? 0, runs.bridgeOnePage?.bridge?.peakMb ?? 0]),
  );
}

/** Records of one round; equal for all ways but for the notes. */
function writtenOf(rounds: readonly Round[]): Measure {
  const [first] = rounds;
  const written = first?.written.bridge;
  if (!written) return null;
  const { orders, contacts, lines, pickings, moves } = written;
  const notes = Object.fromEntries(WAYS.map((way) => [way, first.written[way]?.notes ?? 0]));
  return { orders, contacts, lines, pickings, moves, notes, hashes: rounds.map(({ hash }) => hash) };
}
