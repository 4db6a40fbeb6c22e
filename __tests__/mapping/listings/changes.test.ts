import { describe, expect, it } from '@jest/globals';
import { mapListingChange, mapNewListing } from '../../../src/mapping/listings/changes.ts';
import { mapDetails } from '../../../src/mapping/listings/details.ts';
import type { KnownListing } from '../../../src/mapping/listings/known.ts';
import { mapListed } from '../../../src/mapping/listings/listed.ts';
import type { ListingMatch } from '../../../src/mapping/listings/match.ts';
import { buildShop } from '../../helpers/builders.ts';
import { buildDetails, buildEntry, buildKnown, buildListed } from '../../helpers/catalogueBuilders.ts';

const shop = buildShop();
const context = { shop, currencies: new Map([['USD', 2]]), seenAt: 1_760_000_100 };
const found: ListingMatch = { match: 'seller_sku', productId: 7, note: '' };
const missing: ListingMatch = { match: 'unmatched', productId: undefined, note: 'why', isFree: true };

/** A listing that holds all that TikTok says of {@link buildListed}. */
function upToDate(overrides: Partial<Omit<KnownListing, 'seen'>> = {}): KnownListing {
  const listed = mapListed(buildListed(), shop, 2);
  const details = mapDetails(buildDetails(), buildListed().updateTime);
  const row = Object.fromEntries(
    Object.entries({ ...listed, ...details }).map(([key, value]) => [key.replace('/.id', ''), value]),
  );
  return buildKnown({}, { row, ...overrides });
}

describe('mapNewListing', () => {
  it('maps all at once, with the same columns whatever is known', () => {
    const full = mapNewListing(
      { entry: buildEntry(undefined, buildListed()), match: found, details: buildDetails() },
      context,
    );
    const off = buildListed({ status: 'DRAFT', saleState: 'off' });
    const bare = mapNewListing({ entry: buildEntry(undefined, off), match: undefined, details: undefined }, context);

    expect(full.externalId).toBe(`__tiktok_shop__.listing_${shop.shopId}_17`);
    expect(full.values).toMatchObject({
      'x_shop_id/.id': shop.id,
      'x_product_id/.id': 7,
      x_match: 'seller_sku',
      x_barcode: '4006381333931',
      x_last_seen: '2025-10-09 08:55:00',
    });
    expect(Object.keys(bare.values).sort()).toEqual(Object.keys(full.values).sort());
    expect(bare.values).toMatchObject({ x_match: 'unmatched', 'x_product_id/.id': '', x_detail_time: '' });
    expect(bare.values['x_match_note']).toMatch(/not on sale/);
  });

  it('needs a SKU that TikTok lists', () => {
    expect(() =>
      mapNewListing({ entry: buildEntry(buildKnown()), match: undefined, details: undefined }, context),
    ).toThrow(TypeError);
  });
});

describe('mapListingChange', () => {
  const listed = buildListed();
  const change = (known: KnownListing, match?: ListingMatch, details = buildDetails()): unknown =>
    mapListingChange(known, { entry: buildEntry(known, listed), match, details }, context);

  it('is nothing when the listing holds everything', () => {
    expect(change(upToDate({ productId: 7, match: 'seller_sku' }))).toBeUndefined();
    expect(change(upToDate({ note: 'why' }), missing)).toBeUndefined();
  });

  it('writes all facts when one differs, and when they were last seen', () => {
    const known = upToDate({ productId: 7, match: 'seller_sku' });
    const values = mapListingChange(
      known,
      { entry: buildEntry(known, buildListed({ price: '8' })), match: undefined, details: undefined },
      context,
    );

    expect(values).toMatchObject({ x_price: 8, x_name: 'Mug', x_last_seen: '2025-10-09 08:55:00' });
    expect(Object.keys(values ?? {})).not.toContain('x_match');
  });

  it('writes a match that was found, and a reason that is new', () => {
    expect(change(upToDate(), found)).toEqual({ 'x_product_id/.id': 7, x_match: 'seller_sku', x_match_note: '' });
    expect(change(upToDate(), missing)).toMatchObject({ x_match: 'unmatched', x_match_note: 'why' });
  });

  it('calls a product that nobody had found chosen by hand', () => {
    expect(change(upToDate({ productId: 7, match: 'ambiguous', note: 'why' }))).toEqual({
      x_match: 'manual',
      x_match_note: '',
    });
  });

  it('marks what is gone, once, and leaves its product', () => {
    const known = upToDate({ productId: 7, match: 'manual' });
    const entry = { ...buildEntry(known), isGone: true };
    const news = { entry, match: undefined, details: undefined };

    expect(mapListingChange(known, news, context)).toEqual({ x_sku_status: 'GONE' });
    expect(mapListingChange({ ...known, seen: { ...known.seen, saleState: 'gone' } }, news, context)).toBeUndefined();
  });
});
