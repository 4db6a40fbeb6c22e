import { createHash } from 'node:crypto';
import { stableStringify } from '../../../src/core/json.ts';
import type { OdooClient, Row } from '../../../src/odoo/client.ts';

/** What one way has written for its orders, read back from Odoo. */
export interface Written {
  readonly orders: number;
  readonly contacts: number;
  readonly lines: number;
  readonly pickings: number;
  readonly moves: number;
  /** Notes on sale orders, pickings and contacts; they depend on the context and are not compared. */
  readonly notes: number;
  /** One text for each order, in the order of TikTok's ids: everything that was written, ids taken out. */
  readonly digests: readonly string[];
  /** Totals by TikTok's order id. */
  readonly totals: ReadonlyMap<string, number>;
}

const ORDER_FIELDS = [
  'state',
  'locked',
  'date_order',
  'partner_id',
  'partner_invoice_id',
  'partner_shipping_id',
  'company_id',
  'pricelist_id',
  'currency_id',
  'warehouse_id',
  'team_id',
  'user_id',
  'source_id',
  'carrier_id',
  'fiscal_position_id',
  'client_order_ref',
  'origin',
  'note',
  'amount_untaxed',
  'amount_tax',
  'amount_total',
  'x_tiktok_order_id',
  'x_tiktok_shop_id',
  'x_tiktok_late',
];
const LINE_FIELDS = [
  'sequence',
  'product_id',
  'product_uom_id',
  'name',
  'product_uom_qty',
  'price_unit',
  'discount',
  'tax_ids',
  'analytic_distribution',
  'price_subtotal',
  'price_total',
  'is_delivery',
  'x_tiktok_sku_id',
  'x_tiktok_item_id',
  'x_tiktok_seller_sku',
  'x_tiktok_kind',
];
const PARTNER_FIELDS = [
  'type',
  'parent_id',
  'name',
  'email',
  'phone',
  'street',
  'street2',
  'city',
  'zip',
  'state_id',
  'country_id',
  'lang',
  'customer_rank',
  'x_tiktok_shop_id',
];
const PICKING_FIELDS = ['state', 'partner_id', 'picking_type_id', 'carrier_id'];
const MOVE_FIELDS = ['state', 'product_id', 'product_uom_qty', 'quantity', 'location_id', 'location_dest_id'];

/** Reads what a way has written for orders of these ids. */
export async function readWritten(admin: OdooClient, orderIds: readonly string[]): Promise<Written> {
  const orders = await admin.searchRead('sale.order', [['x_tiktok_order_id', 'in', orderIds]], ORDER_FIELDS);
  const ids = orders.map((order) => order.id);
  const partnerIds = unique(
    orders.flatMap((order) => [keyOf(order['partner_id']), keyOf(order['partner_shipping_id'])]),
  );
  const partners = await admin.read('res.partner', partnerIds, PARTNER_FIELDS);
  const lines = await admin.searchRead('sale.order.line', [['order_id', 'in', ids]], [...LINE_FIELDS, 'order_id']);
  const pickings = await admin.searchRead('stock.picking', [['sale_id', 'in', ids]], [...PICKING_FIELDS, 'sale_id']);
  const pickingIds = pickings.map((picking) => picking.id);
  const moves = await admin.searchRead(
    'stock.move',
    [['picking_id', 'in', pickingIds]],
    [...MOVE_FIELDS, 'picking_id'],
  );
  const notes = await Promise.all([
    countNotes(admin, 'sale.order', ids),
    countNotes(admin, 'stock.picking', pickingIds),
    countNotes(admin, 'res.partner', partnerIds),
  ]);
  const parts = { partners, lines, pickings, moves };
  const described = orders.map((order) => [text(order['x_tiktok_order_id']), describe(order, parts)] as const);
  // the first digit tells the ways apart
  described.sort(([a], [b]) => (a.slice(1) < b.slice(1) ? -1 : 1));
  return {
    orders: orders.length,
    contacts: partners.length,
    lines: lines.length,
    pickings: pickings.length,
    moves: moves.length,
    notes: notes.reduce((sum, count) => sum + count, 0),
    digests: described.map(([, digest]) => digest),
    totals: new Map(orders.map((order) => [text(order['x_tiktok_order_id']), Number(order['amount_total'])])),
  };
}

/** One hash for all that a way has written. */
export function hashOf({ digests }: Pick<Written, 'digests'>): string {
  return createHash('sha256').update(digests.join('\n')).digest('hex').slice(0, 16);
}

/**
 * Requires that two ways have written the same.
 *
 * @throws Error that shows the first order that differs.
 */
export function requireSame(name: string, written: Written, otherName: string, other: Written): void {
  const counts = ({ orders, contacts, lines, pickings, moves }: Written): string =>
    stableStringify({ orders, contacts, lines, pickings, moves });
  if (counts(written) !== counts(other)) {
    throw new Error(`${name} wrote ${counts(written)}, ${otherName} ${counts(other)}`);
  }
  const index = written.digests.findIndex((digest, position) => digest !== other.digests[position]);
  if (index < 0) return;
  throw new Error(`${name} wrote\n${written.digests[index] ?? ''}\n${otherName} wrote\n${other.digests[index] ?? ''}`);
}

interface Parts {
  readonly partners: readonly Row[];
  readonly lines: readonly Row[];
  readonly pickings: readonly Row[];
  readonly moves: readonly Row[];
}

function describe(order: Row, parts: Parts): string {
  const partners = new Map(parts.partners.map((partner) => [partner.id, pick(partner, PARTNER_FIELDS)]));
  const lines = parts.lines.filter((line) => keyOf(line['order_id']) === order.id);
  const pickings = parts.pickings.filter((picking) => keyOf(picking['sale_id']) === order.id);
  const moves = parts.moves.filter((move) => pickings.some(({ id }) => id === keyOf(move['picking_id'])));
  const whole = {
    ...pick(order, ORDER_FIELDS),
    buyer: partners.get(keyOf(order['partner_id'])),
    address: partners.get(keyOf(order['partner_shipping_id'])),
    lines: sorted(lines.map((line) => pick(line, LINE_FIELDS))),
    pickings: sorted(pickings.map((picking) => pick(picking, PICKING_FIELDS))),
    moves: sorted(moves.map((move) => pick(move, MOVE_FIELDS))),
  };
  const orderId = text(order['x_tiktok_order_id']);
  return stableStringify(whole).replaceAll(orderId, orderId.slice(1));
}

/** Links to shared records keep their name; contacts, which each way makes for itself, are described by their fields. */
function pick(row: Row, fields: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    fields.map((field) => [
      field,
      Array.isArray(row[field]) && typeof row[field][1] === 'string' ? row[field][1] : row[field],
    ]),
  );
}

function sorted(items: readonly object[]): object[] {
  return [...items].sort((a, b) => (stableStringify(a) < stableStringify(b) ? -1 : 1));
}

function countNotes(admin: OdooClient, model: string, ids: readonly number[]): Promise<number> {
  return admin.searchCount('mail.message', [
    ['model', '=', model],
    ['res_id', 'in', ids],
  ]);
}

function keyOf(value: unknown): number {
  return Array.isArray(value) ? Number(value[0]) : 0;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function unique(ids: readonly number[]): number[] {
  return [...new Set(ids)];
}
