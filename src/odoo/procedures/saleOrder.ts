import { z } from 'zod';
import type { OdooClient, Row } from '../client.ts';
import { shaped } from '../shapes.ts';

/** What the procedures look at before they touch a sale order. */
export interface SaleOrderState {
  readonly id: number;
  readonly state: string;
  readonly isLocked: boolean;
  readonly date_order: string;
  readonly picking_ids: readonly number[];
  readonly invoice_ids: readonly number[];
}

const SaleOrderRow = z.object({
  id: z.number(),
  state: z.string(),
  locked: z.boolean().optional(),
  date_order: z.union([z.string(), z.literal(false)]).transform((text) => text || ''),
  picking_ids: z.array(z.number()),
  invoice_ids: z.array(z.number()),
});

const FIELDS = ['state', 'date_order', 'picking_ids', 'invoice_ids'];

/** Reads sale orders by id; those that are gone are left out. */
export async function readSaleOrders(client: OdooClient, ids: readonly number[]): Promise<Map<number, SaleOrderState>> {
  const fields = client.profile.lockedState === 'field' ? [...FIELDS, 'locked'] : FIELDS;
  const rows = await client.read('sale.order', ids, fields);
  return new Map(rows.map((row) => [row.id, toState(row)]));
}

/** Whether a sale order is confirmed, locked or not. */
export function isConfirmed({ state }: Pick<SaleOrderState, 'state'>): boolean {
  return state === 'sale' || state === 'done';
}

/** Whether a sale order still waits for its confirmation. */
export function isDraft({ state }: Pick<SaleOrderState, 'state'>): boolean {
  return state === 'draft' || state === 'sent';
}

function toState(row: Row): SaleOrderState {
  const order = shaped(SaleOrderRow, row, { model: 'sale.order', method: 'search_read' });
  return { ...order, isLocked: order.locked === true || order.state === 'done' };
}
