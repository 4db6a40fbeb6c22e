import { toOdooDateTime } from '../../core/time.ts';
import type { LoadRecord, LoadValue } from '../../odoo/values.ts';
import type { ShopSettings } from '../orders/types.ts';
import { mapDetails, type SkuDetails } from './details.ts';
import { type CatalogueEntry, GONE_VALUES, holdsFacts, isChosenByHand, type KnownListing } from './known.ts';
import { type ListedSku, mapListed } from './listed.ts';
import type { ListingMatch } from './match.ts';
import { listingKey, mapMatch } from './record.ts';

/** A SKU with all that was found out about it in a run. */
export interface EntryNews {
  readonly entry: CatalogueEntry;
  /** The match of a SKU that is open; undefined for all others. */
  readonly match: ListingMatch | undefined;
  /** Undefined when they were not read in this run. */
  readonly details: SkuDetails | undefined;
}

/** What the mapping needs besides the SKU. */
export interface MapContext {
  readonly shop: ShopSettings;
  /** Database ids of currencies by code. */
  readonly currencies: ReadonlyMap<string, number>;
  /** Unix seconds: when TikTok listed what is written. */
  readonly seenAt: number;
}

type Columns = Readonly<Record<string, LoadValue>>;

/** What a new listing says of a SKU that nobody can order: it need not be matched. */
const OFF_SALE = {
  match: 'unmatched',
  productId: undefined,
  note: 'It is not on sale on TikTok: it is matched once it is, or when an order needs it.',
} as const;
const NO_DETAILS: Columns = { x_barcode: '', x_sku_name: '', x_image_url: '', x_detail_time: '' };

/**
 * Maps a SKU without a listing to a new `x_tiktok_listing`, for `createOnce`. All have the same columns, so that they
 * travel together.
 *
 * @throws TypeError for a SKU that TikTok does not list.
 */
export function mapNewListing({ entry, match, details }: EntryNews, context: MapContext): LoadRecord {
  const { listed } = entry;
  if (!listed) throw new TypeError(`SKU ${entry.seen.skuId} is not listed`);
  return {
    externalId: listingKey(listed.skuId, context.shop),
    values: {
      'x_shop_id/.id': context.shop.id,
      ...factsOf(listed, context),
      ...mapMatch(match ?? OFF_SALE),
      ...(details ? mapDetails(details, listed.updateTime) : NO_DETAILS),
    },
  };
}

/** The columns of a listing that have to change; undefined when it holds everything already. */
export function mapListingChange(
  known: KnownListing,
  { entry, match, details }: EntryNews,
  context: MapContext,
): Columns | undefined {
  const { listed, isGone } = entry;
  const values = {
    ...(listed && differing(known, mapListedFacts(listed, context), factsOf(listed, context))),
    ...(isGone && known.seen.saleState !== 'gone' ? GONE_VALUES : {}),
    ...(details && differing(known, mapDetails(details, listed?.updateTime ?? known.updateTime ?? 0))),
    ...matchChange(known, match),
  };
  return Object.keys(values).length === 0 ? undefined : values;
}

function factsOf(listed: ListedSku, context: MapContext): Columns {
  return { ...mapListedFacts(listed, context), x_last_seen: toOdooDateTime(context.seenAt) };
}

function mapListedFacts(listed: ListedSku, { shop, currencies }: MapContext): Columns {
  return mapListed(listed, shop, currencies.get(listed.currency));
}

/** What is written when a listing does not hold some columns yet: all of them, so that tables stay few. */
function differing(known: KnownListing, values: Columns, written: Columns = values): Columns {
  return holdsFacts(known, values) ? {} : written;
}

function matchChange(known: KnownListing, match: ListingMatch | undefined): Columns {
  if (match === undefined) return isChosenByHand(known) ? { x_match: 'manual', x_match_note: '' } : {};
  const isSame = match.productId === undefined && known.match === match.match && known.note === match.note;
  return isSame ? {} : mapMatch(match);
}
