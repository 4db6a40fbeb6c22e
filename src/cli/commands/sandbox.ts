import type { Command } from 'commander';
import { UsageError } from '../../core/errors.ts';
import type { SandboxOptions } from '../../sandbox/options.ts';
import { type ExitCode, EXIT, type Output } from '../output.ts';
import type { Run, Session } from '../session.ts';

interface SandboxFlags {
  readonly port: string;
  readonly host: string;
  readonly markets: string;
  readonly orders: string;
  readonly skus?: string;
  readonly skusPerProduct?: string;
  readonly warehouses?: string;
  readonly seed: string;
  readonly state?: string;
  readonly speed: string;
  readonly appKey?: string;
  readonly appSecret?: string;
  readonly serviceId?: string;
  readonly redirectUrl?: string;
}

/** Adds `sandbox`. */
export function addSandbox(program: Command, run: Run): void {
  program
    .command('sandbox')
    .description('Run a TikTok Shop on this machine to develop, demonstrate and rehearse against. Stops with Ctrl+C.')
    .option('--port <number>', 'Port to listen on.', '8765')
    .option('--host <address>', 'Address to listen on.', '127.0.0.1')
    .option('--markets <list>', 'One shop per market: US,GB,ID; with its own number of orders: US:300,GB:40.', 'US')
    .option('--orders <number>', 'Orders of a shop that names no number.', '300')
    .option('--skus <number>', 'SKUs of each shop, besides a few bundles and gifts; default 40.')
    .option('--skus-per-product <number>', 'SKUs of one product; default 4.')
    .option('--warehouses <number>', 'Warehouses that each shop ships from, 1 to 7; default 1.')
    .option('--seed <text>', 'The same seed gives the same shops and orders.', '1')
    .option('--state <file>', 'Keep the state in this file, and go on with it after a restart.')
    .option('--speed <factor>', 'How much faster than in life orders go along by themselves; 0: not at all.', '0')
    .option('--app-key <key>', 'Key of the app that it knows.')
    .option('--app-secret <secret>', 'Secret of that app. It protects nothing: the sandbox is a toy.')
    .option('--service-id <id>', 'Service id of that app.')
    .option('--redirect-url <url>', 'Where the consent page sends the browser.')
    .addHelpText(
      'after',
      `
Examples:
  tiktok-odoo sandbox
  tiktok-odoo sandbox --markets US:300,GB:60,ID:60 --state sandbox.json
  tiktok-odoo sandbox --skus 10000 --orders 0 --warehouses 2
  tiktok-odoo sandbox --speed 1000            a day of an order passes in a minute and a half`,
    )
    .action(async (flags: SandboxFlags, command: Command) => {
      await run(command, (session) => runSandbox(session, flags), { graceful: true });
    });
}

async function runSandbox({ output, config, signal }: Session, flags: SandboxFlags): Promise<ExitCode> {
  const { SANDBOX_APP } = await import('../../sandbox/options.ts');
  const { startSandbox } = await import('../../sandbox/server.ts');
  const { createLogger } = await import('../../core/logger.ts');
  const logger = createLogger(config.log);
  const { appKey, appSecret, serviceId, redirectUrl } = flags;
  const app = {
    key: appKey ?? SANDBOX_APP.key,
    secret: appSecret ?? SANDBOX_APP.secret,
    serviceId: serviceId ?? SANDBOX_APP.serviceId,
    redirectUrl: redirectUrl ?? SANDBOX_APP.redirectUrl,
  };
  const sandbox = await startSandbox({ ...toOptions(flags), apps: [app], logger });
  const { url, isResumed } = sandbox;
  output.json({ url, isResumed, app: { key: app.key, serviceId: app.serviceId }, shops: sandbox.control.shops() });
  printSandbox(output, url, app, isResumed);
  output.table(
    ['Shop', 'TikTok id', 'Region', 'Currency', 'Orders'],
    sandbox.control.shops().map((shop) => [shop.name, shop.shopId, shop.region, shop.currency, shop.orders]),
  );
  await stopped(signal);
  await sandbox.close();
  await logger.close();
  output.note('The sandbox has stopped.');
  return EXIT.done;
}

/**
 * Reads the flags of the sandbox.
 *
 * @throws UsageError when one is not what it should be.
 */
export function toOptions(flags: SandboxFlags): Omit<SandboxOptions, 'logger'> {
  const goods = {
    ...(flags.skus === undefined ? {} : { skus: wholeNumber('--skus', flags.skus) }),
    ...(flags.skusPerProduct === undefined
      ? {}
      : { skusPerProduct: wholeNumber('--skus-per-product', flags.skusPerProduct) }),
    ...(flags.warehouses === undefined ? {} : { warehouses: wholeNumber('--warehouses', flags.warehouses) }),
  };
  const seen = new Map<string, number>();
  const shops = flags.markets.split(',').map((part) => {
    const match = /^\s*([a-z]{2})\s*(?::\s*(\d{1,7})\s*)?$/i.exec(part);
    if (!match?.[1]) {
      throw new UsageError(`--markets: "${part}" is not a market.`, {
        remedy: 'Write for example US,GB or US:300,GB:40.',
      });
    }
    const region = match[1].toUpperCase() as SandboxOptions['shops'][number]['region'];
    const number = (seen.get(region) ?? 0) + 1;
    seen.set(region, number);
    const name = `Sample ${region} Shop${number === 1 ? '' : ` ${number}`}`;
    return { region, name, ...goods, ...(match[2] === undefined ? {} : { orders: Number(match[2]) }) };
  });
  return {
    port: wholeNumber('--port', flags.port),
    host: flags.host,
    seed: flags.seed,
    shops,
    orders: wholeNumber('--orders', flags.orders),
    settings: { speed: positiveNumber('--speed', flags.speed) },
    ...(flags.state === undefined ? {} : { dataFile: flags.state }),
  };
}

function wholeNumber(flag: string, text: string): number {
  if (/^\d{1,7}$/.test(text)) return Number(text);
  throw new UsageError(`${flag}: "${text}" is not a whole number.`);
}

function positiveNumber(flag: string, text: string): number {
  if (/^\d{1,9}(\.\d+)?$/.test(text)) return Number(text);
  throw new UsageError(`${flag}: "${text}" is not a number from 0 on.`);
}

function printSandbox(
  output: Output,
  url: string,
  app: NonNullable<SandboxOptions['apps']>[number],
  isResumed: boolean,
): void {
  output.line(`TikTok Shop sandbox on ${url}${isResumed ? ', going on with its state' : ''}. Stop it with Ctrl+C.`);
  output.line(`
Point .odoorc at it:

  [options]
  tiktok_api_url = ${url}
  tiktok_auth_url = ${url}
  tiktok_consent_url = ${url}/open/authorize
  tiktok_consent_url_us = ${url}/open/authorize

  [app:main]
  app_key = ${app.key}
  app_secret = ${app.secret}
  service_id = ${app.serviceId}

Then link its shops: run tiktok-odoo auth link, open the address that it prints, press Allow, and give the address that
you land on to tiktok-odoo auth complete. ${url}/sandbox lists what else it can do.
`);
}

function stopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => {
      resolve();
    });
  });
}
