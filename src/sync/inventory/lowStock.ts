import type { OdooClient } from '../../odoo/client.ts';
import { scheduleActivity } from '../../odoo/procedures/activity.ts';

/** A listing with few units left. */
export interface LowListing {
  readonly sellerSku: string;
  readonly skuId: string;
  readonly offered: number;
}

/** One line that tells the activity apart from others on the shop. */
export const LOW_STOCK_SUMMARY = 'TikTok: low stock';
/** Listings that the note names; the others are behind the filter in Odoo. */
const NAMED = 20;

/** What the activity on a shop is decided by. */
export interface LowStockFacts {
  readonly shopRecordId: number;
  /** At this many or fewer a listing counts as low; 0 for never. */
  readonly lowAt: number;
  readonly low: readonly LowListing[];
  /** Whether some of them were not low before. */
  readonly hasNew: boolean;
  /** Whether some that were low are no longer. */
  readonly hasEnded: boolean;
  /** Who shall do it; the bridge's own user when absent. */
  readonly userId: () => Promise<number | undefined>;
}

/**
 * Keeps one activity on a shop while listings of it are low: it is made when one becomes low, and taken away when none is. An
 * activity that a person has done is not made again before another listing becomes low.
 */
export async function keepLowStock(odoo: OdooClient, facts: LowStockFacts): Promise<void> {
  const { shopRecordId, lowAt, low, hasNew, hasEnded } = facts;
  if (low.length === 0) {
    if (lowAt > 0 || hasEnded) await removeActivity(odoo, shopRecordId);
    return;
  }
  if (!hasNew) return;
  const names = low.slice(0, NAMED).map(({ sellerSku, skuId, offered }) => `${sellerSku || skuId} (${offered})`);
  const more = low.length > NAMED ? ` and ${low.length - NAMED} more` : '';
  await scheduleActivity(odoo, 'x_tiktok_shop', [shopRecordId], {
    summary: LOW_STOCK_SUMMARY,
    note: `${low.length} listings offer ${lowAt} units or fewer: ${names.join(', ')}${more}. See the filter Low stock of the listings.`,
    userId: await facts.userId(),
  });
}

async function removeActivity(odoo: OdooClient, shopRecordId: number): Promise<void> {
  const open = await odoo.search('mail.activity', [
    ['res_model', '=', 'x_tiktok_shop'],
    ['res_id', '=', shopRecordId],
    ['summary', '=', LOW_STOCK_SUMMARY],
  ]);
  await odoo.unlink('mail.activity', open);
}
