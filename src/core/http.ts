import http from 'node:http';
import https from 'node:https';
import type net from 'node:net';
import type { Readable } from 'node:stream';
import axios, { type AxiosInstance, AxiosError } from 'axios';
import { TransportError, type TransportOutcome } from './errors.ts';

/** How long to wait for a connection, for the next byte, and for the whole answer. */
export interface Deadlines {
  readonly connectMs: number;
  readonly readMs: number;
  readonly totalMs: number;
}

/** Deadlines for small calls. */
export const DEFAULT_DEADLINES: Deadlines = { connectMs: 10_000, readMs: 60_000, totalMs: 120_000 };

/** A request with a text body, sent byte for byte as given. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly deadlines?: Partial<Deadlines> | undefined;
  readonly signal?: AbortSignal | undefined;
  /** How the bytes of the answer become its text; `base64` for what is no text. Default `utf8`. */
  readonly encoding?: 'utf8' | 'base64' | undefined;
}

/** An answer of any status; header names are in lower case. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Sends requests over connections that are kept alive. */
export interface HttpClient {
  /**
   * Sends one request and reads the whole answer. Redirects are not followed; nothing is repeated.
   *
   * @throws TransportError when no complete answer came in time: `not-sent` when no connection was made, else `unknown`.
   */
  request(request: HttpRequest): Promise<HttpResponse>;
  /** Requests sent so far, for benchmarks. */
  count(): number;
  /** Ends the kept connections. */
  close(): void;
}

/** Options of {@link createHttpClient}. */
export interface HttpClientOptions {
  readonly deadlines?: Partial<Deadlines>;
  /** Connections to one host at a time. */
  readonly maxSockets?: number;
  /** Largest answer that is read, in bytes. */
  readonly maxBytes?: number;
}

const MAX_BYTES = 256 * 1024 * 1024;

/** Nothing can have reached the other side: no connection, or one that was not trusted. */
const NOT_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ECONNECTTIMEOUT',
  'ERR_INVALID_URL',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** What the codes of Node and axios mean; others are shown as they are. */
const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody listens there',
  ENOTFOUND: 'the host name is unknown',
  EAI_AGAIN: 'the host name cannot be looked up now',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  ECONNECTTIMEOUT: 'no connection in time',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  EPROTO: 'the other side does not speak TLS',
  ERR_INVALID_URL: 'the address is not a URL',
  ERR_BAD_RESPONSE: 'the answer is broken or too large',
  Z_DATA_ERROR: 'the answer is compressed wrongly',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is signed by an unknown authority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is signed by an unknown authority',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
};

/** Makes an {@link HttpClient} with real deadlines for connecting, for each next byte and for the whole. */
export function createHttpClient(options: HttpClientOptions = {}): HttpClient {
  const deadlines: Deadlines = { ...DEFAULT_DEADLINES, ...options.deadlines };
  const agentOptions = { keepAlive: true, maxSockets: options.maxSockets ?? 8 };
  const httpAgent = new http.Agent(agentOptions);
  const httpsAgent = new https.Agent(agentOptions);
  limitConnecting(httpAgent, deadlines.connectMs);
  limitConnecting(httpsAgent, deadlines.connectMs);
  const instance = axios.create({
    httpAgent,
    httpsAgent,
    maxRedirects: 0,
    proxy: false,
    responseType: 'stream',
    maxContentLength: options.maxBytes ?? MAX_BYTES,
    maxBodyLength: Infinity,
    transformRequest: [(data: unknown) => data],
    validateStatus: () => true,
  });
  let sent = 0;
  return {
    request: (request) => {
      sent += 1;
      return send(instance, request, { ...deadlines, ...request.deadlines });
    },
    count: () => sent,
    close: () => {
      httpAgent.destroy();
      httpsAgent.destroy();
    },
  };
}

async function send(instance: AxiosInstance, request: HttpRequest, deadlines: Deadlines): Promise<HttpResponse> {
  const controller = new AbortController();
  const where = hostOf(request.url);
  const abort = (why: string) => () => {
    controller.abort(new Error(why));
  };
  const total = setTimeout(abort(`no complete answer within ${deadlines.totalMs} ms`), deadlines.totalMs);
  let idle = setTimeout(abort(`no answer within ${deadlines.readMs} ms`), deadlines.readMs);
  const onOuterAbort = abort('the call was cancelled');
  request.signal?.addEventListener('abort', onOuterAbort, { once: true });
  try {
    if (request.signal?.aborted) onOuterAbort();
    const answer = await instance.request<Readable>({
      method: request.method,
      url: request.url,
      headers: { ...request.headers },
      data: request.body,
      signal: controller.signal,
    });
    const chunks: Buffer[] = [];
    for await (const chunk of answer.data) {
      clearTimeout(idle);
      idle = setTimeout(abort(`no further byte within ${deadlines.readMs} ms`), deadlines.readMs);
      chunks.push(chunk as Buffer);
    }
    const text = Buffer.concat(chunks).toString(request.encoding ?? 'utf8');
    return { status: answer.status, headers: toHeaders(answer.headers), text };
  } catch (error) {
    throw toTransportError(error, controller.signal, where);
  } finally {
    clearTimeout(total);
    clearTimeout(idle);
    request.signal?.removeEventListener('abort', onOuterAbort);
  }
}

/** The raw error is not kept as the cause: axios hangs the request with its secrets on it. */
function toTransportError(error: unknown, signal: AbortSignal, where: string): TransportError {
  const code = error instanceof AxiosError ? (error.code ?? codeOf(error.cause)) : codeOf(error);
  const reason: unknown = signal.reason;
  const why = signal.aborted && reason instanceof Error ? reason.message : wordsFor(code);
  const outcome: TransportOutcome = NOT_SENT.has(code ?? '') ? 'not-sent' : 'unknown';
  return new TransportError(`No usable answer from ${where}: ${why}.`, outcome, {
    context: { host: where, reason: code ?? why },
    remedy: outcome === 'not-sent' ? 'Check the address and that the server runs.' : undefined,
  });
}

function wordsFor(code: string | undefined): string {
  if (code === undefined) return 'the connection broke';
  return WORDS[code] ?? code;
}

function codeOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'an address that is not a URL';
}

function toHeaders(headers: object): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}

/** Node has no deadline for connecting alone: a socket that is not connected in time is destroyed with a code of its own. */
function limitConnecting(agent: http.Agent, connectMs: number): void {
  const original = agent.createConnection.bind(agent);
  agent.createConnection = (...args: Parameters<typeof original>): ReturnType<typeof original> => {
    const socket = original(...args) as net.Socket;
    const timer = setTimeout(() => {
      socket.destroy(Object.assign(new Error(`no connection within ${connectMs} ms`), { code: 'ECONNECTTIMEOUT' }));
    }, connectMs);
    const stop = (): void => {
      clearTimeout(timer);
    };
    socket.once('connect', stop).once('close', stop).once('error', stop);
    return socket;
  };
}
