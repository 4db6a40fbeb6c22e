import type { Command } from 'commander';
import type { PricesReport } from '../../bridge.ts';
import { formatDuration } from '../../core/time.ts';
import type { ExitCode, Output } from '../output.ts';
import type { Run, Session } from '../session.ts';
import { endShopSync, printList, warnOfErrors } from '../shopSync.ts';
import { createSyncProgress } from '../syncProgress.ts';

interface PricesFlags {
  readonly shop?: string;
  readonly dryRun?: boolean;
}

/** Adds `sync prices`. */
export function addSyncPrices(sync: Command, run: Run): void {
  sync
    .command('prices')
    .description("Send the prices of each shop's pricelist for TikTok; only those that differ from what TikTok shows.")
    .option('--shop <shop>', "Only this shop: TikTok's shop id, its name, or #12 for its number in Odoo.")
    .option('--dry-run', 'Write and send nothing, print what would be sent.')
    .addHelpText(
      'after',
      `
Examples:
  tiktok-odoo shops set "My Shop" price-pricelist="TikTok prices" sync-prices=yes
  tiktok-odoo sync prices --dry-run
  tiktok-odoo sync prices --shop "My Shop" --json`,
    )
    .action(async (flags: PricesFlags, command: Command) => {
      await run(command, (session) => syncPrices(session, flags), { graceful: true });
    });
}

async function syncPrices(session: Session, flags: PricesFlags): Promise<ExitCode> {
  const { output, signal } = session;
  const bridge = await session.bridge();
  const progress = createSyncProgress(output, 'prices');
  const dryRun = flags.dryRun ?? false;
  const reports = await bridge.syncPrices({
    shop: flags.shop,
    dryRun,
    signal,
    onProgress: (shop, done, total) => {
      progress.update(shop.name, done, total);
    },
  });
  progress.done();
  output.json({ dryRun, stopped: signal.aborted, shops: reports });
  printReports(session, reports, dryRun);
  return endShopSync(session, reports, {
    stopped: 'stopped; prices that were sent are written on the listings, and the next run goes on there',
    unfinished: reports.reduce((sum, { problems }) => sum + problems.length, 0),
  });
}

function printReports({ output, quiet }: Session, reports: readonly PricesReport[], dryRun: boolean): void {
  if (!quiet) {
    output.table(HEAD, reports.map(toRow));
    printChanges(output, reports, dryRun);
    printProblems(output, reports);
  }
  for (const { shop, problems } of reports) {
    const news = quiet ? problems.filter(({ isNew }) => isNew) : [];
    for (const { skuId, sellerSku, note } of news) output.warn(`${shop}: SKU ${sellerSku || skuId}: ${note}`);
  }
  warnOfErrors(output, reports);
  if (quiet || reports.some(({ error }) => error)) return;
  if (dryRun) output.line('Nothing was sent or written.');
  else if (reports.every(({ sent }) => sent === 0)) output.line('No price was sent: TikTok shows the others already.');
}

const HEAD = ['Shop', 'Listings', 'Sent', 'Not sent', 'TikTok calls', 'Odoo calls', 'Time'];

function toRow({ shop, listings, sent, problems, calls, durationMs }: PricesReport): (string | number)[] {
  return [shop, listings, sent, problems.length, calls.tiktok, calls.odoo, formatDuration(durationMs)];
}

function printChanges(output: Output, reports: readonly PricesReport[], dryRun: boolean): void {
  const rows = reports.flatMap(({ shop, currency, changes }) =>
    changes.map(({ skuId, sellerSku, from, to }) => [
      shop,
      sellerSku,
      skuId,
      `${from} ${currency}`,
      `${to} ${currency}`,
    ]),
  );
  const title = dryRun ? 'What would be sent:' : 'What was sent:';
  printList(output, { title, head: ['Shop', 'Seller SKU', 'SKU ID', 'TikTok', 'Odoo'], rows });
}

function printProblems(output: Output, reports: readonly PricesReport[]): void {
  const rows = reports.flatMap(({ shop, problems }) =>
    problems.map(({ skuId, sellerSku, note }) => [shop, sellerSku, skuId, note]),
  );
  const head = ['Shop', 'Seller SKU', 'SKU ID', 'Reason'];
  printList(output, { title: 'What was not sent:', head, rows, elsewhere: 'the notes on the listings' });
}
