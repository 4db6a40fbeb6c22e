import { fromOdooDateTime, toOdooDateTime } from '../../core/time.ts';
import { type CatalogueEntry, isOpen, joinCatalogue } from '../../mapping/listings/known.ts';
import type { ListingMatch } from '../../mapping/listings/match.ts';
import { applyTakeovers, planTakeovers } from '../../mapping/listings/takeover.ts';
import { wantedDetails } from '../../mapping/listings/wanted.ts';
import { textOf } from '../rows.ts';
import type { CatalogueRun } from './context.ts';
import { readCurrencies } from './currencies.ts';
import { startDetails } from './details.ts';
import { readShopListings } from './listings.ts';
import { useBarcodes } from './barcodes.ts';
import { matchEntries, type MatchResult } from './matching.ts';
import { type CatalogueState, writeEntries } from './pages.ts';
import { makeProducts } from './products.ts';
import { type CatalogueWalk, catalogueWindow, walkCatalogue } from './walk.ts';
import { writeTakeovers } from './write.ts';

/** Products whose own pages are read in one run: some minutes at TikTok's pace. */
const DETAILS_AT_ONCE = 500;

/**
 * Syncs the catalogue of one shop: reads what has changed on TikTok, finds products, writes the listings that differ, and
 * reads the details of new and changed products. What is done is counted as it is done, so that an error leaves what was
 * reached.
 *
 * @throws The errors of both clients; the cursor stands before everything that was not reached.
 */
export async function runCatalogue(run: CatalogueRun): Promise<void> {
  const { odoo, shop, options, book } = run;
  const listings = await readShopListings(odoo, shop.id);
  const window = catalogueWindow(shop.row, run.now(), options.full, options.overlapSeconds);
  book.mode = window.isFull ? 'full' : 'changes';
  const walk = await walkCatalogue(run, window, options.signal, (done, total) => {
    run.onProgress({ step: 'products', done, total });
  });
  book.products = walk.products;
  book.read = walk.skus.size;
  for (const { id, path } of walk.rejected) book.notes.push(`Product ${id ?? '?'} cannot be read: ${path} is odd.`);
  if (!walk.isDone) return;
  const joined = joinCatalogue(listings, walk);
  const takeovers = planTakeovers(listings, joined, walk.isComplete);
  const entries = applyTakeovers(joined, takeovers);
  await writeTakeovers(takeovers, run);
  const found = await matchEntries(run, entries);
  const state = await beginState(run, walk, entries, found);
  try {
    await finish(run, walk, state, found);
  } finally {
    state.reading.stop();
  }
}

/** Writes what was found out, moves the cursors, and goes on with what needs the listings. */
async function finish(
  run: CatalogueRun,
  walk: CatalogueWalk,
  state: CatalogueState,
  found: MatchResult,
): Promise<void> {
  const { options, book } = run;
  if (!(await writeEntries(run, state, found.matches))) return;
  await moveCursors(run, walk, book.mode === 'full');
  const matches = await useBarcodes(run, state, found);
  // what needed no details is written and stays so
  const failure = state.reading.failure();
  if (failure !== undefined) throw failure;
  if (options.createProducts && options.signal?.aborted !== true) await makeProducts(run, state, matches);
}

async function beginState(
  run: CatalogueRun,
  walk: CatalogueWalk,
  entries: CatalogueState['entries'],
  { matches }: MatchResult,
): Promise<CatalogueState> {
  const { book, options, settings, odoo } = run;
  const all = [...entries.values()];
  for (const entry of all) noteOpen(run, entry, matches.get(entry.seen.skuId));
  book.count('gone', all.filter(({ isGone, known }) => isGone && known?.seen.saleState !== 'gone').length);
  const limit = options.full ? Number.POSITIVE_INFINITY : DETAILS_AT_ONCE;
  const wanted = wantedDetails(all, matches, limit, options.createProducts);
  book.detailsLeft = wanted.left;
  const codes = [...walk.skus.values()].map(({ currency }) => currency);
  const currencies = await readCurrencies(odoo, settings, codes);
  return {
    entries,
    context: { shop: settings, currencies, seenAt: walk.began },
    reading: startDetails(run, wanted.itemIds, options.signal),
    awaited: new Map(wanted.itemIds.map((itemId, index) => [itemId, index])),
    listingIds: new Map(all.flatMap(({ known, seen }) => (known ? [[seen.skuId, known.id]] : []))),
    details: new Map(),
  };
}

/** Counts a match, or lists the SKU among those that need somebody. */
function noteOpen({ book }: CatalogueRun, entry: CatalogueEntry, match: ListingMatch | undefined): void {
  const { seen, known } = entry;
  const facts = { skuId: seen.skuId, itemId: seen.itemId, sellerSku: seen.sellerSku, title: seen.title };
  if (isOpen(entry) && match) {
    if (match.productId !== undefined) book.countMatch(match.match);
    else book.setOpen({ ...facts, state: match.match, note: match.note });
  } else if (known?.match === 'manual' && known.productId === undefined && seen.saleState === undefined) {
    const note = known.note || 'It is marked as matched by hand, but without a product: choose one.';
    book.setOpen({ ...facts, state: 'unmatched', note });
  }
}

/**
 * Moves the shop's cursors forward, never back; nothing is written when neither moves. With a listing that Odoo has refused
 * they stay, so that it is tried again.
 */
async function moveCursors(run: CatalogueRun, walk: CatalogueWalk, isFull: boolean): Promise<void> {
  const { odoo, shop, options, book } = run;
  if (options.dryRun || book.hasRefusals()) return;
  const cursor = fromOdooDateTime(textOf(shop.row['x_last_catalogue_sync'])) ?? 0;
  // a shop without products has no newest change
  const reached = walk.reached ?? (isFull ? walk.began : 0);
  const values = {
    ...(reached > cursor ? { x_last_catalogue_sync: toOdooDateTime(reached) } : {}),
    ...(isFull ? { x_last_full_catalogue: toOdooDateTime(walk.began) } : {}),
  };
  if (Object.keys(values).length > 0) await odoo.write('x_tiktok_shop', [shop.id], values);
}
