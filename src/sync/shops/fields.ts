import { UsageError } from '../../core/errors.ts';
import { formatMoment, fromOdooDateTime, parseMoment, toOdooDateTime } from '../../core/time.ts';
import type { FieldInfo, OdooClient } from '../../odoo/client.ts';
import { findReference } from './references.ts';
import { textOf } from '../rows.ts';

/** A setting of a shop that people choose, as Odoo describes it. */
export interface ShopField {
  /** How people type it: `fbt-warehouse` for `x_fbt_warehouse_id`. */
  readonly key: string;
  readonly name: string;
  readonly label: string;
  readonly info: FieldInfo;
}

/** What a typed text means for a setting. */
export interface ShopValue {
  /** As `write` takes it. */
  readonly value: string | number | boolean;
  /** As `read` gives it: `[id, name]` for records. */
  readonly row: unknown;
}

/** Where a typed text is read: the shop's company, its zone, and the present moment in Unix seconds. */
export interface ShopScope {
  readonly odoo: OdooClient;
  readonly companyId: number | undefined;
  readonly zone: string;
  readonly now: number;
}

/** What TikTok says, what the bridge writes itself, and the switch that only enabling may turn on. */
const NOT_TYPED: ReadonlySet<string> = new Set([
  'x_account_id',
  'x_shop_id',
  'x_cipher',
  'x_code',
  'x_region',
  'x_seller_type',
  'x_state',
  'x_enabled',
  'x_message',
  'x_settings_key',
  'x_last_order_sync',
  'x_last_catalogue_sync',
  'x_last_full_catalogue',
  'x_last_stock_check',
]);

const TYPES: ReadonlySet<string> = new Set(['many2one', 'selection', 'boolean', 'datetime', 'integer', 'char']);

/** All settings of a shop that people choose, in the order of Odoo's answer: one call. */
export async function readShopFields(odoo: OdooClient): Promise<ShopField[]> {
  const fields = await odoo.fieldsOf('x_tiktok_shop');
  return [...fields]
    .filter(([name, info]) => name.startsWith('x_') && TYPES.has(info.type) && !NOT_TYPED.has(name))
    .map(([name, info]) => ({ key: keyOf(name), name, label: info.string, info }));
}

/** How people type the name of a field: `x_fbt_warehouse_id` is `fbt-warehouse`. */
export function keyOf(name: string): string {
  return name.replace(/^x_/, '').replace(/_id$/, '').replaceAll('_', '-');
}

/**
 * The setting that a key names.
 *
 * @throws UsageError that lists all keys.
 */
export function requireShopField(fields: readonly ShopField[], key: string): ShopField {
  const field = fields.find((candidate) => candidate.key === key || candidate.name === key);
  if (field) return field;
  throw new UsageError(`There is no setting "${key}" of shops.`, {
    remedy: `There are: ${fields.map((candidate) => candidate.key).join(', ')}.`,
  });
}

/**
 * Reads what a person typed for a setting; an empty text clears it.
 *
 * @throws UsageError that says which texts are possible.
 */
export async function parseShopValue(field: ShopField, text: string, scope: ShopScope): Promise<ShopValue> {
  const { type, relation = '', selection = [] } = field.info;
  const typed = text.trim();
  if (typed === '' && type !== 'boolean') return { value: false, row: false };
  switch (type) {
    case 'many2one': {
      const record = await findReference(scope.odoo, relation, typed, scope.companyId);
      return { value: record.id, row: [record.id, record.name] };
    }
    case 'selection': {
      const choice = selection.find(([value, label]) => [value, label.toLowerCase()].includes(typed.toLowerCase()));
      if (choice) return { value: choice[0], row: choice[0] };
      throw wrongValue(field, typed, `Choose one of: ${selection.map(([value]) => value).join(', ')}.`);
    }
    case 'boolean': {
      const isYes = /^(yes|true|on|1)$/i.test(typed);
      if (isYes || /^(no|false|off|0)$/i.test(typed)) return { value: isYes, row: isYes };
      throw wrongValue(field, typed, 'Write yes or no.');
    }
    case 'datetime': {
      const moment = toOdooDateTime(parseTyped(field, typed, scope));
      return { value: moment, row: moment };
    }
    case 'integer': {
      if (!/^-?\d{1,9}$/.test(typed)) throw wrongValue(field, typed, 'Write a whole number.');
      return { value: Number(typed), row: Number(typed) };
    }
    default:
      return { value: typed, row: typed };
  }
}

/** Writes the value of a setting for people; moments in the shop's zone. */
export function showShopValue(field: ShopField, row: unknown, zone: string): string {
  if (row === false || row === undefined || row === null) return field.info.type === 'boolean' ? 'no' : '';
  if (Array.isArray(row)) return String(row[1]);
  if (row === true) return 'yes';
  if (typeof row === 'number') return String(row);
  if (field.info.type === 'datetime') return formatMoment(fromOdooDateTime(textOf(row)) ?? 0, zone);
  return textOf(row);
}

function parseTyped(field: ShopField, typed: string, { now, zone }: ShopScope): number {
  if (typed === 'now') return now;
  try {
    return parseMoment(typed, now, zone);
  } catch (error) {
    if (error instanceof RangeError) throw wrongValue(field, typed, `${error.message} Or: now.`);
    throw error;
  }
}

function wrongValue(field: ShopField, typed: string, remedy: string): UsageError {
  return new UsageError(`${field.label} cannot be "${typed}".`, { remedy });
}
