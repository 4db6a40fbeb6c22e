import { z } from 'zod';
import type { OdooClient } from '../client.ts';
import { updateMany } from '../loader.ts';
import { shaped } from '../shapes.ts';
import type { LoadValue } from '../values.ts';
import { attention, type AttentionNeeded } from './attention.ts';
import type { ChangeOutcome } from './quantity.ts';

/** A sale order that shall be delivered to another address. */
export interface AddressChange {
  readonly saleOrderId: number;
  /** The contact that holds the new address. */
  readonly partnerId: number;
}

const Many2one = z.tuple([z.number(), z.string()]).transform(([id]) => id);
const Reference = z.union([Many2one, z.literal(false)]);
const OrderRow = z.object({
  id: z.number(),
  state: z.string(),
  partner_shipping_id: Reference,
  fiscal_position_id: Reference,
  picking_ids: z.array(z.number()),
});
type OrderRow = z.infer<typeof OrderRow>;
const PickingRow = z.object({
  id: z.number(),
  state: z.string(),
  partner_id: Reference,
  picking_type_code: z.string(),
});
type PickingRow = z.infer<typeof PickingRow>;
const MoveRow = z.object({ id: z.number(), partner_id: Reference, picking_id: Many2one });

/**
 * Gives sale orders another delivery address, and their open pickings and the moves in them too, which Odoo does not do
 * by itself. An order whose goods have left is left to a person.
 *
 * The fiscal position stays as it is: 19 would choose one by the new country. Safe to repeat; about eight calls however
 * many orders.
 *
 * @throws TransportError when an answer was lost; the next run goes on there.
 * @throws OdooAccessError when the user may not do this at all.
 */
export async function changeAddress(client: OdooClient, changes: readonly AddressChange[]): Promise<ChangeOutcome> {
  if (changes.length === 0) return { changed: [], already: [], attention: [] };
  const wanted = new Map(changes.map(({ saleOrderId, partnerId }) => [saleOrderId, partnerId]));
  const before = await readState(client, [...wanted.keys()]);
  const stopped = findStopped([...wanted.keys()], before);
  const todo = [...wanted].filter(([id, partnerId]) => !stopped.has(id) && !isAsWanted(before, id, partnerId));
  const refused = await write(client, new Map(todo), before);
  const after =
    todo.length > 0
      ? await readState(
          client,
          todo.map(([id]) => id),
        )
      : before;
  for (const [id, partnerId] of todo) {
    if (!isAsWanted(after, id, partnerId)) stopped.set(id, attention(id, 'refused', refused.get(id)));
  }
  const touched = new Set(todo.map(([id]) => id));
  const fine = [...wanted.keys()].filter((id) => !stopped.has(id));
  return {
    changed: fine.filter((id) => touched.has(id)),
    already: fine.filter((id) => !touched.has(id)),
    attention: [...stopped.values()],
  };
}

/** Orders with their pickings and the moves in the open ones. */
interface DeliveryState {
  readonly orders: ReadonlyMap<number, OrderRow>;
  readonly pickings: ReadonlyMap<number, PickingRow>;
  readonly moves: readonly z.infer<typeof MoveRow>[];
}

async function readState(client: OdooClient, ids: readonly number[]): Promise<DeliveryState> {
  const orderFields = ['state', 'partner_shipping_id', 'fiscal_position_id', 'picking_ids'];
  const orders = shaped(z.array(OrderRow), await client.read('sale.order', ids, orderFields), reading('sale.order'));
  const pickingIds = orders.flatMap(({ picking_ids }) => picking_ids);
  const pickingRows = await client.read('stock.picking', pickingIds, ['state', 'partner_id', 'picking_type_code']);
  const pickings = shaped(z.array(PickingRow), pickingRows, reading('stock.picking'));
  const openIds = pickings.filter(isOpen).map(({ id }) => id);
  const moveRows =
    openIds.length > 0
      ? await client.searchRead('stock.move', [['picking_id', 'in', openIds]], ['partner_id', 'picking_id'])
      : [];
  return {
    orders: new Map(orders.map((order) => [order.id, order])),
    pickings: new Map(pickings.map((picking) => [picking.id, picking])),
    moves: shaped(z.array(MoveRow), moveRows, reading('stock.move')),
  };
}

/** Pickings that go to the buyer and can still be changed; a vendor who ships directly has an address of his own. */
function isOpen({ state, picking_type_code }: PickingRow): boolean {
  return state !== 'done' && state !== 'cancel' && ['outgoing', 'internal'].includes(picking_type_code);
}

function findStopped(ids: readonly number[], { orders, pickings }: DeliveryState): Map<number, AttentionNeeded> {
  const stopped = new Map<number, AttentionNeeded>();
  for (const id of ids) {
    const order = orders.get(id);
    if (!order) stopped.set(id, attention(id, 'missing'));
    else if (order.state === 'cancel') stopped.set(id, attention(id, 'cancelled'));
    else if (order.picking_ids.some((pickingId) => pickings.get(pickingId)?.state === 'done')) {
      stopped.set(id, attention(id, 'shipped'));
    }
  }
  return stopped;
}

function isAsWanted(state: DeliveryState, id: number, partnerId: number): boolean {
  const order = state.orders.get(id);
  const pickings = openPickings(state, id);
  return (
    order?.partner_shipping_id === partnerId &&
    pickings.every((picking) => picking.partner_id === partnerId) &&
    movesOf(state, pickings).every((move) => move.partner_id === partnerId)
  );
}

function openPickings({ orders, pickings }: DeliveryState, id: number): PickingRow[] {
  return (orders.get(id)?.picking_ids ?? []).flatMap((pickingId) => pickings.get(pickingId) ?? []).filter(isOpen);
}

function movesOf({ moves }: DeliveryState, pickings: readonly PickingRow[]): z.infer<typeof MoveRow>[] {
  const ids = new Set(pickings.map(({ id }) => id));
  return moves.filter(({ picking_id }) => ids.has(picking_id));
}

/** @returns Odoo's words by the ids of orders that it refuses to change. */
async function write(
  client: OdooClient,
  wanted: ReadonlyMap<number, number>,
  state: DeliveryState,
): Promise<Map<number, string>> {
  // Odoo would only remind somebody to do what is done here.
  const quiet = client.withContext({ mail_activity_automation_skip: true });
  const orders = [...wanted].map(([id, partnerId]) => ({
    id,
    values: {
      'partner_shipping_id/.id': partnerId,
      'fiscal_position_id/.id': fiscalPositionOf(state, id),
    },
  }));
  const refused = new Map(
    (await updateMany(quiet, 'sale.order', orders)).map(({ id, message }) => [id, message] as const),
  );
  const accepted = [...wanted].filter(([id]) => !refused.has(id));
  const pickings = accepted.flatMap(([id, partnerId]) =>
    openPickings(state, id).map((picking) => ({ picking, partnerId })),
  );
  await updateMany(
    quiet,
    'stock.picking',
    pickings.map(({ picking, partnerId }) => toAddress(picking.id, partnerId)),
  );
  const moves = pickings.flatMap(({ picking, partnerId }) =>
    movesOf(state, [picking]).map((move) => toAddress(move.id, partnerId)),
  );
  await updateMany(quiet, 'stock.move', moves);
  return refused;
}

function fiscalPositionOf({ orders }: DeliveryState, id: number): LoadValue {
  const position = orders.get(id)?.fiscal_position_id;
  return position === undefined || position === false ? '' : position;
}

function toAddress(id: number, partnerId: number): { readonly id: number; readonly values: Record<string, number> } {
  return { id, values: { 'partner_id/.id': partnerId } };
}

function reading(model: string): { readonly model: string; readonly method: string } {
  return { model, method: 'search_read' };
}
