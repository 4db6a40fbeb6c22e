/** What is in Odoo after a sync, read with an administrator's eyes and told in words that both versions share. */
import { expect } from '@jest/globals';
import type { Row } from '../../src/odoo/client.ts';
import type { OrdersReport } from '../../src/sync/orders/report.ts';
import { runSql } from './postgres.ts';
import type { World } from './world.ts';

/** A goods move of a picking. */
export interface MoveView {
  /** Internal Reference of the product. */
  readonly code: string;
  readonly quantity: number;
  readonly state: string;
  readonly partnerId: number;
}

/** A picking of a sale order. */
export interface PickingView {
  readonly id: number;
  readonly state: string;
  readonly warehouse: string;
  readonly partnerId: number;
  readonly orderId: string;
  readonly late: boolean;
  readonly moves: readonly MoveView[];
}

/** A line of a sale order. */
export interface LineView {
  readonly id: number;
  readonly kind: string;
  readonly skuId: string;
  /** Internal Reference of the product. */
  readonly code: string;
  readonly quantity: number;
  readonly price: number;
  readonly discount: number;
  readonly name: string;
  readonly taxes: readonly string[];
}

/** A contact. */
export interface ContactView {
  readonly id: number;
  readonly name: string;
  readonly type: string;
  readonly parentId: number;
  readonly buyerId: string;
  readonly texts: readonly string[];
  readonly street: string;
}

/** A sale order with everything that hangs on it. */
export interface SaleOrderView {
  readonly id: number;
  readonly state: string;
  readonly total: number;
  readonly currency: string;
  readonly dateOrder: string;
  readonly reference: string;
  readonly origin: string;
  readonly team: string;
  readonly source: string;
  readonly fiscalPosition: string;
  readonly warehouse: string;
  readonly note: string;
  readonly partner: ContactView;
  readonly invoicePartnerId: number;
  readonly delivery: ContactView;
  readonly lines: readonly LineView[];
  readonly pickings: readonly PickingView[];
}

/** What the bridge's own record says about an order. */
export interface RecordView {
  readonly id: number;
  readonly state: string;
  readonly code: string;
  readonly reason: string;
  readonly status: string;
  readonly imported: boolean;
  readonly late: boolean;
  readonly buyerCancel: boolean;
  readonly heldSkus: string;
  readonly total: number;
  readonly saleOrderId: number;
  readonly updateStamp: number;
}

/** One TikTok order as it is in Odoo. */
export interface OrderView {
  readonly record: RecordView | undefined;
  readonly saleOrder: SaleOrderView | undefined;
}

/** Reads one order. */
export async function readOrder(world: World, orderId: string): Promise<OrderView> {
  return (await readOrders(world, [orderId])).get(orderId) ?? { record: undefined, saleOrder: undefined };
}

/** The sale order of a TikTok order that has to be there. */
export async function requireSaleOrder(world: World, orderId: string): Promise<SaleOrderView> {
  const { saleOrder, record } = await readOrder(world, orderId);
  if (!saleOrder) throw new Error(`Order ${orderId} has no sale order: ${record?.state ?? ''} ${record?.reason ?? ''}`);
  return saleOrder;
}

/** Reads some orders, or all that Odoo knows. Fails when one has two sale orders or records. */
export async function readOrders(world: World, orderIds?: readonly string[]): Promise<ReadonlyMap<string, OrderView>> {
  const records = await readRecords(world, orderIds);
  const saleOrders = await readSaleOrders(world, orderIds);
  const ids = new Set([...records.keys(), ...saleOrders.keys()]);
  return new Map([...ids].map((id) => [id, { record: records.get(id), saleOrder: saleOrders.get(id) }]));
}

async function readRecords({ admin }: World, orderIds?: readonly string[]): Promise<ReadonlyMap<string, RecordView>> {
  const domain = orderIds ? [['x_order_id', 'in', orderIds] as [string, string, unknown]] : [];
  const rows = await admin.searchRead('x_tiktok_order', domain, [
    'x_order_id',
    'x_state',
    'x_reason_code',
    'x_reason',
    'x_status',
    'x_imported',
    'x_late',
    'x_buyer_cancel',
    'x_held_skus',
    'x_total',
    'x_sale_order_id',
    'x_update_stamp',
  ]);
  return single(
    rows.map((row) => [
      text(row['x_order_id']),
      {
        id: row.id,
        state: text(row['x_state']),
        code: text(row['x_reason_code']),
        reason: text(row['x_reason']),
        status: text(row['x_status']),
        imported: row['x_imported'] === true,
        late: row['x_late'] === true,
        buyerCancel: row['x_buyer_cancel'] === true,
        heldSkus: text(row['x_held_skus']),
        total: Number(row['x_total']),
        saleOrderId: link(row['x_sale_order_id']),
        updateStamp: Number(row['x_update_stamp']),
      },
    ]),
  );
}

async function readSaleOrders(world: World, orderIds?: readonly string[]): Promise<ReadonlyMap<string, SaleOrderView>> {
  const { admin } = world;
  const domain: [string, string, unknown] = orderIds
    ? ['x_tiktok_order_id', 'in', orderIds]
    : ['x_tiktok_order_id', '!=', false];
  const fields = [
    'x_tiktok_order_id',
    'state',
    'amount_total',
    'currency_id',
    'date_order',
    'client_order_ref',
    'origin',
  ];
  const links = ['team_id', 'source_id', 'fiscal_position_id', 'warehouse_id', 'note'];
  const contacts = ['partner_id', 'partner_invoice_id', 'partner_shipping_id'];
  const rows = await admin.searchRead('sale.order', [domain], [...fields, ...links, ...contacts]);
  const ids = rows.map(({ id }) => id);
  const lines = await readLines(world, ids);
  const pickings = await readPickings(world, ids);
  const partners = await readContacts(
    world,
    rows.flatMap((row) => contacts.map((field) => link(row[field]))),
  );
  return single(
    rows.map((row) => [
      text(row['x_tiktok_order_id']),
      {
        id: row.id,
        state: text(row['state']),
        total: Number(row['amount_total']),
        currency: label(row['currency_id']),
        dateOrder: text(row['date_order']),
        reference: text(row['client_order_ref']),
        origin: text(row['origin']),
        team: label(row['team_id']),
        source: label(row['source_id']),
        fiscalPosition: label(row['fiscal_position_id']),
        warehouse: label(row['warehouse_id']),
        note: text(row['note']),
        partner: required(partners, link(row['partner_id'])),
        invoicePartnerId: link(row['partner_invoice_id']),
        delivery: required(partners, link(row['partner_shipping_id'])),
        lines: lines.get(row.id) ?? [],
        pickings: pickings.get(row.id) ?? [],
      },
    ]),
  );
}

async function readLines({ admin }: World, orderIds: readonly number[]): Promise<ReadonlyMap<number, LineView[]>> {
  const { taxes } = admin.profile.saleOrderLine;
  const fields = [
    'order_id',
    'x_tiktok_kind',
    'x_tiktok_sku_id',
    'product_id',
    'product_uom_qty',
    'price_unit',
    'discount',
  ];
  const rows = await admin.searchRead('sale.order.line', [['order_id', 'in', orderIds]], [...fields, 'name', taxes], {
    order: 'order_id, sequence, id',
  });
  const codes = await codesOf(admin, rows);
  const taxRows = await admin.searchRead('account.tax', [['active', 'in', [true, false]]], ['name']);
  const taxNames = new Map(taxRows.map((tax) => [tax.id, text(tax['name'])]));
  return grouped(
    rows.map((row) => [
      link(row['order_id']),
      {
        id: row.id,
        kind: text(row['x_tiktok_kind']),
        skuId: text(row['x_tiktok_sku_id']),
        code: codes.get(link(row['product_id'])) ?? '',
        quantity: Number(row['product_uom_qty']),
        price: Number(row['price_unit']),
        discount: Number(row['discount']),
        name: text(row['name']),
        taxes: (row[taxes] as number[]).map((id) => taxNames.get(id) ?? `#${id}`),
      },
    ]),
  );
}

async function readPickings(
  { admin }: World,
  orderIds: readonly number[],
): Promise<ReadonlyMap<number, PickingView[]>> {
  const rows = await admin.searchRead(
    'stock.picking',
    [['sale_id', 'in', orderIds]],
    ['sale_id', 'state', 'partner_id', 'picking_type_id', 'x_tiktok_order_id', 'x_tiktok_late'],
    { order: 'id' },
  );
  const moves = await admin.searchRead(
    'stock.move',
    [['picking_id', 'in', rows.map(({ id }) => id)]],
    ['picking_id', 'product_id', 'product_uom_qty', 'state', 'partner_id', 'warehouse_id'],
    { order: 'id' },
  );
  const codes = await codesOf(admin, moves);
  const types = await admin.searchRead('stock.picking.type', [], ['warehouse_id']);
  const warehouses = new Map(types.map((type) => [type.id, label(type['warehouse_id'])]));
  const movesOf = grouped(
    moves.map((move) => [
      link(move['picking_id']),
      {
        code: codes.get(link(move['product_id'])) ?? '',
        quantity: Number(move['product_uom_qty']),
        state: text(move['state']),
        partnerId: link(move['partner_id']),
      },
    ]),
  );
  return grouped(
    rows.map((row) => [
      link(row['sale_id']),
      {
        id: row.id,
        state: text(row['state']),
        warehouse: warehouses.get(link(row['picking_type_id'])) ?? '',
        partnerId: link(row['partner_id']),
        orderId: text(row['x_tiktok_order_id']),
        late: row['x_tiktok_late'] === true,
        moves: movesOf.get(row.id) ?? [],
      },
    ]),
  );
}

/** Contacts by database id; without ids all that came from TikTok, buyers and addresses. */
export async function readContacts(
  { admin }: World,
  ids?: readonly number[],
): Promise<ReadonlyMap<number, ContactView>> {
  const texts = ['name', 'display_name', 'street', 'street2', 'city', 'zip', 'phone', 'email', 'comment'];
  const domain = ids
    ? [['id', 'in', [...new Set(ids)]] as [string, string, unknown]]
    : ['|', ['x_tiktok_buyer_id', '!=', false] as const, ['parent_id.x_tiktok_buyer_id', '!=', false] as const];
  const rows = await admin
    .withContext({ active_test: false })
    .searchRead('res.partner', domain, [...texts, 'type', 'parent_id', 'x_tiktok_buyer_id']);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        name: text(row['name']),
        type: text(row['type']),
        parentId: link(row['parent_id']),
        buyerId: text(row['x_tiktok_buyer_id']),
        texts: texts.map((field) => text(row[field])),
        street: text(row['street']),
      },
    ]),
  );
}

/** Notes of open activities on a record. */
export async function activitiesOn({ admin }: World, model: string, id: number): Promise<string[]> {
  const domain = [
    ['res_model', '=', model],
    ['res_id', '=', id],
  ] as const;
  const rows = await admin.searchRead('mail.activity', domain, ['summary', 'note'], { order: 'id' });
  return rows.map((row) => `${text(row['summary'])}: ${text(row['note'])}`);
}

/** Last Order Sync of a shop as Odoo shows it; empty when there is none. */
export async function cursorOf({ admin }: World, shopRecordId: number): Promise<string> {
  const [row] = await admin.read('x_tiktok_shop', [shopRecordId], ['x_last_order_sync']);
  return text(row?.['x_last_order_sync']);
}

/** Everything that a sync of orders may touch. */
const TABLES = [
  'account_move',
  'mail_activity',
  'mail_followers',
  'mail_message',
  'mail_tracking_value',
  'product_product',
  'product_template',
  'res_currency',
  'res_partner',
  'res_users',
  'sale_order',
  'sale_order_line',
  'stock_move',
  'stock_move_line',
  'stock_picking',
  'stock_quant',
  'x_tiktok_account',
  'x_tiktok_listing',
  'x_tiktok_order',
  'x_tiktok_run',
  'x_tiktok_shop',
  'x_tiktok_warehouse',
] as const;

/** The cursor is what a sync that finds nothing new may write, and only on the shop. */
const CURSOR = `- 'x_last_order_sync' - 'write_date' - 'write_uid'`;

/**
 * A digest of each table down to the last column, the shops' cursor apart: two that are equal mean that nothing was
 * written. Of attachments and external ids, which are many, only how many there are and the newest.
 */
export async function fingerprint({ version, database }: World): Promise<Readonly<Record<string, string>>> {
  const parts = TABLES.map((table) => {
    const row = table === 'x_tiktok_shop' ? `to_jsonb(t) ${CURSOR}` : 't';
    return `SELECT '${table}', count(*) || ' ' || coalesce(md5(string_agg((${row})::text, ' ' ORDER BY id)), '') FROM "${table}" t`;
  });
  const counts = ['ir_attachment', 'ir_model_data'].map(
    (table) => `SELECT '${table}', count(*) || ' ' || max(id) || ' ' || max(write_date) FROM ${table}`,
  );
  const output = await runSql(version, database.db, [...parts, ...counts].join(' UNION ALL '));
  return Object.fromEntries(output.split('\n').map((line) => line.split('|') as [string, string]));
}

/** Syncs, syncs again, and expects that the second time nothing was written. @returns The first reports. */
export async function syncTwice(
  world: World,
  sync: () => Promise<readonly OrdersReport[]> = async () => [await world.sync()],
): Promise<readonly OrdersReport[]> {
  const first = await sync();
  const before = await fingerprint(world);
  const second = await sync();
  const after = await fingerprint(world);
  expect(after).toEqual(before);
  expect(second.map(({ changed }) => changed)).toEqual(second.map(() => 0));
  return first;
}

async function codesOf(admin: World['admin'], rows: readonly Row[]): Promise<ReadonlyMap<number, string>> {
  const ids = [...new Set(rows.map((row) => link(row['product_id'])).filter((id) => id > 0))];
  const products = await admin.read('product.product', ids, ['default_code']);
  return new Map(products.map((product) => [product.id, text(product['default_code'])]));
}

function single<T>(entries: readonly (readonly [string, T])[]): ReadonlyMap<string, T> {
  const keys = entries.map(([key]) => key);
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  return new Map(entries);
}

function grouped<T>(entries: readonly (readonly [number, T])[]): ReadonlyMap<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const [key, value] of entries) groups.set(key, [...(groups.get(key) ?? []), value]);
  return groups;
}

function required(contacts: ReadonlyMap<number, ContactView>, id: number): ContactView {
  const found = contacts.get(id);
  if (!found) throw new Error(`There is no contact ${id}.`);
  return found;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function link(value: unknown): number {
  return Array.isArray(value) ? Number(value[0]) : 0;
}

function label(value: unknown): string {
  return Array.isArray(value) ? String(value[1]) : '';
}
