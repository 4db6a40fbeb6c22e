import type { SeenSku } from './skus.ts';

/** A product of Odoo that a SKU may stand for. */
export interface ProductCandidate {
  /** Database id of the `product.product`. */
  readonly id: number;
  /** Internal Reference; empty when there is none. */
  readonly defaultCode: string;
  /** Empty when there is none. */
  readonly barcode: string;
}

/** How a SKU was matched (`x_match`), with the product where one fits. */
export type ListingMatch =
  | { readonly match: 'seller_sku' | 'item_id' | 'barcode'; readonly productId: number; readonly note: string }
  | { readonly match: 'ambiguous' | 'unmatched'; readonly productId: undefined; readonly note: string };

/** The texts by which products are to be looked for: Internal References and barcodes. */
export function matchKeys(skus: readonly SeenSku[]): { readonly codes: string[]; readonly barcodes: string[] } {
  const codes = skus.flatMap((sku) => [sku.sellerSku, sku.itemId]);
  const barcodes = skus.flatMap((sku) => [sku.barcode, sku.sellerSku]);
  return { codes: filled(codes), barcodes: filled(barcodes) };
}

/**
 * Finds the product of each SKU: seller SKU = Internal Reference first, then Item ID = Internal Reference, then the
 * barcode, or the seller SKU as barcode. Upper and lower case count.
 *
 * Only a single hit binds. Several products with one code, or an Item ID with several SKUs, are ambiguous: a person has
 * to choose, because a wrong product would be shipped.
 *
 * @param skus - All that is known of the items concerned, so that items with several SKUs are seen as such.
 * @returns By SKU id.
 */
export function matchListings(
  skus: readonly SeenSku[],
  products: readonly ProductCandidate[],
): ReadonlyMap<string, ListingMatch> {
  const byCode = groupIds(products, (product) => product.defaultCode);
  const byBarcode = groupIds(products, (product) => product.barcode);
  const skusOfItem = new Map<string, Set<string>>();
  for (const { itemId, skuId } of skus) skusOfItem.set(itemId, (skusOfItem.get(itemId) ?? new Set()).add(skuId));
  return new Map(
    skus.map((sku) => {
      const found =
        pick('seller_sku', `Internal Reference ${sku.sellerSku}`, byCode.get(sku.sellerSku)) ??
        pickItem(sku, byCode.get(sku.itemId), skusOfItem.get(sku.itemId)?.size ?? 1) ??
        pick('barcode', `barcode ${sku.barcode}`, byBarcode.get(sku.barcode)) ??
        pick('barcode', `barcode ${sku.sellerSku}`, byBarcode.get(sku.sellerSku));
      return [sku.skuId, found ?? unmatched(sku)];
    }),
  );
}

function pickItem(sku: SeenSku, ids: readonly number[] | undefined, skuCount: number): ListingMatch | undefined {
  if (ids?.length && skuCount > 1) {
    const note = `Item ID ${sku.itemId} has ${skuCount} SKUs: choose the product of each, or give it the seller SKU as Internal Reference.`;
    return { match: 'ambiguous', productId: undefined, note };
  }
  return pick('item_id', `Internal Reference ${sku.itemId}`, ids);
}

function pick(
  match: 'seller_sku' | 'item_id' | 'barcode',
  what: string,
  ids: readonly number[] | undefined,
): ListingMatch | undefined {
  if (ids?.[0] === undefined) return undefined;
  if (ids.length === 1) return { match, productId: ids[0], note: '' };
  const note = `${ids.length} products have the ${what}: choose one here, or make the code unique.`;
  return { match: 'ambiguous', productId: undefined, note };
}

function unmatched(sku: SeenSku): ListingMatch {
  const code = sku.sellerSku === '' ? 'It has no seller SKU' : `No product has the Internal Reference ${sku.sellerSku}`;
  return { match: 'unmatched', productId: undefined, note: `${code}: choose the product here.` };
}

/** Database ids by a text; products without it are left out. */
function groupIds(
  products: readonly ProductCandidate[],
  textOf: (product: ProductCandidate) => string,
): ReadonlyMap<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const product of products) {
    const text = textOf(product).trim();
    if (text !== '') groups.set(text, [...(groups.get(text) ?? []), product.id]);
  }
  return groups;
}

function filled(texts: readonly string[]): string[] {
  return [...new Set(texts.filter((text) => text !== ''))].sort();
}
