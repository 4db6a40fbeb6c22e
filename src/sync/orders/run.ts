import { createQueue, type Queue } from '../../core/queue.ts';
import type { OdooClient } from '../../odoo/client.ts';
import { OdooAccessError } from '../../odoo/errors.ts';
import { getOrders, searchOrders } from '../../tiktok/orders.ts';
import { matchRulesOf } from '../catalogue/candidates.ts';
import { readLeader } from '../leader.ts';
import type { Places } from '../places.ts';
import type { ShopRun } from '../shops/each.ts';
import type { Shop } from '../shops/shop.ts';
import { withUnits } from '../units.ts';
import type { OrderSyncContext } from './context.ts';
import { createListingBook } from './listings.ts';
import { type PageOfOrders, syncPage } from './page.ts';
import { advanceCursor, clearSyncFrom } from './progress.ts';
import { readRates } from './rates.ts';
import { findHeld } from './replay.ts';
import type { OutcomeBook } from './report.ts';
import { type OrderWindow, orderWindow } from './window.ts';

/** What one sync of orders is asked to do. */
export interface OrderRunOptions {
  /** Only these orders, read by id; the cursor stays. */
  readonly orderIds?: readonly string[] | undefined;
  /** Unix seconds: changes from then on; the cursor moves only if nothing is left out by that. */
  readonly since?: number | undefined;
  readonly dryRun: boolean;
  readonly recreate: boolean;
  /** 1 to 100 orders. */
  readonly pageSize: number;
  readonly overlapSeconds: number;
  /** Pages that are worked on at once; Odoo gains from more than one where it has several workers. */
  readonly pagesInFlight: number;
  /** Aborted when the process is asked to stop: the run ends after the pages that it has begun. */
  readonly signal?: AbortSignal | undefined;
}

/** Everything that one shop's run works with. */
export interface OrderRun extends ShopRun {
  readonly places: Places;
  readonly confirms: Queue;
  readonly options: OrderRunOptions;
  readonly outcomes: OutcomeBook;
  readonly onProgress: (done: number, total: number | undefined) => void;
}

/** Makes the queue through which all confirms of a process go. */
export function createConfirmQueue(): Queue {
  return createQueue({ concurrency: 1 });
}

/** The window that a run would read. */
export function windowOf({ shop, settings, options, now }: OrderRun): OrderWindow {
  return orderWindow({
    now: now(),
    cursor: shop.lastOrderSync,
    syncFrom: shop.syncFrom,
    importFrom: settings.importFrom,
    since: options.since,
    overlapSeconds: options.overlapSeconds,
  });
}

/**
 * Syncs the orders of one shop: first the held ones whose cause may be gone, then everything that changed since the
 * cursor. Outcomes are added as pages are done, so that an error leaves what was reached.
 *
 * @throws The errors of both clients; the cursor stands before everything that was not reached.
 */
export async function runOrders(run: OrderRun): Promise<void> {
  const context = await createContext(run);
  const { orderIds } = run.options;
  if (orderIds) {
    await syncByIds(orderIds, run, context);
    return;
  }
  const held = await findHeld(run.odoo, run.shop.id, context.listings);
  run.outcomes.add(held.outcomes);
  await syncByIds(held.replays, run, context);
  await syncWindow(run, context);
}

async function createContext(run: OrderRun): Promise<OrderSyncContext> {
  const { odoo, mappings, places, confirms, options, logger, shop } = run;
  const settings = await withUnits(odoo, run.settings);
  const region = mappings.regions[settings.region];
  if (!region) throw new RangeError(`The region ${settings.region} has no entry in regions.json`);
  return {
    odoo,
    shop: settings,
    region,
    mappings,
    places,
    confirms,
    logger,
    listings: createListingBook(odoo, settings, matchRulesOf(shop.row), options.dryRun),
    rates: await readRates(odoo, settings),
    blankAnalytic: await hasNoAnalyticRules(odoo),
    activityUserId: await readLeader(odoo, settings.teamId),
    contacts: new Set(),
    confirm: shop.confirm,
    dryRun: options.dryRun,
    recreate: options.recreate,
  };
}

/** Where the user may not see the rules, or there is no such thing, Odoo decides by itself. */
async function hasNoAnalyticRules(odoo: OdooClient): Promise<boolean> {
  if (!(await odoo.fieldsOf('sale.order.line')).has('analytic_distribution')) return false;
  try {
    return (await odoo.searchCount('account.analytic.distribution.model', [])) === 0;
  } catch (error) {
    if (error instanceof OdooAccessError) return false;
    throw error;
  }
}

async function syncByIds(orderIds: readonly string[], run: OrderRun, context: OrderSyncContext): Promise<void> {
  const { pageSize, signal } = run.options;
  for (let start = 0; start < orderIds.length && !signal?.aborted; start += pageSize) {
    const ids = orderIds.slice(start, start + pageSize);
    const page = await getOrders(run.tiktok, refOf(run.shop), ids);
    run.outcomes.add(await syncPage(page, context));
    run.onProgress(run.outcomes.size, undefined);
  }
}

/** Walks the window with a few pages in flight; the cursor follows the oldest page that is not done. */
async function syncWindow(run: OrderRun, context: OrderSyncContext): Promise<void> {
  const window = windowOf(run);
  const { pageSize, pagesInFlight, dryRun, signal } = run.options;
  const moves = window.movesCursor && !dryRun;
  const begun = run.elapsed();
  let cursor = run.shop.lastOrderSync;
  const inFlight: Promise<number>[] = [];
  const finishOldest = async (isLast: boolean): Promise<void> => {
    const reached = await inFlight[0];
    void inFlight.shift();
    if (moves && !isLast && reached) cursor = await advanceCursor(run.odoo, run.shop.id, cursor, reached);
  };
  try {
    const filter = { updateTimeGe: window.updateTimeGe };
    for await (const page of searchOrders(run.tiktok, refOf(run.shop), filter, { pageSize })) {
      if (signal?.aborted) break;
      while (inFlight.length >= pagesInFlight) await finishOldest(false);
      const task = syncOnePage(page, page.totalCount, run, context);
      // its error is thrown when its turn comes; until then nobody listens
      task.catch(() => undefined);
      inFlight.push(task);
    }
    while (inFlight.length > 0) await finishOldest(inFlight.length === 1 && !signal?.aborted);
  } finally {
    await Promise.allSettled(inFlight);
  }
  if (signal?.aborted) return;
  // by TikTok's clock, which is known only after its first answer: the moment when the walk began
  const walkSeconds = Math.ceil((run.elapsed() - begun) / 1000);
  if (moves) await advanceCursor(run.odoo, run.shop.id, cursor, run.now() - walkSeconds);
  if (run.shop.syncFrom !== undefined && !dryRun && window.updateTimeGe <= run.shop.syncFrom) {
    await clearSyncFrom(run.odoo, run.shop.id, run.shop.syncFrom);
  }
}

/** @returns The newest `update_time` of the page; 0 for an empty one. */
async function syncOnePage(
  page: PageOfOrders,
  totalCount: number | undefined,
  run: OrderRun,
  context: OrderSyncContext,
): Promise<number> {
  run.outcomes.add(await syncPage(page, context));
  run.onProgress(run.outcomes.size, totalCount);
  return Math.max(0, ...page.orders.map((order) => order.update_time));
}

function refOf(shop: Shop): { id: string; cipher: string } {
  return { id: shop.shopId, cipher: shop.cipher };
}
