import type { Logger } from '../core/logger.ts';
import type { Caller } from './caller.ts';
import type { Domain, FieldInfo, OdooClient, Row, SearchOptions, Values } from './client.ts';
import { OdooFaultError } from './errors.ts';
import type { OdooProfile } from './profile.ts';
import { FieldsOfModel, IdOrIds, Ids, Rows, shaped } from './shapes.ts';
import type { OdooCall, OdooContext, OdooTransport } from './transport/types.ts';
import { createXidFinder, type XidFinder } from './xids.ts';

/** What a client is made of; everything but the context is shared by clients made with `withContext`. */
export interface ClientParts {
  readonly profile: OdooProfile;
  readonly transport: OdooTransport;
  readonly caller: Caller;
  readonly logger: Logger;
  readonly context: OdooContext;
  readonly fields?: Map<string, Promise<ReadonlyMap<string, FieldInfo>>>;
  readonly findXids?: XidFinder;
}

const READ_AT_ONCE = 500;
const FIELD_ATTRIBUTES = ['type', 'string', 'relation', 'required', 'readonly', 'selection'];

/** Makes the methods of an {@link OdooClient} on top of a caller. */
export function createMethods(parts: ClientParts): OdooClient {
  const { caller, context } = parts;
  const fields = parts.fields ?? new Map<string, Promise<ReadonlyMap<string, FieldInfo>>>();
  const findXids = parts.findXids ?? createXidFinder();
  const call = (request: OdooCall): Promise<unknown> => caller.call(request, context);
  const client: OdooClient = {
    profile: parts.profile,
    transport: parts.transport.kind,
    logger: parts.logger,
    call,
    search: (model, domain, options = {}) => search(call, model, domain, options),
    searchRead: <T extends Row>(model: string, domain: Domain, names: readonly string[], options: SearchOptions = {}) =>
      searchRead<T>(call, model, domain, names, options),
    read: <T extends Row>(model: string, ids: readonly number[], names: readonly string[]) =>
      read<T>(call, model, ids, names),
    searchCount: async (model, domain) =>
      Number(await call({ model, method: 'search_count', args: { domain }, repeatable: true })),
    create: (model, values) => create(call, model, values),
    write: async (model, ids, values) => {
      if (ids.length > 0) await call({ model, method: 'write', ids, args: { vals: values }, repeatable: true });
    },
    unlink: async (model, ids) => {
      if (ids.length > 0) await call({ model, method: 'unlink', ids });
    },
    fieldsOf: (model) => {
      const known = fields.get(model);
      if (known) return known;
      const asked = fieldsOf(call, model);
      fields.set(model, asked);
      asked.catch(() => fields.delete(model));
      return asked;
    },
    uid: () => parts.transport.uid(),
    withContext: (more) => createMethods({ ...parts, fields, findXids, context: { ...context, ...more } }),
    findByXid: (model, externalIds) => findXids(client, model, externalIds),
    callCount: () => caller.count(),
    close: () => {
      parts.transport.close();
    },
  };
  return client;
}

type Call = (call: OdooCall) => Promise<unknown>;

/** Only what was asked for is sent: an empty `order` or `limit` would be taken for a value. */
function pagination({ limit, offset, order }: SearchOptions): Record<string, unknown> {
  return {
    ...(limit === undefined ? {} : { limit }),
    ...(offset === undefined ? {} : { offset }),
    ...(order === undefined ? {} : { order }),
  };
}

async function search(call: Call, model: string, domain: Domain, options: SearchOptions): Promise<number[]> {
  const request = { model, method: 'search', args: { domain, ...pagination(options) }, repeatable: true };
  return shaped(Ids, await call({ ...request, context: options.context }), request);
}

async function searchRead<T extends Row>(
  call: Call,
  model: string,
  domain: Domain,
  fields: readonly string[],
  options: SearchOptions,
): Promise<T[]> {
  const args = { domain, fields, ...pagination(options) };
  const request = { model, method: 'search_read', args, repeatable: true };
  return shaped(Rows, await call({ ...request, context: options.context }), request) as unknown as T[];
}

/** By `search_read`, because `read` refuses a whole list for one id that is gone. */
async function read<T extends Row>(
  call: Call,
  model: string,
  ids: readonly number[],
  fields: readonly string[],
): Promise<T[]> {
  const byId = new Map<number, T>();
  for (let start = 0; start < ids.length; start += READ_AT_ONCE) {
    const domain: Domain = [['id', 'in', ids.slice(start, start + READ_AT_ONCE)]];
    const rows = await searchRead<T>(call, model, domain, fields, { context: { active_test: false } });
    for (const row of rows) byId.set(row.id, row);
  }
  return ids.flatMap((id) => byId.get(id) ?? []);
}

async function create(call: Call, model: string, values: readonly Values[]): Promise<number[]> {
  if (values.length === 0) return [];
  const request = { model, method: 'create', args: { vals_list: values } };
  return shaped(IdOrIds, await call(request), request);
}

async function fieldsOf(call: Call, model: string): Promise<ReadonlyMap<string, FieldInfo>> {
  const request = { model, method: 'fields_get', args: { attributes: FIELD_ATTRIBUTES }, repeatable: true };
  try {
    return new Map(Object.entries(shaped(FieldsOfModel, await call(request), request)));
  } catch (error) {
    if (isNoSuchModel(error)) return new Map();
    throw error;
  }
}

function isNoSuchModel(error: unknown): boolean {
  const message = error instanceof Error ? error.message : '';
  return /the model '[^']*' does not exist|Object [\w.]+ doesn't exist/.test(message) || isKeyFault(error);
}

function isKeyFault(error: unknown): boolean {
  return error instanceof OdooFaultError && error.exception === 'builtins.KeyError';
}
