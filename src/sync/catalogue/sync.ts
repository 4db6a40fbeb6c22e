import type { OdooClient } from '../../odoo/client.ts';
import { recordRun } from '../runs.ts';
import { type ShopRun, type ShopSyncDeps, type ShopSyncRequest, type ShopWork, syncEachShop } from '../shops/each.ts';
import type { Shop } from '../shops/shop.ts';
import { matchRulesOf } from './candidates.ts';
import type { CatalogueOptions, CatalogueProgress } from './context.ts';
import { CatalogueBook, type CatalogueReport, type CatalogueResult, isIncomplete } from './report.ts';
import { runCatalogue } from './run.ts';

/** What the catalogue sync works with; the bridge puts it together. */
export type CatalogueSyncDeps = ShopSyncDeps;

/** What to sync. */
export interface CatalogueSyncRequest extends ShopSyncRequest, CatalogueOptions {
  /** An existing folder: each shop is synced while no other process of this host does. */
  readonly lockFolder?: string | undefined;
  readonly onProgress?: ((shop: Shop, progress: CatalogueProgress) => void) | undefined;
}

/**
 * Syncs the catalogue of one shop or of all enabled ones, as {@link syncEachShop} does: every SKU becomes a listing, and
 * those on sale get their product where one fits.
 *
 * @throws UsageError when no shop is meant.
 * @throws The errors of the Odoo client when Odoo itself cannot be worked with.
 */
export async function syncCatalogue(
  deps: CatalogueSyncDeps,
  request: CatalogueSyncRequest,
): Promise<CatalogueReport[]> {
  return syncEachShop(deps, request, {
    stream: 'catalogue',
    lockFolder: request.lockFolder,
    begin: () => catalogueWork(request),
    keep: async (shop, report, started) => keepRun(deps.odoo, shop, report, started),
  });
}

function catalogueWork(request: CatalogueSyncRequest): ShopWork<CatalogueResult> {
  const book = new CatalogueBook();
  return {
    run: async (run: ShopRun) => {
      await runCatalogue({
        ...run,
        book,
        options: request,
        rules: matchRulesOf(run.shop.row),
        onProgress: (progress) => request.onProgress?.(run.shop, progress),
      });
    },
    result: () => book.result(),
  };
}

async function keepRun(odoo: OdooClient, shop: Shop, report: CatalogueReport, started: number): Promise<void> {
  if (report.written === 0 && report.error === undefined) return;
  const { counts, details, listings, read } = report;
  await recordRun(odoo, {
    job: 'catalogue',
    shopRecordId: shop.id,
    shop: shop.name,
    started,
    state: report.error ? 'failed' : isIncomplete(report) ? 'partial' : 'done',
    counts: { read, created: counts.new, updated: counts.changed, blocked: listings.length, failed: counts.refused },
    message: report.error?.message ?? messageOf(report, details.left),
  });
}

function messageOf({ counts }: CatalogueReport, left: number): string {
  const found = counts.sellerSku + counts.itemId + counts.barcode;
  return [
    `Matched: ${found} (seller SKU ${counts.sellerSku}, Item ID ${counts.itemId}, barcode ${counts.barcode}).`,
    `Products made: ${counts.created}. Gone from TikTok: ${counts.gone}.`,
    ...(left > 0 ? [`Details of ${left} products are read by the next runs.`] : []),
  ].join(' ');
}
