import { z } from 'zod';
import { type BridgeError, ConfigError } from '../../core/errors.ts';
import type { HttpClient, HttpResponse } from '../../core/http.ts';
import { isNoDatabaseText, noSuchDatabase, toOdooError, unusableAnswer } from '../errors.ts';
import { toNamed } from './arguments.ts';
import { endpoint, foreignKey, refusedLogin } from './login.ts';
import type { OdooCall, OdooLogin, OdooTransport } from './types.ts';

const Refusal = z.object({ name: z.string(), message: z.string().nullish() });

/**
 * JSON-2 (`POST /json/2/<model>/<method>`), on 19 and later, with an API key as bearer token.
 *
 * @throws ConfigError when the login has no API key.
 */
export function createJson2Transport(login: OdooLogin, http: HttpClient): OdooTransport {
  const { apiKey } = login;
  if (!apiKey) {
    throw new ConfigError('JSON-2 needs an API key.', {
      remedy: 'Make an API key in Odoo (Preferences, Security) and put it into the settings, or use jsonrpc.',
    });
  }
  const headers = {
    'content-type': 'application/json',
    authorization: `bearer ${apiKey}`,
    'x-odoo-database': login.db,
  };
  const base = endpoint(login.url, '/json/2/');
  const call = async (request: OdooCall): Promise<unknown> => {
    const answer = await http.request({
      method: 'POST',
      url: `${base}${request.model}/${request.method}`,
      headers,
      body: JSON.stringify(toNamed(request)),
    });
    return readAnswer(answer, login, request);
  };
  let user: Promise<number> | undefined;
  const uid = (): Promise<number> => {
    user ??= askUid(call, login).catch((error: unknown) => {
      user = undefined;
      throw error;
    });
    return user;
  };
  return { kind: 'json2', call, uid, close: () => undefined };
}

const UserContext = z.object({ uid: z.int().positive() });
const Users = z.array(z.object({ login: z.string() }));

/** The key alone decides who calls; a key of somebody else is refused here, because rights and names would be theirs. */
async function askUid(call: OdooTransport['call'], login: OdooLogin): Promise<number> {
  const { uid } = UserContext.parse(await call({ model: 'res.users', method: 'context_get' }));
  const args = { domain: [['id', '=', uid]], fields: ['login'] };
  const [user] = Users.parse(await call({ model: 'res.users', method: 'search_read', args }));
  if (user && user.login !== login.user) throw foreignKey(login);
  return uid;
}

function readAnswer({ status, text }: HttpResponse, login: OdooLogin, call: OdooCall): unknown {
  const body = parse(text);
  if (status === 200) {
    if (body === undefined) throw unusableAnswer(status, text, 'unknown', call);
    return body.value;
  }
  const refusal = Refusal.safeParse(body?.value);
  if (refusal.success) throw refusalError(refusal.data, status, login, call);
  if (isNoDatabaseText(text)) throw noSuchDatabase({ db: login.db });
  throw unusableAnswer(status, text, status === 404 ? 'not-sent' : 'unknown', call);
}

function refusalError(refusal: z.infer<typeof Refusal>, status: number, login: OdooLogin, call: OdooCall): BridgeError {
  if (status === 401) return refusedLogin(login);
  return toOdooError({ exception: refusal.name, message: refusal.message ?? '' }, call);
}

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}
