import type { LoadRecord, LoadValue } from './values.ts';

/** What `load()` takes: column names and rows of texts. */
export interface LoadTable {
  readonly fields: readonly string[];
  readonly data: readonly (readonly string[])[];
}

/** The column that names a record: `id` its external id, `.id` its database id. */
export type RecordKey = 'id' | '.id';

/** The columns of one kind of child. */
interface ChildColumns {
  readonly field: string;
  readonly columns: readonly string[];
}

/**
 * Splits records into groups of equal columns, in the order in which each kind first appears.
 *
 * A cell that is there and empty clears a field or stands in the way of Odoo's default, so records without a column must
 * not share a table with records that have it. Children share one table with their parent, and so do their columns: all
 * children of one record should have the same.
 */
export function groupByColumns(records: readonly LoadRecord[]): LoadRecord[][] {
  const groups = new Map<string, LoadRecord[]>();
  for (const record of records) {
    const { columns, children } = columnsOf(record);
    const key = JSON.stringify([columns, children]);
    const group = groups.get(key);
    if (group) group.push(record);
    else groups.set(key, [record]);
  }
  return [...groups.values()];
}

/**
 * Writes records of equal columns as one table. Each child is a row of its own, below its parent, with empty parent
 * columns and its external id in `<field>/id`.
 *
 * @throws TypeError when a number is not finite, or a child has children.
 */
export function toTable(records: readonly LoadRecord[], key: RecordKey = 'id'): LoadTable {
  const [first] = records;
  if (!first) return { fields: [], data: [] };
  const { columns, children } = columnsOf(first);
  const fields = [key, ...columns, ...children.flatMap(childFields)];
  const data: string[][] = [];
  for (const record of records) {
    const row = [record.externalId, ...cells(record, columns)];
    data.push([...row, ...blanks(fields.length - row.length)]);
    let offset = row.length;
    for (const child of children) {
      for (const line of record.children?.[child.field] ?? []) data.push(childRow(line, child, offset, fields.length));
      offset += child.columns.length + 1;
    }
  }
  return { fields, data };
}

function columnsOf(record: LoadRecord): { readonly columns: string[]; readonly children: ChildColumns[] } {
  const children = Object.entries(record.children ?? {})
    .filter(([, lines]) => lines.length > 0)
    .map(([field, lines]) => ({ field, columns: unionOfColumns(lines) }))
    .sort((a, b) => (a.field < b.field ? -1 : 1));
  return { columns: Object.keys(record.values).sort(), children };
}

function unionOfColumns(records: readonly LoadRecord[]): string[] {
  return [...new Set(records.flatMap((record) => Object.keys(record.values)))].sort();
}

function childFields({ field, columns }: ChildColumns): string[] {
  return ['id', ...columns].map((column) => `${field}/${column}`);
}

function childRow(line: LoadRecord, { columns }: ChildColumns, offset: number, width: number): string[] {
  if (line.children) throw new TypeError('A child of a record to load cannot have children');
  const own = [line.externalId, ...cells(line, columns)];
  return [...blanks(offset), ...own, ...blanks(width - offset - own.length)];
}

function cells({ values }: LoadRecord, columns: readonly string[]): string[] {
  return columns.map((column) => toCell(values[column]));
}

function blanks(count: number): string[] {
  return Array.from({ length: count }, () => '');
}

/** Booleans as digits: they are understood in every language. */
function toCell(value: LoadValue | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (!Number.isFinite(value)) throw new TypeError(`A record to load holds ${value}`);
  return String(value);
}
