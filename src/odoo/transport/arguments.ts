import { sanitise } from './sanitise.ts';
import type { OdooCall } from './types.ts';

/**
 * Methods of the ORM whose first arguments have other names in some modules of some versions, or are looked up by
 * position on the server. Over XML-RPC and JSON-RPC they go by position, JSON-2 needs their names.
 */
const POSITIONAL: Readonly<Record<string, readonly string[]>> = {
  create: ['vals_list'],
  write: ['vals'],
  read: ['fields'],
  load: ['fields', 'data'],
  search: ['domain'],
  search_count: ['domain'],
  search_read: ['domain'],
};

/** A call as `execute_kw` takes it: a fresh array `[model, method, positional, named]` of safe values. */
export function toExecuteKw(call: OdooCall): [string, string, unknown[], Record<string, unknown>] {
  const named = sanitise({ ...call.args, ...(call.context ? { context: call.context } : {}) }) as Record<
    string,
    unknown
  >;
  const positional: unknown[] = call.ids ? [[...call.ids]] : [];
  for (const name of POSITIONAL[call.method] ?? []) {
    if (!(name in named)) break;
    positional.push(named[name]);
    Reflect.deleteProperty(named, name);
  }
  return [call.model, call.method, positional, named];
}

/** A call as the body of a JSON-2 request: named arguments, `ids` and `context` beside them. */
export function toNamed(call: OdooCall): Record<string, unknown> {
  const named = sanitise({ ...call.args, ...(call.context ? { context: call.context } : {}) }) as Record<
    string,
    unknown
  >;
  return call.ids ? { ids: [...call.ids], ...named } : named;
}
