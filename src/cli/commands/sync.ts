import type { Command } from 'commander';
import type { OrdersReport } from '../../bridge.ts';
import { UsageError } from '../../core/errors.ts';
import { formatDuration, formatMoment, parseMoment } from '../../core/time.ts';
import { EXIT, type ExitCode, exitCodeFor, type Output } from '../output.ts';
import type { Run, Session } from '../session.ts';
import { printList, warnOfErrors } from '../shopSync.ts';
import { createSyncProgress } from '../syncProgress.ts';
import { addSyncCatalogue } from './syncCatalogue.ts';
import { addSyncInventory } from './syncInventory.ts';
import { addSyncPrices } from './syncPrices.ts';

interface SyncFlags {
  readonly shop?: string;
  readonly since?: string;
  readonly order?: readonly string[];
  readonly recreate?: boolean;
  readonly dryRun?: boolean;
}

/** Adds `sync orders`. */
export function addSync(program: Command, run: Run): void {
  const sync = program.command('sync').description('Bring what is new on TikTok into Odoo.').helpCommand(false);
  sync
    .command('orders')
    .description('Bring orders of enabled shops into Odoo: contacts, sale orders, transfers. May be run at any time.')
    .option('--shop <shop>', "Only this shop: TikTok's shop id, its name, or #12 for its number in Odoo.")
    .option(
      '--since <when>',
      "Everything that changed since then: 2026-10-15, 3d, 12h, Unix seconds; in the shop's zone.",
    )
    .option('--order <id...>', 'Only these orders, read by their ids.')
    .option('--recreate', 'Make sale orders again that people deleted in Odoo.')
    .option('--dry-run', 'Write nothing anywhere, print what would be done.')
    .addHelpText(
      'after',
      `
Examples:
  tiktok-odoo sync orders
  tiktok-odoo sync orders --shop "My Shop" --since 3d
  tiktok-odoo sync orders --order 576461413038785752 --recreate
  tiktok-odoo sync orders --dry-run --json
  */15 * * * *  tiktok-odoo sync orders --quiet      (a line for cron)`,
    )
    .action(async (flags: SyncFlags, command: Command) => {
      await run(command, (session) => syncOrders(session, flags), { graceful: true });
    });
  addSyncCatalogue(sync, run);
  addSyncInventory(sync, run);
  addSyncPrices(sync, run);
}

async function syncOrders(session: Session, flags: SyncFlags): Promise<ExitCode> {
  const { output, config, signal } = session;
  checkFlags(flags);
  const bridge = await session.bridge();
  const progress = createSyncProgress(output);
  const reports = await bridge.syncOrders({
    shop: flags.shop,
    since: flags.since,
    orderIds: flags.order,
    dryRun: flags.dryRun ?? false,
    recreate: flags.recreate ?? false,
    ...config.sync,
    signal,
    onProgress: (shop, done, total) => {
      progress.update(shop.name, done, total);
    },
  });
  progress.done();
  output.json({ dryRun: flags.dryRun ?? false, stopped: signal.aborted, shops: reports });
  printReports(session, reports, flags);
  if (signal.aborted) {
    output.warn('stopped; what was done is in Odoo, and the next run goes on there');
    return EXIT.failed;
  }
  return codeOf(reports, flags);
}

function checkFlags({ since, order, recreate }: SyncFlags): void {
  if (order && since !== undefined) {
    throw new UsageError('--order and --since do not go together.', {
      remedy: 'Orders that are named are read anyway.',
    });
  }
  const odd = order?.find((id) => !/^\d{5,25}$/.test(id));
  if (odd !== undefined) {
    throw new UsageError(`"${odd}" is not an order id of TikTok.`, {
      remedy: 'It is of digits only, as Seller Center shows it.',
    });
  }
  if (recreate && !order) {
    throw new UsageError('--recreate makes deleted sale orders again, so it needs --order.', {
      remedy: 'Name the orders: --order ID.',
    });
  }
  if (since !== undefined) {
    try {
      parseMoment(since);
    } catch (cause) {
      throw new UsageError(`--since: ${(cause as Error).message}`, { cause });
    }
  }
}

/** 1 when no shop could be synced to the end, 2 when something is left for a person, else 0. */
function codeOf(reports: readonly OrdersReport[], { order }: SyncFlags): ExitCode {
  const read = sum(reports, (report) => report.read);
  if (reports.length > 0 && reports.every((report) => report.error)) return EXIT.failed;
  if (order && read === 0) return EXIT.failed;
  const missing = order ? new Set(order).size - read : 0;
  return exitCodeFor(sum(reports, unfinished) + Math.max(0, missing));
}

function unfinished({ error, counts }: OrdersReport): number {
  return (error ? 1 : 0) + counts.blocked + counts.attention;
}

function sum(reports: readonly OrdersReport[], count: (report: OrdersReport) => number): number {
  return reports.reduce((total, report) => total + count(report), 0);
}

function printReports({ output, quiet }: Session, reports: readonly OrdersReport[], flags: SyncFlags): void {
  if (quiet) {
    printNews(output, reports);
    return;
  }
  for (const { shop, catchUpDays, from } of reports.filter((report) => report.catchUpDays > 0)) {
    output.note(`${shop}: caught up ${catchUpDays} days, since ${formatMoment(from)} UTC.`);
  }
  output.table(HEAD, reports.map(toRow));
  printOrders(output, reports, flags.dryRun ?? false);
  warnOfErrors(output, reports);
  const sentence = closing(reports, flags);
  if (sentence) output.line(sentence);
}

/** What a person has not been told yet. */
function printNews(output: Output, reports: readonly OrdersReport[]): void {
  for (const { shop, orders, error } of reports) {
    for (const { orderId, result, reason, changed } of orders) {
      if (changed) output.warn(`${shop}: order ${orderId} ${RESULTS[result]}. ${reason?.reason ?? ''}`);
    }
    if (error) output.warn(`${shop}: ${error.message} [${error.code}]`);
  }
}

const HEAD = [
  'Shop',
  'New',
  'Changed',
  'Cancelled',
  'Waiting',
  'Blocked',
  'Attention',
  'Unchanged',
  'TikTok calls',
  'Odoo calls',
  'Time',
];

function toRow({ shop, counts, calls, durationMs }: OrdersReport): (string | number)[] {
  const { created, updated, cancelled, waiting, blocked, attention, unchanged, skipped } = counts;
  const numbers = [created, updated, cancelled, waiting, blocked, attention, unchanged + skipped];
  return [shop, ...numbers, calls.tiktok, calls.odoo, formatDuration(durationMs)];
}

/** Words for what became of an order. */
const RESULTS: Readonly<Record<string, string>> = {
  created: 'is imported',
  updated: 'is changed',
  cancelled: 'is cancelled',
  waiting: 'waits',
  blocked: 'is blocked',
  attention: 'needs attention',
  skipped: 'is left alone',
  unchanged: 'is unchanged',
};

function printOrders(output: Output, reports: readonly OrdersReport[], dryRun: boolean): void {
  const rows = reports.flatMap(({ shop, orders }) =>
    orders.map(({ orderId, status, result, reason }) => [shop, orderId, status, result, reason?.reason ?? '']),
  );
  const title = dryRun ? 'What would be done, and what needs somebody:' : 'What needs somebody:';
  const head = ['Shop', 'Order', 'TikTok', 'State', 'Reason'];
  printList(output, { title, head, rows, elsewhere: 'TikTok Shop, Orders in Odoo' });
}

function closing(reports: readonly OrdersReport[], { dryRun, order }: SyncFlags): string {
  const read = sum(reports, (report) => report.read);
  if (order && read < new Set(order).size) {
    return `TikTok knows ${read} of these ${new Set(order).size} orders in the shops that were asked.`;
  }
  if (reports.some((report) => report.error)) return '';
  if (dryRun) return 'Nothing was written.';
  if (sum(reports, (report) => report.changed) > 0) return '';
  const waiting = sum(reports, ({ counts }) => counts.waiting);
  const held = sum(reports, ({ counts }) => counts.blocked + counts.attention);
  if (read === 0) return 'Nothing to do: no order has changed on TikTok.';
  if (waiting + held === 0) return `Nothing to do: all ${read} orders are in Odoo already.`;
  return `Nothing to do: nothing has changed; orders that wait (${waiting}) and that are held (${held}) are shown in Odoo.`;
}
