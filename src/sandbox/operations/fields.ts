import { REFUSALS } from '../refusal.ts';
import type { OperationCall } from './types.ts';

/** Names of fields come as on the wire; refusals name them in TikTok's camel case. */
function camel(name: string): string {
  return name.replace(/(^|_)([a-z])/g, (_, _gap: string, letter: string) => letter.toUpperCase());
}

/**
 * Reads `page_size` from the query.
 *
 * @throws Refusal when it is missing or out of range.
 */
export function pageSize({ call }: OperationCall, max: number): number {
  const text = call.query.get('page_size');
  if (text === undefined || text === '') throw REFUSALS.missingField('PageSize');
  const size = Number(text);
  if (!/^\d+$/.test(text) || size < 1 || size > max) {
    throw REFUSALS.invalidField('PageSize', `must be between 1 and ${max}`);
  }
  return size;
}

/**
 * Reads a query parameter that allows some words only.
 *
 * @throws Refusal when it is another word.
 */
export function choice<T extends string>({ call }: OperationCall, name: string, allowed: readonly [T, ...T[]]): T {
  const text = call.query.get(name);
  if (text === undefined || text === '') return allowed[0];
  const found = allowed.find((word) => word === text);
  if (found === undefined) throw REFUSALS.invalidField(camel(name), `must be one of ${allowed.join(', ')}`);
  return found;
}

/**
 * Reads comma-joined ids from the query.
 *
 * @throws Refusal when there are none, too many, or one is no number.
 */
export function queryIds({ call }: OperationCall, name: string, max: number): string[] {
  const ids = (call.query.get(name) ?? '').split(',').filter((id) => id !== '');
  if (ids.length === 0) throw REFUSALS.missingField(camel(name));
  if (ids.length > max) throw REFUSALS.invalidField(camel(name), `must hold at most ${max} ids`);
  if (!ids.every((id) => /^\d{1,20}$/.test(id))) throw REFUSALS.invalidField(camel(name), 'must be ids');
  return ids;
}

/** Whether the query says `true`. @throws Refusal when it says something else than true or false. */
export function queryFlag(context: OperationCall, name: string): boolean {
  return choice(context, name, ['false', 'true']) === 'true';
}

/** A JSON object within a body. */
export type Row = Readonly<Record<string, unknown>>;

/** @throws Refusal when the field is there and no whole number. */
export function bodyInteger({ body }: OperationCall, name: string): number | undefined {
  return integerIn(body, name);
}

/** @throws Refusal when the field is there and no whole number. */
export function integerIn(row: Row, name: string): number | undefined {
  const value = row[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    throw REFUSALS.invalidField(camel(name), 'must be a whole number');
  }
  return value;
}

/** @throws Refusal when the field is there and no text, or not one of the allowed. */
export function bodyText({ body }: OperationCall, name: string, allowed?: readonly string[]): string | undefined {
  const value = textIn(body, name);
  if (value !== undefined && allowed && !allowed.includes(value)) {
    throw REFUSALS.invalidField(camel(name), `must be one of ${allowed.join(', ')}`);
  }
  return value;
}

/** An empty text counts as none. @throws Refusal when the field is there and no text. */
export function textIn(row: Row, name: string): string | undefined {
  const value = row[name];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string') throw REFUSALS.invalidField(camel(name), 'must be a text');
  return value;
}

/** @throws Refusal when the field is there and no object. */
export function rowIn(row: Row, name: string): Row | undefined {
  const value = row[name];
  if (value === undefined || value === null) return undefined;
  if (!isRow(value)) throw REFUSALS.invalidField(camel(name), 'must be an object');
  return value;
}

/** @throws Refusal when the field is there and no list of objects. */
export function rowsIn(row: Row, name: string): Row[] | undefined {
  const value = row[name];
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value) || !value.every(isRow)) {
    throw REFUSALS.invalidField(camel(name), 'must be a list of objects');
  }
  return value;
}

/** @throws Refusal when the field is there and neither true nor false. */
export function bodyFlag({ body }: OperationCall, name: string): boolean | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'boolean') throw REFUSALS.invalidField(camel(name), 'must be true or false');
  return value;
}

/** @throws Refusal when the field is there and no list of texts, or too long. */
export function bodyTexts({ body }: OperationCall, name: string, max: number): string[] | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value) || !value.every((item): item is string => typeof item === 'string')) {
    throw REFUSALS.invalidField(camel(name), 'must be a list of texts');
  }
  if (value.length > max) throw REFUSALS.invalidField(camel(name), `must hold at most ${max} values`);
  return value;
}

function isRow(value: unknown): value is Row {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
