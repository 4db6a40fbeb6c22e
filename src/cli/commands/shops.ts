import type { Command } from 'commander';
import type { EnableReport, SettingChange } from '../../bridge.ts';
import { formatMoment } from '../../core/time.ts';
import { EXIT, type Output } from '../output.ts';
import type { Run } from '../session.ts';

/** Flags of `shops enable` and the settings that they name. */
const ENABLE_FLAGS: readonly (readonly [flag: string, key: string, description: string])[] = [
  ['--company <name>', 'company', 'Company that sells in this shop.'],
  ['--warehouse <code>', 'warehouse', 'Warehouse that orders leave from, by code or name.'],
  ['--fbt-warehouse <code>', 'fbt-warehouse', 'Warehouse that stands for goods at TikTok; else such orders are held.'],
  ['--goods-tax <name>', 'goods-tax', 'Sales tax included in the prices of goods; where TikTok collects it: none.'],
  ['--shipping-tax <name>', 'shipping-tax', 'Sales tax included in what buyers pay for shipping.'],
  ['--pricelist <name>', 'pricelist', "Pricelist in the shop's currency; made if there is none."],
  ['--team <name>', 'team', 'Sales team; made with the name of the shop if there is none.'],
  ['--fiscal-position <name>', 'fiscal-position', 'Fiscal position of all orders; none unless named.'],
  ['--journal <code>', 'payment-journal', "Journal for TikTok's payments, by code or name."],
  ['--import-from <when>', 'import-from', 'Leave older orders alone: now, 15d, 2026-10-15 … Default: 15 days back.'],
  ['--unknown-sku <policy>', 'unknown-sku', 'Orders with a SKU that no product is matched with: hold, default.'],
  ['--late <policy>', 'late-policy', 'Orders first seen when their goods have left: import, block.'],
  ['--confirm <policy>', 'confirm-policy', 'New orders: confirm (with transfers), draft (quotations).'],
];

/** Adds `shops list`, `show`, `set`, `enable` and `disable`. */
export function addShops(program: Command, run: Run): void {
  const shops = program
    .command('shops')
    .description('See the shops and their settings, and switch their sync on and off.')
    .helpCommand(false);
  addList(shops, run);
  addShow(shops, run);
  addSet(shops, run);
  addEnable(shops, run);
  addDisable(shops, run);
}

const SHOP = ['<shop>', "TikTok's shop id, the shop's name, or #12 for its number in Odoo."] as const;

function addList(shops: Command, run: Run): void {
  shops
    .command('list')
    .description('Print all shops.')
    .addHelpText('after', '\nExamples:\n  tiktok-odoo shops list\n  tiktok-odoo shops list --json')
    .action(async (_flags: unknown, command: Command) => {
      await run(command, async ({ output, bridge }) => {
        const all = await (await bridge()).shops.list();
        output.json({
          shops: all.map(({ id, shopId, name, region, state, enabled, message, lastOrderSync }) => {
            return { id, shopId, name, region, state, enabled, message, lastOrderSync };
          }),
        });
        if (all.length === 0) {
          output.line('There are no shops. Link an account: tiktok-odoo auth link.');
          return undefined;
        }
        output.table(
          ['Shop', 'TikTok id', 'Region', 'State', 'Orders synced up to', 'What is wrong'],
          all.map(({ name, shopId, region, state, lastOrderSync, message }) => {
            const synced = lastOrderSync === undefined ? 'never' : `${formatMoment(lastOrderSync)} UTC`;
            return [name, shopId, region, state, synced, message];
          }),
        );
        return undefined;
      });
    });
}

function addShow(shops: Command, run: Run): void {
  shops
    .command('show')
    .argument(...SHOP)
    .description('Print all settings of a shop, with the keys that shops set takes.')
    .addHelpText(
      'after',
      '\nExamples:\n  tiktok-odoo shops show "My Shop"\n  tiktok-odoo shops show 7495000000000000001',
    )
    .action(async (text: string, _flags: unknown, command: Command) => {
      await run(command, async ({ output, bridge }) => {
        const { shop, settings, zone } = await (await bridge()).shops.show(text);
        const { shopId, name, region, state, message } = shop;
        output.line(`${name} (${shopId}), ${region}: ${state}`);
        if (message) output.line(message);
        output.table(
          ['Key', 'Setting', 'Value'],
          settings.map(({ key, label, value }) => [key, label, value]),
        );
        output.line(`Times are in ${zone}.`);
        output.json({ shopId, name, region, state, message, zone, settings });
        return undefined;
      });
    });
}

function addSet(shops: Command, run: Run): void {
  shops
    .command('set')
    .argument(...SHOP)
    .argument('<settings...>', 'KEY=VALUE; an empty value clears. shops show lists the keys.')
    .option('--dry-run', 'Print what would change, write nothing.')
    .description('Change settings of a shop. They are checked at the next sync.')
    .addHelpText(
      'after',
      `
Examples:
  tiktok-odoo shops set "My Shop" warehouse=WH late-policy=block
  tiktok-odoo shops set "My Shop" fiscal-position= sync-from=3d`,
    )
    .action(async (text: string, pairs: readonly string[], flags: { readonly dryRun?: boolean }, command: Command) => {
      await run(command, async ({ output, bridge }) => {
        const { shop, changes } = await (await bridge()).shops.set(text, pairs, flags.dryRun ?? false);
        printChanges(output, changes);
        if (changes.length === 0) output.line(`Nothing to do: ${shop.name} is set so already.`);
        if (flags.dryRun) output.line('Nothing was written.');
        output.json({ shopId: shop.shopId, dryRun: flags.dryRun ?? false, changes });
        return undefined;
      });
    });
}

function addEnable(shops: Command, run: Run): void {
  const enable = shops
    .command('enable')
    .argument(...SHOP)
    .description(
      'Fill in what is empty in the settings of a shop, check all of it, and switch the sync on; or say everything that is wrong.',
    )
    .option('--dry-run', 'Print what would be done, write nothing.');
  for (const [flag, , description] of ENABLE_FLAGS) enable.option(flag, description);
  enable
    .addHelpText(
      'after',
      `
What is set already stays as it is unless its flag is given. Making a pricelist or a team needs the administrator of
the settings; everything else is done as the bridge's own user.

Examples:
  tiktok-odoo shops enable "My US Shop"
  tiktok-odoo shops enable "My US Shop" --import-from now --dry-run
  tiktok-odoo shops enable "My UK Shop" --goods-tax "20% VAT incl." --shipping-tax "20% VAT incl."`,
    )
    .action(async (text: string, flags: Readonly<Record<string, unknown>>, command: Command) => {
      await run(command, async ({ output, bridge }) => {
        const opened = await bridge();
        const request = { shop: text, given: givenSettings(flags), dryRun: flags['dryRun'] === true };
        const report = await opened.shops.enable(request);
        printEnabled(output, report);
        return report.result === 'refused' ? EXIT.failed : EXIT.done;
      });
    });
}

/** Texts by key of the setting, of the flags that were given. */
function givenSettings(flags: Readonly<Record<string, unknown>>): Record<string, string> {
  const given: Record<string, string> = {};
  for (const [flag, key] of ENABLE_FLAGS) {
    const name = flag.replace(/^--| .*$/g, '').replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
    const text = flags[name];
    if (typeof text === 'string') given[key] = text;
  }
  return given;
}

function printEnabled(output: Output, report: EnableReport): void {
  const { shop, result, dryRun, changes, problems, hints, notes } = report;
  output.json(report);
  printChanges(output, changes);
  if (result === 'unchanged') output.line(`Nothing to do: ${shop} is enabled already.`);
  if (result === 'enabled') {
    output.line(dryRun ? `${shop} would be enabled; nothing was written.` : `${shop} is enabled.`);
    if (!dryRun) output.line('Next: tiktok-odoo sync orders');
  }
  for (const note of notes) output.warn(note);
  if (result === 'refused') {
    const lines = problems.map((problem) => `- ${problem}`).join('\n');
    output.warn(`${shop} is not enabled, nothing was written:\n${lines}${hints.map((hint) => `\n  ${hint}`).join('')}`);
    output.warn('see tiktok-odoo shops enable --help for the flag of each setting');
  }
}

function printChanges(output: Output, changes: readonly SettingChange[]): void {
  if (changes.length === 0) return;
  output.table(
    ['Setting', 'Was', 'Is', 'Why'],
    changes.map(({ label, from, to, source }) => [label, from, to, source]),
  );
}

function addDisable(shops: Command, run: Run): void {
  shops
    .command('disable')
    .argument(...SHOP)
    .description('Switch the sync of a shop off; settings and records stay.')
    .addHelpText('after', '\nExamples:\n  tiktok-odoo shops disable "My Shop"')
    .action(async (text: string, _flags: unknown, command: Command) => {
      await run(command, async ({ output, bridge }) => {
        const { shop, wasEnabled } = await (await bridge()).shops.disable(text);
        output.line(wasEnabled ? `${shop.name} is disabled.` : `Nothing to do: ${shop.name} is not enabled.`);
        output.json({ shopId: shop.shopId, wasEnabled });
        return undefined;
      });
    });
}
