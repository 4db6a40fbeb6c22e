import { toOdooDateTime } from '../../core/time.ts';
import type { OdooClient } from '../../odoo/client.ts';
import { textOf } from '../rows.ts';

/**
 * Moves Last Order Sync of a shop forward, never back. Called only when everything before that moment is in Odoo or
 * shown there.
 *
 * @returns The cursor as it is now.
 */
export async function advanceCursor(
  odoo: OdooClient,
  shopRecordId: number,
  cursor: number | undefined,
  reached: number,
): Promise<number> {
  if (cursor !== undefined && reached <= cursor) return cursor;
  await odoo.write('x_tiktok_shop', [shopRecordId], { x_last_order_sync: toOdooDateTime(reached) });
  return reached;
}

/** Clears Sync From after its run, unless a person has set another moment meanwhile. */
export async function clearSyncFrom(odoo: OdooClient, shopRecordId: number, done: number): Promise<void> {
  const [row] = await odoo.read('x_tiktok_shop', [shopRecordId], ['x_sync_from']);
  if (textOf(row?.['x_sync_from']) !== toOdooDateTime(done)) return;
  await odoo.write('x_tiktok_shop', [shopRecordId], { x_sync_from: false });
}
