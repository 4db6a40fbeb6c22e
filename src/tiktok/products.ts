import { z } from 'zod';
import type { ShopRef } from './account.ts';
import type { TiktokClient } from './client.ts';
import { checkPageSize, ENDPOINTS, fillPath } from './endpoints.ts';
import { parseEach, type Rejected } from './lenient.ts';
import { PageData, walkPages } from './pages.ts';
import { ProductDetail, ProductSummary } from './schemas/product.ts';

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

const ProductList = PageData.extend({ products: z.array(z.unknown()).nullish() });

/**
 * Lists products page by page, in TikTok's own order. TikTok lists no more than 10,000 (code 12052180): slice by time.
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
): AsyncGenerator<ProductPage, void, undefined> {
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
