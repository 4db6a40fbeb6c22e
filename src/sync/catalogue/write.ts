import { chunksOf } from '../../core/lists.ts';
import { type EntryNews, type MapContext, mapListingChange, mapNewListing } from '../../mapping/listings/changes.ts';
import type { Takeover } from '../../mapping/listings/takeover.ts';
import type { OdooClient } from '../../odoo/client.ts';
import { createOnce, type RecordChange, updateMany } from '../../odoo/loader.ts';
import type { LoadRecord } from '../../odoo/values.ts';
import type { CatalogueRun } from './context.ts';

const LISTING = 'x_tiktok_listing';
/** Listings that are looked at once more in one call. */
const LOOKED_AT = 5000;

/** A change to a listing, and the SKU that it is about. */
export interface ListingChange extends RecordChange {
  readonly skuId: string;
}

/** What is to be written of some SKUs. */
export interface ListingWrites {
  readonly created: readonly { readonly skuId: string; readonly record: LoadRecord }[];
  readonly changed: readonly ListingChange[];
}

/** Decides what has to be written; SKUs whose listing holds everything already are left out. */
export function writesOf(news: readonly EntryNews[], context: MapContext): ListingWrites {
  const created: ListingWrites['created'][number][] = [];
  const changed: ListingChange[] = [];
  for (const one of news) {
    const { known, listed, seen } = one.entry;
    if (known) {
      const values = mapListingChange(known, one, context);
      if (values) changed.push({ id: known.id, skuId: seen.skuId, values });
    } else if (listed) created.push({ skuId: seen.skuId, record: mapNewListing(one, context) });
  }
  return { created, changed };
}

/**
 * Writes listings in pages of 500. Those that Odoo refuses by themselves are noted and do not keep the others.
 *
 * @returns Database ids of the new listings by SKU id; nothing in a dry run, which writes nothing.
 */
export async function writeListings(
  { created, changed }: ListingWrites,
  run: CatalogueRun,
): Promise<ReadonlyMap<string, number>> {
  const { odoo, options, book } = run;
  book.noteWrites(
    created.map(({ skuId }) => skuId),
    changed.map(({ skuId }) => skuId),
  );
  if (options.dryRun) return new Map();
  const refused = new Map<string, string>();
  const skuIds = new Map(created.map(({ skuId, record }) => [record.externalId, skuId]));
  const records = created.map(({ record }) => record);
  const outcome = await createOnce(odoo, LISTING, records, { hoist: true });
  for (const { externalId, message } of outcome.refused) refused.set(skuIds.get(externalId) ?? '', message);
  const kept = await withoutChosen(odoo, changed);
  const skuOf = new Map(kept.map(({ id, skuId }) => [id, skuId]));
  for (const { id, message } of await updateMany(odoo, LISTING, kept)) refused.set(skuOf.get(id) ?? '', message);
  for (const [skuId, message] of refused) noteRefusal(run, skuId, message);
  return new Map([...outcome.ids].map(([externalId, id]) => [skuIds.get(externalId) ?? '', id]));
}

/** Settles listings that named an item only, and second listings of a SKU. The product is carried over before one goes. */
export async function writeTakeovers(takeovers: readonly Takeover[], run: CatalogueRun): Promise<void> {
  const { odoo, options, book } = run;
  const changes: RecordChange[] = [];
  const surplus: { readonly id: number; readonly into: number }[] = [];
  for (const takeover of takeovers) {
    const { listing } = takeover;
    if (takeover.action === 'note' && listing.note !== takeover.note) {
      changes.push({ id: listing.id, values: { x_match_note: takeover.note } });
    } else if (takeover.action === 'merge') {
      if (takeover.carried) changes.push({ id: takeover.into.id, values: takeover.carried });
      surplus.push({ id: listing.id, into: takeover.into.id });
    }
  }
  book.written += changes.length + surplus.length;
  if (options.dryRun) return;
  const refused = new Set((await updateMany(odoo, LISTING, changes)).map(({ id }) => id));
  const settled = surplus.filter(({ into }) => !refused.has(into));
  await odoo.unlink(
    LISTING,
    settled.map(({ id }) => id),
  );
}

/** Whatever a person has chosen since the listings were read stays: such a match is not written. */
async function withoutChosen(odoo: OdooClient, changes: readonly ListingChange[]): Promise<ListingChange[]> {
  const matched = changes.filter(({ values }) => 'x_product_id/.id' in values).map(({ id }) => id);
  const chosen = new Set<number>();
  for (const ids of chunksOf(matched, LOOKED_AT)) {
    const found = await odoo.search(LISTING, [
      ['id', 'in', ids],
      '|',
      ['x_product_id', '!=', false],
      ['x_match', '=', 'manual'],
    ]);
    for (const id of found) chosen.add(id);
  }
  return changes.map((change) => (chosen.has(change.id) ? withoutMatch(change) : change)).filter(hasValues);
}

function withoutMatch(change: ListingChange): ListingChange {
  const values = Object.fromEntries(
    Object.entries(change.values).filter(
      ([column]) => !column.startsWith('x_product_id') && !column.startsWith('x_match'),
    ),
  );
  return { ...change, values };
}

function hasValues({ values }: ListingChange): boolean {
  return Object.keys(values).length > 0;
}

function noteRefusal({ book, logger }: CatalogueRun, skuId: string, message: string): void {
  logger.warn('Odoo refuses a listing', { skuId, message });
  book.setOpen({ skuId, itemId: '', sellerSku: '', title: '', state: 'refused', note: message });
}
