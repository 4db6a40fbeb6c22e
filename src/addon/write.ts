import type { OdooClient } from '../odoo/client.ts';
import { OdooValidationError } from '../odoo/errors.ts';
import { createOnce, upsert } from '../odoo/loader.ts';
import type { LoadRecord, LoadValue } from '../odoo/values.ts';
import type { Layer, Piece } from './piece.ts';
import { numberText } from './piece.ts';
import type { Change } from './plan.ts';
import type { Target } from './references.ts';
import { settle } from './settle.ts';

/** The changes of one layer, as records for one `load()`. */
interface Batch {
  readonly layer: Layer;
  readonly changes: readonly Change[];
  /** Fields that are written together with their new model. */
  readonly children: readonly Change[];
}

/**
 * Writes what differs, one `load()` per model of Odoo, in the order of the changes; adds what is new to `known`.
 *
 * @throws OdooValidationError when Odoo refuses a piece: it names the piece and gives Odoo's reason. What was written
 *   before stays; running again goes on there.
 */
export async function writeChanges(
  client: OdooClient,
  changes: readonly Change[],
  known: Map<string, Target>,
  onBatch: (model: string, count: number) => Promise<void> | void = () => undefined,
): Promise<void> {
  for (const batch of toBatches(changes)) {
    await settle(() => writeBatch(client, batch, known));
    await onBatch(batch.layer.model, batch.changes.length + batch.children.length);
  }
}

function toBatches(changes: readonly Change[]): Batch[] {
  const models = changes.filter(({ layer, differences }) => layer.model === 'ir.model' && !differences);
  const newModels = new Set(models.map(({ piece }) => piece.externalId));
  const children = new Set(changes.filter((change) => isChild(change, newModels)));
  const layers = [...new Set(changes.map(({ layer }) => layer))];
  return layers.flatMap((layer) => {
    const own = changes.filter((change) => change.layer === layer && !children.has(change));
    if (own.length === 0) return [];
    return [{ layer, changes: own, children: layer.model === 'ir.model' ? [...children] : [] }];
  });
}

/** Fields that read other fields have to wait until those are there; all others are made together with their model. */
function isChild({ layer, piece, differences }: Change, newModels: ReadonlySet<string>): boolean {
  if (layer.model !== 'ir.model.fields' || differences) return false;
  const { 'model_id/id': model, relation_field: inverse, related, compute } = piece.values;
  return newModels.has(model as string) && inverse === '' && related === '' && compute === '';
}

async function writeBatch(client: OdooClient, batch: Batch, known: Map<string, Target>): Promise<void> {
  const { layer, changes, children } = batch;
  const withContext = layer.context ? client.withContext(layer.context) : client;
  const records = changes.map(({ piece }) => toRecord(piece, children, known));
  const load = layer.once ? createOnce : upsert;
  const { ids, refused } = await load(withContext, layer.model, records);
  const [first] = refused;
  if (first) {
    const label = changes.find(({ piece }) => piece.externalId === first.externalId)?.piece.label ?? first.externalId;
    throw new OdooValidationError(`Odoo refuses the ${label} of the addon: ${first.message}`, {
      context: { model: layer.model },
      remedy: 'If another customisation of this database is in the way, take it away and run this again.',
    });
  }
  for (const [externalId, id] of ids) known.set(externalId, { model: layer.model, id });
}

function toRecord(piece: Piece, children: readonly Change[], known: ReadonlyMap<string, Target>): LoadRecord {
  const record = { externalId: piece.externalId, values: loadValues(piece, known) };
  const fields = children.filter((child) => child.piece.values['model_id/id'] === piece.externalId);
  if (fields.length === 0) return record;
  return { ...record, children: { field_id: fields.map((child) => toChild(child.piece, known)) } };
}

/** A child's parent is the record that it stands under. */
function toChild(piece: Piece, known: ReadonlyMap<string, Target>): LoadRecord {
  const values = Object.entries(loadValues(piece, known)).filter(([column]) => column !== 'model_id/id');
  return { externalId: piece.externalId, values: Object.fromEntries(values) };
}

function loadValues(piece: Piece, known: ReadonlyMap<string, Target>): Record<string, LoadValue> {
  const entries = Object.entries(piece.values).map(([column, value]): [string, LoadValue] => {
    if (typeof value !== 'object') return [column, value];
    const target = known.get(value.record);
    return [column, target ? numberText(value, target) : ''];
  });
  return Object.fromEntries(entries);
}
