import type { SeenSku } from './skus.ts';

/** A product of Odoo that a SKU may stand for. */
export interface ProductCandidate {
  /** Database id of the `product.product`. */
  readonly id: number;
  /** Internal Reference; empty when there is none. */
  readonly defaultCode: string;
  /** Empty when there is none. */
  readonly barcode: string;
  /** Why no listing may stand for it, such as `is archived`; undefined when one may. */
  readonly unfit?: string | undefined;
}

/** By what products are found; each can be switched off per shop. */
export interface MatchRules {
  readonly sellerSku: boolean;
  readonly itemId: boolean;
  readonly barcode: boolean;
}

/** How a SKU was matched (`x_match`), with the product where one fits. */
export type ListingMatch =
  | { readonly match: 'seller_sku' | 'item_id' | 'barcode'; readonly productId: number; readonly note: string }
  | {
      readonly match: 'ambiguous' | 'unmatched';
      readonly productId: undefined;
      readonly note: string;
      /** Whether no product stands in the way of making one. */
      readonly isFree: boolean;
    };

/** The rules of a shop that has switched nothing off. */
export const ALL_RULES: MatchRules = { sellerSku: true, itemId: true, barcode: true };

/** SKUs that a note names at most. */
const NAMED = 3;

/** The texts by which products are to be looked for, as Internal References and as barcodes; each once, sorted. */
export function matchKeys(skus: readonly SeenSku[], rules: MatchRules = ALL_RULES): string[] {
  const texts = skus.flatMap(({ sellerSku, itemId, barcode }) => [
    ...(rules.sellerSku || rules.barcode ? [sellerSku] : []),
    ...(rules.itemId ? [itemId] : []),
    ...(rules.barcode ? [barcode] : []),
  ]);
  return [...new Set(texts.filter((text) => text !== ''))].sort();
}

/**
 * Finds the product of each SKU: seller SKU = Internal Reference first, then Item ID = Internal Reference, then the
 * barcode, or the seller SKU as barcode. Upper and lower case count.
 *
 * Only a single hit binds. Several products with one code, several SKUs on sale with one seller SKU, or an Item ID with
 * several SKUs, are ambiguous: a person has to choose, because a wrong product would be shipped. Two SKUs with one
 * barcode are the same article.
 *
 * @param skus - All that is known of the items and seller SKUs concerned, so that siblings and twins are seen as such.
 * @returns By SKU id.
 */
export function matchListings(
  skus: readonly SeenSku[],
  products: readonly ProductCandidate[],
  rules: MatchRules = ALL_RULES,
): ReadonlyMap<string, ListingMatch> {
  const book: CodeBook = {
    rules,
    byCode: groupProducts(products, (product) => product.defaultCode),
    byBarcode: groupProducts(products, (product) => product.barcode),
    siblings: groupSkus(skus, (sku) => (sku.saleState === 'gone' ? '' : sku.itemId)),
    twins: groupSkus(skus, (sku) => (sku.saleState === undefined ? sku.sellerSku : '')),
  };
  return new Map(skus.map((sku) => [sku.skuId, matchOne(sku, book)]));
}

interface CodeBook {
  readonly rules: MatchRules;
  readonly byCode: ReadonlyMap<string, readonly ProductCandidate[]>;
  readonly byBarcode: ReadonlyMap<string, readonly ProductCandidate[]>;
  /** SKU ids by Item ID; those that TikTok no longer lists do not count. */
  readonly siblings: ReadonlyMap<string, readonly string[]>;
  /** SKU ids on sale by seller SKU: the successor of a SKU that is off sale may carry its code on. */
  readonly twins: ReadonlyMap<string, readonly string[]>;
}

/** One try to find the product. */
interface Attempt {
  readonly match: 'seller_sku' | 'item_id' | 'barcode';
  /** What is compared, for people: `Internal Reference MUG`. */
  readonly what: string;
  readonly hits: readonly ProductCandidate[];
  /** Why a hit would not be certain. */
  readonly doubt?: string | undefined;
}

function matchOne(sku: SeenSku, book: CodeBook): ListingMatch {
  const attempts = attemptsOf(sku, book);
  for (const attempt of attempts) {
    const found = judge(attempt);
    if (found) return found;
  }
  const shared = sharedNote(sku, book);
  if (shared) return open('unmatched', shared, false);
  const unfit = attempts.flatMap(({ what, hits }) => hits.map((hit) => ({ what, ...hit })))[0];
  if (unfit) {
    const note = `The product with the ${unfit.what} ${unfit.unfit ?? ''}: choose another one here, or change that.`;
    return open('unmatched', note, false);
  }
  return open('unmatched', missingNote(sku, book.rules), true);
}

function attemptsOf(sku: SeenSku, { rules, byCode, byBarcode, ...book }: CodeBook): Attempt[] {
  const { sellerSku, itemId, barcode } = sku;
  const doubt = sharedNote(sku, book);
  return [
    ...attempt(rules.sellerSku, 'seller_sku', `Internal Reference ${sellerSku}`, byCode.get(sellerSku), doubt),
    ...attempt(rules.itemId, 'item_id', `Internal Reference ${itemId}`, byCode.get(itemId), siblingNote(sku, book)),
    ...attempt(rules.barcode, 'barcode', `barcode ${barcode}`, byBarcode.get(barcode)),
    ...attempt(rules.barcode, 'barcode', `barcode ${sellerSku}`, byBarcode.get(sellerSku), doubt),
  ];
}

function attempt(
  isOn: boolean,
  match: Attempt['match'],
  what: string,
  hits: readonly ProductCandidate[] | undefined,
  doubt?: string,
): Attempt[] {
  return isOn && hits ? [{ match, what, hits, doubt }] : [];
}

function judge({ match, what, hits, doubt }: Attempt): ListingMatch | undefined {
  const fit = hits.filter(({ unfit }) => unfit === undefined);
  if (fit[0] === undefined) return undefined;
  if (fit.length > 1) {
    return open(
      'ambiguous',
      `${fit.length} products have the ${what}: choose one here, or make the code unique.`,
      false,
    );
  }
  if (doubt !== undefined) return open('ambiguous', doubt, false);
  return { match, productId: fit[0].id, note: '' };
}

function open(match: 'ambiguous' | 'unmatched', note: string, isFree: boolean): ListingMatch {
  return { match, productId: undefined, note, isFree };
}

function sharedNote({ sellerSku }: SeenSku, { twins }: Pick<CodeBook, 'twins'>): string | undefined {
  const sharing = twins.get(sellerSku) ?? [];
  if (sharing.length < 2) return undefined;
  const more = sharing.length > NAMED ? ` and ${sharing.length - NAMED} more` : '';
  const named = `${sharing.slice(0, NAMED).join(', ')}${more}`;
  return `${sharing.length} SKUs have the seller SKU ${sellerSku} (${named}): choose the product of each here, or give each its own seller SKU on TikTok.`;
}

function siblingNote({ itemId, skuId }: SeenSku, { siblings }: Pick<CodeBook, 'siblings'>): string | undefined {
  const count = new Set([...(siblings.get(itemId) ?? []), skuId]).size;
  if (count < 2) return undefined;
  return `Item ID ${itemId} has ${count} SKUs: choose the product of each, or give it the seller SKU as Internal Reference.`;
}

function missingNote({ sellerSku }: SeenSku, rules: MatchRules): string {
  if (!rules.sellerSku) return 'No product fits: choose the product here.';
  const code = sellerSku === '' ? 'It has no seller SKU' : `No product has the Internal Reference ${sellerSku}`;
  return `${code}: choose the product here.`;
}

/** Products by a text; those without it are left out. */
function groupProducts(
  products: readonly ProductCandidate[],
  textOf: (product: ProductCandidate) => string,
): ReadonlyMap<string, readonly ProductCandidate[]> {
  const groups = new Map<string, ProductCandidate[]>();
  for (const product of products) addTo(groups, textOf(product).trim(), product);
  return groups;
}

/** Ids of SKUs by a text, each once, sorted; those without it are left out. */
function groupSkus(skus: readonly SeenSku[], textOf: (sku: SeenSku) => string): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const sku of skus) addTo(groups, textOf(sku), sku.skuId);
  return new Map([...groups].map(([text, ids]) => [text, [...new Set(ids)].sort()]));
}

function addTo<T>(groups: Map<string, T[]>, text: string, item: T): void {
  if (text === '') return;
  const group = groups.get(text);
  if (group) group.push(item);
  else groups.set(text, [item]);
}
