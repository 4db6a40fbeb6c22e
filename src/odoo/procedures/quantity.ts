import { z } from 'zod';
import type { OdooClient } from '../client.ts';
import { type RecordChange, updateMany } from '../loader.ts';
import { shaped } from '../shapes.ts';
import { attention, type AttentionNeeded, findObstacles } from './attention.ts';
import { mendDemand } from './demand.ts';
import { readSaleOrders } from './saleOrder.ts';

/** A line of a confirmed sale order that shall have another quantity. */
export interface QuantityChange {
  readonly saleOrderId: number;
  readonly lineId: number;
  readonly quantity: number;
  /** Price of one unit as a decimal text; it has to be given, because 16 and later take it from the pricelist again. */
  readonly priceUnit: string;
  /** Database ids of all taxes of the line; empty for none. */
  readonly taxIds: readonly number[];
  /** Discount in percent as a decimal text, 0 when absent. */
  readonly discount?: string | undefined;
}

/** What became of changes of sale orders, by the ids of the orders. */
export interface ChangeOutcome {
  readonly changed: readonly number[];
  /** As wanted before, by whomever. */
  readonly already: readonly number[];
  readonly attention: readonly AttentionNeeded[];
}

/**
 * Changes quantities on sale orders that have not shipped; price, discount and taxes stay as given, and the open pickings
 * follow.
 *
 * Safe to repeat. About eight calls however many lines.
 *
 * @throws TransportError when an answer was lost; the next run goes on there.
 * @throws OdooAccessError when the user may not do this at all.
 */
export async function changeQuantities(client: OdooClient, changes: readonly QuantityChange[]): Promise<ChangeOutcome> {
  const orderIds = [...new Set(changes.map(({ saleOrderId }) => saleOrderId))];
  if (orderIds.length === 0) return { changed: [], already: [], attention: [] };
  const stopped = await findStopped(client, orderIds);
  const open = changes.filter(({ saleOrderId }) => !stopped.has(saleOrderId));
  const before = await readLines(client, open);
  const todo = open.filter(({ lineId, ...wanted }) => !isAsWanted(before.get(lineId), wanted));
  const refused = await writeLines(client, todo, before);
  const after = await readLines(client, open);
  const done = open.filter(({ lineId, ...wanted }) => isAsWanted(after.get(lineId), wanted));
  const mended = await mendDemand(
    client,
    done.flatMap(({ lineId }) => after.get(lineId) ?? []),
  );
  const failed = open.filter((change) => !done.includes(change));
  for (const { saleOrderId, lineId } of failed) {
    const reason = before.has(lineId) ? refused.get(lineId) : 'A line of this order is not in Odoo any more.';
    stopped.set(saleOrderId, attention(saleOrderId, 'refused', reason));
  }
  const touched = new Set(
    [...todo, ...done.filter(({ lineId }) => mended.has(lineId))].map((change) => change.saleOrderId),
  );
  const fine = orderIds.filter((id) => !stopped.has(id));
  return {
    changed: fine.filter((id) => touched.has(id)),
    already: fine.filter((id) => !touched.has(id)),
    attention: [...stopped.values()],
  };
}

/** Orders that are not to be touched, and why. */
async function findStopped(client: OdooClient, ids: readonly number[]): Promise<Map<number, AttentionNeeded>> {
  const orders = await readSaleOrders(client, ids);
  const stopped = await findObstacles(client, [...orders.values()]);
  for (const id of ids) {
    if (!orders.has(id)) stopped.set(id, attention(id, 'missing'));
    if (orders.get(id)?.state === 'cancel') stopped.set(id, attention(id, 'cancelled'));
  }
  return stopped;
}

/** A line as it is in Odoo. */
interface LineState {
  readonly id: number;
  readonly quantity: number;
  readonly priceUnit: number;
  readonly uomId: number;
}

const LineRow = z.object({ id: z.number(), product_uom_qty: z.number(), price_unit: z.number() });
const Many2one = z.tuple([z.number(), z.string()]);

async function readLines(client: OdooClient, changes: readonly QuantityChange[]): Promise<Map<number, LineState>> {
  const { uom } = client.profile.saleOrderLine;
  const ids = [...new Set(changes.map(({ lineId }) => lineId))];
  const rows = await client.read('sale.order.line', ids, ['product_uom_qty', 'price_unit', uom]);
  const call = { model: 'sale.order.line', method: 'search_read' };
  const lines = rows.map((row) => {
    const { id, product_uom_qty, price_unit } = shaped(LineRow, row, call);
    const [uomId] = shaped(Many2one, row[uom], call);
    return [id, { id, quantity: product_uom_qty, priceUnit: price_unit, uomId }] as const;
  });
  return new Map(lines);
}

/** 14 keeps prices with two decimals only, so a price within half a cent is the one that was written. */
function isAsWanted(line: LineState | undefined, wanted: Pick<QuantityChange, 'quantity' | 'priceUnit'>): boolean {
  return line?.quantity === wanted.quantity && Math.abs(line.priceUnit - Number(wanted.priceUnit)) <= 0.005;
}

/**
 * Lowered lines do not run procurement: 17 and later would make a return out of what is taken away, because the order has
 * its own date back and the pickings have the date of the confirmation. Their demand is lowered afterwards.
 *
 * @returns Odoo's words by the ids of lines that it refuses to change.
 */
async function writeLines(
  client: OdooClient,
  changes: readonly QuantityChange[],
  before: ReadonlyMap<number, LineState>,
): Promise<Map<number, string>> {
  const there = changes.filter(({ lineId }) => before.has(lineId));
  const isRaise = ({ lineId, quantity }: QuantityChange): boolean => quantity > (before.get(lineId)?.quantity ?? 0);
  const lowering = client.withContext({ skip_procurement: true });
  const refused = [
    ...(await updateMany(
      lowering,
      'sale.order.line',
      toRows(
        client,
        there.filter((change) => !isRaise(change)),
      ),
    )),
    ...(await updateMany(client, 'sale.order.line', toRows(client, there.filter(isRaise)))),
  ];
  return new Map(refused.map(({ id, message }) => [id, message]));
}

function toRows({ profile }: OdooClient, changes: readonly QuantityChange[]): RecordChange[] {
  const { taxes, technicalPriceUnit } = profile.saleOrderLine;
  return changes.map(({ lineId, quantity, priceUnit, discount = '0', taxIds }) => ({
    id: lineId,
    values: {
      product_uom_qty: quantity,
      price_unit: priceUnit,
      discount,
      [`${taxes}/.id`]: taxIds.join(','),
      ...(technicalPriceUnit ? { technical_price_unit: 0 } : {}),
    },
  }));
}
