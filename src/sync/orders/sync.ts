import { explain, UsageError } from '../../core/errors.ts';
import type { Queue } from '../../core/queue.ts';
import { parseMoment } from '../../core/time.ts';
import type { Mappings } from '../../mapping/files/load.ts';
import type { OdooClient } from '../../odoo/client.ts';
import { type Places, readPlaces } from '../places.ts';
import { recordRun } from '../runs.ts';
import { type ShopRun, type ShopSyncDeps, type ShopSyncRequest, type ShopWork, syncEachShop } from '../shops/each.ts';
import type { Shop } from '../shops/shop.ts';
import { isIncomplete, type OrdersReport, type OrdersResult, OutcomeBook } from './report.ts';
import { type OrderRunOptions, runOrders, windowOf } from './run.ts';

/** What the order sync works with; the bridge puts it together. */
export interface OrderSyncDeps extends ShopSyncDeps {
  readonly confirms: Queue;
}

/** What to sync. */
export interface OrderSyncRequest extends ShopSyncRequest, Omit<OrderRunOptions, 'since'> {
  /** Unix seconds, or a moment as people type it, read in each shop's own zone. */
  readonly since?: number | string | undefined;
  /** An existing folder: each shop is synced while no other process of this host does. */
  readonly lockFolder?: string | undefined;
  readonly onProgress?: ((shop: Shop, done: number, total: number | undefined) => void) | undefined;
}

/**
 * Syncs the orders of one shop or of all enabled ones, as {@link syncEachShop} does.
 *
 * @throws UsageError when no shop is meant or `since` is no moment.
 * @throws The errors of the Odoo client when Odoo itself cannot be worked with.
 */
export async function syncOrders(deps: OrderSyncDeps, request: OrderSyncRequest): Promise<OrdersReport[]> {
  let places: Promise<Places> | undefined;
  return syncEachShop(deps, request, {
    stream: 'orders',
    lockFolder: request.lockFolder,
    begin: (shop) => orderWork(deps, shop, request, () => (places ??= readPlaces(deps.odoo))),
    keep: async (shop, report, started) => keepRun(deps.odoo, shop, report, started),
  });
}

function orderWork(
  deps: OrderSyncDeps,
  chosen: Shop,
  request: OrderSyncRequest,
  readPlacesOnce: () => Promise<Places>,
): ShopWork<OrdersResult> {
  const options: OrderRunOptions = { ...request, since: sinceOf(deps, deps.mappings, chosen, request.since) };
  const outcomes = new OutcomeBook();
  let window = { updateTimeGe: 0, catchUpDays: 0 };
  return {
    run: async (run: ShopRun) => {
      const { shop, logger } = run;
      const onProgress = (done: number, total: number | undefined): void => request.onProgress?.(shop, done, total);
      const places = await readPlacesOnce();
      const orderRun = { ...run, places, outcomes, confirms: deps.confirms, options, onProgress };
      window = windowOf(orderRun);
      if (window.catchUpDays > 0) logger.info('catching up', { days: window.catchUpDays });
      await runOrders(orderRun);
    },
    result: () => ({
      read: outcomes.size,
      counts: outcomes.counts(),
      changed: outcomes.changed(),
      orders: outcomes.listed(request.dryRun),
      from: window.updateTimeGe,
      catchUpDays: window.catchUpDays,
    }),
  };
}

function sinceOf(
  { now }: OrderSyncDeps,
  { regions }: Mappings,
  shop: Shop,
  since: number | string | undefined,
): number | undefined {
  if (typeof since !== 'string') return since;
  try {
    return parseMoment(since, now(), regions[shop.region]?.timezone);
  } catch (cause) {
    throw new UsageError(explain(cause), { cause });
  }
}

async function keepRun(odoo: OdooClient, shop: Shop, report: OrdersReport, started: number): Promise<void> {
  if (report.changed === 0 && report.error === undefined) return;
  const { created, updated, cancelled, waiting, blocked, attention, skipped } = report.counts;
  await recordRun(odoo, {
    job: 'orders',
    shopRecordId: shop.id,
    shop: shop.name,
    started,
    state: report.error ? 'failed' : isIncomplete(report) ? 'partial' : 'done',
    counts: { read: report.read, created, updated, cancelled, waiting, blocked: blocked + attention, skipped },
    message: report.error?.message ?? '',
  });
}
