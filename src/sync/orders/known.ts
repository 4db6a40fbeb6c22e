import { amountFromFloat } from '../../core/money.ts';
import type { KnownLine, KnownOrder, KnownSaleOrder, LineKind, TiktokOrderState } from '../../mapping/orders/types.ts';
import type { OdooClient, Row } from '../../odoo/client.ts';
import { groupBy, idOf, numberOf, textOf } from '../rows.ts';

/** An `x_tiktok_order` as it is in Odoo, with every field that the bridge writes. */
export interface TiktokOrderRow extends Row {
  readonly x_order_id: string;
}

/** What Odoo knows about one order of a page. */
export interface KnownEntry {
  readonly known: KnownOrder | undefined;
  readonly row: TiktokOrderRow | undefined;
}

interface SaleOrderRow extends Row {
  readonly x_tiktok_order_id: string;
  readonly state: string;
}

interface LineRow extends Row {
  readonly order_id: unknown;
  readonly x_tiktok_kind: string | false;
  readonly x_tiktok_sku_id: string | false;
}

const LINE_FIELDS = [
  'order_id',
  'x_tiktok_kind',
  'x_tiktok_sku_id',
  'product_uom_qty',
  'price_unit',
  'qty_delivered',
  'qty_invoiced',
];

/**
 * Reads the bridge's records of some orders, by TikTok's order id.
 *
 * @param shopRecordId - Database id of the `x_tiktok_shop`.
 * @param fields - Fields of `x_tiktok_order` to read besides those that decide.
 */
export async function readTiktokOrders(
  odoo: OdooClient,
  shopRecordId: number,
  orderIds: readonly string[],
  fields: readonly string[],
): Promise<ReadonlyMap<string, TiktokOrderRow>> {
  if (orderIds.length === 0) return new Map();
  const rows = await odoo.searchRead<TiktokOrderRow>(
    'x_tiktok_order',
    [
      ['x_shop_id', '=', shopRecordId],
      ['x_order_id', 'in', orderIds],
    ],
    [...new Set(['x_order_id', ...fields])],
  );
  return new Map(rows.map((row) => [row.x_order_id, row]));
}

/**
 * Reads the sale orders of some TikTok orders with their lines, by TikTok's order id: two calls, none when nothing is asked.
 *
 * What has left and what is invoiced is read off the lines' quantities.
 */
export async function readSaleOrders(
  odoo: OdooClient,
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, KnownSaleOrder>> {
  if (orderIds.length === 0) return new Map();
  const orders = await odoo.searchRead<SaleOrderRow>(
    'sale.order',
    [['x_tiktok_order_id', 'in', orderIds]],
    ['x_tiktok_order_id', 'state'],
  );
  if (orders.length === 0) return new Map();
  const lines = await odoo.searchRead<LineRow>(
    'sale.order.line',
    [['order_id', 'in', orders.map((order) => order.id)]],
    LINE_FIELDS,
  );
  const linesOf = groupBy(lines, (line) => idOf(line.order_id));
  return new Map(orders.map((order) => [order.x_tiktok_order_id, toSaleOrder(order, linesOf.get(order.id) ?? [])]));
}

/** Puts together what decides about an order. */
export function toKnownOrder(
  row: TiktokOrderRow | undefined,
  saleOrder: KnownSaleOrder | undefined,
): KnownOrder | undefined {
  if (!row && !saleOrder) return undefined;
  return {
    state: row ? (textOf(row['x_state']) as TiktokOrderState) : undefined,
    updateStamp: numberOf(row?.['x_update_stamp']),
    imported: row?.['x_imported'] === true,
    late: row?.['x_late'] === true,
    addressKey: textOf(row?.['x_address_key']),
    saleOrder,
  };
}

function toSaleOrder(order: SaleOrderRow, lines: readonly LineRow[]): KnownSaleOrder {
  return {
    id: order.id,
    state: order.state,
    shipped: lines.some((line) => line['x_tiktok_kind'] && isGoods(line) && numberOf(line['qty_delivered']) > 0),
    invoiced: lines.some((line) => numberOf(line['qty_invoiced']) !== 0),
    lines: lines.filter((line) => line.x_tiktok_kind).map(toKnownLine),
  };
}

function isGoods(line: LineRow): boolean {
  return line.x_tiktok_kind === 'goods' || line.x_tiktok_kind === 'gift';
}

function toKnownLine(line: LineRow): KnownLine {
  return {
    id: line.id,
    kind: textOf(line.x_tiktok_kind) as LineKind,
    skuId: textOf(line.x_tiktok_sku_id),
    quantity: numberOf(line['product_uom_qty']),
    priceUnit: amountFromFloat(numberOf(line['price_unit'])),
  };
}
