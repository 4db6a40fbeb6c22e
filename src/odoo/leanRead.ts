import type { Domain, OdooClient, Row } from './client.ts';
import { Rows, shaped } from './shapes.ts';

/**
 * Reads many records with plain numbers for links: without the names of what they link to, which Odoo would work out one by
 * one. One call, two where `search_read` cannot be told so.
 *
 * @param order - Order of the records; the model's own unless told.
 */
export async function leanRead<T extends Row = Row>(
  client: OdooClient,
  model: string,
  domain: Domain,
  fields: readonly string[],
  order?: string,
): Promise<T[]> {
  const sorted = order === undefined ? {} : { order };
  if (client.profile.leanSearchRead) {
    const call = { model, method: 'search_read', args: { domain, fields, load: '', ...sorted }, repeatable: true };
    return shaped(Rows, await client.call(call), call) as unknown as T[];
  }
  const ids = await client.search(model, domain, sorted);
  if (ids.length === 0) return [];
  const call = { model, method: 'read', ids, args: { fields, load: '' }, repeatable: true };
  return shaped(Rows, await client.call(call), call) as unknown as T[];
}
