import { spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { nowSeconds } from '../../src/core/time.ts';
import { generateShop } from '../../src/sandbox/generate/shop.ts';
import type { MappingRun } from './mapping/mappingProcess.ts';
import { compileProcess, MAPPINGS_FOLDER } from './compiled.ts';
import { judge, rounded } from './statistics.ts';
import type { Benchmark, BenchReport } from './types.ts';

const PAGE = 100;

/** `npm run bench -- mapping` */
export const MAPPING: Benchmark = {
  name: 'mapping',
  summary: 'streams orders through parsing, deciding and mapping, without an Odoo: speed and memory',
  options: { orders: { help: 'orders', standard: 10_000 } },
  examples: [['mapping', 'about 10 seconds']],
  run: benchMapping,
};

async function benchMapping(
  { orders }: { readonly orders: number },
  progress: (line: string) => void,
): Promise<BenchReport> {
  progress('compiling');
  const path = await compileProcess('mapping/mappingProcess.ts');
  progress(`mapping ${orders} orders`);
  const result = await mapOrders(path, makePages(orders));
  const measures = {
    orders,
    ordersPerSecond: rounded(orders / result.seconds),
    peakMb: rounded(result.peakMb),
    growthMb: rounded(result.growthMb),
    records: result.records,
    decisions: result.decisions,
  };
  const targets = [
    judge('peak memory in MB', result.peakMb, '<', 200),
    judge('growth of the heap from the first to the last quarter in MB', result.growthMb, '<', 20),
  ];
  return { name: 'mapping', measures, targets };
}

/** Pages of orders as TikTok answers them, one a line: varied orders of a British shop. */
function* makePages(orders: number): Generator<string> {
  for (let start = 0; start < orders; start += PAGE) {
    const options = { region: 'GB', orders: Math.min(PAGE, orders - start) } as const;
    const page = generateShop({ seed: `mapping ${start}`, index: 0, options, now: nowSeconds() });
    yield `${JSON.stringify({ orders: page.orders })}\n`;
  }
}

/** Pages are made in this process, so that the other one's memory is that of mapping alone. */
async function mapOrders(path: string, pages: Iterable<string>): Promise<MappingRun> {
  const child = spawn(process.execPath, [path, MAPPINGS_FOLDER], { stdio: ['pipe', 'pipe', 'inherit'] });
  const output = text(child.stdout);
  await pipeline(Readable.from(pages), child.stdin);
  return JSON.parse(await output) as MappingRun;
}
