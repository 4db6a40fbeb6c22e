import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { openStage } from './catalogue/stage.ts';
import { compileProcess, MAPPINGS_FOLDER } from './compiled.ts';
import type { InventoryProcessRun } from './inventory/inventoryProcess.ts';
import { type PlainStockRun, syncOneByOne } from './inventory/oneByOne.ts';
import { sellEvery, stockAll } from './inventory/stock.ts';
import { judge, rounded } from './statistics.ts';
import type { Benchmark, BenchReport } from './types.ts';

const run = promisify(execFile);
/** SKUs that the plain client takes; more would take long and show the same. */
const SAMPLE = 200;
/** One product in so many has changed. */
const EVERY = 100;

/** `npm run bench -- inventory` */
export const INVENTORY: Benchmark = {
  name: 'inventory',
  summary:
    'sends the stock of a catalogue from a real Odoo 19: all of it, 1 % of it, none of it; against a plain client',
  options: { skus: { help: 'SKUs of the shop, 20 to a product', standard: 10_000 } },
  examples: [
    ['inventory', 'the whole benchmark, about 10 minutes'],
    ['inventory --skus 1000', 'a quick look; the ratio means little'],
  ],
  run: benchInventory,
};

async function benchInventory(
  { skus }: { readonly skus: number },
  progress: (line: string) => void,
): Promise<BenchReport> {
  const stage = await openStage({ skus, progress });
  try {
    progress('matching the catalogue');
    await stage.sync();
    await stockAll(stage);
    await stage.admin.write('x_tiktok_shop', [stage.shopRecordId], { x_sync_inventory: true });
    const path = await compileProcess('inventory/inventoryProcess.ts');
    const sync = async (): Promise<InventoryProcessRun> => {
      const { stdout } = await run(process.execPath, [path, MAPPINGS_FOLDER], { env: stage.env, cwd: stage.stateDir });
      const result = JSON.parse(stdout) as InventoryProcessRun;
      if (result.error !== undefined) throw new Error(`The bridge could not sync: ${result.error}`);
      return result;
    };
    progress('the bridge sends everything');
    const all = await sync();
    const changed = await sellEvery(stage, EVERY);
    progress(`the bridge sends ${changed} changed products`);
    const few = await sync();
    progress('the bridge again, nothing has changed');
    const none = await sync();
    progress(`a plain client, SKU by SKU: ${SAMPLE} SKUs`);
    const plain = await syncOneByOne(stage, SAMPLE);
    return report(changed, { all, few, none }, plain);
  } finally {
    await stage.close();
  }
}

interface Runs {
  readonly all: InventoryProcessRun;
  readonly few: InventoryProcessRun;
  readonly none: InventoryProcessRun;
}

function report(changed: number, { all, few, none }: Runs, plain: PlainStockRun): BenchReport {
  const speed = { bridge: few.listings / few.seconds, plain: plain.skus / plain.seconds };
  const measures = {
    skus: all.listings,
    changed,
    all: shown(all),
    onePercent: shown(few),
    nothing: shown(none),
    plain: {
      skus: plain.skus,
      seconds: rounded(plain.seconds),
      odooCalls: plain.odooCalls,
      tiktokCalls: plain.tiktokCalls,
    },
    skusPerSecond: { bridge: rounded(speed.bridge), plain: rounded(speed.plain) },
  };
  // besides a call for each product: the warehouses, and TikTok's own figures
  const tiktokCalls = changed + 1 + Math.ceil(changed / 600);
  const peakMb = Math.max(all.peakMb, few.peakMb, none.peakMb);
  const targets = [
    judge('Odoo reads with 1 % changed', few.calls.odooReads, '<=', 12),
    judge('SKUs sent with 1 % changed', few.sent, '<=', changed),
    judge('TikTok calls with 1 % changed', few.calls.tiktok, '<=', tiktokCalls),
    judge('writes to Odoo when nothing has changed', none.calls.odooWrites, '<=', 0),
    judge('TikTok calls when nothing has changed', none.calls.tiktok, '<=', 1),
    judge('peak memory in MB', peakMb, '<', 250),
    judge('SKUs kept per second, bridge / plain client', speed.bridge / speed.plain, '>=', 10),
  ];
  return { name: 'inventory', measures, targets };
}

function shown({ seconds, calls, peakMb, compared, sent, written }: InventoryProcessRun): Record<string, number> {
  return { seconds: rounded(seconds), peakMb: rounded(peakMb), compared, sent, written, ...calls };
}
