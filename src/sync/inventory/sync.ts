import type { OdooClient } from '../../odoo/client.ts';
import { recordRun } from '../runs.ts';
import { type ShopSyncDeps, type ShopSyncRequest, type ShopWork, syncEachShop } from '../shops/each.ts';
import type { Shop } from '../shops/shop.ts';
import { type InventoryReport, type InventoryResult, isUnfinished, startTally } from './report.ts';
import { type InventoryRunOptions, runInventory } from './run.ts';

/** What the stock sync works with. */
export type InventorySyncDeps = ShopSyncDeps;

/** What to sync. */
export interface InventorySyncRequest extends ShopSyncRequest, InventoryRunOptions {
  /** An existing folder: each shop is synced while no other process of this host does. */
  readonly lockFolder?: string | undefined;
  readonly onProgress?: ((shop: Shop, done: number, total: number) => void) | undefined;
}

/**
 * Syncs the stock of one shop or of all enabled ones that send their inventory, as {@link syncEachShop} does.
 *
 * @throws UsageError when no shop is meant.
 * @throws The errors of the Odoo client when Odoo itself cannot be worked with.
 */
export async function syncInventory(
  deps: InventorySyncDeps,
  request: InventorySyncRequest,
): Promise<InventoryReport[]> {
  return syncEachShop(deps, request, {
    stream: 'inventory',
    lockFolder: request.lockFolder,
    begin: () => inventoryWork(request),
    keep: (shop, report, started) => keepRun(deps.odoo, shop, report, started),
  });
}

function inventoryWork(request: InventorySyncRequest): ShopWork<InventoryResult> {
  const tally = startTally();
  return {
    run: (run) =>
      runInventory({
        ...run,
        options: request,
        tally,
        onProgress: (done, total) => request.onProgress?.(run.shop, done, total),
      }),
    result: () => ({ ...tally }),
  };
}

async function keepRun(odoo: OdooClient, shop: Shop, report: InventoryReport, started: number): Promise<void> {
  const { sent, written, drift, problems, notes, error } = report;
  if (written === 0 && error === undefined) return;
  const drifted = drift.length === 0 ? [] : [`${drift.length} SKUs showed something else on TikTok and were mended.`];
  await recordRun(odoo, {
    job: 'inventory',
    shopRecordId: shop.id,
    shop: shop.name,
    started,
    state: error ? 'failed' : isUnfinished(report) ? 'partial' : 'done',
    counts: { read: report.listings, updated: sent, blocked: problems.length },
    message: [error?.message ?? [], drifted, notes].flat().join('\n'),
  });
}
