import { z } from 'zod';
import type { Domain, OdooClient } from './client.ts';
import { shaped } from './shapes.ts';

const Groups = z.array(z.record(z.string(), z.unknown()));

/**
 * Adds numbers of records up by what they link to, in one call.
 *
 * @param groupBy - A many2one field; records without one are left out.
 * @param fields - Stored numbers.
 * @returns The sums in the order of the fields, by database id of the record that is linked to.
 */
export async function sumBy(
  client: OdooClient,
  model: string,
  domain: Domain,
  groupBy: string,
  fields: readonly string[],
): Promise<ReadonlyMap<number, readonly number[]>> {
  const isNew = client.profile.groupedRead === 'formatted_read_group';
  const keys = isNew ? fields.map((field) => `${field}:sum`) : fields;
  const args = isNew
    ? { domain, groupby: [groupBy], aggregates: keys }
    : { domain, fields: keys.map((field) => `${field}:sum`), groupby: [groupBy], lazy: false };
  const call = { model, method: client.profile.groupedRead, args, repeatable: true };
  const rows = shaped(Groups, await client.call(call), call);
  return new Map(
    rows.flatMap((row) => {
      const link = row[groupBy];
      const id: unknown = Array.isArray(link) ? link[0] : undefined;
      return typeof id === 'number' ? [[id, keys.map((key) => toNumber(row[key]))] as const] : [];
    }),
  );
}

function toNumber(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
