import { amountFromFloat, formatMoney, roundAmount } from '../../core/money.ts';
import { expectedTotal } from '../../mapping/orders/totals.ts';
import type { Reason } from '../../mapping/orders/types.ts';
import type { OdooClient } from '../../odoo/client.ts';
import type { Order } from '../../tiktok/schemas/order.ts';
import { idOf, numberOf, textOf } from '../rows.ts';
import type { OrderSyncContext } from './context.ts';

/** What a sale order adds up to in Odoo. */
export interface OrderTotal {
  readonly id: number;
  readonly state: string;
  readonly total: number;
  readonly currency: string;
  readonly partnerId: number | undefined;
}

/** Reads what sale orders add up to, by database id: one call. */
export async function readTotals(odoo: OdooClient, ids: readonly number[]): Promise<ReadonlyMap<number, OrderTotal>> {
  const rows = await odoo.read('sale.order', ids, ['state', 'amount_total', 'currency_id', 'partner_id']);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        state: textOf(row['state']),
        total: numberOf(row['amount_total']),
        currency: Array.isArray(row['currency_id']) ? String(row['currency_id'][1]) : '',
        partnerId: idOf(row['partner_id']),
      },
    ]),
  );
}

/** Why a sale order is not what TikTok says, compared to the minor unit; undefined when it is. */
export function totalFault(order: Order, actual: OrderTotal, { shop, mappings }: OrderSyncContext): Reason | undefined {
  if (actual.currency !== shop.currency) {
    const reason = `The sale order of order ${order.id} is in ${actual.currency}, not in ${shop.currency}: check the pricelist of the shop.`;
    return { code: 'currency', reason };
  }
  const decimals = mappings.currencies[shop.currency]?.decimals ?? 2;
  const wanted = roundAmount(expectedTotal(order), decimals);
  const found = roundAmount(amountFromFloat(actual.total), decimals);
  if (wanted === found) return undefined;
  const reason = `The sale order of order ${order.id} adds up to ${formatMoney(found, decimals)} in Odoo, but to ${formatMoney(wanted, decimals)} on TikTok: check taxes and rounding of the shop.`;
  return { code: 'total_mismatch', reason };
}
