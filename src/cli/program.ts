import { Command, CommanderError, Option } from 'commander';
import { readFileSync } from 'node:fs';
import { OPTION_FLAGS } from '../config/options.ts';
import { UsageError } from '../core/errors.ts';
import { addAuth } from './commands/auth.ts';
import { addInstall } from './commands/install.ts';
import { addItems } from './commands/items.ts';
import { addSandbox } from './commands/sandbox.ts';
import { addShops } from './commands/shops.ts';
import { addShow } from './commands/show.ts';
import { addSync } from './commands/sync.ts';
import { addUninstall } from './commands/uninstall.ts';
import { addUpgrade } from './commands/upgrade.ts';
import { createOutput, EXIT, type ExitCode } from './output.ts';
import { createRunner } from './session.ts';

/** Options that every command has, besides a flag for each setting. */
const COMMON = ['config', 'json', 'verbose', 'quiet'];

/**
 * Runs one command line to its end. What goes wrong is printed, never thrown.
 *
 * @param args - Without the names of Node and of the script.
 * @returns 0 all done, 2 done with things blocked or failed, 1 could not run.
 */
export async function runCommandLine(args: readonly string[]): Promise<ExitCode> {
  const runner = createRunner();
  const program = buildProgram();
  for (const add of [addInstall, addUpgrade, addUninstall, addAuth, addShops, addItems, addSync, addShow, addSandbox]) {
    add(program, runner.run);
  }
  try {
    await program.parseAsync(args, { from: 'user' });
    return runner.exitCode();
  } catch (error) {
    if (error instanceof CommanderError) return explainCommander(error, args);
    throw error;
  }
}

function buildProgram(): Command {
  const program = new Command('tiktok-odoo');
  program
    .description('A bridge between TikTok Shop and an Odoo database that already exists.')
    .version(readVersion(), '--version', 'Print the version.')
    .helpOption('-h, --help', 'Print what a command does, with examples.')
    .exitOverride()
    // errors are printed by explainCommander, all in one form
    .configureOutput({ outputError: () => undefined })
    .configureHelp({
      showGlobalOptions: true,
      visibleGlobalOptions: (command) =>
        command === program ? [] : program.options.filter((option) => COMMON.includes(option.attributeName())),
    })
    .option('--config <path>', 'Settings file instead of ./.odoorc, ~/.odoorc or the one that TIKTOK_ODOO_RC names.')
    .option('--json', 'Print the result as one JSON document.')
    .option('--verbose', 'Print notes and progress without a terminal too, and stacks of unexpected errors.')
    .option('--quiet', 'Print no progress and no results, only what is new and wrong.');
  for (const { flag, description } of OPTION_FLAGS) program.addOption(new Option(flag, description).hideHelp());
  program.addHelpText(
    'after',
    `
${settingsHelp(program)}

Exit codes: 0 all done, 2 done with orders blocked or failed (they are listed), 1 could not run.

Examples:
  tiktok-odoo install                      put the addon into the Odoo database
  tiktok-odoo auth link                    where a seller allows the app to work for the shop
  tiktok-odoo shops enable "My Shop"       check the settings and switch the sync on
  tiktok-odoo sync orders                  bring orders of all enabled shops into Odoo
  tiktok-odoo show order 576461413038785752`,
  );
  return program;
}

/** The flags of settings stand behind the commands, which people look for first. */
function settingsHelp(program: Command): string {
  const help = program.createHelp();
  help.prepareContext({});
  const width = Math.max(...OPTION_FLAGS.map(({ flag }) => flag.length));
  const items = OPTION_FLAGS.map(({ flag, description }) => help.formatItem(flag, width, description, help));
  return ['Settings (each also in .odoorc and in the environment):', ...items].join('\n');
}

/** Commander has words for people, but neither a code nor JSON. */
function explainCommander(error: CommanderError, args: readonly string[]): ExitCode {
  if (error.exitCode === 0) return EXIT.done;
  // without a command the help itself was printed
  if (error.code === 'commander.help') return EXIT.failed;
  const text = error.message.replace(/^error: /, '').trim();
  const [sentence = '', suggestion] = text.split(/\n?\(Did you mean /);
  const remedy = suggestion === undefined ? 'See tiktok-odoo --help.' : `Did you mean ${suggestion.replace(/\)$/, '')}`;
  const output = createOutput({ json: args.includes('--json') });
  output.error(new UsageError(`${capital(sentence)}.`, { remedy }));
  return EXIT.failed;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function readVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
