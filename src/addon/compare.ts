import type { Row } from '../odoo/client.ts';
import type { Piece, PieceValue } from './piece.ts';
import { numberText } from './piece.ts';
import type { Target } from './references.ts';

/** Looks an external id up among all that are known so far. */
export type Lookup = (externalId: string) => Target | undefined;

/** One column in which the database says something else than the declaration. */
export interface Difference {
  readonly field: string;
  readonly from: string;
  readonly to: string;
}

/** Name of the field that a column of `load()` writes: `group_ids/id` writes `group_ids`. */
export function fieldOf(column: string): string {
  return column.split('/', 1)[0] ?? column;
}

/** In what a record differs from its declaration; empty when nothing has to be written. */
export function compare(piece: Piece, row: Row, lookup: Lookup): Difference[] {
  return Object.entries(piece.values).flatMap(([column, value]) => {
    const field = fieldOf(column);
    const from = storedText(row[field]);
    const to = declaredText(column, value, lookup);
    return from === to ? [] : [{ field, from, to }];
  });
}

function declaredText(column: string, value: PieceValue, lookup: Lookup): string {
  if (typeof value === 'object') {
    const target = lookup(value.record);
    return target ? numberText(value, target) : '?';
  }
  if (!column.endsWith('/id')) return value === false ? '' : plain(String(value));
  const ids = String(value)
    .split(',')
    .filter((xid) => xid !== '')
    .map((xid) => lookup(xid)?.id ?? -1);
  return sorted(ids);
}

/** What `read` gives: false for empty, `[id, name]` for a link, a list of numbers for many. */
function storedText(value: unknown): string {
  if (value === false || value === null || value === undefined) return '';
  if (!Array.isArray(value)) return plain(typeof value === 'string' ? value : JSON.stringify(value));
  const ids = value.filter((item): item is number => typeof item === 'number');
  return sorted(ids);
}

function sorted(ids: readonly number[]): string {
  return [...ids].sort((a, b) => a - b).join(',');
}

/** Odoo writes XML back in its own layout, and empty numbers as 0. */
function plain(text: string): string {
  const short = text
    .replace(/^<\?xml[^>]*\?>/, '')
    .replace(/\s+/g, ' ')
    .replaceAll('> <', '><')
    .trim();
  return short === '0' ? '' : short;
}
