/**
 * Runs one catalogue sync as `tiktok-odoo sync catalogue` does, in a process of its own, and prints what it took as JSON.
 * Settings come from the environment, as for the command. Argument: the folder with the mapping files.
 */
import { openBridge } from '../../../src/bridge.ts';
import { loadConfig } from '../../../src/config/load.ts';

/** What the process prints. */
export interface CatalogueProcessRun {
  /** From opening the bridge to its end. */
  readonly seconds: number;
  /** All of the process, connecting included. */
  readonly calls: { readonly tiktok: number; readonly odoo: number };
  /** Largest resident memory of the process. */
  readonly peakMb: number;
  readonly read: number;
  readonly written: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly details: { readonly read: number; readonly left: number };
  /** Why it failed; undefined when it did not. */
  readonly error?: string | undefined;
}

const KB_PER_MB = 1024;

async function runCatalogue(): Promise<CatalogueProcessRun> {
  const started = performance.now();
  const config = loadConfig();
  const bridge = openBridge(config, { shippedMappings: process.argv[2] ?? '' });
  const odoo = await bridge.odoo();
  const request = { full: false, createProducts: false, dryRun: false };
  const [report] = await bridge.syncCatalogue({ ...request, overlapSeconds: config.sync.overlapSeconds });
  const odooCalls = odoo.callCount();
  await bridge.close();
  return {
    seconds: (performance.now() - started) / 1000,
    calls: { tiktok: report?.calls.tiktok ?? 0, odoo: odooCalls },
    peakMb: process.resourceUsage().maxRSS / KB_PER_MB,
    read: report?.read ?? 0,
    written: report?.written ?? 0,
    counts: report?.counts ?? {},
    details: report?.details ?? { read: 0, left: 0 },
    error: report ? report.error?.message : 'no shop was synced',
  };
}

process.stdout.write(`${JSON.stringify(await runCatalogue())}\n`);
