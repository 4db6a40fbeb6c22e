import { BridgeError, explain, UsageError } from '../../core/errors.ts';
import type { Queue } from '../../core/queue.ts';
import type { Logger } from '../../core/logger.ts';
import type { Mappings } from '../../mapping/files/load.ts';
import type { OdooClient } from '../../odoo/client.ts';
import type { TiktokClient } from '../../tiktok/client.ts';
import { TiktokAuthError } from '../../tiktok/errors.ts';
import { type Places, readPlaces } from '../places.ts';
import { markRevoked } from '../shops/link.ts';
import { type PreparedShop, prepareShops } from '../shops/prepare.ts';
import { isShop, readShops, type Shop } from '../shops/shop.ts';
import { recordRun } from './progress.ts';
import { isIncomplete, type OrdersReport, OutcomeBook } from './report.ts';
import { type OrderRun, type OrderRunOptions, runOrders, windowOf } from './run.ts';

/** What the order sync works with; the bridge puts it together. */
export interface OrderSyncDeps {
  readonly odoo: OdooClient;
  /** The client for a shop's account; throws when its app is not in the settings. */
  readonly tiktokFor: (shop: Pick<Shop, 'app' | 'openId'>) => TiktokClient;
  readonly mappings: Mappings;
  readonly confirms: Queue;
  readonly logger: Logger;
  /** Unix seconds on TikTok's clock as far as it is known. */
  readonly now: () => number;
  /** A clock in milliseconds that never runs back. */
  readonly elapsed: () => number;
}

/** What to sync. */
export interface OrderSyncRequest extends OrderRunOptions {
  /** A shop's TikTok id or name; all enabled shops without it. */
  readonly shop?: string | undefined;
  readonly onProgress?: ((shop: Shop, done: number, total: number | undefined) => void) | undefined;
}

/**
 * Syncs the orders of one shop or of all enabled ones, one after the other. A shop that cannot be synced is reported and
 * does not keep the others.
 *
 * @returns One report for each shop.
 * @throws UsageError when no shop is meant.
 * @throws The errors of the Odoo client when Odoo itself cannot be worked with.
 */
export async function syncOrders(deps: OrderSyncDeps, request: OrderSyncRequest): Promise<OrdersReport[]> {
  const all = await readShops(deps.odoo);
  const chosen = chooseShops(all, request.shop);
  const prepared = await prepareShops(deps.odoo, chosen, all, deps.mappings, request.dryRun);
  const places = await readPlaces(deps.odoo);
  const reports: OrdersReport[] = [];
  for (const shop of prepared) reports.push(await syncShop(deps, shop, places, request));
  return reports;
}

/**
 * The shops that are meant.
 *
 * @throws UsageError when there is none such, or it is switched off.
 */
export function chooseShops(all: readonly Shop[], text: string | undefined): Shop[] {
  if (text === undefined) {
    const enabled = all.filter((shop) => shop.enabled && shop.syncOrders);
    if (enabled.length > 0) return enabled;
    throw new UsageError('No shop is enabled.', {
      remedy:
        all.length > 0
          ? 'Tick TikTok Sync in the shop’s form, or run: tiktok-odoo shops enable SHOP.'
          : 'Link an account first: tiktok-odoo auth link.',
    });
  }
  const found = all.filter((shop) => isShop(shop, text));
  if (found.length === 0) {
    throw new UsageError(`There is no shop ${JSON.stringify(text)}.`, {
      remedy: `Known shops: ${all.map((shop) => `${shop.name} (${shop.shopId})`).join(', ') || 'none'}.`,
    });
  }
  const off = found.find((shop) => !shop.enabled);
  if (!off) return found;
  throw new UsageError(`Shop ${off.name} is not enabled.`, {
    remedy: `Tick TikTok Sync in its form, or run: tiktok-odoo shops enable ${off.shopId}.`,
  });
}

async function syncShop(
  deps: OrderSyncDeps,
  prepared: PreparedShop,
  places: Places,
  request: OrderSyncRequest,
): Promise<OrdersReport> {
  const start = { clock: deps.elapsed(), odooCalls: deps.odoo.callCount(), started: deps.now() };
  const { shop } = prepared;
  const outcomes = new OutcomeBook();
  let tiktok: TiktokClient | undefined;
  let tiktokCalls = 0;
  let window = { updateTimeGe: 0, catchUpDays: 0 };
  let error: unknown = prepared.error;
  if (prepared.error === undefined) {
    try {
      tiktok = deps.tiktokFor(shop);
      tiktokCalls = tiktok.callCount();
      const run = toRun(deps, prepared, tiktok, places, request, outcomes);
      window = windowOf(run);
      if (window.catchUpDays > 0) deps.logger.info('catching up', { shopId: shop.shopId, days: window.catchUpDays });
      await runOrders(run);
    } catch (thrown) {
      error = thrown;
      await noteFailure(deps, shop, thrown, request.dryRun);
    }
  }
  const report: OrdersReport = {
    shopId: shop.shopId,
    shop: shop.name,
    dryRun: request.dryRun,
    read: outcomes.size,
    counts: outcomes.counts(),
    changed: outcomes.changed(),
    orders: outcomes.listed(request.dryRun),
    from: window.updateTimeGe,
    catchUpDays: window.catchUpDays,
    durationMs: deps.elapsed() - start.clock,
    calls: { tiktok: (tiktok?.callCount() ?? 0) - tiktokCalls, odoo: deps.odoo.callCount() - start.odooCalls },
    ...(error === undefined ? {} : { error: toReportError(error) }),
  };
  await keepRun(deps, shop, report, start.started);
  return report;
}

function toRun(
  deps: OrderSyncDeps,
  prepared: Extract<PreparedShop, { error?: undefined }>,
  tiktok: TiktokClient,
  places: Places,
  request: OrderSyncRequest,
  outcomes: OutcomeBook,
): OrderRun {
  const { shop, settings, odoo } = prepared;
  return {
    shop,
    settings,
    odoo,
    tiktok,
    places,
    outcomes,
    mappings: deps.mappings,
    confirms: deps.confirms,
    options: request,
    logger: deps.logger.child({ shopId: shop.shopId }),
    now: deps.now,
    elapsed: deps.elapsed,
    onProgress: (done, total) => request.onProgress?.(shop, done, total),
  };
}

/** A mistake of the program itself is not a shop's failure: it ends the run. */
function toReportError(error: unknown): NonNullable<OrdersReport['error']> {
  if (error instanceof BridgeError) return { code: error.code, message: explain(error) };
  throw error;
}

/** An ended authorisation is shown on the account, and its shops pause until it is linked again. */
async function noteFailure(deps: OrderSyncDeps, shop: Shop, error: unknown, dryRun: boolean): Promise<void> {
  deps.logger.error('order sync of a shop failed', { shopId: shop.shopId, error });
  // without a code TikTok has said nothing: the tokens are only missing on this host
  const isEnded = error instanceof TiktokAuthError && error.apiCode !== 0;
  if (isEnded && !dryRun && shop.openId) await markRevoked(deps.odoo, shop.openId, explain(error));
}

async function keepRun(deps: OrderSyncDeps, shop: Shop, report: OrdersReport, started: number): Promise<void> {
  if (report.dryRun || (report.changed === 0 && report.error === undefined)) return;
  const { created, updated, cancelled, waiting, blocked, attention, skipped } = report.counts;
  try {
    await recordRun(deps.odoo, {
      job: 'orders',
      shopRecordId: shop.id,
      shop: shop.name,
      started,
      state: report.error ? 'failed' : isIncomplete(report) ? 'partial' : 'done',
      counts: { read: report.read, created, updated, cancelled, waiting, blocked: blocked + attention, skipped },
      message: report.error?.message ?? '',
    });
  } catch (error) {
    deps.logger.warn('the run could not be recorded', { shopId: shop.shopId, cause: explain(error) });
  }
}
