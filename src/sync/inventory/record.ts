import { toOdooDateTime } from '../../core/time.ts';
import { isNews, type StockDecision } from '../../mapping/stock/decide.ts';
import type { OdooClient } from '../../odoo/client.ts';
import { type RecordChange, updateMany } from '../../odoo/loader.ts';
import type { LoadValue } from '../../odoo/values.ts';

/** A decision that was carried out, as far as it was. */
export interface DoneDecision {
  readonly decision: StockDecision;
  /** Whether its targets were sent and taken. */
  readonly isSent: boolean;
}

/**
 * Writes on the listings what was done: those whose record says it already are left alone.
 *
 * @returns How many were written.
 */
export async function recordStock(odoo: OdooClient, done: readonly DoneDecision[], now: number): Promise<number> {
  const changes = done.filter(({ decision, isSent }) => isSent || isNews(decision)).map((one) => toChange(one, now));
  if (changes.length === 0) return 0;
  const refused = await updateMany(odoo, 'x_tiktok_listing', changes);
  for (const { id, message } of refused) odoo.logger.warn('a listing could not be written', { listing: id, message });
  return changes.length - refused.length;
}

/** As the catalogue sync writes it. */
function stockText(targets: StockDecision['targets']): string {
  return targets
    .map(({ warehouseId, quantity }) => `${warehouseId}: ${quantity}`)
    .sort()
    .join('; ');
}

function toChange({ decision: { listing, record, targets }, isSent }: DoneDecision, now: number): RecordChange {
  const moment = toOdooDateTime(now);
  const seen: Record<string, LoadValue> = targets.length === 0 ? {} : { x_stock_seen_at: moment };
  const sent: Record<string, LoadValue> = isSent
    ? {
        x_stock_sent_at: moment,
        x_warehouse_stock: stockText(targets),
      }
    : {};
  return {
    id: listing.id,
    values: {
      x_stock_basis: record.basis,
      x_stock_state: record.state,
      x_stock_note: record.note,
      x_stock_free: record.free,
      x_stock_sent: record.sent,
      x_tiktok_stock: record.tiktok,
      x_tiktok_committed: record.committed,
      x_low_stock: record.isLow,
      ...seen,
      ...sent,
    },
  };
}
