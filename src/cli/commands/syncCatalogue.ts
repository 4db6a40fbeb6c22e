import type { Command } from 'commander';
import type { CatalogueReport } from '../../bridge.ts';
import { formatDuration } from '../../core/time.ts';
import type { ExitCode, Output } from '../output.ts';
import type { Run, Session } from '../session.ts';
import { endShopSync, LISTED, printList, warnOfErrors } from '../shopSync.ts';

interface CatalogueFlags {
  readonly shop?: string;
  readonly full?: boolean;
  readonly createProducts?: boolean;
  readonly dryRun?: boolean;
}

/** Adds `sync catalogue`. */
export function addSyncCatalogue(sync: Command, run: Run): void {
  sync
    .command('catalogue')
    .description('Bring every SKU of enabled shops into Odoo as a listing, and find or make the product of each.')
    .option('--shop <shop>', "Only this shop: TikTok's shop id, its name, or #12 for its number in Odoo.")
    .option('--full', 'Read everything again, and the details of all products in one go; notices what is gone.')
    .option('--create-products', 'Make a product in Odoo for each SKU on sale that none was found for.')
    .option('--dry-run', 'Write nothing anywhere, print what would be done.')
    .addHelpText(
      'after',
      `
Examples:
  tiktok-odoo sync catalogue
  tiktok-odoo sync catalogue --shop "My Shop" --full
  tiktok-odoo sync catalogue --create-products --dry-run
  0 * * * *  tiktok-odoo sync catalogue --quiet      (a line for cron)`,
    )
    .action(async (flags: CatalogueFlags, command: Command) => {
      await run(command, (session) => syncCatalogue(session, flags), { graceful: true });
    });
}

async function syncCatalogue(session: Session, flags: CatalogueFlags): Promise<ExitCode> {
  const { output, config, signal } = session;
  const bridge = await session.bridge();
  const dryRun = flags.dryRun ?? false;
  const progress = output.progress('reading the catalogue');
  const reports = await bridge.syncCatalogue({
    shop: flags.shop,
    full: flags.full ?? false,
    createProducts: flags.createProducts ?? false,
    dryRun,
    overlapSeconds: config.sync.overlapSeconds,
    signal,
    onProgress: (shop, { step, done, total }) => {
      progress.update(`${shop.name}: ${step} ${total === undefined ? done : `${done} of ${total}`}`);
    },
  });
  progress.done();
  output.json({ dryRun, stopped: signal.aborted, shops: reports });
  printReports(session, reports, dryRun);
  return endShopSync(session, reports, {
    stopped: 'stopped; what was done is in Odoo, and the next run goes on there',
    unfinished: reports.reduce((sum, { listings }) => sum + listings.length, 0),
  });
}

function printReports({ output, quiet }: Session, reports: readonly CatalogueReport[], dryRun: boolean): void {
  warnOfErrors(output, reports);
  if (quiet) return;
  output.table(HEAD, reports.map(toRow));
  printListings(output, reports);
  for (const { shop, notes } of reports) for (const text of notes.slice(0, LISTED)) output.note(`${shop}: ${text}`);
  for (const { shop, details } of reports) {
    if (details.left > 0) {
      output.line(
        `${shop}: barcodes, variants and images of ${details.left} products are left for the next runs; --full reads all at once.`,
      );
    }
  }
  const sentence = closing(reports, dryRun);
  if (sentence !== '') output.line(sentence);
}

const HEAD = [
  'Shop',
  'SKUs read',
  'New',
  'Changed',
  'Gone',
  'By seller SKU',
  'By Item ID',
  'By barcode',
  'Products made',
  'Ambiguous',
  'Unmatched',
  'TikTok calls',
  'Odoo calls',
  'Time',
];

function toRow({ shop, read, counts, calls, durationMs }: CatalogueReport): (string | number)[] {
  const { changed, gone, sellerSku, itemId, barcode, created, ambiguous, unmatched } = counts;
  const numbers = [read, counts.new, changed, gone, sellerSku, itemId, barcode, created, ambiguous, unmatched];
  return [shop, ...numbers, calls.tiktok, calls.odoo, formatDuration(durationMs)];
}

function printListings(output: Output, reports: readonly CatalogueReport[]): void {
  const rows = reports.flatMap(({ shop, listings }) =>
    listings.map(({ itemId, skuId, sellerSku, state, note }) => [shop, itemId, skuId, sellerSku, state, note]),
  );
  const head = ['Shop', 'Item ID', 'SKU ID', 'Seller SKU', 'State', 'Reason'];
  const elsewhere = 'TikTok Shop, Products, Listings in Odoo';
  printList(output, { title: 'What needs somebody:', head, rows, elsewhere });
}

function closing(reports: readonly CatalogueReport[], dryRun: boolean): string {
  if (reports.some((report) => report.error)) return '';
  if (dryRun) return 'Nothing was written.';
  if (reports.some(({ written }) => written > 0)) return '';
  const open = reports.reduce((sum, { listings }) => sum + listings.length, 0);
  return open === 0
    ? 'Nothing to do: every listing in Odoo is as TikTok shows it.'
    : `Nothing to do: nothing has changed; ${open} SKUs still have no product.`;
}
