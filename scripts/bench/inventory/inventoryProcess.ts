/**
 * Runs one stock sync as `tiktok-odoo sync inventory` does, in a process of its own, and prints what it took as JSON.
 * Settings come from the environment, as for the command. Argument: the folder with the mapping files.
 */
import { openBridge } from '../../../src/bridge.ts';
import { loadConfig } from '../../../src/config/load.ts';
import type { OdooClient } from '../../../src/odoo/client.ts';
import { syncInventory } from '../../../src/sync/inventory/sync.ts';

/** What the process prints. */
export interface InventoryProcessRun {
  /** From opening the bridge to its end. */
  readonly seconds: number;
  /** Of the sync; what a process asks once to connect is not counted. */
  readonly calls: { readonly tiktok: number; readonly odooReads: number; readonly odooWrites: number };
  /** Largest resident memory of the process. */
  readonly peakMb: number;
  readonly mode: string;
  readonly listings: number;
  readonly compared: number;
  readonly sent: number;
  readonly written: number;
  /** Why it failed; undefined when it did not. */
  readonly error?: string | undefined;
}

const KB_PER_MB = 1024;

async function runInventory(): Promise<InventoryProcessRun> {
  const started = performance.now();
  const bridge = openBridge(loadConfig(), { shippedMappings: process.argv[2] ?? '' });
  const deps = await bridge.shopSyncDeps();
  const counter = { writes: 0 };
  const before = deps.odoo.callCount();
  const watched = { ...deps, odoo: countWrites(deps.odoo, counter) };
  const [report] = await syncInventory(watched, { full: false, dryRun: false });
  const odooCalls = deps.odoo.callCount() - before;
  await bridge.close();
  return {
    seconds: (performance.now() - started) / 1000,
    calls: {
      tiktok: report?.calls.tiktok ?? 0,
      odooReads: odooCalls - counter.writes,
      odooWrites: counter.writes,
    },
    peakMb: process.resourceUsage().maxRSS / KB_PER_MB,
    mode: report?.mode ?? '',
    listings: report?.listings ?? 0,
    compared: report?.compared ?? 0,
    sent: report?.sent ?? 0,
    written: report?.written ?? 0,
    error: report ? report.error?.message : 'no shop was synced',
  };
}

/** Counts the calls that write, also of clients made from this one. */
function countWrites(odoo: OdooClient, counter: { writes: number }): OdooClient {
  const noted = <T>(result: T): T => {
    counter.writes += 1;
    return result;
  };
  return {
    ...odoo,
    call: (call) => (call.method === 'load' ? noted(odoo.call(call)) : odoo.call(call)),
    create: (model, values) => noted(odoo.create(model, values)),
    write: (model, ids, values) => noted(odoo.write(model, ids, values)),
    unlink: (model, ids) => noted(odoo.unlink(model, ids)),
    withContext: (context) => countWrites(odoo.withContext(context), counter),
  };
}

process.stdout.write(`${JSON.stringify(await runInventory())}\n`);
