import { BridgeError, explain, StateError } from '../../core/errors.ts';
import { withLock } from '../../core/files.ts';
import type { Logger } from '../../core/logger.ts';
import type { Mappings } from '../../mapping/files/load.ts';
import type { ShopSettings } from '../../mapping/orders/types.ts';
import type { OdooClient } from '../../odoo/client.ts';
import type { TiktokClient } from '../../tiktok/client.ts';
import { TiktokAuthError } from '../../tiktok/errors.ts';
import { chooseShops, type StreamName } from './choose.ts';
import { markRevoked } from './link.ts';
import { type PreparedShop, prepareShops } from './prepare.ts';
import { readShops, type Shop } from './shop.ts';

/** What every sync of shops works with; the bridge puts it together. */
export interface ShopSyncDeps {
  readonly odoo: OdooClient;
  /** The client for a shop's account; throws when its app is not in the settings. */
  readonly tiktokFor: (shop: Pick<Shop, 'app' | 'openId'>) => TiktokClient;
  readonly mappings: Mappings;
  readonly logger: Logger;
  /** Unix seconds on TikTok's clock as far as it is known. */
  readonly now: () => number;
  /** A clock in milliseconds that never runs back. */
  readonly elapsed: () => number;
}

/** What every sync of shops is asked. */
export interface ShopSyncRequest {
  /** A shop's TikTok id, its name or `#12`; all enabled shops with the stream on without it. */
  readonly shop?: string | undefined;
  /** Writes nothing anywhere. */
  readonly dryRun: boolean;
  /** Aborted when the process is asked to stop. */
  readonly signal?: AbortSignal | undefined;
}

/** One shop that may be worked on. */
export interface ShopRun {
  readonly shop: Shop;
  readonly settings: ShopSettings;
  /** Within the shop's company. */
  readonly odoo: OdooClient;
  readonly tiktok: TiktokClient;
  readonly mappings: Mappings;
  readonly logger: Logger;
  readonly now: () => number;
  readonly elapsed: () => number;
}

/** What every sync reports of a shop. */
export interface ShopReport {
  readonly shopId: string;
  readonly shop: string;
  readonly dryRun: boolean;
  readonly durationMs: number;
  readonly calls: { readonly tiktok: number; readonly odoo: number };
  /** Why the shop could not be synced, or not to the end. */
  readonly error?: { readonly code: string; readonly message: string } | undefined;
}

/** The work on one shop. */
export interface ShopWork<R extends object> {
  run(run: ShopRun): Promise<void>;
  /** What was done so far: asked at the end, and after an error too. */
  result(): R;
}

/** A sync as {@link syncEachShop} runs it. */
export interface ShopJob<R extends object> {
  readonly stream: StreamName;
  /** An existing folder for locks: each shop is worked on while no other process of this host does the same. */
  readonly lockFolder?: string | undefined;
  readonly begin: (shop: Shop) => ShopWork<R>;
  /** Leaves a record of a run that did something; not called in dry runs. */
  readonly keep?: (shop: Shop, report: ShopReport & R, started: number) => Promise<void>;
}

/** Longer than most syncs take; a schedule that overlaps itself must not pile up for ever. */
const LOCK_WAIT_MS = 600_000;

/**
 * Works on one shop or on all that have a stream switched on, one after the other. A shop that cannot be worked on is
 * reported and does not keep the others; an authorisation that has ended is shown on its account.
 *
 * A second process waits for the first and then finds little to do; correctness does not depend on it.
 *
 * @returns One report for each shop that was begun; fewer when the process was asked to stop.
 * @throws UsageError when no shop is meant.
 * @throws The errors of the Odoo client when Odoo itself cannot be worked with.
 */
export async function syncEachShop<R extends object>(
  deps: ShopSyncDeps,
  request: ShopSyncRequest,
  job: ShopJob<R>,
): Promise<(ShopReport & R)[]> {
  const chosen = chooseShops(await readShops(deps.odoo), request.shop, job.stream);
  const reports: (ShopReport & R)[] = [];
  for (const shop of chosen) {
    if (request.signal?.aborted) break;
    reports.push(await syncLocked(deps, request, job, shop));
  }
  return reports;
}

async function syncLocked<R extends object>(
  deps: ShopSyncDeps,
  request: ShopSyncRequest,
  job: ShopJob<R>,
  shop: Shop,
): Promise<ShopReport & R> {
  const work = job.begin(shop);
  if (request.dryRun || job.lockFolder === undefined) return syncShop(deps, request, job, work, shop);
  const lock = { isHeld: false };
  const task = (): Promise<ShopReport & R> => {
    lock.isHeld = true;
    return syncShop(deps, request, job, work, shop);
  };
  try {
    return await withLock(job.lockFolder, `${job.stream}_${encodeURIComponent(shop.shopId)}`, task, LOCK_WAIT_MS);
  } catch (error) {
    if (lock.isHeld || !(error instanceof StateError)) throw error;
    return { ...emptyReport(shop, request.dryRun), ...work.result(), error: toReportError(error) };
  }
}

async function syncShop<R extends object>(
  deps: ShopSyncDeps,
  request: ShopSyncRequest,
  job: ShopJob<R>,
  work: ShopWork<R>,
  chosen: Shop,
): Promise<ShopReport & R> {
  const start = { clock: deps.elapsed(), odooCalls: deps.odoo.callCount(), started: deps.now() };
  // read again: another process may have moved its cursors while this one waited
  const prepared = await prepareOne(deps, chosen, request.dryRun);
  const { shop } = prepared;
  let tiktok: TiktokClient | undefined;
  let tiktokCalls = 0;
  let error: unknown = prepared.error;
  if (prepared.error === undefined) {
    try {
      tiktok = deps.tiktokFor(shop);
      tiktokCalls = tiktok.callCount();
      await work.run(toRun(deps, prepared, tiktok));
    } catch (thrown) {
      error = thrown;
      await noteFailure(deps, shop, thrown, job.stream, request.dryRun);
    }
  }
  const report = {
    ...emptyReport(shop, request.dryRun),
    ...work.result(),
    durationMs: deps.elapsed() - start.clock,
    calls: { tiktok: (tiktok?.callCount() ?? 0) - tiktokCalls, odoo: deps.odoo.callCount() - start.odooCalls },
    ...(error === undefined ? {} : { error: toReportError(error) }),
  };
  if (!request.dryRun) await keepRun(deps, job, shop, report, start.started);
  return report;
}

async function prepareOne(deps: ShopSyncDeps, chosen: Shop, dryRun: boolean): Promise<PreparedShop> {
  const all = await readShops(deps.odoo);
  const fresh = all.find(({ id }) => id === chosen.id) ?? chosen;
  const [prepared] = await prepareShops(deps.odoo, [fresh], all, deps.mappings, dryRun);
  if (!prepared) throw new TypeError('prepareShops answers for every shop.');
  return prepared;
}

function toRun(
  deps: ShopSyncDeps,
  prepared: Extract<PreparedShop, { error?: undefined }>,
  tiktok: TiktokClient,
): ShopRun {
  const { shop, settings, odoo } = prepared;
  const { mappings, now, elapsed } = deps;
  return { shop, settings, odoo, tiktok, mappings, now, elapsed, logger: deps.logger.child({ shopId: shop.shopId }) };
}

function emptyReport(shop: Shop, dryRun: boolean): ShopReport {
  return { shopId: shop.shopId, shop: shop.name, dryRun, durationMs: 0, calls: { tiktok: 0, odoo: 0 } };
}

/** A mistake of the program itself is not a shop's failure: it ends the run. */
function toReportError(error: unknown): NonNullable<ShopReport['error']> {
  if (error instanceof BridgeError) return { code: error.code, message: explain(error) };
  throw error;
}

/** An ended authorisation is shown on the account, and its shops pause until it is linked again. */
async function noteFailure(
  deps: ShopSyncDeps,
  shop: Shop,
  error: unknown,
  stream: StreamName,
  dryRun: boolean,
): Promise<void> {
  deps.logger.error('sync of a shop failed', { shopId: shop.shopId, stream, error });
  // without a code TikTok has said nothing: the tokens are only missing on this host
  const isEnded = error instanceof TiktokAuthError && error.apiCode !== 0;
  if (isEnded && !dryRun && shop.openId) await markRevoked(deps.odoo, shop.openId, explain(error));
}

async function keepRun<R extends object>(
  deps: ShopSyncDeps,
  job: ShopJob<R>,
  shop: Shop,
  report: ShopReport & R,
  started: number,
): Promise<void> {
  try {
    await job.keep?.(shop, report, started);
  } catch (error) {
    deps.logger.warn('the run could not be recorded', { shopId: shop.shopId, cause: explain(error) });
  }
}
