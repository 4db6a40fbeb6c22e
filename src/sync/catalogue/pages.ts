import { chunksOf } from '../../core/lists.ts';
import type { EntryNews, MapContext } from '../../mapping/listings/changes.ts';
import type { ProductDetails } from '../../mapping/listings/details.ts';
import type { CatalogueEntry } from '../../mapping/listings/known.ts';
import type { ListingMatch } from '../../mapping/listings/match.ts';
import type { CatalogueRun } from './context.ts';
import type { DetailReading } from './details.ts';
import { type ListingWrites, writeListings, writesOf } from './write.ts';

/** Where a run is after its walk. */
export interface CatalogueState {
  /** By SKU id. */
  readonly entries: ReadonlyMap<string, CatalogueEntry>;
  readonly context: MapContext;
  readonly reading: DetailReading;
  /** Item IDs whose details are being read, with their place in the line. */
  readonly awaited: ReadonlyMap<string, number>;
  /** Database ids of listings by SKU id; new ones are added when they are made. */
  readonly listingIds: Map<string, number>;
  /** Details by Item ID, added as they are read. */
  readonly details: Map<string, ProductDetails>;
}

/** SKUs that are written at a time. */
const PAGE = 500;

/**
 * Writes the listings of all SKUs that differ: first those that wait for no details, while the others' are being read.
 *
 * @param matches - What was found for the SKUs that are open.
 * @returns False when the process was asked to stop before everything was written.
 */
export async function writeEntries(
  run: CatalogueRun,
  state: CatalogueState,
  matches: ReadonlyMap<string, ListingMatch>,
): Promise<boolean> {
  const newsOf = (entry: CatalogueEntry): EntryNews => ({
    entry,
    match: matches.get(entry.seen.skuId),
    details: state.details.get(entry.seen.itemId)?.skus.get(entry.seen.skuId),
  });
  const all = [...state.entries.values()];
  const ready = all.filter(({ seen }) => !state.awaited.has(seen.itemId));
  const waiting = all
    .filter(({ seen }) => state.awaited.has(seen.itemId))
    .sort((a, b) => placeOf(a, state) - placeOf(b, state));
  let done = 0;
  const show = (count: number): void => {
    done += count;
    run.onProgress({ step: 'listings', done, total: all.length });
  };
  for (const writes of pagesOf(writesOf(ready.map(newsOf), state.context))) {
    if (run.options.signal?.aborted) return false;
    await writePage(run, state, writes);
    show(writes.created.length + writes.changed.length);
  }
  // those that hold everything already count too
  show(ready.length - done);
  for (const page of chunksOf(waiting, PAGE)) {
    await readDetails(run, state, page);
    if (run.options.signal?.aborted) return false;
    await writePage(run, state, writesOf(page.map(newsOf), state.context));
    show(page.length);
  }
  return true;
}

function placeOf({ seen }: CatalogueEntry, { awaited }: CatalogueState): number {
  return awaited.get(seen.itemId) ?? 0;
}

function pagesOf({ created, changed }: ListingWrites): ListingWrites[] {
  return [
    ...chunksOf(created, PAGE).map((page) => ({ created: page, changed: [] })),
    ...chunksOf(changed, PAGE).map((page) => ({ created: [], changed: page })),
  ];
}

async function writePage(run: CatalogueRun, state: CatalogueState, writes: ListingWrites): Promise<void> {
  for (const [skuId, id] of await writeListings(writes, run)) state.listingIds.set(skuId, id);
}

async function readDetails(
  { book }: CatalogueRun,
  { reading, details }: CatalogueState,
  page: readonly CatalogueEntry[],
): Promise<void> {
  for (const itemId of new Set(page.map(({ seen }) => seen.itemId))) {
    if (details.has(itemId)) continue;
    const read = await reading.get(itemId);
    if (!read) continue;
    details.set(itemId, read);
    book.detailsRead += 1;
  }
}
