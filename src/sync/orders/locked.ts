import { explain, StateError, UsageError } from '../../core/errors.ts';
import { withLock } from '../../core/files.ts';
import { parseMoment } from '../../core/time.ts';
import { readShops, type Shop } from '../shops/shop.ts';
import { ORDER_RESULTS, type OrderResult, type OrdersReport } from './report.ts';
import { chooseShops, type OrderSyncDeps, type OrderSyncRequest, syncOrders } from './sync.ts';

/** A sync as it is asked for at the command line. */
export interface LockedSyncRequest extends Omit<OrderSyncRequest, 'since'> {
  /** A moment as people type it, read in each shop's own zone. */
  readonly since?: string | undefined;
}

/** Longer than most syncs take; a schedule that overlaps itself must not pile up for ever. */
const LOCK_WAIT_MS = 600_000;

/**
 * Syncs shops one after the other, each while no other process of this host does: the second one waits and then finds
 * little to do. Correctness does not depend on it.
 *
 * @param lockFolder - An existing folder.
 * @returns One report for each shop; a shop whose lock could not be had is reported as failed.
 * @throws UsageError when no shop is meant or `since` is no moment.
 * @throws The errors of the Odoo client when Odoo itself cannot be worked with.
 */
export async function syncOrdersLocked(
  deps: OrderSyncDeps,
  lockFolder: string,
  request: LockedSyncRequest,
): Promise<OrdersReport[]> {
  const shops = chooseShops(await readShops(deps.odoo), request.shop);
  const reports: OrdersReport[] = [];
  for (const shop of shops) {
    if (request.signal?.aborted) break;
    reports.push(...(await syncOne(deps, lockFolder, shop, request)));
  }
  return reports;
}

async function syncOne(
  deps: OrderSyncDeps,
  lockFolder: string,
  shop: Shop,
  request: LockedSyncRequest,
): Promise<OrdersReport[]> {
  const since = sinceOf(deps, shop, request.since);
  const sync = (): Promise<OrdersReport[]> => syncOrders(deps, { ...request, shop: `#${shop.id}`, since });
  if (request.dryRun) return sync();
  const held = { since: 0 };
  const task = (): Promise<OrdersReport[]> => {
    held.since = deps.elapsed();
    return sync();
  };
  try {
    return await withLock(lockFolder, `orders_${encodeURIComponent(shop.shopId)}`, task, LOCK_WAIT_MS);
  } catch (error) {
    if (held.since > 0 || !(error instanceof StateError)) throw error;
    return [lockedOut(shop, error)];
  }
}

function sinceOf({ mappings, now }: OrderSyncDeps, shop: Shop, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  try {
    return parseMoment(text, now(), mappings.regions[shop.region]?.timezone);
  } catch (cause) {
    throw new UsageError(explain(cause), { cause });
  }
}

function lockedOut(shop: Shop, error: StateError): OrdersReport {
  return {
    shopId: shop.shopId,
    shop: shop.name,
    dryRun: false,
    read: 0,
    counts: Object.fromEntries(ORDER_RESULTS.map((result) => [result, 0])) as Record<OrderResult, number>,
    changed: 0,
    orders: [],
    from: 0,
    catchUpDays: 0,
    durationMs: 0,
    calls: { tiktok: 0, odoo: 0 },
    error: { code: error.code, message: explain(error) },
  };
}
