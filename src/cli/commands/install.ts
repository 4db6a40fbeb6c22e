import type { Command } from 'commander';
import type { InstallOutcome } from '../../bridge.ts';
import type { Output, Progress } from '../output.ts';
import type { Run } from '../session.ts';

interface InstallFlags {
  readonly bridgeUser?: string;
  readonly dryRun?: boolean;
}

/** Adds `install`. */
export function addInstall(program: Command, run: Run): void {
  program
    .command('install')
    .description('Put the addon into the Odoo database, as an administrator; running it again changes nothing.')
    .option(
      '--bridge-user <login>',
      'Odoo user that the bridge works as; gets the groups it needs. Default: odoo_user.',
    )
    .option('--dry-run', 'Print what would be written, write nothing.')
    .addHelpText(
      'after',
      `
Examples:
  tiktok-odoo install
  tiktok-odoo install --bridge-user tiktok-bridge
  tiktok-odoo install --dry-run`,
    )
    .action(async (flags: InstallFlags, command: Command) => {
      await run(command, async ({ output, config, bridge }) => {
        const { addon } = await bridge();
        if (flags.dryRun) {
          printPlan(output, (await addon.plan()).lines);
          return;
        }
        const progress = output.progress('Installing the addon');
        const bridgeUserLogin = flags.bridgeUser ?? config.odoo.user;
        const outcome = await addon.install({ bridgeUserLogin, onProgress: tell(progress) });
        progress.done();
        printOutcome(output, outcome, 'The addon is installed.');
        if (!outcome.isUnchanged) output.line('Next: tiktok-odoo auth link');
        if (!bridgeUserLogin) output.warn('no user of the bridge was named: set odoo_user, or give --bridge-user.');
      });
    });
}

/** Shows each step of the addon on one line. */
export function tell(progress: Progress): (line: string) => void {
  return (line) => {
    progress.update(line);
  };
}

/** Prints the difference between the addon and the database, as `install --dry-run` and `upgrade --dry-run` do. */
export function printPlan(output: Output, lines: readonly string[]): void {
  for (const line of lines) output.line(`would ${line}`);
  output.line(lines.length === 0 ? 'Nothing to do: the addon is installed as it should be.' : planEnd(lines.length));
  output.json({ dryRun: true, lines });
}

/** Prints what an install or upgrade did. */
export function printOutcome(output: Output, outcome: InstallOutcome, done: string): void {
  const { lines, refilled, granted, notes, isUnchanged } = outcome;
  for (const note of notes) output.warn(note);
  if (isUnchanged) {
    output.line('Nothing to do: the addon is installed as it should be.');
  } else {
    output.line(`${done} ${lines.length} parts were written.`);
    if (refilled > 0) output.line(`TikTok ids of ${refilled} records of an earlier install were filled in again.`);
    for (const group of granted) output.line(`The bridge's user is now in ${group}.`);
  }
  output.json({ isUnchanged, lines, refilled, granted, notes });
}

function planEnd(count: number): string {
  return `${count} parts differ; nothing was written.`;
}
