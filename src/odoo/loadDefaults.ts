import type { OdooContext } from './transport/types.ts';
import type { LoadRecord } from './values.ts';

/** Records of one page without the columns that are the same in all of them. */
export interface HoistedPage {
  readonly context: OdooContext;
  readonly records: readonly LoadRecord[];
}

/**
 * Columns that stay: the company decides far more than its own field, and 14 and 15 take the partner's pricelist where its
 * column is missing, whatever the default says.
 */
const STAYING: ReadonlySet<string> = new Set(['company_id/.id', 'pricelist_id/.id']);

/**
 * Moves links by database id that are the same in all records of a page into the context, as `default_<field>`: Odoo
 * looks up every single cell of such a column, and a default not at all. Only for records that are made, never for
 * those that are overwritten.
 */
export function hoistConstants(records: readonly LoadRecord[]): HoistedPage {
  const [first] = records;
  if (!first || records.length === 1) return { context: {}, records };
  const constants = Object.entries(first.values).filter(
    ([column, value]) =>
      column.endsWith('/.id') &&
      !STAYING.has(column) &&
      typeof value === 'number' &&
      records.every((record) => record.values[column] === value),
  );
  if (constants.length === 0) return { context: {}, records };
  const hoisted = new Set(constants.map(([column]) => column));
  return {
    context: Object.fromEntries(
      constants.map(([column, value]) => [`default_${column.slice(0, -'/.id'.length)}`, value]),
    ),
    records: records.map((record) => ({ ...record, values: without(record.values, hoisted) })),
  };
}

function without(values: LoadRecord['values'], columns: ReadonlySet<string>): LoadRecord['values'] {
  return Object.fromEntries(Object.entries(values).filter(([column]) => !columns.has(column)));
}
