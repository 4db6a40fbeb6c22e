import type { Command } from 'commander';
import type { AccountStatus, LinkReport } from '../../bridge.ts';
import { UsageError } from '../../core/errors.ts';
import { formatMoment, nowSeconds } from '../../core/time.ts';
import { EXIT, type ExitCode, type Output } from '../output.ts';
import type { Run } from '../session.ts';

/** Adds `auth link`, `auth complete` and `auth status`. */
export function addAuth(program: Command, run: Run): void {
  const auth = program
    .command('auth')
    .description('Let a seller allow the app to work for their shops.')
    .helpCommand(false);
  addLink(auth, run);
  addComplete(auth, run);
  addStatus(auth, run);
}

function addLink(auth: Command, run: Run): void {
  auth
    .command('link')
    .description('Print the address of the page on which the seller says yes; the next step is auth complete.')
    .option('--app <name>', 'Section [app:NAME] of .odoorc; needed where there are several.')
    .option('--region <region>', 'US for a seller in the United States, who has a page of their own.')
    .addHelpText(
      'after',
      `
Examples:
  tiktok-odoo auth link
  tiktok-odoo auth link --app main --region US`,
    )
    .action(async (flags: { readonly app?: string; readonly region?: string }, command: Command) => {
      await run(command, async ({ output, bridge }) => {
        const opened = await bridge();
        await opened.odoo();
        const { url, app } = await opened.startLink(flags.app, flags.region?.toUpperCase());
        output.line('1. Open this address in a browser, log in as the seller, and allow the app:');
        output.line();
        output.line(`   ${url}`);
        output.line();
        output.line('2. TikTok then sends the browser to your redirect address. That page need not exist.');
        output.line('   Copy the whole address of it, within 30 minutes, and run, with the quotes:');
        output.line();
        output.line("   tiktok-odoo auth complete 'ADDRESS'");
        output.json({ url, app });
        return undefined;
      });
    });
}

function addComplete(auth: Command, run: Run): void {
  auth
    .command('complete')
    .argument('<address>', 'The whole address that TikTok sent the browser to, in quotes.')
    .description('Finish what auth link began: get the tokens, and write account and shops into Odoo.')
    .addHelpText(
      'after',
      `
The quotes are needed: the address has & in it, which a shell would take for the end of the command.

Examples:
  tiktok-odoo auth complete 'https://bridge.example.com/oauth/tiktok/callback?app_key=…&code=…&state=…'`,
    )
    .action(async (address: string, _flags: unknown, command: Command) => {
      await run(command, async ({ output, bridge }) => {
        refuseCutAddress(address);
        const { shops } = await bridge();
        const progress = output.progress('Linking');
        const report = await shops.completeLink(address);
        progress.done();
        return printLink(output, report);
      });
    });
}

/** What a shell leaves of an address without quotes. */
function refuseCutAddress(address: string): void {
  if (!/^https?:\/\/[^&]*\?[^&]*$/.test(address)) return;
  throw new UsageError('The address ends before its first &.', {
    remedy: "Put it in quotes: tiktok-odoo auth complete 'ADDRESS'.",
  });
}

function printLink(output: Output, report: LinkReport): ExitCode {
  const { sellerName, openId, refreshExpires, shops } = report;
  output.line(`Linked: ${sellerName || openId}. Link again before ${formatMoment(refreshExpires)} UTC.`);
  output.table(
    ['Shop', 'TikTok id', 'Region', 'In Odoo'],
    shops.map(({ name, shopId, region, result }) => [name, shopId, region, LINKED[result]]),
  );
  const elsewhere = shops.filter(({ result }) => result === 'elsewhere');
  for (const { message } of elsewhere) output.warn(message ?? '');
  const [first] = shops.filter(({ result }) => result !== 'elsewhere');
  if (first) output.line(`Next: tiktok-odoo shops enable ${first.shopId}`);
  output.json(report);
  return elsewhere.length > 0 ? EXIT.incomplete : EXIT.done;
}

const LINKED = { new: 'new', known: 'known, settings kept', elsewhere: 'left with another account' } as const;

function addStatus(auth: Command, run: Run): void {
  auth
    .command('status')
    .description('Print the linked accounts, how long they last, and their shops. Nothing of it is secret.')
    .addHelpText(
      'after',
      `
Examples:
  tiktok-odoo auth status
  tiktok-odoo auth status --json`,
    )
    .action(async (_flags: unknown, command: Command) => {
      await run(command, async ({ output, bridge }) => {
        const { shops } = await bridge();
        const accounts = await shops.accounts();
        output.json({ accounts });
        if (accounts.length === 0) {
          output.line('No account is linked. Link one: tiktok-odoo auth link.');
          return undefined;
        }
        for (const account of accounts) printAccount(output, account, nowSeconds());
        return accounts.every(isUsable) ? EXIT.done : EXIT.incomplete;
      });
    });
}

function isUsable({ state, tokens }: AccountStatus): boolean {
  return tokens === 'here' && (state === 'linked' || state === 'expiring');
}

function printAccount(output: Output, account: AccountStatus, now: number): void {
  const { sellerName, openId, app, state, message, tokens, accessExpires, refreshExpires, shops } = account;
  output.line(`${sellerName || 'Seller without a name'} (${openId}), app ${app}: ${state}`);
  if (message) output.line(`  ${message}`);
  output.line(`  Tokens: ${TOKENS[tokens]}`);
  output.line(`  Access ${inWords(accessExpires, now)}; it is renewed by itself.`);
  output.line(`  The seller's consent ${inWords(refreshExpires, now)}; link again before.`);
  for (const shop of shops) {
    const synced = shop.lastOrderSync === undefined ? 'never' : `${formatMoment(shop.lastOrderSync)} UTC`;
    output.line(`  Shop ${shop.name} (${shop.shopId}, ${shop.region}): ${shop.state}, orders synced up to ${synced}`);
  }
}

const TOKENS = {
  here: 'on this host',
  missing: 'not on this host: link again here to sync from here (tiktok-odoo auth link)',
  broken: 'broken on this host: link again (tiktok-odoo auth link)',
} as const;

/** `ends in 7 days (2026-10-15 08:15 UTC)`. */
export function inWords(moment: number | undefined, now: number): string {
  if (moment === undefined) return 'ends at an unknown time';
  const seconds = Math.abs(moment - now);
  const [count, unit] =
    seconds >= 2 * 86_400
      ? [Math.floor(seconds / 86_400), 'days']
      : seconds >= 2 * 3_600
        ? [Math.floor(seconds / 3_600), 'hours']
        : [Math.floor(seconds / 60), 'minutes'];
  const span = `${count} ${count === 1 ? unit.slice(0, -1) : unit}`;
  const words = moment >= now ? `ends in ${span}` : `ended ${span} ago`;
  return `${words} (${formatMoment(moment)} UTC)`;
}
