import { TransportError } from '../../core/errors.ts';
import type { OdooClient } from '../client.ts';
import { QUIET, updateMany } from '../loader.ts';
import { actOnEach, type RefusedAction } from './bisect.ts';
import { isConfirmed, isDraft, readSaleOrders, type SaleOrderState } from './saleOrder.ts';

/** What became of sale orders that were to be confirmed. */
export interface ConfirmOutcome {
  readonly confirmed: readonly number[];
  /** Confirmed before, by whomever. */
  readonly already: readonly number[];
  readonly refused: readonly RefusedAction[];
}

/** Options of {@link confirmOrders}. */
export interface ConfirmOptions {
  /** `date_order` by id that the orders shall have, as Odoo writes datetimes; without it, the one that a draft had. */
  readonly dates?: ReadonlyMap<number, string> | undefined;
  /** The caller has just read that all of them are drafts, and gives dates for all: saves reading their states first. */
  readonly areDrafts?: boolean | undefined;
}

/**
 * Confirms sale orders, which makes their pickings, and gives them back the date that confirming overwrites.
 *
 * Only drafts are touched. Safe to repeat and to run twice at once. In the normal case four calls however many orders,
 * three with `areDrafts`.
 *
 * @throws TransportError when an answer was lost and Odoo does not show the orders as confirmed: it may still be at it.
 * @throws OdooAccessError when the user may not do this at all.
 */
export async function confirmOrders(
  client: OdooClient,
  ids: readonly number[],
  options: ConfirmOptions = {},
): Promise<ConfirmOutcome> {
  if (ids.length === 0) return { confirmed: [], already: [], refused: [] };
  const drafts = options.areDrafts ? undefined : await draftsOf(client, ids);
  const todo = drafts ? ids.filter((id) => drafts.has(id)) : [...ids];
  const dates = new Map([...(drafts ?? []), ...(options.dates ?? [])]);
  const refused = await confirm(client, todo);
  const stopped = new Set(refused.map(({ id }) => id));
  await writeDates(
    client,
    todo.filter((id) => !stopped.has(id)),
    dates,
  );
  const after = await readSaleOrders(client, ids);
  await mendDates(client, after, dates);
  return summarise(ids, new Set(todo), after, refused);
}

/** The dates of those that wait for their confirmation, by id. */
async function draftsOf(client: OdooClient, ids: readonly number[]): Promise<Map<number, string>> {
  const orders = await readSaleOrders(client, ids);
  return new Map([...orders.values()].filter(isDraft).map(({ id, date_order }) => [id, date_order]));
}

function confirm(client: OdooClient, ids: readonly number[]): Promise<RefusedAction[]> {
  const quiet = client.withContext(QUIET);
  const stillDrafts = async (some: readonly number[]): Promise<number[]> => [...(await draftsOf(client, some)).keys()];
  const act = async (some: readonly number[]): Promise<void> => {
    try {
      await quiet.call({ model: 'sale.order', method: 'action_confirm', ids: some });
    } catch (error) {
      const lost = error instanceof TransportError && error.outcome === 'unknown';
      if (!lost || (await stillDrafts(some)).length > 0) throw error;
    }
  };
  return actOnEach(ids, act, stillDrafts);
}

async function writeDates(
  client: OdooClient,
  ids: readonly number[],
  dates: ReadonlyMap<number, string>,
): Promise<void> {
  const changes = ids.flatMap((id) => {
    const date = dates.get(id);
    return date ? [{ id, values: { date_order: date } }] : [];
  });
  for (const { id, message } of await updateMany(client, 'sale.order', changes)) {
    client.logger.warn('odoo refuses to give a confirmed order its date back', { saleOrderId: id, reason: message });
  }
}

/** A process that died after confirming has left the wrong date: whoever comes next puts it right. */
async function mendDates(
  client: OdooClient,
  orders: ReadonlyMap<number, SaleOrderState>,
  dates: ReadonlyMap<number, string>,
): Promise<void> {
  const wrong = [...orders.values()].filter(
    (order) => isConfirmed(order) && dates.has(order.id) && dates.get(order.id) !== order.date_order,
  );
  await writeDates(
    client,
    wrong.map(({ id }) => id),
    dates,
  );
}

function summarise(
  ids: readonly number[],
  todo: ReadonlySet<number>,
  after: ReadonlyMap<number, SaleOrderState>,
  refused: readonly RefusedAction[],
): ConfirmOutcome {
  const isDone = (id: number): boolean => isConfirmed(after.get(id) ?? { state: '' });
  const reasons = new Map(refused.map(({ id, message }) => [id, message]));
  const left = ids.filter((id) => !isDone(id));
  return {
    confirmed: ids.filter((id) => isDone(id) && todo.has(id)),
    already: ids.filter((id) => isDone(id) && !todo.has(id)),
    refused: left.map((id) => ({ id, message: reasons.get(id) ?? reasonFor(after.get(id)) })),
  };
}

function reasonFor(order: SaleOrderState | undefined): string {
  return order ? `The sale order is in state ${order.state}.` : 'The sale order is not in Odoo any more.';
}
