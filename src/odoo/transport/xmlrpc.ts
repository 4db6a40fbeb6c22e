import http from 'node:http';
import https from 'node:https';
import OdooAwait from 'odoo-await';
import { type BridgeError, TransportError } from '../../core/errors.ts';
import { DEFAULT_DEADLINES, type Deadlines } from '../../core/http.ts';
import { toOdooError, unusableAnswer } from '../errors.ts';
import { toExecuteKw } from './arguments.ts';
import { endpoint, refusedLogin, secretOf } from './login.ts';
import type { OdooCall, OdooLogin, OdooTransport } from './types.ts';

/** Odoo's numbers of faults; every other exception is a 1 with its traceback as the text. */
const FAULT_EXCEPTIONS: Readonly<Record<number, string>> = {
  2: 'odoo.exceptions.UserError',
  3: 'odoo.exceptions.AccessDenied',
  4: 'odoo.exceptions.AccessError',
};
const NOT_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/**
 * XML-RPC by odoo-await, on every version from 14 to 21: the fallback where JSON does not get through.
 *
 * What it hides of that package: it changes the array of parameters it is given, waits for ever, ignores a path in the
 * address, rejects with a bare string when the login is refused, and lets texts with `]]>` break out of their element.
 */
export function createXmlRpcTransport(login: OdooLogin, deadlines: Partial<Deadlines> = {}): OdooTransport {
  const agent = createAgent(login.url);
  const odoo = new DeadlinedOdoo(login, agent, { ...DEFAULT_DEADLINES, ...deadlines }.totalMs);
  let user: Promise<number> | undefined;
  const uid = (): Promise<number> => {
    user ??= connect(odoo, login).catch((error: unknown) => {
      user = undefined;
      throw error;
    });
    return user;
  };
  return {
    kind: 'xmlrpc',
    call: async (call) => {
      const [model, method, args, kwargs] = toExecuteKw(call);
      await uid();
      try {
        return (await odoo.execute_kw(model, method, xmlSafe([args, kwargs]) as unknown[])) as unknown;
      } catch (error) {
        // Odoo has done the work and cannot say "nothing" in XML.
        if (isNoneFault(error)) return null;
        throw toError(error, call);
      }
    },
    uid,
    close: () => {
      agent.destroy();
    },
  };
}

class DeadlinedOdoo extends OdooAwait {
  readonly #agent: http.Agent;
  readonly #url: string;
  readonly #totalMs: number;

  constructor(login: OdooLogin, agent: http.Agent, totalMs: number) {
    super({ baseUrl: endpoint(login.url, ''), db: login.db, username: login.user, password: secretOf(login) });
    this.#agent = agent;
    this.#url = login.url;
    this.#totalMs = totalMs;
  }

  override createClientOptions(path: string): ReturnType<OdooAwait['createClientOptions']> {
    const options = {
      ...super.createClientOptions(path),
      path: new URL(endpoint(this.#url, path)).pathname,
      agent: this.#agent,
      signal: AbortSignal.timeout(this.#totalMs),
    };
    return options;
  }
}

function createAgent(url: string): http.Agent {
  const options = { keepAlive: true, maxSockets: 8 };
  return url.startsWith('https:') ? new https.Agent(options) : new http.Agent(options);
}

async function connect(odoo: OdooAwait, login: OdooLogin): Promise<number> {
  try {
    return await (odoo.connect() as Promise<number>);
  } catch (error) {
    if (typeof error === 'string') throw refusedLogin(login);
    throw toError(error, undefined);
  }
}

/**
 * Odoo-await's XML writer escapes only the first `]]>` of a text, and a second one would let the text write elements of
 * its own: all further ones are written here as the writer writes the first.
 */
function xmlSafe(value: unknown): unknown {
  if (typeof value === 'string') return escapeCdataEnds(value);
  if (Array.isArray(value)) return value.map(xmlSafe);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, xmlSafe(inner)]));
}

function escapeCdataEnds(text: string): string {
  const first = text.indexOf(']]>');
  if (first < 0) return text;
  return text.slice(0, first + 3) + text.slice(first + 3).replaceAll(']]>', ']]]]><![CDATA[>');
}

interface RawError {
  readonly faultCode?: unknown;
  readonly faultString?: unknown;
  readonly code?: unknown;
  readonly name?: unknown;
  readonly body?: unknown;
  readonly res?: { readonly statusCode?: unknown };
}

function isNoneFault(error: unknown): boolean {
  const text = (error as RawError | undefined)?.faultString;
  return typeof text === 'string' && text.includes('cannot marshal None');
}

/** The raw error is not kept as the cause: the request with its password hangs on it. */
function toError(error: unknown, call: OdooCall | undefined): BridgeError {
  const raw = error as RawError;
  if (typeof raw.faultString === 'string') return toOdooError(readFault(Number(raw.faultCode), raw.faultString), call);
  const context = call ? { model: call.model, method: call.method } : {};
  const status = raw.res?.statusCode;
  if (typeof status === 'number') {
    return unusableAnswer(status, typeof raw.body === 'string' ? raw.body : '', 'unknown', call);
  }
  if (raw.name === 'AbortError')
    return new TransportError('Odoo gave no complete answer in time.', 'unknown', { context });
  const code = typeof raw.code === 'string' ? raw.code : 'the connection broke';
  const outcome = NOT_SENT.has(code) ? 'not-sent' : 'unknown';
  return new TransportError(`No usable answer from Odoo: ${code}.`, outcome, {
    context,
    remedy: outcome === 'not-sent' ? 'Check the address and that the server runs.' : undefined,
  });
}

/** The exception of a fault: by its number, or from the last line of the traceback that names one. */
function readFault(code: number, text: string): { exception: string; message: string } {
  const known = FAULT_EXCEPTIONS[code];
  if (known !== undefined) return { exception: known, message: text };
  const header = [...text.matchAll(/^([A-Za-z_][\w.]*)(?:: (.*))?$/gm)].findLast(([, name]) => name !== undefined);
  if (header?.[1] === undefined) return { exception: '', message: text };
  return { exception: header[1], message: header[2] ?? header[1] };
}
