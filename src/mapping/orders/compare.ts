import { amountFromFloat, parseOptionalAmount } from '../../core/money.ts';
import type { LoadRecord, LoadValue } from '../../odoo/values.ts';

/** The fields of Odoo that a record writes: column names without `/id` and `/.id`. */
export function fieldsOfRecord(record: LoadRecord): string[] {
  return Object.keys(record.values).map(fieldOf);
}

/**
 * Whether a row of Odoo already holds all that a record would write, so that it need not be written again.
 *
 * @param row - As `search_read` gives it, with the fields of {@link fieldsOfRecord}. Columns by external id (`/id`)
 *   cannot be compared and count as different.
 */
export function holdsRecord(row: Readonly<Record<string, unknown>>, record: LoadRecord): boolean {
  return Object.entries(record.values).every(
    ([column, value]) => !column.endsWith('/id') && sameValue(row[fieldOf(column)], value),
  );
}

function fieldOf(column: string): string {
  return column.replace(/\/(\.)?id$/, '');
}

function sameValue(stored: unknown, value: LoadValue): boolean {
  if (typeof value === 'boolean') return Boolean(stored) === value;
  const found = Array.isArray(stored) ? (stored[0] as unknown) : stored;
  // Odoo gives false for empty texts, links and times; an empty amount is 0
  if (found === false || found === null || found === undefined) return value === '' || value === 0;
  if (typeof found === 'number') return sameNumber(found, String(value));
  return typeof found === 'string' && found === String(value);
}

function sameNumber(found: number, value: string): boolean {
  try {
    return amountFromFloat(found) === parseOptionalAmount(value);
  } catch (error) {
    // a number that is not exact is not what was written
    if (error instanceof RangeError) return false;
    throw error;
  }
}
