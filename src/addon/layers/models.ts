import type { LoadValue } from '../../odoo/values.ts';
import { OWN_MODELS } from '../models/all.ts';
import type { Choice, FieldDeclaration, ModelDeclaration, PythonDialect } from '../models/field.ts';
import { EXTENSIONS } from '../models/standard.ts';
import type { Layer, Piece } from '../piece.ts';
import { addonXid } from '../piece.ts';

/** Models that the addon makes, by name. */
export const OWN_MODEL_NAMES: readonly string[] = OWN_MODELS.map(({ model }) => model);

/** External id of one of the addon's own models. */
export function modelXid(model: string): string {
  return addonXid('model', model);
}

/** External id of a field that the addon adds. */
export function fieldXid(model: string, field: string): string {
  return addonXid('field', model, field);
}

/**
 * Models, fields, and what fields of new records start with.
 *
 * Fields follow as a layer of their own, so that every one of them is compared and can be added or mended alone; those
 * of a new model are written together with it (one set-up of Odoo's registry instead of one per field).
 */
export function modelLayers(dialect: PythonDialect): Layer[] {
  const own = OWN_MODELS.flatMap(({ model, fields }) =>
    fields.map((field) => fieldPiece(model, modelXid(model), field, dialect)),
  );
  const added = EXTENSIONS.flatMap(({ model, modelXid: xid, fields }) =>
    fields.map((field) => fieldPiece(model, xid, field, dialect)),
  );
  // Odoo 19 adds x_name to a new model by itself, Odoo 14 does not; in install mode neither does.
  return [
    { model: 'ir.model', pieces: OWN_MODELS.map(modelPiece), context: { install_mode: true } },
    { model: 'ir.model.fields', pieces: inOrder([...own, ...added]) },
    { model: 'ir.default', pieces: OWN_MODELS.flatMap(defaultPieces) },
  ];
}

function modelPiece({ model, label, order, chatter }: ModelDeclaration): Piece {
  return {
    externalId: modelXid(model),
    label: `model ${model}`,
    values: { model, name: label, order, is_mail_thread: chatter, is_mail_activity: chatter },
  };
}

function fieldPiece(model: string, xid: string, field: FieldDeclaration, dialect: PythonDialect): Piece {
  return {
    externalId: fieldXid(model, field.name),
    label: `field ${model}.${field.name}`,
    values: { 'model_id/id': xid, ...fieldValues(field, dialect) },
  };
}

function fieldValues(field: FieldDeclaration, dialect: PythonDialect): Record<string, LoadValue> {
  const isDerived = field.related !== undefined || field.compute !== undefined;
  return {
    name: field.name,
    field_description: field.label,
    ttype: field.ttype,
    help: field.help ?? '',
    relation: field.relation ?? '',
    relation_field: field.relationField ?? '',
    selection: field.choices ? pythonList(field.choices) : '',
    related: field.related ?? '',
    compute: typeof field.compute === 'function' ? field.compute(dialect) : (field.compute ?? ''),
    on_delete: field.ttype === 'many2one' ? 'set null' : '',
    copied: false,
    index: field.index ?? false,
    readonly: isDerived,
    store: !isDerived,
    tracking: field.tracked ? 100 : 0,
  };
}

/** Fields that read other fields come after those. */
function inOrder(pieces: readonly Piece[]): Piece[] {
  const isLater = ({ values }: Piece): boolean =>
    values['relation_field'] !== '' || values['related'] !== '' || values['compute'] !== '';
  return [...pieces.filter((piece) => !isLater(piece)), ...pieces.filter(isLater)];
}

function defaultPieces({ model, fields }: ModelDeclaration): Piece[] {
  return fields.flatMap((field) => (field.initial === undefined ? [] : [defaultPiece(model, field, field.initial)]));
}

/** External id of what a field of new records starts with. */
export function defaultXid(model: string, field: string): string {
  return addonXid('default', model, field);
}

function defaultPiece(model: string, field: FieldDeclaration, initial: LoadValue): Piece {
  return {
    externalId: defaultXid(model, field.name),
    label: `default of ${model}.${field.name}`,
    values: { 'field_id/id': fieldXid(model, field.name), json_value: JSON.stringify(initial) },
  };
}

/** Python's way to write the choices of a selection, as Odoo gives them back. */
function pythonList(choices: readonly Choice[]): string {
  return `[${choices.map(([value, label]) => `(${pythonText(value)}, ${pythonText(label)})`).join(', ')}]`;
}

function pythonText(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  return `${quote}${text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`)}${quote}`;
}
