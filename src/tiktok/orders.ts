import { z } from 'zod';
import type { ShopRef } from './account.ts';
import type { TiktokClient } from './client.ts';
import { checkPageSize, ENDPOINTS } from './endpoints.ts';
import { parseEach, type Rejected } from './lenient.ts';
import { PageData, walkPages } from './pages.ts';
import { Order } from './schemas/order.ts';

/** TikTok accepts at most this many ids in one Get Order Detail call. */
export const MAX_ORDER_IDS = ENDPOINTS.getOrders.maxIds;

/** Which orders to list; times are Unix seconds on TikTok's clock, `Ge` inclusive, `Lt` exclusive. */
export interface OrderFilter {
  readonly updateTimeGe?: number | undefined;
  readonly updateTimeLt?: number | undefined;
  readonly createTimeGe?: number | undefined;
  readonly createTimeLt?: number | undefined;
  /** TikTok's own word, `AWAITING_SHIPMENT` for example. */
  readonly orderStatus?: string | undefined;
  readonly buyerUserId?: string | undefined;
}

/** How to walk. */
export interface OrderWalk {
  /** 1 to 100; 100 unless told. */
  readonly pageSize?: number | undefined;
  /** By which time, oldest first; `update_time` unless told. */
  readonly sort?: 'update_time' | 'create_time' | undefined;
  /** Higher goes first among the shop's calls; 0 unless told. */
  readonly priority?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** One page of orders. */
export interface OrderPage {
  readonly orders: Order[];
  /** Orders whose shape the bridge does not know; they must be shown, not dropped. */
  readonly rejected: Rejected[];
  /** How many orders TikTok counts in all pages; undefined when it does not say. */
  readonly totalCount: number | undefined;
}

/** Orders by id. */
export interface OrdersById {
  readonly orders: Order[];
  readonly rejected: Rejected[];
}

// the key is missing when there are none
const OrderList = PageData.extend({ orders: z.array(z.unknown()).nullish() });

/**
 * Lists orders in full, page by page, oldest first: with the newest first, an order that changes meanwhile shifts the
 * pages, and one would be missed.
 *
 * A row's `update_time` may lie past the filter: TikTok's data goes on changing during the walk.
 *
 * @throws RangeError when the page size is out of range.
 * @throws TiktokSchemaError when a page token comes twice, or a page is not a page.
 * @throws The errors of {@link TiktokClient.request}. Pages yielded before stay valid.
 * @see Partner Center, "Get Order List"
 */
export async function* searchOrders(
  client: TiktokClient,
  shop: ShopRef,
  filter: OrderFilter,
  walk: OrderWalk = {},
): AsyncGenerator<OrderPage, void, undefined> {
  const page_size = checkPageSize(ENDPOINTS.searchOrders, walk.pageSize);
  const pages = walkPages(ENDPOINTS.searchOrders.path, (page_token) =>
    client.request({
      ...ENDPOINTS.searchOrders,
      shop,
      query: { page_size, page_token, sort_field: walk.sort ?? 'update_time', sort_order: 'ASC' },
      body: toBody(filter),
      schema: OrderList,
      priority: walk.priority,
      signal: walk.signal,
    }),
  );
  for await (const page of pages) {
    const { items: orders, rejected } = parseEach(Order, page.orders ?? []);
    yield { orders, rejected, totalCount: page.total_count ?? undefined };
  }
}

/**
 * Reads orders in full by id, at most {@link MAX_ORDER_IDS} a call.
 *
 * @returns The orders that TikTok knows, in no particular order; unknown ids are left out, not an error.
 * @throws The errors of {@link TiktokClient.request}.
 * @see Partner Center, "Get Order Detail" (202507)
 */
export async function getOrders(
  client: TiktokClient,
  shop: ShopRef,
  orderIds: readonly string[],
  options: Pick<OrderWalk, 'priority' | 'signal'> = {},
): Promise<OrdersById> {
  const found: OrdersById = { orders: [], rejected: [] };
  const ids = [...new Set(orderIds)];
  for (let start = 0; start < ids.length; start += MAX_ORDER_IDS) {
    const data = await client.request({
      ...ENDPOINTS.getOrders,
      shop,
      query: { ids: ids.slice(start, start + MAX_ORDER_IDS) },
      schema: OrderList,
      ...options,
    });
    const { items, rejected } = parseEach(Order, data.orders ?? []);
    found.orders.push(...items);
    found.rejected.push(...rejected);
  }
  return found;
}

/** Undefined values are not written by JSON. */
function toBody(filter: OrderFilter): object {
  return {
    update_time_ge: filter.updateTimeGe,
    update_time_lt: filter.updateTimeLt,
    create_time_ge: filter.createTimeGe,
    create_time_lt: filter.createTimeLt,
    order_status: filter.orderStatus,
    buyer_user_id: filter.buyerUserId,
  };
}
