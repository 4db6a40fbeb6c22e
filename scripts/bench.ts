/**
 * Runs a benchmark; see `npm run bench -- --help`. To add one: a file in bench/ that exports a Benchmark, and a row in
 * the table below.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { CATALOGUE } from './bench/catalogue.ts';
import { INVENTORY } from './bench/inventory.ts';
import { MAPPING } from './bench/mapping.ts';
import { ORDERS } from './bench/orders.ts';
import { renderReport } from './bench/output.ts';
import type { Benchmark, BenchOption, BenchOptions } from './bench/types.ts';

/** All benchmarks, in the order of the help. */
export const BENCHMARKS: readonly Benchmark[] = [ORDERS, CATALOGUE, INVENTORY, MAPPING];

/** What the command line asks for. */
export type BenchCommand =
  | { readonly kind: 'help' }
  | { readonly kind: 'mistake'; readonly message: string }
  | {
      readonly kind: 'run';
      readonly benchmark: Benchmark;
      readonly options: BenchOptions;
      readonly json: boolean;
    };

/** Reads the arguments behind `npm run bench --`. */
export function readArguments(args: readonly string[]): BenchCommand {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        json: { type: 'boolean' },
        rounds: { type: 'string' },
        orders: { type: 'string' },
        skus: { type: 'string' },
      },
    });
  } catch (error) {
    return { kind: 'mistake', message: error instanceof Error ? error.message : String(error) };
  }
  const { values, positionals } = parsed;
  if (values.help || positionals.length === 0) return { kind: 'help' };
  const benchmark = BENCHMARKS.find(({ name }) => name === positionals[0]);
  if (!benchmark || positionals.length > 1) {
    return { kind: 'mistake', message: `There is no benchmark "${positionals.join(' ')}".` };
  }
  const options = readOptions(benchmark, { rounds: values.rounds, orders: values.orders, skus: values.skus });
  if (typeof options === 'string') return { kind: 'mistake', message: options };
  return { kind: 'run', benchmark, options, json: values.json ?? false };
}

/** @returns The options, or what is wrong with them. */
function readOptions(
  benchmark: Benchmark,
  given: Readonly<Record<BenchOption, string | undefined>>,
): BenchOptions | string {
  const options = { rounds: 1, orders: 1, skus: 1 };
  for (const name of Object.keys(options) as BenchOption[]) {
    const known = benchmark.options[name];
    const text = given[name];
    if (!known && text !== undefined) return `${benchmark.name} takes no --${name}.`;
    if (text !== undefined && !/^[1-9]\d{0,5}$/.test(text)) return `--${name} is a whole number from 1, not "${text}".`;
    options[name] = text === undefined ? (known?.standard ?? 1) : Number(text);
  }
  return options;
}

/** The text of `--help`. */
export function helpText(): string {
  const lines = BENCHMARKS.flatMap(({ name, summary, options, examples }) => [
    `${name}: ${summary}`,
    ...Object.entries(options).map(
      ([option, { help, standard }]) => `  --${option} N`.padEnd(16) + `${help} (${standard})`,
    ),
    ...examples.map(([line, shows]) => `  npm run bench -- ${line}`.padEnd(52) + shows),
    '',
  ]);
  return [
    'Usage: npm run bench -- NAME [--json] [options]',
    '',
    'Measures on this machine and says whether the figures that are promised are reached. Ends with exit status 1 when one',
    'is missed. --json prints {name, measures, targets: [{name, value, target, ok}]}; progress goes to standard error.',
    'Benchmarks with an Odoo need the servers of scripts/odoo up.',
    '',
    ...lines,
  ].join('\n');
}

async function main(args: readonly string[]): Promise<number> {
  const command = readArguments(args);
  if (command.kind === 'help') {
    process.stdout.write(helpText());
    return 0;
  }
  if (command.kind === 'mistake') {
    process.stderr.write(`${command.message} See npm run bench -- --help.\n`);
    return 2;
  }
  const report = await command.benchmark.run(command.options, (line) => {
    process.stderr.write(`${line}\n`);
  });
  process.stdout.write(command.json ? `${JSON.stringify(report, null, 2)}\n` : renderReport(report));
  return report.targets.every(({ ok }) => ok) ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await main(process.argv.slice(2));
