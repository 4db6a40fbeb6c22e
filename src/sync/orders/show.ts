import { BridgeError, explain, UsageError } from '../../core/errors.ts';
import type { OdooClient, Row } from '../../odoo/client.ts';
import { getOrders } from '../../tiktok/orders.ts';
import type { Order } from '../../tiktok/schemas/order.ts';
import { idOf, numberOf, textOf } from '../rows.ts';
import { readShops, requireShop, type Shop } from '../shops/shop.ts';
import type { OrderSyncDeps } from './sync.ts';

/** Everything about one order, from both sides; ids and amounts, no person. Moments are Unix seconds. */
export interface ShownOrder {
  readonly orderId: string;
  readonly shop: { readonly shopId: string; readonly name: string; readonly region: string } | undefined;
  /** Undefined when TikTok knows no such order in the shops that were asked. */
  readonly tiktok: TiktokSide | undefined;
  /** Why TikTok could not be asked, or its answer not be read. */
  readonly tiktokProblem: string | undefined;
  /** What the bridge decided; undefined when it has not seen the order. */
  readonly decision: DecisionSide | undefined;
  readonly saleOrder: SaleOrderSide | undefined;
}

/** What TikTok says now. */
export interface TiktokSide {
  readonly status: string;
  readonly createTime: number;
  readonly paidTime: number | undefined;
  readonly updateTime: number;
  readonly shipBy: number | undefined;
  readonly currency: string;
  readonly buyerTotal: string;
  readonly lines: readonly TiktokLine[];
}

/** One unit as TikTok lists it. */
export interface TiktokLine {
  readonly lineId: string;
  readonly skuId: string;
  readonly sellerSku: string;
  readonly title: string;
  readonly status: string;
  readonly price: string;
}

/** The `x_tiktok_order`. */
export interface DecisionSide {
  readonly id: number;
  readonly state: string;
  readonly code: string;
  readonly reason: string;
  readonly status: string;
  /** What the seller earns before fees. */
  readonly total: number;
  readonly imported: boolean;
  readonly late: boolean;
  readonly heldSkus: string;
}

/** The sale order with what hangs on it; contacts by id. */
export interface SaleOrderSide {
  readonly id: number;
  readonly name: string;
  readonly state: string;
  readonly total: number;
  readonly currency: string;
  readonly partnerId: number | undefined;
  readonly deliveryPartnerId: number | undefined;
  readonly lines: readonly {
    readonly kind: string;
    readonly name: string;
    readonly quantity: number;
    readonly price: number;
  }[];
  readonly pickings: readonly { readonly id: number; readonly name: string; readonly state: string }[];
}

/**
 * Tells everything about one order: what TikTok says, what was decided and why, what is in Odoo. Writes nothing.
 *
 * @param shopText - A shop's TikTok id or name; without it the order is looked for in all shops.
 * @throws UsageError when there is no such shop, or neither side knows the order.
 */
export async function showOrder(deps: OrderSyncDeps, orderId: string, shopText?: string): Promise<ShownOrder> {
  const shops = await readShops(deps.odoo);
  const record = await readRecord(deps.odoo, orderId);
  const recordShop = shops.find(({ id }) => id === idOf(record?.['x_shop_id']));
  const asked = shopText === undefined ? (recordShop ? [recordShop] : shops) : [requireShop(shops, shopText)];
  const { shop, order, problem } = await askTiktok(deps, asked, orderId);
  if (!record && !order && problem === undefined) throw unknownOrder(orderId, asked);
  const found = shop ?? recordShop;
  return {
    orderId,
    shop: found && { shopId: found.shopId, name: found.name, region: found.region },
    tiktok: order && toTiktokSide(order),
    tiktokProblem: problem,
    decision: record && toDecision(record),
    saleOrder: await readSaleOrder(deps.odoo, orderId),
  };
}

const RECORD_FIELDS = [
  'x_shop_id',
  'x_state',
  'x_reason_code',
  'x_reason',
  'x_status',
  'x_total',
  'x_imported',
  'x_late',
  'x_held_skus',
];

async function readRecord(odoo: OdooClient, orderId: string): Promise<Row | undefined> {
  const [row] = await odoo.searchRead('x_tiktok_order', [['x_order_id', '=', orderId]], RECORD_FIELDS, { limit: 1 });
  return row;
}

interface Answer {
  readonly shop?: Shop;
  readonly order?: Order;
  readonly problem?: string;
}

/** A shop that cannot be asked does not keep the others from being asked. */
async function askTiktok(deps: OrderSyncDeps, shops: readonly Shop[], orderId: string): Promise<Answer> {
  let problem: string | undefined;
  for (const shop of shops) {
    try {
      const client = deps.tiktokFor(shop);
      const { orders, rejected } = await getOrders(client, { id: shop.shopId, cipher: shop.cipher }, [orderId]);
      const order = orders.find(({ id }) => id === orderId);
      if (order) return { shop, order };
      const [unread] = rejected;
      if (unread)
        return { shop, problem: `TikTok's answer has a shape that the bridge does not know (${unread.path}).` };
    } catch (error) {
      if (!(error instanceof BridgeError)) throw error;
      problem = `${shop.name}: ${explain(error)}`;
    }
  }
  return problem === undefined ? {} : { problem };
}

function unknownOrder(orderId: string, shops: readonly Shop[]): UsageError {
  const names = shops.map(({ name }) => name).join(', ');
  return new UsageError(`Neither TikTok nor Odoo knows an order ${orderId}${names ? ` in ${names}` : ''}.`, {
    remedy: 'Copy the order id from Seller Center.',
  });
}

function toTiktokSide(order: Order): TiktokSide {
  return {
    status: order.status,
    createTime: order.create_time,
    paidTime: order.paid_time ?? undefined,
    updateTime: order.update_time,
    shipBy: order.shipping_due_time ?? order.rts_sla_time ?? undefined,
    currency: order.payment?.currency ?? '',
    buyerTotal: order.payment?.total_amount ?? '',
    lines: order.line_items.map((line) => ({
      lineId: line.id,
      skuId: line.sku_id,
      sellerSku: line.seller_sku ?? '',
      title: line.product_name ?? '',
      status: line.display_status ?? '',
      price: line.sale_price ?? '',
    })),
  };
}

function toDecision(row: Row): DecisionSide {
  return {
    id: row.id,
    state: textOf(row['x_state']),
    code: textOf(row['x_reason_code']),
    reason: textOf(row['x_reason']),
    status: textOf(row['x_status']),
    total: numberOf(row['x_total']),
    imported: row['x_imported'] === true,
    late: row['x_late'] === true,
    heldSkus: textOf(row['x_held_skus']),
  };
}

const SALE_ORDER_FIELDS = ['name', 'state', 'amount_total', 'currency_id', 'partner_id', 'partner_shipping_id'];

async function readSaleOrder(odoo: OdooClient, orderId: string): Promise<SaleOrderSide | undefined> {
  const [row] = await odoo.searchRead('sale.order', [['x_tiktok_order_id', '=', orderId]], SALE_ORDER_FIELDS, {
    limit: 1,
  });
  if (!row) return undefined;
  const lineFields = ['name', 'product_uom_qty', 'price_unit', 'x_tiktok_kind'];
  const lines = await odoo.searchRead('sale.order.line', [['order_id', '=', row.id]], lineFields, {
    order: 'sequence, id',
  });
  const pickings = await odoo.searchRead('stock.picking', [['sale_id', '=', row.id]], ['name', 'state'], {
    order: 'id',
  });
  const currency = row['currency_id'];
  return {
    id: row.id,
    name: textOf(row['name']),
    state: textOf(row['state']),
    total: numberOf(row['amount_total']),
    currency: Array.isArray(currency) ? String(currency[1]) : '',
    partnerId: idOf(row['partner_id']),
    deliveryPartnerId: idOf(row['partner_shipping_id']),
    lines: lines.map((line) => ({
      kind: textOf(line['x_tiktok_kind']),
      name: textOf(line['name']).split('\n')[0] ?? '',
      quantity: numberOf(line['product_uom_qty']),
      price: numberOf(line['price_unit']),
    })),
    pickings: pickings.map((picking) => ({
      id: picking.id,
      name: textOf(picking['name']),
      state: textOf(picking['state']),
    })),
  };
}
