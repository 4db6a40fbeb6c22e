import type { OdooClient } from '../odoo/client.ts';
import { recordXid } from './layers/records.ts';
import { RECORDS } from './records.ts';
import type { Target } from './references.ts';

/**
 * Finds records that people have made themselves for what the addon would make: a default product by its Internal
 * Reference, a carrier by its name. They stay theirs: they get no external id, and uninstall leaves them. Of several that
 * fit none is taken, nor one of a single company, because all shops start with it.
 *
 * @returns What is found by the external id that the addon's own record would have.
 */
export async function findAdopted(
  client: OdooClient,
  installed: ReadonlyMap<string, Target>,
): Promise<ReadonlyMap<string, Target>> {
  const adopted = new Map<string, Target>();
  for (const { name, model, values, foundBy } of RECORDS) {
    if (foundBy === undefined || installed.has(recordXid(name))) continue;
    const fits = [
      [foundBy, '=', values[foundBy]],
      ['company_id', '=', false],
    ] as const;
    const [id, ...others] = await client.search(model, fits, { limit: 2 });
    if (id !== undefined && others.length === 0) adopted.set(recordXid(name), { model, id });
  }
  return adopted;
}
