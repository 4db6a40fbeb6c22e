import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openBridge } from '../../../src/bridge.ts';
import { loadConfig } from '../../../src/config/load.ts';
import { completeLink } from '../../../src/sync/shops/completeLink.ts';
import { bridgeEnv } from '../bridgeEnv.ts';
import { compileProcess, MAPPINGS_FOLDER } from '../compiled.ts';
import type { BridgeRun } from './bridgeProcess.ts';
import type { BenchDatabase } from './database.ts';
import type { SandboxShop } from './sandboxShop.ts';

const run = promisify(execFile);

/** The bridge, linked to a shop of the sandbox and to a database. */
export interface LinkedBridge {
  /** Syncs the shop's orders once, with the bridge's own defaults but for the settings given as environment variables. */
  sync(given: Readonly<Record<string, string>>): Promise<BridgeRun>;
  close(): Promise<void>;
}

/** Links the shop as a seller would and leaves its settings to the caller. */
export async function linkBridge(database: BenchDatabase, { sandbox }: SandboxShop): Promise<LinkedBridge> {
  const stateDir = await mkdtemp(join(tmpdir(), 'tiktok-bench-'));
  const env = bridgeEnv(database, sandbox.url, stateDir);
  const bridge = openBridge(loadConfig({ env, cwd: stateDir }), { shippedMappings: MAPPINGS_FOLDER });
  try {
    const { url } = await bridge.startLink(undefined, undefined);
    const state = new URL(url).searchParams.get('state') ?? '';
    await completeLink(await bridge.linkDeps(), sandbox.control.consent({ state }).redirect);
  } finally {
    await bridge.close();
  }
  const path = await compileProcess('orders/bridgeProcess.ts');
  return {
    sync: (given) => runProcess(path, { ...env, ...given }, stateDir),
    close: () => rm(stateDir, { recursive: true }),
  };
}

async function runProcess(path: string, env: Readonly<Record<string, string>>, cwd: string): Promise<BridgeRun> {
  const { stdout } = await run(process.execPath, [path, MAPPINGS_FOLDER], { env, cwd });
  const result = JSON.parse(stdout) as BridgeRun;
  if (result.error !== undefined) throw new Error(`The bridge could not sync: ${result.error}`);
  return result;
}
