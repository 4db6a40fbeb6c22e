/** Things of a catalogue for tests of the mapping. */
import type { SkuDetails } from '../../src/mapping/listings/details.ts';
import type { CatalogueEntry, CatalogueRead, KnownListing } from '../../src/mapping/listings/known.ts';
import type { ListedSku } from '../../src/mapping/listings/listed.ts';
import type { SeenSku } from '../../src/mapping/listings/skus.ts';

/** A SKU on sale as TikTok lists it. */
export function buildListed(overrides: Partial<ListedSku> = {}): ListedSku {
  return {
    skuId: '17',
    itemId: '16',
    sellerSku: 'MUG',
    title: 'Mug',
    variant: '',
    barcode: '',
    status: 'ACTIVATE',
    audit: 'APPROVED',
    skuStatus: 'NORMAL',
    price: '9.99',
    currency: 'USD',
    stock: '72: 5',
    updateTime: 1_760_000_000,
    ...overrides,
  };
}

/** A listing that Odoo has. */
export function buildKnown(
  seen: Partial<SeenSku> = {},
  overrides: Partial<Omit<KnownListing, 'seen'>> = {},
): KnownListing {
  return {
    id: 5,
    seen: { skuId: '17', itemId: '16', sellerSku: 'MUG', title: 'Mug', variant: '', barcode: '', ...seen },
    productId: undefined,
    match: 'unmatched',
    note: '',
    updateTime: 1_760_000_000,
    detailTime: 1_760_000_000,
    row: {},
    ...overrides,
  };
}

/** What a walk brought. */
export function buildRead(skus: readonly ListedSku[], overrides: Partial<CatalogueRead> = {}): CatalogueRead {
  return { skus: new Map(skus.map((sku) => [sku.skuId, sku])), unreadable: new Set(), isComplete: true, ...overrides };
}

/** A SKU of which one side or both know. */
export function buildEntry(known: KnownListing | undefined, listed?: ListedSku): CatalogueEntry {
  const seen = listed ?? known?.seen;
  if (!seen) throw new Error('An entry is known or listed.');
  return { known, listed, seen, isGone: false };
}

/** Details of a SKU. */
export function buildDetails(overrides: Partial<SkuDetails> = {}): SkuDetails {
  return {
    skuId: '17',
    barcode: '4006381333931',
    attributes: [{ name: 'Color', value: 'Red' }],
    imageUrl: 'https://images.example.com/red.png',
    price: '9.99',
    currency: 'USD',
    isBundle: false,
    ...overrides,
  };
}
