import { formatMoment, fromOdooDateTime } from '../../core/time.ts';
import type { Reason, ShopSettings } from '../../mapping/orders/types.ts';
import type { OdooClient } from '../../odoo/client.ts';
import { idOf, textOf } from '../rows.ts';

/** Oldest rate that an order may be converted with, in seconds: Odoo takes the last one, however old it is. */
const OLDEST_RATE = 31 * 86_400;

/** Says whether Odoo has an exchange rate for an order's day. */
export interface RateBook {
  /** Why an order of that moment (Unix seconds) cannot be booked yet; undefined when it can. */
  missing(orderId: string, moment: number): Reason | undefined;
}

/**
 * Reads the exchange rates of the shop's currency. Without one near the date Odoo would count one to one.
 *
 * The company's own currency needs none: then this costs one call and everything is allowed.
 */
export async function readRates(odoo: OdooClient, shop: ShopSettings): Promise<RateBook> {
  const [company] = await odoo.read('res.company', [shop.companyId], ['currency_id']);
  if (idOf(company?.['currency_id']) === shop.currencyId) return { missing: () => undefined };
  const rates = await odoo.searchRead(
    'res.currency.rate',
    [
      ['currency_id', '=', shop.currencyId],
      ['company_id', 'in', [false, shop.companyId]],
    ],
    ['name'],
    { order: 'name' },
  );
  const days = rates.map((rate) => fromOdooDateTime(textOf(rate['name'])) ?? 0);
  return {
    missing: (orderId, moment) =>
      days.some((day) => day <= moment && moment - day <= OLDEST_RATE)
        ? undefined
        : {
            code: 'no_rate',
            reason: `Odoo has no exchange rate of ${shop.currency} for ${formatMoment(moment).slice(0, 10)} or the month before, so order ${orderId} would be converted one to one: add the rate.`,
          },
  };
}
