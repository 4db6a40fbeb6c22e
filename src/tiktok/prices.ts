import { z } from 'zod';
import { chunksOf } from '../core/lists.ts';
import type { ShopRef } from './account.ts';
import type { TiktokClient } from './client.ts';
import { ENDPOINTS, fillPath } from './endpoints.ts';
import { remedyOf } from './errorCodes.ts';
import { partialErrors, shorten, TiktokApiError } from './errors.ts';

/** New price of one SKU. */
export interface SkuPriceChange {
  readonly id: string;
  /** In currency units, as TikTok writes amounts: `"12.50"`, and `"1250"` where the currency has no decimals. */
  readonly amount: string;
  /** ISO 4217; TikTok takes the currency of the shop only. */
  readonly currency: string;
}

/** How to call. */
export interface PriceCall {
  /** Higher goes first among the shop's calls; 0 unless told. */
  readonly priority?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Success without anything to say comes as `{}`, and could come as null. */
const UpdateAnswer = z.looseObject({}).nullish();

/**
 * Sets the prices of SKUs of one product. Prices are absolute, so repeating is safe. They go live without an audit.
 *
 * @throws TiktokApiError when TikTok refuses: the price is locked by a promotion (12052038, 12019045), out of its limits
 *   (12052570), of another currency (12052084), or the product is gone (12052032). SKUs of earlier calls are set then.
 * @throws The errors of {@link TiktokClient.request}.
 * @see Partner Center, "Update Price" (202309)
 */
export async function updatePrices(
  client: TiktokClient,
  shop: ShopRef,
  productId: string,
  skus: readonly SkuPriceChange[],
  options: PriceCall = {},
): Promise<void> {
  const path = fillPath(ENDPOINTS.updatePrices.path, { product_id: productId });
  for (const chunk of chunksOf(skus, ENDPOINTS.updatePrices.maxIds)) {
    const data = await client.request({
      ...ENDPOINTS.updatePrices,
      path,
      shop,
      body: { skus: chunk.map(({ id, amount, currency }) => ({ id, price: { amount, currency } })) },
      schema: UpdateAnswer,
      ...options,
    });
    throwFirst(data, { path, shopId: shop.id });
  }
}

/** The documented answer is empty; should TikTok refuse a part of it under code 0 as it does with stock, it is not lost. */
function throwFirst(data: unknown, context: { readonly path: string; readonly shopId: string }): void {
  const [error] = partialErrors(data);
  if (!error) return;
  throw new TiktokApiError(`TikTok answered ${error.code}: ${shorten(error.message)}`, {
    apiCode: error.code,
    context: { ...context, apiCode: error.code },
    remedy: remedyOf(error.code),
  });
}
