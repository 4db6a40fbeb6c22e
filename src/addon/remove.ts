import type { OdooClient, Row } from '../odoo/client.ts';
import { EXTENSIONS } from './models/standard.ts';
import type { Target } from './references.ts';
import { settle } from './settle.ts';

/** Models in the order in which their records can be removed: what names others goes before what is named. */
const ORDER: readonly string[] = [
  // the version stands for a complete addon, so it leaves first
  'x_tiktok_addon',
  'ir.filters',
  'ir.ui.menu',
  'ir.actions.act_window.view',
  'ir.actions.act_window',
  'ir.actions.server',
  'ir.ui.view',
  'ir.rule',
  'ir.model.access',
  'ir.default',
  'ir.model.fields',
  'ir.model',
  'res.groups',
  'res.groups.privilege',
];

const PARTNER_FIELDS = EXTENSIONS.filter(({ model }) => model === 'res.partner').flatMap(({ fields }) =>
  fields.map(({ name }) => name),
);

/**
 * Removes records of the addon, whatever their order; those that are gone already are passed over.
 *
 * @param onRemoved - Called after each model with the number of records that were removed.
 * @throws OdooValidationError when something else in the database still needs one of them, such as a view made by hand;
 *   what was removed before stays removed, and running again goes on there.
 */
export async function removeTargets(
  client: OdooClient,
  targets: readonly Target[],
  onRemoved: (model: string, count: number) => void = () => undefined,
): Promise<void> {
  const everything = client.withContext({ 'ir.ui.menu.full_list': true });
  const idsOf = (model: string): number[] => targets.filter((target) => target.model === model).map(({ id }) => id);
  const leavingModels = await modelNames(client, idsOf('ir.model'));
  for (const model of ORDER) {
    const batches = await batchesOf(everything, model, [...new Set(idsOf(model))], leavingModels);
    for (const batch of batches) {
      if (batch.length === 0) continue;
      await settle(() => client.unlink(model, batch));
      onRemoved(model, batch.length);
    }
    if (model === 'ir.model.fields') await removeEchoes(client, targets);
  }
}

/**
 * Odoo lists the fields of contacts once more as fields of users, and up to some version forgets to take these lines
 * away with the field. Without the word by which it uninstalls its own modules it lets nobody do it.
 */
async function removeEchoes(client: OdooClient, targets: readonly Target[]): Promise<void> {
  if (targets.every(({ model }) => model !== 'ir.model')) return;
  const echoes = await client.search('ir.model.fields', [
    ['model', '=', 'res.users'],
    ['name', 'in', PARTNER_FIELDS],
    ['state', '=', 'base'],
  ]);
  await client.withContext({ _force_unlink: true }).unlink('ir.model.fields', echoes);
}

async function modelNames(client: OdooClient, ids: readonly number[]): Promise<ReadonlySet<unknown>> {
  if (ids.length === 0) return new Set();
  const rows = await client.read('ir.model', ids, ['model']);
  return new Set(rows.map((row) => row['model']));
}

/** What is still there, in parts that have to go one after the other. */
async function batchesOf(
  client: OdooClient,
  model: string,
  ids: readonly number[],
  leavingModels: ReadonlySet<unknown>,
): Promise<number[][]> {
  if (ids.length === 0) return [];
  if (model === 'ir.model.fields') return fieldBatches(client, ids, leavingModels);
  if (model === 'ir.ui.view') return viewBatches(client, ids);
  const rows = await client.read(model, ids, ['id']);
  return [rows.map(({ id }) => id)];
}

/** Fields that read other fields keep Odoo from removing those; fields of a model that leaves go with it. */
async function fieldBatches(
  client: OdooClient,
  ids: readonly number[],
  leavingModels: ReadonlySet<unknown>,
): Promise<number[][]> {
  const rows = await client.read('ir.model.fields', ids, ['ttype', 'related', 'compute', 'model']);
  const isReader = (row: Row): boolean =>
    Boolean(row['related']) || Boolean(row['compute']) || row['ttype'] === 'one2many';
  const readers = rows.filter(isReader);
  const others = rows.filter((row) => !isReader(row) && !leavingModels.has(row['model']));
  return [readers.map(({ id }) => id), others.map(({ id }) => id)];
}

/** Views that add to others go first. */
async function viewBatches(client: OdooClient, ids: readonly number[]): Promise<number[][]> {
  const rows = await client.read('ir.ui.view', ids, ['inherit_id']);
  const adds = (row: Row): boolean => Boolean(row['inherit_id']);
  return [rows.filter(adds).map(({ id }) => id), rows.filter((row) => !adds(row)).map(({ id }) => id)];
}
