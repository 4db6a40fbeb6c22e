import { matchOneByOne } from './catalogue/oneByOne.ts';
import type { CatalogueProcessRun } from './catalogue/catalogueProcess.ts';
import { openStage } from './catalogue/stage.ts';
import { judge, rounded } from './statistics.ts';
import type { Benchmark, BenchReport } from './types.ts';

/** SKUs that the plain client takes; more would take long and show the same. */
const SAMPLE = 200;

/** `npm run bench -- catalogue` */
export const CATALOGUE: Benchmark = {
  name: 'catalogue',
  summary: 'matches a catalogue with the products of a real Odoo 19, from scratch and again, against a plain client',
  options: { skus: { help: 'SKUs of the shop, 25 to a product', standard: 10_000 } },
  examples: [
    ['catalogue', 'the whole benchmark, about 8 minutes'],
    ['catalogue --skus 1000', 'a quick look; the ratio means little'],
  ],
  run: benchCatalogue,
};

async function benchCatalogue(
  { skus }: { readonly skus: number },
  progress: (line: string) => void,
): Promise<BenchReport> {
  const stage = await openStage({ skus, progress });
  try {
    progress(`a plain client, product by product: ${SAMPLE} SKUs`);
    const plain = await matchOneByOne(stage, SAMPLE);
    progress('the bridge, from scratch');
    const first = await stage.sync();
    progress('the bridge again, nothing has changed');
    const again = await stage.sync();
    return report(skus, plain, first, again);
  } finally {
    await stage.close();
  }
}

function report(
  skus: number,
  plain: Awaited<ReturnType<typeof matchOneByOne>>,
  first: CatalogueProcessRun,
  again: CatalogueProcessRun,
): BenchReport {
  const speed = { bridge: first.read / first.seconds, plain: plain.skus / plain.seconds };
  const measures = {
    skus: first.read,
    fromScratch: shown(first),
    again: shown(again),
    plain: {
      skus: plain.skus,
      seconds: rounded(plain.seconds),
      odooCalls: plain.odooCalls,
      tiktokCalls: plain.tiktokCalls,
    },
    skusPerSecond: { bridge: rounded(speed.bridge), plain: rounded(speed.plain) },
  };
  // the targets are for 10,000 SKUs; smaller catalogues have to reach them too
  const targets = [
    judge('seconds from scratch', first.seconds, '<', 180),
    judge('Odoo calls from scratch', first.calls.odoo, '<=', 60),
    judge('Odoo calls when nothing has changed', again.calls.odoo, '<=', 25),
    judge('writes when nothing has changed', again.written, '<=', 0),
    judge('peak memory in MB', Math.max(first.peakMb, again.peakMb), '<', 250),
    judge('SKUs per second, bridge / plain client', speed.bridge / speed.plain, '>=', 10),
    judge('SKUs that are read', first.read, '>=', skus),
  ];
  return { name: 'catalogue', measures, targets };
}

function shown({ seconds, calls, peakMb, counts, details, written }: CatalogueProcessRun): Record<string, number> {
  return {
    seconds: rounded(seconds),
    odooCalls: calls.odoo,
    tiktokCalls: calls.tiktok,
    peakMb: rounded(peakMb),
    written,
    detailsRead: details.read,
    detailsLeft: details.left,
    ...counts,
  };
}
