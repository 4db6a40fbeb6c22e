import { createQueue } from '../../core/queue.ts';
import { detailsOf, type ProductDetails } from '../../mapping/listings/details.ts';
import { TiktokApiError, TiktokSchemaError } from '../../tiktok/errors.ts';
import { getProduct } from '../../tiktok/products.ts';
import type { ShopRun } from '../shops/each.ts';

/** Pages of products that are being read, in the order in which they were asked for. */
export interface DetailReading {
  /** Waits for one product; undefined when it was not asked for, is gone, cannot be read, or was left out. */
  get(itemId: string): Promise<ProductDetails | undefined>;
  /** The error that ended the reading; all that had not begun by then was left out. */
  failure(): Error | undefined;
  /** Leaves out all that has not begun. */
  stop(): void;
}

/** Calls under way at once; the client keeps them within TikTok's limits. */
const IN_FLIGHT = 4;
/** TikTok's code for a product that is not there. */
const NO_SUCH_PRODUCT = 12_052_032;

/**
 * Begins to read products one by one, some side by side. Products that have gone since they were listed, and those of an
 * unknown shape, are left out with a line in the log. Any other error ends the reading and is kept.
 *
 * @param signal - Leaves out what has not begun when the process is asked to stop.
 */
export function startDetails(
  run: Pick<ShopRun, 'tiktok' | 'shop' | 'logger'>,
  itemIds: readonly string[],
  signal: AbortSignal | undefined,
): DetailReading {
  const queue = createQueue({ concurrency: IN_FLIGHT });
  let failure: Error | undefined;
  let isStopped = false;
  const read = async (itemId: string): Promise<ProductDetails | undefined> => {
    if (failure !== undefined || isStopped || signal?.aborted) return undefined;
    try {
      return await readOne(run, itemId);
    } catch (error) {
      failure ??= error instanceof Error ? error : new Error(String(error));
      return undefined;
    }
  };
  const reading = new Map(itemIds.map((itemId) => [itemId, queue.add(() => read(itemId))]));
  return {
    get: async (itemId) => reading.get(itemId),
    failure: () => failure,
    stop: () => {
      isStopped = true;
    },
  };
}

async function readOne(
  { tiktok, shop, logger }: Pick<ShopRun, 'tiktok' | 'shop' | 'logger'>,
  itemId: string,
): Promise<ProductDetails | undefined> {
  try {
    return detailsOf(await getProduct(tiktok, { id: shop.shopId, cipher: shop.cipher }, itemId));
  } catch (error) {
    const isGone = error instanceof TiktokApiError && error.apiCode === NO_SUCH_PRODUCT;
    if (!isGone && !(error instanceof TiktokSchemaError)) throw error;
    logger.warn('the details of a product cannot be read', { productId: itemId, error });
    return undefined;
  }
}
