import type { Domain, OdooClient, Row } from '../odoo/client.ts';
import { MODULE } from '../odoo/values.ts';
import type { Layer } from './piece.ts';
import { ADDON_PREFIX, namedXids } from './piece.ts';

/** Where an external id leads. */
export interface Target {
  readonly model: string;
  readonly id: number;
}

interface DataRow extends Row {
  readonly module: string;
  readonly name: string;
  readonly model: string;
  readonly res_id: number;
}

const DATA_FIELDS = ['module', 'name', 'model', 'res_id'] as const;

/**
 * Everything that the addon has installed in this database, by external id; a product's template comes along with it.
 *
 * @throws OdooAccessError when the user is no administrator.
 */
export async function readInstalled(client: OdooClient): Promise<Map<string, Target>> {
  return readTargets(client, [
    ['module', '=', MODULE],
    ['name', '=like', `${ADDON_PREFIX.replace('_', '\\_')}%`],
  ]);
}

/** Database ids of the records of Odoo's own that the pieces name. */
export async function readForeign(client: OdooClient, layers: readonly Layer[]): Promise<Map<string, Target>> {
  const named = layers
    .flatMap(({ pieces }) => pieces)
    .flatMap(({ values }) => Object.entries(values).flatMap(([column, value]) => namedXids(column, value)));
  const names = [...new Set(named)].filter((xid) => !xid.startsWith(`${MODULE}.`)).map((xid) => xid.split('.', 2));
  const found = await readTargets(client, [
    ['module', 'in', names.map(([module]) => module)],
    ['name', 'in', names.map(([, name]) => name)],
  ]);
  return found;
}

async function readTargets(client: OdooClient, domain: Domain): Promise<Map<string, Target>> {
  const rows = await client.searchRead<DataRow>('ir.model.data', domain, DATA_FIELDS, { order: 'id' });
  return new Map(rows.map((row) => [`${row.module}.${row.name}`, { model: row.model, id: row.res_id }]));
}
