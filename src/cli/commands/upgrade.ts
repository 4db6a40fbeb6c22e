import type { Command } from 'commander';
import type { Run } from '../session.ts';
import { printOutcome, printPlan, tell } from './install.ts';

/** Adds `upgrade`. */
export function addUpgrade(program: Command, run: Run): void {
  program
    .command('upgrade')
    .description('Bring an installed addon to this version of the bridge; prints the difference.')
    .option('--dry-run', 'Print the difference, write nothing.')
    .addHelpText(
      'after',
      `
Examples:
  tiktok-odoo upgrade --dry-run
  tiktok-odoo upgrade`,
    )
    .action(async (flags: { readonly dryRun?: boolean }, command: Command) => {
      await run(command, async ({ output, bridge }) => {
        const { addon } = await bridge();
        if (flags.dryRun) {
          printPlan(output, (await addon.plan()).lines);
          return;
        }
        const progress = output.progress('Upgrading the addon');
        const outcome = await addon.upgrade({ onProgress: tell(progress) });
        progress.done();
        for (const line of outcome.lines) output.line(line);
        printOutcome(output, outcome, 'The addon is up to date.');
      });
    });
}
