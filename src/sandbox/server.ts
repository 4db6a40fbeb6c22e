import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigError } from '../core/errors.ts';
import { nowSeconds } from '../core/time.ts';
import { sandboxApp } from './app.ts';
import { moveOrders } from './autopilot.ts';
import { sandboxControl } from './control/control.ts';
import type { SandboxControl } from './control/types.ts';
import { loadWorld } from './dataFile.ts';
import { faultBoard } from './faults.ts';
import { worldKeeper } from './keeper.ts';
import { makeWorld } from './makeWorld.ts';
import { checkOptions, type SandboxOptions } from './options.ts';
import { rateCounter } from './rateLimit.ts';
import { callCounter } from './statistics.ts';
import type { World } from './world.ts';

/** A sandbox that runs. */
export interface Sandbox {
  /** Origin for API, tokens, consent page (`/open/authorize`) and control API (`/sandbox`), without a slash at the end. */
  readonly url: string;
  readonly control: SandboxControl;
  /** Whether the state came from the data file. */
  readonly isResumed: boolean;
  /** Stops answering, cuts open connections and writes the state. @throws StateError when it cannot be written. */
  close(): Promise<void>;
}

/** How often orders are looked at that go along by themselves. */
const TICK_MS = 1000;
/** Callers keep connections open; closing them early would look like a fault that nobody asked for. */
const KEEP_ALIVE_MS = 65_000;

/**
 * Starts a TikTok Shop to develop, demonstrate and rehearse against.
 *
 * @throws ConfigError when an option is wrong or the port is taken.
 * @throws StateError when the data file is not one of the sandbox.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  checkOptions(options);
  const clock = options.clock ?? nowSeconds;
  const startedAt = clock();
  const loaded = options.dataFile === undefined ? undefined : await loadWorld(options.dataFile, options);
  if (loaded && loaded.seed !== String(options.seed)) {
    options.logger.warn('sandbox goes on with the seed of its data file', { seed: loaded.seed });
  }
  let world: World = loaded ?? makeWorld(options, startedAt);
  const shopsNow = (): number => clock() + world.clockOffset;
  const keeper = worldKeeper(options.dataFile, () => world, options.logger);
  const faults = faultBoard(world.seed);
  const counter = callCounter();
  const limiter = rateCounter();
  const closing = new AbortController();
  const control = sandboxControl({
    world: () => world,
    now: shopsNow,
    faults,
    counter,
    changed: keeper.touch,
    reset: () => {
      world = remade(world, options, startedAt);
      limiter.clear();
      keeper.touch();
    },
  });
  const listener = sandboxApp({
    world: () => world,
    moments: () => ({ gate: clock() + world.settings.clockSkewSeconds, shops: shopsNow() }),
    control,
    faults,
    limiter,
    counter,
    changed: keeper.touch,
    logger: options.logger,
    signal: closing.signal,
  });
  const server = await listen(createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, listener), options);
  const ticker = setInterval(() => {
    if (moveOrders(world, shopsNow(), startedAt) > 0) keeper.touch();
  }, TICK_MS).unref();
  if (!loaded) keeper.touch();
  await keeper.flush();
  return {
    url: originOf(server, options),
    control,
    isResumed: loaded !== undefined,
    close: async () => {
      clearInterval(ticker);
      closing.abort(new Error('the sandbox closes'));
      await shut(server);
      await keeper.flush();
    },
  };
}

/** All shops as they were at the start; what sellers granted stays. */
function remade(world: World, options: SandboxOptions, startedAt: number): World {
  const shops = world.shops.map((shop) => shop.options);
  const fresh = makeWorld({ ...options, seed: world.seed, shops }, startedAt);
  return { ...world, shops: fresh.shops, clockOffset: 0 };
}

async function listen(server: Server, { port, host = '127.0.0.1' }: SandboxOptions): Promise<Server> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => {
      reject(
        new ConfigError(`The sandbox cannot listen on ${host}:${port}.`, {
          cause,
          remedy: 'Choose another port, or stop what uses it.',
        }),
      );
    });
    server.listen(port, host, resolve);
  });
  return server;
}

function originOf(server: Server, { host = '127.0.0.1' }: SandboxOptions): string {
  const { port } = server.address() as AddressInfo;
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

async function shut(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
