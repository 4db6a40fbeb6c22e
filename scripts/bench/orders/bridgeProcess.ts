/**
 * Runs one order sync as `tiktok-odoo sync orders` does, in a process of its own, and prints what it took as JSON. Settings
 * come from the environment, as for the command. Argument: the folder with the mapping files.
 */
import { openBridge } from '../../../src/bridge.ts';
import { loadConfig } from '../../../src/config/load.ts';
import { syncOrders } from '../../../src/sync/orders/sync.ts';
import type { Shop } from '../../../src/sync/shops/shop.ts';
import type { TiktokClient } from '../../../src/tiktok/client.ts';

/** What the process prints. */
export interface BridgeRun {
  /** From opening the bridge to its end; the start of Node does not count, as that of Odoo does not elsewhere. */
  readonly seconds: number;
  readonly calls: { readonly tiktok: number; readonly odoo: number };
  /**
   * Calls to Odoo from asking TikTok for the first page to its end, from there to the end of the second, and so on, the
   * cursor included. What a run asks once at its start is in none of them.
   */
  readonly callsByPage: readonly number[];
  /** Largest resident memory of the process. */
  readonly peakMb: number;
  readonly counts: Readonly<Record<string, number>>;
  /** Why it failed; undefined when it did not. */
  readonly error?: string | undefined;
}

const KB_PER_MB = 1024;

async function runBridge(): Promise<BridgeRun> {
  const started = performance.now();
  const config = loadConfig();
  const bridge = openBridge(config, { shippedMappings: process.argv[2] ?? '' });
  const odoo = await bridge.odoo();
  const marks: number[] = [];
  const mark = (): void => {
    marks.push(odoo.callCount());
  };
  const deps = await bridge.orderSyncDeps();
  const watched = {
    ...deps,
    tiktokFor: (shop: Pick<Shop, 'app' | 'openId'>) => atFirstRequest(deps.tiktokFor(shop), mark),
  };
  const [report] = await syncOrders(watched, { ...config.sync, dryRun: false, recreate: false, onProgress: mark });
  const odooCalls = odoo.callCount();
  await bridge.close();
  return {
    seconds: (performance.now() - started) / 1000,
    calls: { tiktok: report?.calls.tiktok ?? 0, odoo: odooCalls },
    callsByPage: marks.slice(1).map((count, index) => count - (marks[index] ?? 0)),
    peakMb: process.resourceUsage().maxRSS / KB_PER_MB,
    counts: report?.counts ?? {},
    error: report ? report.error?.message : 'no shop was synced',
  };
}

function atFirstRequest(client: TiktokClient, note: () => void): TiktokClient {
  let isFirst = true;
  return {
    callCount: () => client.callCount(),
    request: (request) => {
      if (isFirst) note();
      isFirst = false;
      return client.request(request);
    },
  };
}

process.stdout.write(`${JSON.stringify(await runBridge())}\n`);
