import { fromOdooDateTime, toOdooDateTime } from '../../core/time.ts';
import { clustersOf, pagesOf } from '../../mapping/stock/clusters.ts';
import { decideStock, isNews, leave, postpone, refuse, type StockDecision } from '../../mapping/stock/decide.ts';
import { openUnits } from '../../mapping/stock/open.ts';
import type { PlannedListing } from '../../mapping/stock/plan.ts';
import type { StockListing } from '../../mapping/stock/types.ts';
import { MAX_STOCK_SKUS, searchInventory, type SkuStock } from '../../tiktok/inventory.ts';
import { readLeader } from '../leader.ts';
import { textOf } from '../rows.ts';
import type { ShopRun } from '../shops/each.ts';
import { syncWarehouses } from '../shops/warehouses.ts';
import { keepLowStock, type LowListing } from './lowStock.ts';
import { type FedPlace, readPlaces } from './places.ts';
import { type PreparedStock, prepareStock } from './prepare.ts';
import { type DoneDecision, recordStock } from './record.ts';
import { type StockTally, toDifference, toProblem } from './report.ts';
import { sendStock } from './send.ts';
import { readShipped } from './shipped.ts';

/** What one sync of stock is asked to do. */
export interface InventoryRunOptions {
  /** Compares everything with TikTok's figures; without it only what has changed, and everything once a day. */
  readonly full: boolean;
  readonly dryRun: boolean;
  /** Aborted when the process is asked to stop: the run ends after the calls that are under way. */
  readonly signal?: AbortSignal | undefined;
}

/** Everything that one shop's run works with. */
export interface InventoryRun extends ShopRun {
  readonly options: InventoryRunOptions;
  readonly tally: StockTally;
  readonly onProgress: (done: number, total: number) => void;
}

/** A full comparison comes by itself when the last one is older than that. */
export const CHECK_EVERY_SECONDS = 86_400;

/** What the pages of a run share. */
interface PageContext {
  readonly stock: PreparedStock;
  readonly places: readonly FedPlace[];
  /** Units offered by each listing that is low, by its database id. */
  readonly low: Map<number, LowListing>;
}

/**
 * Brings the stock that TikTok shows of one shop in line with what is free in Odoo: reads Odoo's side once, compares what has
 * changed with TikTok's figures page by page, sends what differs and writes the result on the listings.
 *
 * TikTok's figures are read before anything is sent and quantities are absolute: a run that was killed leaves nothing that
 * the next one would send twice.
 *
 * @throws ShopSettingsError when no warehouse is fed.
 * @throws The errors of both clients; what was done before is written on the listings.
 */
export async function runInventory(run: InventoryRun): Promise<void> {
  const { odoo, shop, options, tally } = run;
  const { places, notes } = await readPlaces(odoo, shop, await syncWarehouses(run, options.dryRun));
  const started = run.now();
  const isFull = options.full || isCheckDue(run);
  tally.mode = isFull ? 'full' : 'changes';
  tally.notes.push(...notes);
  const stock = await prepareStock(run, places);
  tally.listings = stock.planned.length + stock.refused.length;
  const context: PageContext = { stock, places, low: lowBefore(stock) };
  const before = new Set(context.low.keys());
  try {
    await recordRefused(run, stock, context);
    await syncPages(run, context, isFull);
  } finally {
    tally.low = context.low.size;
    if (!options.dryRun) await noteLowStock(run, context, before);
  }
  if (!isFull || options.dryRun || options.signal?.aborted) return;
  await odoo.write('x_tiktok_shop', [shop.id], { x_last_stock_check: toOdooDateTime(started) });
}

function isCheckDue({ shop, now }: InventoryRun): boolean {
  const last = fromOdooDateTime(textOf(shop.row['x_last_stock_check']));
  return last === undefined || now() - last >= CHECK_EVERY_SECONDS;
}

async function syncPages(run: InventoryRun, context: PageContext, isFull: boolean): Promise<void> {
  const { planned } = context.stock;
  const groups = clustersOf(planned).filter((group) => isFull || group.some(({ isChanged }) => isChanged));
  const total = groups.reduce((sum, group) => sum + group.length, 0);
  tellRefused(run, planned, new Set(groups.flat()));
  for (const page of pagesOf(groups, MAX_STOCK_SKUS)) {
    if (run.options.signal?.aborted) return;
    await syncPage(run, context, page);
    run.onProgress(run.tally.compared, total);
  }
}

/** Listings that stay refused because nothing has changed are still for a person to look at. */
function tellRefused(
  { tally }: InventoryRun,
  planned: readonly PlannedListing[],
  compared: ReadonlySet<unknown>,
): void {
  for (const one of planned) {
    const { listing } = one;
    if (compared.has(one) || listing.known.state !== 'refused') continue;
    tally.problems.push(toProblem(listing, listing.known.note));
  }
}

async function syncPage(run: InventoryRun, context: PageContext, page: readonly PlannedListing[]): Promise<void> {
  const { tiktok, options, tally } = run;
  const ref = { id: run.shop.shopId, cipher: run.shop.cipher };
  const skuIds = page.map(({ skuId }) => skuId);
  const { stocks, rejected } = await searchInventory(tiktok, ref, { skuIds });
  for (const { id } of rejected) run.logger.warn('TikTok told stock in an unknown shape', { sku: id });
  const shownOf = new Map(stocks.map((stock) => [stock.skuId, stock]));
  const decisions = await decidePage(run, page, shownOf, context);
  const different = decisions.filter((decision) => decision.isDifferent);
  tally.compared += page.length;
  tally.drift.push(...different.filter(({ isDrift }) => isDrift).map(toDifference));
  if (options.dryRun) {
    tally.changes.push(...different.map(toDifference));
    tally.sent += different.length;
    tally.written += decisions.filter((decision) => decision.isDifferent || isNews(decision)).length;
    await keep(
      run,
      context,
      decisions.map((decision) => ({ decision, isSent: false })),
    );
    return;
  }
  const { refused, unsent, error } = await sendStock(tiktok, ref, different, options.signal);
  const done = decisions.map((decision): DoneDecision => {
    const shown = shownOf.get(decision.listing.skuId);
    const note = refused.get(decision);
    if (note !== undefined) return { decision: refuse(decision, note, shown), isSent: false };
    if (unsent.has(decision)) return { decision: postpone(decision, shown), isSent: false };
    return { decision, isSent: decision.isDifferent };
  });
  tally.sent += done.filter(({ isSent }) => isSent).length;
  await keep(run, context, done);
  if (error !== undefined) throw error;
}

async function decidePage(
  { odoo, shop }: InventoryRun,
  page: readonly PlannedListing[],
  shownOf: ReadonlyMap<string, SkuStock>,
  { stock, places }: PageContext,
): Promise<StockDecision[]> {
  const shown = page.flatMap(({ needs, skuId }) => {
    const stockOfSku = shownOf.get(skuId);
    return stockOfSku ? [{ needs, shown: stockOfSku }] : [];
  });
  const { book, lowAt, pools } = stock;
  const unknown = openUnits(pools, shown);
  const products = [...new Set(page.flatMap(({ needs }) => [...needs.keys()]))];
  const inQuestion = products.filter((id) => places.some(({ key }) => unknown(key, id) > 0));
  const shipped = await readShipped(odoo, shop.id, inQuestion);
  const context = { places, book, lowAt, open: openUnits(pools, shown, shipped) };
  return page.map((planned) => decideStock(planned, shownOf.get(planned.skuId), context));
}

async function recordRefused(run: InventoryRun, { refused }: PreparedStock, context: PageContext): Promise<void> {
  const decisions = refused.map(({ listing, note }) => leave(listing, { basis: '', note }));
  if (run.options.dryRun) run.tally.written += decisions.filter(isNews).length;
  await keep(
    run,
    context,
    decisions.map((decision) => ({ decision, isSent: false })),
  );
}

/** Writes what was decided and done, and tells the report. */
async function keep(run: InventoryRun, { low }: PageContext, done: readonly DoneDecision[]): Promise<void> {
  const { odoo, options, tally } = run;
  for (const { decision } of done) {
    const { listing, record } = decision;
    if (record.state === 'refused') tally.problems.push(toProblem(listing, record.note));
    if (record.isLow) low.set(listing.id, toLow(listing, record.sent));
    else low.delete(listing.id);
  }
  if (!options.dryRun) tally.written += await recordStock(odoo, done, run.now());
}

function lowBefore({ planned, refused }: PreparedStock): Map<number, LowListing> {
  const listings = [...planned, ...refused].map(({ listing }) => listing);
  return new Map(
    listings.filter(({ known }) => known.isLow).map((listing) => [listing.id, toLow(listing, listing.known.sent)]),
  );
}

function toLow({ skuId, sellerSku }: StockListing, offered: number): LowListing {
  return { skuId, sellerSku, offered };
}

async function noteLowStock(
  run: InventoryRun,
  { low, stock }: PageContext,
  before: ReadonlySet<number>,
): Promise<void> {
  const { odoo, shop, settings } = run;
  await keepLowStock(odoo, {
    shopRecordId: shop.id,
    lowAt: stock.lowAt,
    low: [...low.values()],
    hasNew: [...low.keys()].some((id) => !before.has(id)),
    hasEnded: [...before].some((id) => !low.has(id)),
    userId: () => readLeader(odoo, settings.teamId),
  });
}
