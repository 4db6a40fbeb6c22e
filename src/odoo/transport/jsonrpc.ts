import { z } from 'zod';
import { TransportError } from '../../core/errors.ts';
import type { HttpClient } from '../../core/http.ts';
import { noSuchDatabase, toOdooError, unusableAnswer } from '../errors.ts';
import { toExecuteKw } from './arguments.ts';
import { endpoint, refusedLogin, secretOf } from './login.ts';
import { createDatabaseSession, type DatabaseSession, NO_SESSION } from './session.ts';
import type { OdooCall, OdooLogin, OdooTransport } from './types.ts';

/** How a server has to be spoken to. */
export interface JsonRpcOptions {
  /** Whether errors have words only in requests that are tied to a database (14 and 15). */
  readonly tiedToDatabase: boolean;
}

/** JSON-RPC (`POST /jsonrpc`), on every version from 14 to 21. User and key travel in every call. */
export function createJsonRpcTransport(login: OdooLogin, http: HttpClient, options: JsonRpcOptions): OdooTransport {
  const secret = secretOf(login);
  const session = options.tiedToDatabase ? createDatabaseSession(login, http) : NO_SESSION;
  let user: Promise<number> | undefined;
  const uid = (): Promise<number> => {
    user ??= authenticate(http, login, secret).catch((error: unknown) => {
      user = undefined;
      throw error;
    });
    return user;
  };
  return {
    kind: 'jsonrpc',
    call: async (call) => {
      const [model, method, args, kwargs] = toExecuteKw(call);
      const params = [login.db, await uid(), secret, model, method, args, kwargs];
      const request = { service: 'object', method: 'execute_kw', args: params } as const;
      return callTied(session, (headers) => callService(http, login.url, request, { call, headers }));
    },
    uid,
    close: () => undefined,
  };
}

/** One call of a service of Odoo that takes positional arguments: `common`, `db` or `object`. */
export interface ServiceCall {
  readonly service: 'common' | 'db' | 'object';
  readonly method: string;
  readonly args: readonly unknown[];
}

const Answer = z.object({
  jsonrpc: z.literal('2.0'),
  result: z.unknown().optional(),
  error: z
    .object({
      message: z.string().optional(),
      data: z.object({ name: z.string().optional(), message: z.string().optional() }).optional(),
    })
    .optional(),
});

/**
 * Calls a service over JSON-RPC; `null` when the method returned nothing (16 then sends no result at all).
 *
 * @param about - The call that this is for, for errors; and headers besides the usual.
 * @throws TransportError when the answer is not Odoo's; else what {@link toOdooError} makes of Odoo's error.
 */
export async function callService(
  http: HttpClient,
  url: string,
  params: ServiceCall,
  about: { readonly call?: OdooCall; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<unknown> {
  const { status, text } = await http.request({
    method: 'POST',
    url: endpoint(url, '/jsonrpc'),
    headers: { 'content-type': 'application/json', ...about.headers },
    body: JSON.stringify({ jsonrpc: '2.0', method: 'call', id: 1, params }),
  });
  const answer = Answer.safeParse(parse(text));
  if (!answer.success || (status !== 200 && !answer.data.error)) {
    throw unusableAnswer(status, text, 'unknown', about.call);
  }
  const { error, result } = answer.data;
  if (!error) return result ?? null;
  const message = error.data?.message ?? error.message ?? '';
  throw toOdooError({ exception: error.data?.name ?? '', message }, about.call);
}

async function callTied<T>(
  session: DatabaseSession,
  send: (headers: Readonly<Record<string, string>>) => Promise<T>,
): Promise<T> {
  try {
    return await send(await session.headers());
  } catch (error) {
    if (error instanceof TransportError && error.status === 500) session.renew();
    throw error;
  }
}

async function authenticate(http: HttpClient, login: OdooLogin, secret: string): Promise<number> {
  const args = [login.db, login.user, secret, {}];
  const request = { service: 'common', method: 'authenticate', args } as const;
  const uid = await callService(http, login.url, request).catch(async (error: unknown) => {
    // 14 fails with a bare HTTP status 500 when there is no such database.
    const lost = error instanceof TransportError && error.status === 500 && !(await hasDatabase(http, login));
    throw lost ? noSuchDatabase({ db: login.db }) : error;
  });
  if (typeof uid === 'number' && uid > 0) return uid;
  throw refusedLogin(login);
}

async function hasDatabase(http: HttpClient, login: OdooLogin): Promise<boolean> {
  const request = { service: 'db', method: 'db_exist', args: [login.db] } as const;
  const exists = await callService(http, login.url, request).catch(() => true);
  return exists !== false;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
