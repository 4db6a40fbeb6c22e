import { viewOrder } from '../masking.ts';
import { REFUSALS, Refusal } from '../refusal.ts';
import { ORDER_STATUSES } from '../statusMachine.ts';
import { findOrder, type SandboxShop, type StoredOrder } from '../world.ts';
import { bodyFlag, bodyInteger, bodyText, bodyTexts, choice, pageSize, queryIds } from './fields.ts';
import { compareBy, cutPage, readPageToken, writePageToken, type Order } from './pages.ts';
import type { Operation, OperationCall } from './types.ts';

/** Most ids in one call for details. */
const MAX_IDS = 50;
/** Fields that search leaves out. */
const DETAIL_ONLY = [
  'payment_card_type',
  'payment_method_code',
  'payment_auth_code',
  'channel_entity_national_registry_id',
];
const SHIPPING_TYPES = ['TIKTOK', 'SELLER', 'TIKTOK_DIGITAL'];

type TimeField = 'create_time' | 'update_time';

/** The operations on orders. @see Partner Center, "Get Order List" and "Get Order Detail" */
export const ORDER_OPERATIONS: readonly Operation[] = [
  {
    name: 'orders/search',
    method: 'POST',
    path: '/order/202309/orders/search',
    entity: 'shop',
    scope: 'seller.order.info',
    answer: searchOrders,
  },
  ...['202507', '202309'].map((version): Operation => ({
    name: 'orders/detail',
    method: 'GET',
    path: `/order/${version}/orders`,
    entity: 'shop',
    scope: 'seller.order.info',
    answer: getOrders,
  })),
];

function searchOrders(context: OperationCall): string {
  const { world, shop, call } = context;
  const size = pageSize(context, 100);
  const field: TimeField = choice(context, 'sort_field', ['create_time', 'update_time']);
  const direction = choice(context, 'sort_order', ['DESC', 'ASC']);
  const question = JSON.stringify([shop.ids.shop, field, direction, context.body]);
  const start = readPageToken(call.query.get('page_token'), question);
  const matches = sortedOrders(shop, field).filter(filterOf(context));
  const order = { ...orderBy(field), isDescending: direction === 'DESC' };
  const page = cutPage(matches, order, size, start, world.settings.pageTokens);
  const token = page.next ? writePageToken(page.next, question) : '';
  const texts = page.items.map((stored) => searchText(stored, context.now));
  // an empty answer has no list at all
  const list = texts.length === 0 ? '' : `"orders":[${texts.join(',')}],`;
  return `{${list}"next_page_token":${JSON.stringify(token)},"total_count":${matches.length}}`;
}

function getOrders(context: OperationCall): string {
  const { world, shop, authorisation } = context;
  const ids = queryIds(context, 'ids', MAX_IDS);
  const texts = ids.flatMap((id) => {
    const found = findOrder(world, id);
    if (!found) return [];
    if (found.shop !== shop && found.shop.seller !== authorisation.seller) {
      throw new Refusal(200, 21008111, 'The order or package does not belong to the current seller.');
    }
    return found.shop === shop ? [orderText(found.stored, context.now)] : [];
  });
  return `{"orders":[${texts.join(',')}]}`;
}

/** Unix seconds that an order is sorted and filtered by; 0 where a hand-made order has none. */
function timeOf(stored: StoredOrder, field: TimeField): number {
  const time: unknown = stored.order[field];
  return typeof time === 'number' ? time : 0;
}

function orderBy(field: TimeField): Omit<Order<StoredOrder>, 'isDescending'> {
  return { keyOf: (stored) => timeOf(stored, field), idOf: (stored) => stored.id };
}

const sortedLists = new WeakMap<SandboxShop, Map<TimeField, { version: number; list: readonly StoredOrder[] }>>();

/** All orders of a shop in ascending order; sorted again only after a change, because shops can hold many thousands. */
function sortedOrders(shop: SandboxShop, field: TimeField): readonly StoredOrder[] {
  const lists = sortedLists.get(shop) ?? new Map<TimeField, { version: number; list: readonly StoredOrder[] }>();
  sortedLists.set(shop, lists);
  const kept = lists.get(field);
  if (kept?.version === shop.version) return kept.list;
  const list = [...shop.orders.values()].sort(compareBy({ ...orderBy(field), isDescending: false }));
  lists.set(field, { version: shop.version, list });
  return list;
}

function filterOf(context: OperationCall): (stored: StoredOrder) => boolean {
  const text = {
    status: bodyText(context, 'order_status', [...ORDER_STATUSES, 'PRE_ORDER']),
    shipping_type: bodyText(context, 'shipping_type', SHIPPING_TYPES),
    user_id: bodyText(context, 'buyer_user_id'),
  };
  const warehouses = bodyTexts(context, 'warehouse_ids', 100);
  const wantsCancel = bodyFlag(context, 'is_buyer_request_cancel');
  const times = (['create_time', 'update_time'] as const).map((field) => ({
    field,
    from: bodyInteger(context, `${field}_ge`) ?? 0,
    until: bodyInteger(context, `${field}_lt`) ?? Number.POSITIVE_INFINITY,
  }));
  if (times.some(({ from, until }) => from > until)) throw REFUSALS.invalidParameter('the time range is empty');
  const wanted = Object.entries(text).filter(([, word]) => word !== undefined);
  return (stored) =>
    stored.searchableFrom <= context.now &&
    times.every(({ field, from, until }) => timeOf(stored, field) >= from && timeOf(stored, field) < until) &&
    wanted.every(([field, word]) => stored.order[field] === word) &&
    (wantsCancel === undefined || stored.order.is_buyer_request_cancel === wantsCancel) &&
    (!warehouses || warehouses.includes(stored.order.warehouse_id));
}

function orderText(stored: StoredOrder, now: number): string {
  return stored.verbatim ?? JSON.stringify(viewOrder(stored.order, now));
}

function searchText(stored: StoredOrder, now: number): string {
  if (stored.verbatim !== undefined) return stored.verbatim;
  const hidden = Object.fromEntries(DETAIL_ONLY.map((field) => [field, undefined]));
  return JSON.stringify({ ...viewOrder(stored.order, now), ...hidden });
}
