import { chunksOf } from '../../core/lists.ts';
import type { ListingMatch } from '../../mapping/listings/match.ts';
import {
  hasVariants,
  mapPlainProduct,
  type NewItem,
  priceExtras,
  type ProductContext,
  productKey,
  referenceOf,
} from '../../mapping/listings/products.ts';
import { mapMatch } from '../../mapping/listings/record.ts';
import { createOnce } from '../../odoo/loader.ts';
import type { LoadOutcome, LoadRecord } from '../../odoo/values.ts';
import type { CatalogueRun } from './context.ts';
import { createImageFetcher, type ImageFetcher } from './images.ts';
import type { CatalogueState } from './pages.ts';
import { itemsToMake, readProductContext, requireProductRights, withFreeCodes } from './productFacts.ts';
import { planVariants } from './variants.ts';
import { type ListingChange, writeListings } from './write.ts';

/** Items whose products are made at a time, each with an image. */
const PAGE = 20;
/** What a product can do without, in the order in which it is left out when Odoo refuses the record. */
const DISPENSABLE = ['image_1920', 'barcode'] as const;
const NOTE = 'Made from TikTok’s catalogue.';

/**
 * Makes a product for each SKU on sale that none was found for, and links it. Products that exist stay as they are: what
 * people change is never overwritten. An interrupted run is taken up by the next one.
 *
 * Bundles get none: their parts are sold. An image or a barcode that Odoo does not take is left out with a note.
 *
 * @param matches - What was found for the SKUs that are open.
 * @throws OdooAccessError that names the groups, when the user may not make products.
 */
export async function makeProducts(
  run: CatalogueRun,
  state: CatalogueState,
  matches: ReadonlyMap<string, ListingMatch>,
): Promise<void> {
  const open = itemsToMake(state, matches);
  if (open.length === 0) return;
  await requireProductRights(run, open);
  const context = await readProductContext(run);
  const items = await withFreeCodes(run, open, context);
  const images = createImageFetcher();
  let done = 0;
  try {
    for (const page of chunksOf(items, PAGE)) {
      if (run.options.signal?.aborted) return;
      if (run.options.dryRun) for (const sku of page.flatMap(({ skus }) => skus)) noteMade(run, sku.seen.skuId);
      else await makePage(run, state, page, context, images);
      done += page.length;
      run.onProgress({ step: 'new products', done, total: items.length });
    }
  } finally {
    images.close();
  }
}

async function makePage(
  run: CatalogueRun,
  state: CatalogueState,
  items: readonly NewItem[],
  context: ProductContext,
  images: ImageFetcher,
): Promise<void> {
  const imageOf = await fetchImages(run, items, images);
  const { odoo } = run;
  const apart = items.filter(hasVariants);
  for (const item of apart) {
    if (!priceExtras(item, context).isOdd) continue;
    run.book.notes.push(
      `Item ${item.itemId}: no single attribute explains its prices; its variants have the lowest one.`,
    );
  }
  const plain = items
    .filter((item) => !hasVariants(item))
    .flatMap((item) => item.skus.map((sku) => mapPlainProduct(sku, item, imageOf(item), context)));
  const variants = await planVariants(odoo, apart, imageOf, context, (records) =>
    make(run, 'product.template', records),
  );
  const made = await make(run, 'product.product', [...plain, ...variants.records]);
  const messages = new Map(made.refused.map(({ externalId, message }) => [externalId, message]));
  const linked: ListingChange[] = [];
  for (const item of items) {
    for (const sku of item.skus) {
      const { skuId } = sku.seen;
      const key = productKey(skuId, context.shop);
      const productId = made.ids.get(key);
      const id = state.listingIds.get(skuId);
      if (productId === undefined || id === undefined) {
        noteRefused(run, item, skuId, messages.get(key) ?? variants.refused.get(item.itemId) ?? NO_VARIANT);
        continue;
      }
      const match = referenceOf(sku, item, context) === sku.seen.sellerSku ? 'seller_sku' : 'item_id';
      linked.push({ id, skuId, values: mapMatch({ match, productId, note: NOTE }) });
      noteMade(run, skuId);
    }
  }
  await writeListings({ created: [], changed: linked }, run);
}

const NO_VARIANT = 'Its template has not all of its attributes any more: make the variant by hand, and choose it here.';

/** Makes records; one that Odoo refuses is tried again without its image, then without its barcode. */
async function make(run: CatalogueRun, model: string, records: readonly LoadRecord[]): Promise<LoadOutcome> {
  const first = await createOnce(run.odoo, model, records);
  const ids = new Map(first.ids);
  let refused = first.refused;
  let rest = records;
  for (const column of DISPENSABLE) {
    const names = new Set(refused.map(({ externalId }) => externalId));
    rest = rest.filter(({ externalId }) => names.has(externalId)).map((record) => without(record, column));
    if (rest.length === 0) break;
    const again = await createOnce(run.odoo, model, rest);
    for (const [externalId, id] of again.ids) ids.set(externalId, id);
    refused = again.refused;
  }
  for (const { externalId, message } of first.refused) {
    if (ids.has(externalId)) run.book.notes.push(`${externalId} is made without image or barcode: ${message}`);
  }
  return { ids, refused };
}

function without(record: LoadRecord, column: string): LoadRecord {
  return { ...record, values: Object.fromEntries(Object.entries(record.values).filter(([name]) => name !== column)) };
}

/** Images of items as base64; one that cannot be had is noted and left out. */
async function fetchImages(
  { book }: CatalogueRun,
  items: readonly NewItem[],
  images: ImageFetcher,
): Promise<(item: NewItem) => string> {
  const fetched = await images.fetch(items.map(({ details }) => details.imageUrl));
  const found = new Map<string, string>();
  for (const { itemId, details } of items) {
    const image = fetched.get(details.imageUrl);
    if (image === undefined) continue;
    if ('base64' in image) found.set(itemId, image.base64);
    else book.notes.push(`Item ${itemId}: its image is left out, because ${image.problem}`);
  }
  return ({ itemId }) => found.get(itemId) ?? '';
}

function noteMade({ book }: CatalogueRun, skuId: string): void {
  book.count('created');
  book.setMatched(skuId);
}

function noteRefused({ book, logger }: CatalogueRun, item: NewItem, skuId: string, message: string): void {
  logger.warn('Odoo refuses a product', { skuId, message });
  const sellerSku = item.skus.find(({ seen }) => seen.skuId === skuId)?.seen.sellerSku ?? '';
  book.setOpen({ skuId, itemId: item.itemId, sellerSku, title: item.title, state: 'refused', note: message });
}
