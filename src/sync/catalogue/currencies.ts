import type { ShopSettings } from '../../mapping/orders/types.ts';
import type { OdooClient } from '../../odoo/client.ts';
import { textOf } from '../rows.ts';

/** Database ids of the currencies of some prices by code. Nothing is asked while all are in the shop's own. */
export async function readCurrencies(
  odoo: OdooClient,
  { currency, currencyId }: Pick<ShopSettings, 'currency' | 'currencyId'>,
  codes: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const others = [...new Set(codes)].filter((code) => code !== '' && code !== currency);
  if (others.length === 0) return new Map([[currency, currencyId]]);
  // currencies that nobody uses are archived
  const everything = odoo.withContext({ active_test: false });
  const rows = await everything.searchRead('res.currency', [['name', 'in', others]], ['name']);
  return new Map([[currency, currencyId], ...rows.map((row): [string, number] => [textOf(row['name']), row.id])]);
}
