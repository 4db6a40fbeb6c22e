import type { OdooClient } from '../client.ts';
import { QUIET } from '../loader.ts';
import { attention, type AttentionNeeded, findObstacles } from './attention.ts';
import { actOnEach, type RefusedAction } from './bisect.ts';
import { readSaleOrders, type SaleOrderState } from './saleOrder.ts';

/** What became of sale orders that were to be cancelled. */
export interface CancelOutcome {
  readonly cancelled: readonly number[];
  /** Cancelled before, by whomever. */
  readonly already: readonly number[];
  readonly attention: readonly AttentionNeeded[];
}

/**
 * Cancels sale orders together with their pickings and draft invoices, unless goods have left, an invoice is posted, or
 * the order is locked: those are left as they are, for a person.
 *
 * Safe to repeat. About six calls however many orders.
 *
 * @throws TransportError when an answer was lost; the next run finds what was done.
 * @throws OdooAccessError when the user may not do this at all.
 */
export async function cancelOrders(client: OdooClient, ids: readonly number[]): Promise<CancelOutcome> {
  if (ids.length === 0) return { cancelled: [], already: [], attention: [] };
  const before = await readSaleOrders(client, ids);
  const open = [...before.values()].filter(({ state }) => state !== 'cancel');
  const obstacles = await findObstacles(client, open);
  const todo = open.map(({ id }) => id).filter((id) => !obstacles.has(id));
  const refused = await cancel(client, todo);
  const after = await readSaleOrders(client, todo);
  const cancelled = [...after.values()].filter(({ state }) => state === 'cancel');
  const halfDone = await withPickingsLeft(client, cancelled);
  return {
    cancelled: cancelled.map(({ id }) => id).filter((id) => !halfDone.has(id)),
    already: ids.filter((id) => before.get(id)?.state === 'cancel'),
    attention: [
      ...obstacles.values(),
      ...notCancelled(todo, cancelled, refused),
      ...[...halfDone].map((id) => attention(id, 'shipped', 'The order is cancelled, but one of its pickings is not.')),
      ...ids.filter((id) => !before.has(id)).map((id) => attention(id, 'missing')),
    ],
  };
}

function cancel(client: OdooClient, ids: readonly number[]): Promise<RefusedAction[]> {
  const quiet = client.withContext({ ...QUIET, ...client.profile.cancelContext });
  const act = async (some: readonly number[]): Promise<void> => {
    await quiet.call({ model: 'sale.order', method: 'action_cancel', ids: some, repeatable: true });
  };
  const settle = async (some: readonly number[]): Promise<number[]> => {
    const states = await readSaleOrders(client, some);
    return some.filter((id) => states.has(id) && states.get(id)?.state !== 'cancel');
  };
  return actOnEach(ids, act, settle);
}

/** 14 and 19 cancel an order without a word whose goods leave in the same moment: a look at the pickings shows it. */
async function withPickingsLeft(client: OdooClient, orders: readonly SaleOrderState[]): Promise<Set<number>> {
  const pickings = orders.flatMap(({ picking_ids }) => picking_ids);
  if (pickings.length === 0) return new Set();
  const left = new Set(
    await client.search('stock.picking', [
      ['id', 'in', pickings],
      ['state', '!=', 'cancel'],
    ]),
  );
  return new Set(orders.filter(({ picking_ids }) => picking_ids.some((id) => left.has(id))).map(({ id }) => id));
}

function notCancelled(
  todo: readonly number[],
  cancelled: readonly SaleOrderState[],
  refused: readonly RefusedAction[],
): AttentionNeeded[] {
  const done = new Set(cancelled.map(({ id }) => id));
  const reasons = new Map(refused.map(({ id, message }) => [id, message]));
  return todo.filter((id) => !done.has(id)).map((id) => attention(id, 'refused', reasons.get(id)));
}
