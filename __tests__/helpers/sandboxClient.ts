import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { silentLogger } from '../../src/core/logger.ts';
import { SANDBOX_APP, type SandboxApp, type SandboxOptions } from '../../src/sandbox/options.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/server.ts';

/** An answer of the sandbox: envelope and HTTP status. */
export interface WireAnswer<Data = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly code: number;
  readonly message: string;
  readonly request_id: string;
  readonly data: Data;
}

/** How a call differs from the right one. */
export interface CallOptions {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly token?: string;
  /** Unix seconds; now unless given. */
  readonly timestamp?: string;
  /** Instead of the right one; an empty text leaves it out. */
  readonly sign?: string;
  readonly app?: Pick<SandboxApp, 'key' | 'secret'>;
}

/** A caller of a sandbox that shares no code with sandbox or client. */
export interface SandboxClient {
  readonly sandbox: Sandbox;
  /** Gives consent and exchanges the code. */
  link(app?: SandboxApp, seller?: string): Promise<LinkedAccount>;
  /** Calls a token endpoint. */
  token(name: 'get' | 'refresh', query: Readonly<Record<string, string>>): Promise<WireAnswer>;
  /** The body of an answer, digits untouched. */
  callText(method: string, path: string, options?: CallOptions): Promise<string>;
  call<Data = Record<string, unknown>>(method: string, path: string, options?: CallOptions): Promise<WireAnswer<Data>>;
}

/** What a consent brought. */
export interface LinkedAccount {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly openId: string;
  readonly ciphers: readonly string[];
}

/** Starts a sandbox on a free port, runs a task with it and closes it. */
export async function withSandbox(
  options: Partial<SandboxOptions>,
  task: (client: SandboxClient) => Promise<void>,
): Promise<void> {
  const shops = options.shops ?? [{ region: 'US', orders: 20 }];
  const sandbox = await startSandbox({ port: 0, seed: 'test', logger: silentLogger, ...options, shops });
  try {
    await task(sandboxClient(sandbox));
  } finally {
    await sandbox.close();
  }
}

/** Makes a caller of a sandbox that runs. */
export function sandboxClient(sandbox: Sandbox): SandboxClient {
  const send = async (method: string, path: string, options: CallOptions): Promise<Response> => {
    const body = options.body === undefined ? '' : JSON.stringify(options.body);
    return fetch(`${sandbox.url}${path}?${signedQuery(path, body, options).toString()}`, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(options.token === undefined ? {} : { 'x-tts-access-token': options.token }),
      },
      ...(body === '' ? {} : { body }),
    });
  };
  const call: SandboxClient['call'] = async (method, path, options = {}) => read(await send(method, path, options));
  const token: SandboxClient['token'] = async (name, query) =>
    read(await fetch(`${sandbox.url}/api/v2/token/${name}?${new URLSearchParams(query).toString()}`));
  return {
    sandbox,
    call,
    callText: async (method, path, options = {}) => (await send(method, path, options)).text(),
    token,
    link: async (app = SANDBOX_APP, seller) => {
      const { code = '' } = sandbox.control.consent({ appKey: app.key, seller });
      const answer = await token('get', {
        app_key: app.key,
        app_secret: app.secret,
        auth_code: code,
        grant_type: 'authorized_code',
      });
      const tokens = answer.data as Record<'access_token' | 'refresh_token' | 'open_id', string>;
      const shops = await call<{ shops: { cipher: string }[] }>('GET', '/authorization/202309/shops', {
        token: tokens.access_token,
        app,
      });
      return {
        accessToken: tokens.access_token,
        refreshToken: tokens.refresh_token,
        openId: tokens.open_id,
        ciphers: shops.data.shops.map(({ cipher }) => cipher),
      };
    },
  };
}

/** Calls an operation for the first shop of the seller who consents. */
export type ShopCaller = <Data = Record<string, unknown>>(
  method: string,
  path: string,
  query?: Readonly<Record<string, string>>,
  body?: unknown,
) => Promise<WireAnswer<Data>>;

/** Links a seller and makes a caller for the first of the shops. */
export async function shopCaller(client: SandboxClient, seller?: string): Promise<ShopCaller> {
  const { accessToken, ciphers } = await client.link(undefined, seller);
  return (method, path, query = {}, body) =>
    client.call(method, path, { token: accessToken, query: { shop_cipher: ciphers[0] ?? '', ...query }, body });
}

/** Reads a fixture of TikTok's answers. */
export function readTiktokFixture(path: string): unknown {
  return JSON.parse(readFileSync(new URL(`../fixtures/tiktok/${path}.json`, import.meta.url), 'utf8'));
}

function signedQuery(path: string, body: string, options: CallOptions): URLSearchParams {
  const app = options.app ?? SANDBOX_APP;
  const timestamp = options.timestamp ?? String(Math.floor(Date.now() / 1000));
  const query: Record<string, string> = { app_key: app.key, timestamp, ...options.query };
  const plain = Object.keys(query)
    .sort()
    .map((name) => `${name}${query[name] ?? ''}`)
    .join('');
  const text = `${app.secret}${path}${plain}${body}${app.secret}`;
  const sign = options.sign ?? createHmac('sha256', app.secret).update(text).digest('hex');
  return new URLSearchParams(sign === '' ? query : { ...query, sign });
}

async function read<Data>(response: Response): Promise<WireAnswer<Data>> {
  const envelope = (await response.json()) as Omit<WireAnswer<Data>, 'status' | 'headers'>;
  return { status: response.status, headers: response.headers, ...envelope };
}
