import type { Command } from 'commander';
import type { ImportReport } from '../../bridge.ts';
import { EXIT, type ExitCode, exitCodeFor, type Output } from '../output.ts';
import type { Run, Session } from '../session.ts';

const FILE = ['<file>', 'A .csv or .xlsx file.'] as const;
const SHOP = "TikTok's shop id, its name, or #12 for its number in Odoo.";
/** Rows that are listed on a screen; `--json` has all. */
const LISTED = 50;

interface ExportFlags {
  readonly shop?: string;
  readonly unmatched?: boolean;
  readonly overwrite?: boolean;
}

interface ImportFlags {
  readonly shop?: string;
  readonly dryRun?: boolean;
}

/** Adds `items export` and `items import`. */
export function addItems(program: Command, run: Run): void {
  const items = program
    .command('items')
    .description('Link TikTok listings with Odoo products in a spreadsheet.')
    .helpCommand(false);
  addExport(items, run);
  addImport(items, run);
}

function addExport(items: Command, run: Run): void {
  items
    .command('export')
    .argument(...FILE)
    .description('Write all listings to a spreadsheet: Item ID, SKU ID, seller SKU, title, Internal Reference, match.')
    .option('--shop <shop>', `Only this shop: ${SHOP}`)
    .option('--unmatched', 'Only listings that stand for no product yet.')
    .option('--overwrite', 'Replace the file if it is there.')
    .addHelpText(
      'after',
      `
Excel rounds the ids of a .csv file when it opens one; in an .xlsx file they are texts and stay as they are.

Examples:
  tiktok-odoo items export items.xlsx
  tiktok-odoo items export open.xlsx --shop "My Shop" --unmatched`,
    )
    .action(async (file: string, flags: ExportFlags, command: Command) => {
      await run(command, async ({ output, bridge }) => {
        const { shop, unmatched = false, overwrite = false } = flags;
        const report = await (await bridge()).items.export({ file, shop, unmatched, overwrite });
        output.json(report);
        output.line(`${count(report.listings, 'listing')} written to ${file}, ${report.unmatched} without a product.`);
        if (report.unmatched > 0) {
          output.line(`Fill in the column Internal Reference, then run: tiktok-odoo items import ${file}`);
        }
        return undefined;
      });
    });
}

function addImport(items: Command, run: Run): void {
  items
    .command('import')
    .argument(...FILE)
    .description(
      'Link listings with the products whose Internal References a spreadsheet names. Orders held for them follow.',
    )
    .option('--shop <shop>', `The shop of all rows, for files without a Shop ID: ${SHOP}`)
    .option('--dry-run', 'Check everything, print what would change, write nothing.')
    .addHelpText(
      'after',
      `
All rows are checked first; with a mistake in any of them nothing is written. Rows without an Internal Reference are
left alone. A row names its SKU by SKU ID, by Item ID where the item has one SKU, or by seller SKU; a SKU ID that is
empty is filled in at the next catalogue sync. The file of Seller Center's bulk edit is read too, with a column
Internal Reference added to it.

Examples:
  tiktok-odoo items import items.xlsx --dry-run
  tiktok-odoo items import items.xlsx
  tiktok-odoo items import bulk-edit.xlsx --shop "My Shop"`,
    )
    .action(async (file: string, flags: ImportFlags, command: Command) => {
      await run(command, (session) => importItems(session, file, flags), { graceful: true });
    });
}

async function importItems(session: Session, file: string, flags: ImportFlags): Promise<ExitCode> {
  const { output, signal } = session;
  const bridge = await session.bridge();
  const progress = output.progress('Items');
  const report = await bridge.items.import({
    file,
    shop: flags.shop,
    dryRun: flags.dryRun ?? false,
    signal,
    onProgress: (done, total) => {
      progress.update(`Items ${done} of ${total}`);
    },
  });
  progress.done();
  output.json(report);
  printReport(output, report);
  return report.mistakes.length > 0 ? EXIT.failed : exitCodeFor(report.refused.length);
}

function printReport(output: Output, report: ImportReport): void {
  const { file, mistakes, refused, links } = report;
  if (mistakes.length > 0) {
    output.warn(`${file}: ${count(mistakes.length, 'mistake')}, nothing was written:\n${listed(mistakes)}`);
    return;
  }
  if (links.length > 0) {
    output.table(
      ['Row', 'Shop', 'Item ID', 'SKU ID', 'Seller SKU', 'Was', 'Is'],
      links
        .slice(0, LISTED)
        .map(({ row, shop, itemId, skuId, sellerSku, from, to }) => [row, shop, itemId, skuId, sellerSku, from, to]),
    );
    if (links.length > LISTED) output.line(`… and ${links.length - LISTED} more: see --json.`);
  }
  if (refused.length > 0) output.warn(`Odoo refused ${count(refused.length, 'row')}:\n${listed(refused)}`);
  output.line(closing(report));
}

function listed(mistakes: ImportReport['mistakes']): string {
  const lines = mistakes
    .slice(0, LISTED)
    .map(({ row, message }) => (row === undefined ? `- ${message}` : `- row ${row}: ${message}`));
  const rest = mistakes.length - LISTED;
  return [...lines, ...(rest > 0 ? [`… and ${rest} more: see --json.`] : [])].join('\n');
}

function closing({ links, unchanged, skipped, dryRun }: ImportReport): string {
  const rest = `${unchanged} were linked so already, ${skipped} name no product`;
  if (links.length === 0) return `Nothing to do: ${rest}.`;
  const fresh = links.filter(({ isNew }) => isNew).length;
  const what = `${count(links.length, 'listing')} ${dryRun ? 'would be ' : ''}linked (${fresh} new), ${rest}.`;
  return dryRun
    ? `${what} Nothing was written.`
    : `${what} Orders held for them follow at the next: tiktok-odoo sync orders`;
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}
