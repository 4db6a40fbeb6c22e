import type { OdooClient } from '../../odoo/client.ts';
import { recordRun } from '../runs.ts';
import { type ShopSyncDeps, type ShopSyncRequest, type ShopWork, syncEachShop } from '../shops/each.ts';
import type { Shop } from '../shops/shop.ts';
import { type PricesReport, type PricesResult, startPriceTally } from './report.ts';
import { runPrices } from './run.ts';

/** What the price sync works with. */
export type PricesSyncDeps = ShopSyncDeps;

/** What to sync. */
export interface PricesSyncRequest extends ShopSyncRequest {
  /** An existing folder: each shop is synced while no other process of this host does. */
  readonly lockFolder?: string | undefined;
  readonly onProgress?: ((shop: Shop, done: number, total: number) => void) | undefined;
}

/**
 * Sends the prices of one shop or of all enabled ones that sync their prices, as {@link syncEachShop} does.
 *
 * @throws UsageError when no shop is meant.
 * @throws The errors of the Odoo client when Odoo itself cannot be worked with.
 */
export async function syncPrices(deps: PricesSyncDeps, request: PricesSyncRequest): Promise<PricesReport[]> {
  return syncEachShop(deps, request, {
    stream: 'prices',
    lockFolder: request.lockFolder,
    begin: () => pricesWork(request),
    keep: (shop, report, started) => keepRun(deps.odoo, shop, report, started),
  });
}

function pricesWork(request: PricesSyncRequest): ShopWork<PricesResult> {
  const tally = startPriceTally();
  return {
    run: (run) =>
      runPrices({
        ...run,
        options: request,
        tally,
        onProgress: (done, total) => request.onProgress?.(run.shop, done, total),
      }),
    result: () => ({ ...tally }),
  };
}

async function keepRun(odoo: OdooClient, shop: Shop, report: PricesReport, started: number): Promise<void> {
  const { listings, sent, written, problems, error } = report;
  if (written === 0 && error === undefined) return;
  await recordRun(odoo, {
    job: 'prices',
    shopRecordId: shop.id,
    shop: shop.name,
    started,
    state: error ? 'failed' : problems.length > 0 ? 'partial' : 'done',
    counts: { read: listings, updated: sent, blocked: problems.length },
    message: error?.message ?? '',
  });
}
