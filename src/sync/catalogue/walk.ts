import { fromOdooDateTime } from '../../core/time.ts';
import type { CatalogueRead } from '../../mapping/listings/known.ts';
import { type ListedSku, skusOfProduct } from '../../mapping/listings/listed.ts';
import { searchAllProducts } from '../../tiktok/products.ts';
import { textOf } from '../rows.ts';
import type { ShopRun } from '../shops/each.ts';
import type { ShopRow } from '../shops/shop.ts';

/** Which products a run reads. */
export interface CatalogueWindow {
  /** How far each run looks back before the end of the last one. */
  readonly overlapSeconds: number;
  /** Whether everything is read, so that what TikTok no longer lists is noticed. */
  readonly isFull: boolean;
  /** Unix seconds; undefined reads everything. */
  readonly updateTimeGe: number | undefined;
}

/** What a walk brought and how far the shop's cursors may go. */
export interface CatalogueWalk extends CatalogueRead {
  readonly products: number;
  /** Ids and places of products that cannot be read. */
  readonly rejected: readonly { readonly id: string | undefined; readonly path: string }[];
  /** Whether the walk came to its end, and was not stopped. */
  readonly isDone: boolean;
  /** Everything that changed up to then is read, Unix seconds; undefined when nothing was. */
  readonly reached: number | undefined;
  /** When the walk began, by TikTok's clock. */
  readonly began: number;
}

/** A deletion leaves no trace in the changes, so everything is read again after so long. */
const FULL_EVERY_SECONDS = 7 * 86_400;

/** Chooses what to read: the changes since the cursor less an overlap, or everything from time to time. */
export function catalogueWindow(row: ShopRow, now: number, full: boolean, overlapSeconds: number): CatalogueWindow {
  const cursor = fromOdooDateTime(textOf(row['x_last_catalogue_sync']));
  const lastFull = fromOdooDateTime(textOf(row['x_last_full_catalogue']));
  const isDue = cursor === undefined || lastFull === undefined || now - lastFull >= FULL_EVERY_SECONDS;
  if (full || isDue) return { isFull: true, updateTimeGe: undefined, overlapSeconds };
  return { isFull: false, updateTimeGe: Math.max(0, cursor - overlapSeconds), overlapSeconds };
}

/**
 * Reads the products of a window off TikTok, all statuses but deleted ones.
 *
 * @param signal - Ends the walk after the page in hand.
 * @param onPage - Told how many products were read, and how many there are.
 * @throws The errors of the TikTok client.
 */
export async function walkCatalogue(
  { tiktok, shop, now, elapsed, logger }: Pick<ShopRun, 'tiktok' | 'shop' | 'now' | 'elapsed' | 'logger'>,
  { isFull, updateTimeGe, overlapSeconds }: CatalogueWindow,
  signal: AbortSignal | undefined,
  onPage: (products: number, total: number | undefined) => void,
): Promise<CatalogueWalk> {
  const begun = elapsed();
  const items = new Map<string, readonly ListedSku[]>();
  const rejected: CatalogueWalk['rejected'][number][] = [];
  let isDone = true;
  for await (const page of searchAllProducts(tiktok, { id: shop.shopId, cipher: shop.cipher }, { updateTimeGe })) {
    // a product that changed meanwhile comes again
    for (const product of page.products) items.set(product.id, skusOfProduct(product));
    rejected.push(...page.rejected.map(({ id, path }) => ({ id, path })));
    onPage(items.size, page.totalCount);
    isDone = signal?.aborted !== true;
    if (!isDone) break;
  }
  for (const { id, path } of rejected) logger.warn('a product of TikTok cannot be read', { productId: id, path });
  const skus = [...items.values()].flat();
  // by TikTok's clock, which is known only after its first answer
  const began = now() - Math.ceil((elapsed() - begun) / 1000);
  return {
    skus: new Map(skus.map((sku) => [sku.skuId, sku])),
    unreadable: new Set(rejected.flatMap(({ id }) => id ?? [])),
    isComplete: isFull && isDone && rejected.every(({ id }) => id !== undefined),
    products: items.size,
    rejected,
    isDone,
    reached: isDone ? newest(skus, began + overlapSeconds) : undefined,
    began,
  };
}

/**
 * A product that changes while the walk goes on may move from a page to come to one that is read already: the next run has
 * to look back to when this one began.
 */
function newest(skus: readonly ListedSku[], limit: number): number | undefined {
  let time = 0;
  for (const { updateTime } of skus) time = Math.max(time, updateTime);
  return time === 0 ? undefined : Math.min(time, limit);
}
