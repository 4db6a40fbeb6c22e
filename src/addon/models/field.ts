import type { LoadValue } from '../../odoo/values.ts';

/** The types of fields that the addon uses; Odoo's words (`ir.model.fields.ttype`). */
export type FieldType =
  'boolean' | 'char' | 'datetime' | 'float' | 'integer' | 'many2one' | 'monetary' | 'one2many' | 'selection' | 'text';

/** One value of a selection field: what is stored, and what people read. */
export type Choice = readonly [value: string, label: string];

/** What differs between versions of Odoo in the Python of computed fields. */
export interface PythonDialect {
  /** The method of pricelists that prices several products: by lists of quantities and partners, or by one quantity. */
  readonly pricelistPrices: 'get_products_price' | '_get_products_price';
}

/** What a field may say besides its name and label. */
export interface FieldOptions {
  /** Shown when the mouse rests on the label. */
  readonly help?: string;
  /** For fields that records are searched by. */
  readonly index?: true;
  /** Changes by people are written to the record's chatter. */
  readonly tracked?: true;
  /** What a new record gets when nobody says otherwise (`ir.default`). */
  readonly initial?: LoadValue;
}

/**
 * A field that the addon adds to a model. Always a manual field, never copied by Duplicate: nearly all of them are
 * identities of TikTok's things. Odoo never changes the type of a field: another type needs another name.
 */
export interface FieldDeclaration extends FieldOptions {
  readonly name: string;
  readonly ttype: FieldType;
  readonly label: string;
  /** The other model of a relation. */
  readonly relation?: string;
  /** The many2one on the other model that a one2many turns around. */
  readonly relationField?: string;
  readonly choices?: readonly Choice[];
  /** The dotted path that a field which is not stored is read from. */
  readonly related?: string;
  /** Python that works out the value of a field which is not stored. */
  readonly compute?: Python;
}

/** Python over `self`, the same for all versions of Odoo or as one of them wants it. */
export type Python = string | ((dialect: PythonDialect) => string);

/** A model that the addon makes, with its fields. The name of a record is its `x_name`. */
export interface ModelDeclaration {
  readonly model: string;
  readonly label: string;
  /** SQL order of its records; only fields of the table. */
  readonly order: string;
  /** Whether its records have messages, followers and activities. */
  readonly chatter: boolean;
  readonly fields: readonly FieldDeclaration[];
}

/** The fields that the addon adds to a model of Odoo's own. */
export interface ExtensionDeclaration {
  readonly model: string;
  /** External id of the model itself. */
  readonly modelXid: string;
  readonly fields: readonly FieldDeclaration[];
}

/** A line of text. */
export function char(name: string, label: string, options: FieldOptions = {}): FieldDeclaration {
  return { name, ttype: 'char', label, ...options };
}

/** Text of several lines. */
export function text(name: string, label: string, options: FieldOptions = {}): FieldDeclaration {
  return { name, ttype: 'text', label, ...options };
}

/** Yes or no. */
export function boolean(name: string, label: string, options: FieldOptions = {}): FieldDeclaration {
  return { name, ttype: 'boolean', label, ...options };
}

/** A whole number within 32 bits. */
export function integer(name: string, label: string, options: FieldOptions = {}): FieldDeclaration {
  return { name, ttype: 'integer', label, ...options };
}

/** A number that is shown but not reckoned with. */
export function float(name: string, label: string, options: FieldOptions = {}): FieldDeclaration {
  return { name, ttype: 'float', label, ...options };
}

/** An amount in the record's `x_currency_id`. */
export function monetary(name: string, label: string, options: FieldOptions = {}): FieldDeclaration {
  return { name, ttype: 'monetary', label, ...options };
}

/** A moment, stored in UTC. */
export function datetime(name: string, label: string, options: FieldOptions = {}): FieldDeclaration {
  return { name, ttype: 'datetime', label, ...options };
}

/** One of a few words. */
export function selection(
  name: string,
  label: string,
  choices: readonly Choice[],
  options: FieldOptions = {},
): FieldDeclaration {
  return { name, ttype: 'selection', label, choices, ...options };
}

/** A link to one record; it becomes empty when that record is deleted. */
export function many2one(name: string, label: string, relation: string, options: FieldOptions = {}): FieldDeclaration {
  return { name, ttype: 'many2one', label, relation, ...options };
}

/** The records whose `relationField` links here. */
export function one2many(
  name: string,
  label: string,
  relation: string,
  relationField: string,
  options: FieldOptions = {},
): FieldDeclaration {
  return { name, ttype: 'one2many', label, relation, relationField, ...options };
}

/** Shows what another record says, without storing it again. */
export function related(field: FieldDeclaration, path: string): FieldDeclaration {
  return { ...field, related: path };
}

/** Works a field out when it is read, without storing it. */
export function computed(field: FieldDeclaration, python: Python): FieldDeclaration {
  return { ...field, compute: python };
}
