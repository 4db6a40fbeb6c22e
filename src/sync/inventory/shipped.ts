import type { OdooClient } from '../../odoo/client.ts';
import { sumBy } from '../../odoo/groupedSum.ts';
import { leanRead } from '../../odoo/leanRead.ts';
import { idOf } from '../rows.ts';

/** Statuses in which TikTok surely holds all units of an order: nothing of it is shipped there. */
const HELD = ['ON_HOLD', 'AWAITING_SHIPMENT'];

/**
 * Adds up what has left the warehouse in Odoo for orders that TikTok has not seen leave: those units are neither free in
 * Odoo nor reserved, and TikTok still holds them. Two calls, none when nothing is asked.
 */
export async function readShipped(
  odoo: OdooClient,
  shopRecordId: number,
  productIds: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  if (productIds.length === 0) return new Map();
  const orders = await leanRead(
    odoo,
    'x_tiktok_order',
    [
      ['x_shop_id', '=', shopRecordId],
      ['x_status', 'in', HELD],
      ['x_sale_order_id', '!=', false],
    ],
    ['x_sale_order_id'],
  );
  const saleOrderIds = orders.flatMap((order) => idOf(order['x_sale_order_id']) ?? []);
  if (saleOrderIds.length === 0) return new Map();
  const done = odoo.profile.moveLineDone;
  const sums = await sumBy(
    odoo,
    'stock.move.line',
    [
      ['product_id', 'in', productIds],
      ['state', '=', 'done'],
      ['move_id.sale_line_id.order_id', 'in', saleOrderIds],
      ['location_dest_id.usage', '=', 'customer'],
    ],
    'product_id',
    [done],
  );
  return new Map([...sums].map(([id, [units = 0]]) => [id, units]));
}
