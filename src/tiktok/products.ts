import { z } from 'zod';
import { nowSeconds } from '../core/time.ts';
import type { ShopRef } from './account.ts';
import type { TiktokClient } from './client.ts';
import { checkPageSize, ENDPOINTS, fillPath } from './endpoints.ts';
import { TiktokApiError } from './errors.ts';
import { parseEach, type Rejected } from './lenient.ts';
import { PageData, walkPages } from './pages.ts';
import { ProductDetail, ProductSummary } from './schemas/product.ts';
import { halve, type TimeSlice } from './slices.ts';

/** TikTok lists no more products for one question, and says so with this code. */
export const MAX_PRODUCTS_LISTED = 10_000;
const TOO_MANY = 12052180;
/** A slice whose products move while it is walked is walked so many times at most. */
const WALKS = 3;

/** Which products to list; times are Unix seconds, both ends inclusive. */
export interface ProductFilter {
  /** TikTok's own word; all but deleted ones unless told. */
  readonly status?: string | undefined;
  readonly updateTimeGe?: number | undefined;
  readonly updateTimeLe?: number | undefined;
  readonly createTimeGe?: number | undefined;
  readonly createTimeLe?: number | undefined;
  /** At most 10. */
  readonly sellerSkus?: readonly string[] | undefined;
  /** At most 10. */
  readonly skuIds?: readonly string[] | undefined;
}

/** How to walk. */
export interface ProductWalk {
  /** 1 to 100; 100 unless told. */
  readonly pageSize?: number | undefined;
  readonly priority?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** One page of products. */
export interface ProductPage {
  readonly products: ProductSummary[];
  /** Products whose shape the bridge does not know. */
  readonly rejected: Rejected[];
  readonly totalCount: number | undefined;
}

type ProductPages = AsyncGenerator<ProductPage, void, undefined>;

const ProductList = PageData.extend({ products: z.array(z.unknown()).nullish() });

/**
 * Lists products page by page, in TikTok's own order, up to {@link MAX_PRODUCTS_LISTED}; {@link searchAllProducts} lists
 * more.
 *
 * @throws TiktokApiError when there are more than 10,000, or a filter is too long.
 * @throws The errors of {@link TiktokClient.request}. Pages yielded before stay valid.
 * @see Partner Center, "Search Products" (202502)
 */
export async function* searchProducts(
  client: TiktokClient,
  shop: ShopRef,
  filter: ProductFilter,
  walk: ProductWalk = {},
): ProductPages {
  const page_size = checkPageSize(ENDPOINTS.searchProducts, walk.pageSize);
  const pages = walkPages(ENDPOINTS.searchProducts.path, (page_token) =>
    client.request({
      ...ENDPOINTS.searchProducts,
      shop,
      query: { page_size, page_token },
      body: toBody(filter),
      schema: ProductList,
      priority: walk.priority,
      signal: walk.signal,
    }),
  );
  for await (const page of pages) {
    const { items: products, rejected } = parseEach(ProductSummary, page.products ?? []);
    yield { products, rejected, totalCount: page.total_count ?? undefined };
  }
}

/**
 * Lists products page by page, however many there are: where TikTok stops at {@link MAX_PRODUCTS_LISTED}, the time is
 * halved until each part can be listed, the earliest changes first.
 *
 * Each product comes once, and again only when it was changed during the walk. Pages with nothing new are left out, so
 * there may be none. `totalCount` is what TikTok counts for the whole question.
 *
 * @throws TiktokApiError (12052180) when more than {@link MAX_PRODUCTS_LISTED} products were made and changed in the same
 *   second. Pages yielded before stay valid.
 * @throws The errors of {@link searchProducts}.
 */
export async function* searchAllProducts(
  client: TiktokClient,
  shop: ShopRef,
  filter: ProductFilter,
  walk: ProductWalk = {},
): ProductPages {
  const state: AllWalk = { seen: new Map(), totalCount: undefined };
  const search = (slice: TimeSlice): ProductPages => searchProducts(client, shop, { ...filter, ...slice }, walk);
  const { updateTimeGe, updateTimeLe, createTimeGe, createTimeLe } = filter;
  const now = nowSeconds();
  const waiting: TimeSlice[] = [{ updateTimeGe, updateTimeLe, createTimeGe, createTimeLe }];
  for (let slice = waiting.pop(); slice; slice = waiting.pop()) {
    const isListed = yield* walkSlice(search, slice, state);
    if (isListed) continue;
    const [earlier, later] = halve(slice, now) ?? tooManyAtOnce(slice, shop);
    waiting.push(later, earlier);
  }
}

/** What a walk over all slices remembers. */
interface AllWalk {
  /** Product id to the time of change that was given out. */
  readonly seen: Map<string, number>;
  totalCount: number | undefined;
}

/** Walks one slice; false when TikTok does not list all of it. */
async function* walkSlice(
  search: (slice: TimeSlice) => ProductPages,
  slice: TimeSlice,
  state: AllWalk,
): AsyncGenerator<ProductPage, boolean, undefined> {
  for (let walks = 1; walks <= WALKS; walks += 1) {
    let count = 0;
    let hasShrunk = false;
    try {
      for await (const page of search(slice)) {
        const now = page.totalCount ?? count;
        state.totalCount ??= page.totalCount;
        if (now > MAX_PRODUCTS_LISTED) return false;
        hasShrunk ||= now < count;
        count = now;
        const fresh = freshOf(page, state);
        if (fresh.products.length + fresh.rejected.length > 0) yield fresh;
      }
    } catch (error) {
      if (error instanceof TiktokApiError && error.apiCode === TOO_MANY) return false;
      throw error;
    }
    // what leaves a slice pulls the next page forward: a product that was not touched could be skipped
    if (!hasShrunk) return true;
  }
  return true;
}

/** What of a page was not given out before, or is newer than what was. */
function freshOf(page: ProductPage, { seen, totalCount }: AllWalk): ProductPage {
  const isFresh = (key: string, time: number): boolean => {
    const known = seen.get(key);
    if (known !== undefined && known >= time) return false;
    seen.set(key, time);
    return true;
  };
  return {
    products: page.products.filter(({ id, update_time }) => isFresh(id, update_time ?? 0)),
    rejected: page.rejected.filter(({ id, raw }) => isFresh(`rejected ${id ?? JSON.stringify(raw)}`, 0)),
    totalCount,
  };
}

function tooManyAtOnce(slice: TimeSlice, shop: ShopRef): never {
  const second = slice.updateTimeGe;
  throw new TiktokApiError(`More than ${MAX_PRODUCTS_LISTED} products were made and changed in the same second.`, {
    apiCode: TOO_MANY,
    context: { shopId: shop.id, second },
    remedy: 'Edit some of them in Seller Center, so that they differ in the time of their last change.',
  });
}

/**
 * Reads one product in full.
 *
 * @throws RangeError when the id is none.
 * @throws TiktokApiError when there is no such product in the shop (code 12052032).
 * @throws The errors of {@link TiktokClient.request}.
 * @see Partner Center, "Get Product" (202309)
 */
export async function getProduct(
  client: TiktokClient,
  shop: ShopRef,
  productId: string,
  options: Pick<ProductWalk, 'priority' | 'signal'> = {},
): Promise<ProductDetail> {
  const path = fillPath(ENDPOINTS.getProduct.path, { product_id: productId });
  return client.request({ ...ENDPOINTS.getProduct, path, shop, schema: ProductDetail, ...options });
}

function toBody(filter: ProductFilter): object {
  return {
    status: filter.status,
    update_time_ge: filter.updateTimeGe,
    update_time_le: filter.updateTimeLe,
    create_time_ge: filter.createTimeGe,
    create_time_le: filter.createTimeLe,
    seller_skus: filter.sellerSkus,
    sku_ids: filter.skuIds,
  };
}
