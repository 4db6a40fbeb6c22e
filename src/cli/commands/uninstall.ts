import type { Command } from 'commander';
import { EXIT } from '../output.ts';
import type { Run } from '../session.ts';
import { tell } from './install.ts';

/** Adds `uninstall`. */
export function addUninstall(program: Command, run: Run): void {
  program
    .command('uninstall')
    .description('Remove exactly what install put into Odoo; sale orders and contacts stay. Shows what goes, and asks.')
    .option('--yes', 'Do not ask.')
    .option('--dry-run', 'Print what would go and what stays, remove nothing.')
    .addHelpText(
      'after',
      `
Examples:
  tiktok-odoo uninstall --dry-run
  tiktok-odoo uninstall
  tiktok-odoo uninstall --yes`,
    )
    .action(async (flags: { readonly yes?: boolean; readonly dryRun?: boolean }, command: Command) => {
      await run(command, async ({ output, bridge }) => {
        const { addon } = await bridge();
        const { lines } = await addon.planUninstall();
        if (lines.length === 0) {
          output.line('Nothing to do: the addon is not installed in this database.');
          output.json({ removed: 0, lines });
          return;
        }
        for (const line of lines) output.line(`- ${line}`);
        output.line('Sale orders, contacts and transfers stay as they are; a later install finds them again.');
        if (flags.dryRun) {
          output.json({ dryRun: true, lines });
          return;
        }
        if (!flags.yes && !(await output.confirm('Remove the addon from this database?'))) {
          output.line('Nothing was removed.');
          return EXIT.failed;
        }
        const progress = output.progress('Removing the addon');
        const { removed } = await addon.uninstall(tell(progress));
        progress.done();
        output.line(`The addon is removed: ${removed} records.`);
        output.json({ removed, lines });
        return;
      });
    });
}
