import { changedAddressKey } from '../../mapping/orders/address.ts';
import { holdsRecord } from '../../mapping/orders/compare.ts';
import { decideOrder } from '../../mapping/orders/decide.ts';
import { openItems } from '../../mapping/orders/sold.ts';
import { statusRule } from '../../mapping/orders/status.ts';
import { mapTellingFacts, mapUnits } from '../../mapping/orders/tiktokOrder.ts';
import type { KnownSaleOrder } from '../../mapping/orders/types.ts';
import type { Order } from '../../tiktok/schemas/order.ts';
import { changeOrders } from './change.ts';
import type { OrderSyncContext } from './context.ts';
import { type Decided, importOrders } from './import.ts';
import { type KnownEntry, readSaleOrders, readTiktokOrders, toKnownOrder, type TiktokOrderRow } from './known.ts';
import { textOf } from '../rows.ts';
import { recordFields, recordOrders } from './record.ts';
import type { OrderOutcome } from './report.ts';
import { catchUp } from './resume.ts';

/** One page of orders, and those of it that cannot be read. */
export interface PageOfOrders {
  readonly orders: readonly Order[];
  readonly rejected: readonly { readonly id: string | undefined; readonly path: string }[];
}

/**
 * Brings one page of orders into Odoo: reads what Odoo knows, decides, makes and changes what is needed, and records every
 * order that it looked at. When this returns, each order is in Odoo or shown as waiting or blocked.
 *
 * May be repeated, interrupted anywhere, and run by two processes at once with the same result.
 *
 * @throws The errors of the Odoo client when Odoo cannot be worked with at all; what was done stays and is found again.
 */
export async function syncPage(page: PageOfOrders, context: OrderSyncContext): Promise<OrderOutcome[]> {
  const orders = newestOf(page.orders);
  const known = await readKnown(orders, page, context);
  const products = await context.listings.productsFor(orders.filter((order) => mayNeed(order, known)));
  const { shop, mappings, recreate } = context;
  const decided = orders.map((order): Decided => {
    const entry = known.get(order.id);
    const decision = decideOrder(order, entry?.known, { shop, mappings, products, recreate });
    return { order, decision, saleOrderId: entry?.known?.saleOrder?.id };
  });
  const final = context.dryRun ? decided : await carryOut(decided, known, products, context);
  return recordOrders(final, page.rejected, known, context);
}

async function carryOut(
  decided: readonly Decided[],
  known: ReadonlyMap<string, KnownEntry>,
  products: Awaited<ReturnType<OrderSyncContext['listings']['productsFor']>>,
  context: OrderSyncContext,
): Promise<Decided[]> {
  const imports = decided.filter(({ decision }) => decision.action === 'import');
  const changes = decided.filter(({ decision }) => decision.action === 'update' || decision.action === 'cancel');
  const rest = decided.filter((item) => !imports.includes(item) && !changes.includes(item));
  const imported = await catchUp(await importOrders(imports, products, context), context);
  const changed = await changeOrders(changes, known, context);
  return [...imported, ...changed, ...rest];
}

/** An order that changed while its list was walked comes twice: the newest state counts. */
function newestOf(orders: readonly Order[]): Order[] {
  const newest = new Map<string, Order>();
  for (const order of orders) {
    const other = newest.get(order.id);
    if (!other || other.update_time <= order.update_time) newest.set(order.id, order);
  }
  return [...newest.values()];
}

/**
 * Reads the bridge's own records of the page; sale orders only where they decide: for orders that were imported and have
 * changed, and for those that may have been imported by a run that was interrupted.
 */
async function readKnown(
  orders: readonly Order[],
  page: PageOfOrders,
  context: OrderSyncContext,
): Promise<ReadonlyMap<string, KnownEntry>> {
  const { odoo, shop } = context;
  const ids = [...orders.map((order) => order.id), ...page.rejected.flatMap(({ id }) => (id ? [id] : []))];
  const rows = await readTiktokOrders(odoo, shop.id, ids, recordFields(orders[0], shop));
  const idsOf = (test: (order: Order, row: TiktokOrderRow | undefined) => boolean): ReadonlySet<string> =>
    new Set(orders.filter((order) => test(order, rows.get(order.id))).map(({ id }) => id));
  const outdated = idsOf((order, row) => isOutdated(order, row, context));
  const regrouped = idsOf((order, row) => row !== undefined && !holdsRecord(row, mapUnits(order)));
  const unsettled = orders.filter(
    (order) => outdated.has(order.id) || needsSaleOrder(order, rows.get(order.id), context),
  );
  const saleOrders = await readSaleOrders(
    odoo,
    unsettled.map((order) => order.id),
  );
  return new Map(
    ids.map((id): [string, KnownEntry] => {
      const row = rows.get(id);
      const saleOrder = saleOrders.get(id) ?? settledSaleOrder(row);
      const known = toKnownOrder(row, saleOrder);
      return [id, { row, known: known && { ...known, outdated: outdated.has(id), unitsChanged: regrouped.has(id) } }];
    }),
  );
}

/** Whether an order has changed within the second in which it was last read, or without a new time. */
function isOutdated(order: Order, row: TiktokOrderRow | undefined, { shop, region }: OrderSyncContext): boolean {
  if (!row || order.update_time !== Number(row['x_update_stamp'])) return false;
  if (!holdsRecord(row, mapTellingFacts(order))) return true;
  const usedKey = textOf(row['x_address_key']);
  return row['x_imported'] === true && changedAddressKey(order, usedKey, shop, region.address) !== undefined;
}

/** New orders that can be imported need no look: `createOnce` finds what an interrupted run made. */
function needsSaleOrder(
  order: Order,
  row: TiktokOrderRow | undefined,
  { mappings, recreate }: OrderSyncContext,
): boolean {
  if (!row) return statusRule(order, mappings)?.action !== 'import' || openItems(order).length === 0;
  const settled = row['x_state'] === 'imported' || row['x_state'] === 'cancelled';
  return recreate || !settled || order.update_time > Number(row['x_update_stamp']) || !row['x_sale_order_id'];
}

/** For an order without news it is enough that its sale order is there. */
function settledSaleOrder(row: TiktokOrderRow | undefined): KnownSaleOrder | undefined {
  const link = row?.['x_sale_order_id'];
  if (!Array.isArray(link)) return undefined;
  return { id: Number(link[0]), state: 'sale', shipped: false, invoiced: false, lines: [] };
}

/** Orders that are in Odoo need no products. */
function mayNeed(order: Order, known: ReadonlyMap<string, KnownEntry>): boolean {
  const entry = known.get(order.id)?.known;
  return !entry?.imported || !entry.saleOrder;
}
