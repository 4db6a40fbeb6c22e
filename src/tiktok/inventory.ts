import { z } from 'zod';
import { chunksOf } from '../core/lists.ts';
import type { ShopRef } from './account.ts';
import type { TiktokClient } from './client.ts';
import { ENDPOINTS, fillPath } from './endpoints.ts';
import { remedyOf } from './errorCodes.ts';
import { type PartialError, partialErrors, shorten } from './errors.ts';
import { type LenientList, parseEach, type Rejected } from './lenient.ts';
import { MAX_STOCK_QUANTITY, ProductInventory, SkuInventoryRow, SkuRefusalDetail } from './schemas/inventory.ts';

/** TikTok accepts at most this many SKU ids in one Inventory Search call. */
export const MAX_STOCK_SKUS = ENDPOINTS.searchInventory.maxIds;
/** TikTok accepts at most this many product ids in one Inventory Search call. */
export const MAX_STOCK_PRODUCTS = 100;

/** How to call. */
export interface StockCall {
  /** Higher goes first among the shop's calls; 0 unless told. */
  readonly priority?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Units in one warehouse of TikTok. */
export interface WarehouseStock {
  readonly warehouseId: string;
  /** Can still be ordered. */
  readonly available: number;
  /** Reserved by orders, on top of the available ones. */
  readonly committed: number;
}

/** Units of one SKU, as TikTok has them. */
export interface SkuStock {
  readonly skuId: string;
  readonly productId: string;
  readonly sellerSku: string;
  readonly available: number;
  readonly committed: number;
  readonly warehouses: readonly WarehouseStock[];
}

/** What {@link searchInventory} finds. */
export interface StockAnswer {
  readonly stocks: SkuStock[];
  /** Products and SKUs whose shape the bridge does not know; they must be shown, not dropped. */
  readonly rejected: Rejected[];
}

/** New stock of one SKU: absolute numbers of available units, for every warehouse of the SKU. */
export interface SkuQuantities {
  readonly id: string;
  readonly inventory: readonly { readonly warehouse_id: string; readonly quantity: number }[];
}

/** A SKU whose stock TikTok did not take; its stock is as it was. */
export interface SkuRefusal {
  readonly skuId: string;
  readonly code: number;
  readonly message: string;
  /** What a person does about it, in one sentence; undefined when the codes are not known. */
  readonly remedy: string | undefined;
  readonly warehouses: readonly { readonly warehouseId: string; readonly code: number; readonly message: string }[];
}

const InventoryList = z.looseObject({ inventory: z.array(z.unknown()).nullish() });
/** Success without anything to say comes as `{}`, and could come as null. */
const UpdateAnswer = z.looseObject({}).nullish();

/**
 * Reads what TikTok has in stock: of SKUs, at most {@link MAX_STOCK_SKUS} a call, or of all SKUs of products, at most
 * {@link MAX_STOCK_PRODUCTS} a call.
 *
 * @returns The stock that TikTok knows, in no particular order; unknown ids are left out, not an error.
 * @throws The errors of {@link TiktokClient.request}.
 * @see Partner Center, "Inventory Search" (202309)
 */
export async function searchInventory(
  client: TiktokClient,
  shop: ShopRef,
  which: { readonly skuIds: readonly string[] } | { readonly productIds: readonly string[] },
  options: StockCall = {},
): Promise<StockAnswer> {
  const [name, ids, size] =
    'skuIds' in which
      ? (['sku_ids', which.skuIds, MAX_STOCK_SKUS] as const)
      : (['product_ids', which.productIds, MAX_STOCK_PRODUCTS] as const);
  const answer: StockAnswer = { stocks: [], rejected: [] };
  for (const chunk of chunksOf([...new Set(ids)], size)) {
    const data = await client.request({
      ...ENDPOINTS.searchInventory,
      shop,
      body: { [name]: chunk },
      schema: InventoryList,
      ...options,
    });
    const { items, rejected } = readProducts(data.inventory ?? []);
    answer.stocks.push(...items);
    answer.rejected.push(...rejected);
  }
  return answer;
}

/**
 * Sets the available units of SKUs of one product. Quantities are absolute, so repeating is safe. Name every warehouse
 * of a SKU, else TikTok refuses the SKU (code 12019028).
 *
 * @returns The SKUs that TikTok refused; the others are set. Empty when all are.
 * @throws RangeError when a quantity is not a whole number from 0 to {@link MAX_STOCK_QUANTITY}, or a SKU comes twice.
 * @throws TiktokApiError when TikTok refuses the product as a whole: it is gone (12052032) or frozen (12052901).
 * @throws The errors of {@link TiktokClient.request}. SKUs of earlier calls are set then.
 * @see Partner Center, "Update Inventory" (202309)
 */
export async function updateInventory(
  client: TiktokClient,
  shop: ShopRef,
  productId: string,
  skus: readonly SkuQuantities[],
  options: StockCall = {},
): Promise<SkuRefusal[]> {
  checkQuantities(skus);
  const path = fillPath(ENDPOINTS.updateInventory.path, { product_id: productId });
  const refusals: SkuRefusal[] = [];
  for (const chunk of chunksOf(skus, ENDPOINTS.updateInventory.maxIds)) {
    const data = await client.request({
      ...ENDPOINTS.updateInventory,
      path,
      shop,
      body: { skus: chunk },
      schema: UpdateAnswer,
      ...options,
    });
    refusals.push(...partialErrors(data).flatMap((error) => toRefusals(error, chunk)));
  }
  return refusals;
}

function readProducts(products: readonly unknown[]): LenientList<SkuStock> {
  const { items, rejected } = parseEach(ProductInventory, products);
  const skus = items.map(({ product_id, skus: rows }) => {
    const list = parseEach(SkuInventoryRow, rows ?? []);
    return { items: list.items.map((row) => toStock(product_id, row)), rejected: list.rejected };
  });
  return {
    items: skus.flatMap((list) => list.items),
    rejected: [...rejected, ...skus.flatMap((list) => list.rejected)],
  };
}

function toStock(productId: string, row: SkuInventoryRow): SkuStock {
  const warehouses = (row.warehouse_inventory ?? []).map((entry) => ({
    warehouseId: entry.warehouse_id,
    available: entry.available_quantity ?? 0,
    committed: entry.committed_quantity ?? 0,
  }));
  return {
    skuId: row.id,
    productId,
    sellerSku: row.seller_sku ?? '',
    available: row.total_available_quantity ?? total(warehouses.map(({ available }) => available)),
    committed: row.total_committed_quantity ?? total(warehouses.map(({ committed }) => committed)),
    warehouses,
  };
}

/** An error that names no SKU is about all that were sent with it. */
function toRefusals(error: PartialError, sent: readonly SkuQuantities[]): SkuRefusal[] {
  const detail = SkuRefusalDetail.safeParse(error.detail).data;
  const warehouses = (detail?.extra_errors ?? []).map((extra) => ({
    warehouseId: extra.warehouse_id ?? '',
    code: extra.code ?? 0,
    message: shorten(extra.message ?? ''),
  }));
  const codes = [...warehouses.map(({ code }) => code), error.code];
  const rest = {
    code: error.code,
    message: shorten(error.message),
    remedy: codes.map(remedyOf).find((remedy) => remedy !== undefined),
    warehouses,
  };
  return (detail?.sku_id ? [detail.sku_id] : sent.map(({ id }) => id)).map((skuId) => ({ skuId, ...rest }));
}

function checkQuantities(skus: readonly SkuQuantities[]): void {
  const seen = new Set<string>();
  for (const { id, inventory } of skus) {
    if (seen.has(id)) throw new RangeError(`SKU ${id} comes twice`);
    seen.add(id);
    for (const { quantity } of inventory) {
      if (Number.isInteger(quantity) && quantity >= 0 && quantity <= MAX_STOCK_QUANTITY) continue;
      throw new RangeError(`SKU ${id}: stock is a whole number from 0 to ${MAX_STOCK_QUANTITY}, not ${quantity}`);
    }
  }
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
