import { z } from 'zod';
import type { OdooClient } from './client.ts';
import { OdooAccessError, OdooFaultError } from './errors.ts';
import { shaped } from './shapes.ts';

const DataRows = z.array(z.object({ id: z.number(), module: z.string(), name: z.string(), res_id: z.number() }));
const Reference = z.tuple([z.string(), z.union([z.number(), z.literal(false)])]);
const PARALLEL = 6;

/** Finds database ids by external ids: whether the user may read `ir.model.data` is found out once per connection. */
export type XidFinder = (
  client: OdooClient,
  model: string,
  externalIds: readonly string[],
) => Promise<Map<string, number>>;

/**
 * Makes an {@link XidFinder}: one read of `ir.model.data` for all of them; where that is forbidden (19, for an ordinary
 * user) one `check_object_reference` for each, some at a time.
 */
export function createXidFinder(): XidFinder {
  let readable = true;
  return async (client, model, externalIds) => {
    if (externalIds.length === 0) return new Map();
    if (readable) {
      try {
        return await findByData(client, model, externalIds);
      } catch (error) {
        if (!(error instanceof OdooAccessError)) throw error;
        readable = false;
      }
    }
    return findOneByOne(client, model, externalIds);
  };
}

async function findByData(
  client: OdooClient,
  model: string,
  externalIds: readonly string[],
): Promise<Map<string, number>> {
  const wanted = new Set(externalIds);
  const names = [...wanted].map((externalId) => split(externalId).name);
  const rows = await client.searchRead(
    'ir.model.data',
    [
      ['model', '=', model],
      ['name', 'in', names],
    ],
    ['module', 'name', 'res_id'],
  );
  const call = { model: 'ir.model.data', method: 'search_read' };
  const found = shaped(DataRows, rows, call)
    .map((row) => [`${row.module}.${row.name}`, row.res_id] as const)
    .filter(([externalId]) => wanted.has(externalId));
  // An external id outlives a record that the database removed by itself (lines of a deleted order).
  const alive = new Set(
    await client.search(model, [['id', 'in', found.map(([, id]) => id)]], { context: { active_test: false } }),
  );
  return new Map(found.filter(([, id]) => alive.has(id)));
}

async function findOneByOne(
  client: OdooClient,
  model: string,
  externalIds: readonly string[],
): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  const waiting = [...new Set(externalIds)];
  const work = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const id = await findOne(client, model, next);
      if (id !== undefined) found.set(next, id);
    }
  };
  await Promise.all(Array.from({ length: Math.min(PARALLEL, waiting.length) }, work));
  return found;
}

async function findOne(client: OdooClient, model: string, externalId: string): Promise<number | undefined> {
  const { module, name } = split(externalId);
  const call = {
    model: 'ir.model.data',
    method: 'check_object_reference',
    args: { module, xml_id: name },
    context: { active_test: false },
    repeatable: true,
  };
  try {
    const [foundModel, id] = shaped(Reference, await client.call(call), call);
    return foundModel === model && id !== false ? id : undefined;
  } catch (error) {
    if (error instanceof OdooFaultError && /External ID not found|No such external ID/i.test(error.message))
      return undefined;
    throw error;
  }
}

function split(externalId: string): { readonly module: string; readonly name: string } {
  const dot = externalId.indexOf('.');
  return { module: externalId.slice(0, dot), name: externalId.slice(dot + 1) };
}
