import type { Command } from 'commander';
import type { InventoryReport } from '../../bridge.ts';
import { formatDuration } from '../../core/time.ts';
import type { ExitCode, Output } from '../output.ts';
import type { Run, Session } from '../session.ts';
import { endShopSync, printList, warnOfErrors } from '../shopSync.ts';
import { createSyncProgress } from '../syncProgress.ts';

interface InventoryFlags {
  readonly shop?: string;
  readonly full?: boolean;
  readonly dryRun?: boolean;
}

/** Adds `sync inventory`. */
export function addSyncInventory(sync: Command, run: Run): void {
  sync
    .command('inventory')
    .description('Send the free stock of enabled shops to TikTok: what has changed, once a day all of it is compared.')
    .option('--shop <shop>', "Only this shop: TikTok's shop id, its name, or #12 for its number in Odoo.")
    .option('--full', "Compare every SKU with TikTok's own figures, report and mend what differs.")
    .option('--dry-run', 'Write and send nothing, print what would be sent.')
    .addHelpText(
      'after',
      `
Examples:
  tiktok-odoo sync inventory
  tiktok-odoo sync inventory --shop "My Shop" --dry-run
  tiktok-odoo sync inventory --full --json
  */30 * * * *  tiktok-odoo sync inventory --quiet      (a line for cron)`,
    )
    .action(async (flags: InventoryFlags, command: Command) => {
      await run(command, (session) => syncInventory(session, flags), { graceful: true });
    });
}

async function syncInventory(session: Session, flags: InventoryFlags): Promise<ExitCode> {
  const { output, signal } = session;
  const bridge = await session.bridge();
  const progress = createSyncProgress(output, 'SKUs');
  const dryRun = flags.dryRun ?? false;
  const reports = await bridge.syncInventory({
    shop: flags.shop,
    full: flags.full ?? false,
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
    stopped: 'stopped; what was sent is written on the listings, and the next run goes on there',
    unfinished: reports.reduce((sum, { problems, notes }) => sum + problems.length + notes.length, 0),
  });
}

function printReports({ output, quiet }: Session, reports: readonly InventoryReport[], dryRun: boolean): void {
  if (!quiet) {
    output.table(HEAD, reports.map(toRow));
    printDifferences(output, 'Differs on TikTok although nothing has changed in Odoo:', reports, 'drift');
    if (dryRun) printDifferences(output, 'What would be sent:', reports, 'changes');
    printProblems(output, reports);
  }
  for (const { shop, notes, problems } of reports) {
    for (const note of notes) output.warn(`${shop}: ${note}`);
    const news = quiet ? problems.filter(({ isNew }) => isNew) : [];
    for (const { skuId, sellerSku, note } of news) output.warn(`${shop}: SKU ${sellerSku || skuId}: ${note}`);
  }
  warnOfErrors(output, reports);
  if (quiet || reports.some(({ error }) => error)) return;
  if (dryRun) output.line('Nothing was sent or written.');
  else if (reports.every(({ sent, written }) => sent + written === 0)) output.line(nothingToDo(reports));
}

const HEAD = ['Shop', 'Listings', 'Compared', 'Sent', 'Refused', 'Low', 'Drift', 'TikTok calls', 'Odoo calls', 'Time'];

function toRow(report: InventoryReport): (string | number)[] {
  const { shop, listings, compared, sent, problems, low, drift, calls, durationMs } = report;
  const numbers = [listings, compared, sent, problems.length, low, drift.length, calls.tiktok, calls.odoo];
  return [shop, ...numbers, formatDuration(durationMs)];
}

function printDifferences(
  output: Output,
  title: string,
  reports: readonly InventoryReport[],
  which: 'drift' | 'changes',
): void {
  const rows = reports.flatMap((report) =>
    report[which].flatMap(({ skuId, sellerSku, warehouses }) =>
      warehouses.map(({ warehouseId, shown, offered }) => [
        report.shop,
        sellerSku,
        skuId,
        warehouseId,
        shown ?? '–',
        offered,
      ]),
    ),
  );
  printList(output, { title, head: ['Shop', 'Seller SKU', 'SKU ID', 'TikTok warehouse', 'TikTok', 'Odoo'], rows });
}

function printProblems(output: Output, reports: readonly InventoryReport[]): void {
  const rows = reports.flatMap(({ shop, problems }) =>
    problems.map(({ skuId, sellerSku, note }) => [shop, sellerSku, skuId, note]),
  );
  const head = ['Shop', 'Seller SKU', 'SKU ID', 'Reason'];
  printList(output, {
    title: 'What needs somebody:',
    head,
    rows,
    elsewhere: 'the filter Stock refused of the listings',
  });
}

function nothingToDo(reports: readonly InventoryReport[]): string {
  const listings = reports.reduce((sum, report) => sum + report.listings, 0);
  if (listings === 0) return 'Nothing to do: no listing has a product; run tiktok-odoo sync catalogue first.';
  return `Nothing to do: TikTok shows what Odoo has for all ${listings} listings.`;
}
