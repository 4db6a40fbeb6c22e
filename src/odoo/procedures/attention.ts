import type { OdooClient } from '../client.ts';
import type { SaleOrderState } from './saleOrder.ts';

/** A sale order that a person has to look at, and why. */
export interface AttentionNeeded {
  readonly id: number;
  readonly reason: AttentionReason;
  readonly message: string;
}

/** Why the bridge leaves a sale order to a person. */
export type AttentionReason = 'shipped' | 'invoiced' | 'locked' | 'cancelled' | 'refused' | 'missing';

const MESSAGES: Readonly<Record<AttentionReason, string>> = {
  shipped: 'Goods of this order have left already.',
  invoiced: 'This order has a posted invoice.',
  locked: 'This order is locked.',
  cancelled: 'This order is cancelled in Odoo.',
  refused: 'Odoo did not do it and gave no reason.',
  missing: 'The sale order is not in Odoo any more.',
};

/** Says that a sale order needs a person; without a message, with the usual words for the reason. */
export function attention(id: number, reason: AttentionReason, message = MESSAGES[reason]): AttentionNeeded {
  return { id, reason, message };
}

/** What keeps sale orders from being undone, by id: goods that have left, a posted invoice, a lock. */
export async function findObstacles(
  client: OdooClient,
  orders: readonly SaleOrderState[],
): Promise<Map<number, AttentionNeeded>> {
  const shipped = await inState(
    client,
    'stock.picking',
    'done',
    orders.flatMap(({ picking_ids }) => picking_ids),
  );
  const posted = await inState(
    client,
    'account.move',
    'posted',
    orders.flatMap(({ invoice_ids }) => invoice_ids),
  );
  const found = orders.flatMap(({ id, picking_ids, invoice_ids, isLocked }): AttentionNeeded[] => {
    if (picking_ids.some((pickingId) => shipped.has(pickingId))) return [attention(id, 'shipped')];
    if (invoice_ids.some((moveId) => posted.has(moveId))) return [attention(id, 'invoiced')];
    return isLocked ? [attention(id, 'locked')] : [];
  });
  return new Map(found.map((obstacle) => [obstacle.id, obstacle]));
}

async function inState(client: OdooClient, model: string, state: string, ids: readonly number[]): Promise<Set<number>> {
  if (ids.length === 0) return new Set();
  const found = await client.search(model, [
    ['id', 'in', ids],
    ['state', '=', state],
  ]);
  return new Set(found);
}
