import type { OdooClient, Row } from '../../odoo/client.ts';
import { idOf, textOf } from '../rows.ts';
import type { ListingBook } from './listings.ts';
import type { OrderOutcome, OrderResult } from './report.ts';

/** Orders that are held, as a run finds them. */
export interface HeldOrders {
  /** TikTok ids of those whose cause may be gone: read from TikTok again, the most urgent deadline first. */
  readonly replays: readonly string[];
  /** All held orders as they stand, for the report; a replay overrules it. */
  readonly outcomes: readonly OrderOutcome[];
}

/** Reason codes of waiting orders whose cause lies with the operator; TikTok's own waiting ends with news from TikTok. */
const WAITING_FOR_OPERATOR: ReadonlySet<string> = new Set(['unknown_status']);

const FIELDS = ['x_order_id', 'x_status', 'x_state', 'x_reason_code', 'x_reason', 'x_held_skus', 'x_sale_order_id'];

/**
 * Finds the held orders of a shop and which of them to try again: orders held for a SKU only once that SKU has a product,
 * all other blocked ones and those that need a person at every run.
 */
export async function findHeld(odoo: OdooClient, shopRecordId: number, listings: ListingBook): Promise<HeldOrders> {
  const held = await odoo.searchRead(
    'x_tiktok_order',
    [
      ['x_shop_id', '=', shopRecordId],
      ['x_state', 'in', ['blocked', 'attention', 'waiting']],
    ],
    FIELDS,
    { order: 'x_ship_by, id' },
  );
  const bound = await listings.boundAmong([...new Set(held.flatMap(heldSkus))]);
  const replays = held.filter((row) => isRetried(row) && heldSkus(row).every((skuId) => bound.has(skuId)));
  return { replays: replays.map((row) => textOf(row['x_order_id'])), outcomes: held.map(toOutcome) };
}

function isRetried(row: Row): boolean {
  return row['x_state'] !== 'waiting' || WAITING_FOR_OPERATOR.has(textOf(row['x_reason_code']));
}

function heldSkus(row: Row): string[] {
  return row['x_reason_code'] === 'unknown_sku' ? textOf(row['x_held_skus']).split(',').filter(Boolean) : [];
}

function toOutcome(row: Row): OrderOutcome {
  return {
    orderId: textOf(row['x_order_id']),
    status: textOf(row['x_status']),
    result: textOf(row['x_state']) as OrderResult,
    reason: { code: textOf(row['x_reason_code']), reason: textOf(row['x_reason']) },
    saleOrderId: idOf(row['x_sale_order_id']),
    changed: false,
  };
}
