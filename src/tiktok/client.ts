import type { z } from 'zod';
import { TransportError } from '../core/errors.ts';
import type { Deadlines, HttpClient, HttpRequest } from '../core/http.ts';
import { type Logger, silentLogger } from '../core/logger.ts';
import { registerSecret } from '../core/redact.ts';
import { FIVE_TRIES, parseRetryAfter, type RetryPolicy } from '../core/retry.ts';
import { sleep } from '../core/time.ts';
import type { AccessTokens, ShopRef, TiktokApp, TiktokHosts } from './account.ts';
import { createServerClock, type ServerClock } from './clock.ts';
import type { Endpoint } from './endpoints.ts';
import { parseEnvelope } from './envelope.ts';
import { type Envelope, TiktokSchemaError, toTiktokError } from './errors.ts';
import { createRateLimiter, type Lane, type RateLimiter } from './limits.ts';
import { decideNext, FRESH, type RepeatState } from './repeat.ts';
import { signRequest } from './sign.ts';

/** A query value; an array is sent as one comma-joined value, undefined is not sent. */
export type QueryValue = string | number | boolean | readonly string[] | undefined;

/** One signed call; spread a row of `ENDPOINTS` into it. */
export interface TiktokRequest<T> extends Pick<Endpoint, 'method' | 'entity' | 'repeatable' | 'traffic'> {
  /** With all ids filled in. */
  readonly path: string;
  readonly query?: Readonly<Record<string, QueryValue>>;
  /** Sent as JSON; with undefined nothing is sent. */
  readonly body?: object | undefined;
  /** What `data` must look like. */
  readonly schema: z.ZodType<T>;
  /** Needed by calls about one shop, refused by TikTok for others. */
  readonly shop?: ShopRef | undefined;
  /** Higher goes first within the shop's calls of this class; 0 unless told. */
  readonly priority?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Signed calls for one account of one app. */
export interface TiktokClient {
  /**
   * Makes one call and returns its checked `data`. Waits for its turn, renews the token, repeats where that is safe.
   *
   * @throws TiktokAuthError, TiktokAppError, TiktokScopeError, TiktokShopError when somebody must act first.
   * @throws TiktokRateLimitError when TikTok kept asking to slow down, or the hourly allowance is used up.
   * @throws TiktokApiError when TikTok refuses for a business reason.
   * @throws TiktokSchemaError when `data` has an unknown shape.
   * @throws TransportError when no usable answer came.
   */
  request<T>(request: TiktokRequest<T>): Promise<T>;
  /** Calls sent so far, repetitions included. */
  callCount(): number;
}

/** Options of {@link createTiktokClient}. */
export interface TiktokClientOptions {
  readonly app: Pick<TiktokApp, 'key' | 'secret'>;
  readonly hosts: Pick<TiktokHosts, 'api'>;
  readonly tokens: AccessTokens;
  readonly http: HttpClient;
  readonly logger?: Logger;
  /** Share one among all clients of a process. */
  readonly limiter?: RateLimiter;
  /** Share one with the tokens, so that both know TikTok's time. */
  readonly clock?: ServerClock;
  readonly deadlines?: Partial<Deadlines> | undefined;
  readonly retry?: RetryPolicy;
  /** How long a call goes on while TikTok says to slow down, 20 minutes unless told. */
  readonly patienceMs?: number;
}

const PATIENCE_MS = 20 * 60_000;
const JSON_TYPE = 'application/json';

/** Makes a {@link TiktokClient}. The app's secret is registered for redaction. */
export function createTiktokClient(options: TiktokClientOptions): TiktokClient {
  registerSecret(options.app.secret);
  const host = new URL(options.hosts.api).host;
  const caller: Caller = {
    ...options,
    host,
    logger: options.logger ?? silentLogger,
    limiter: options.limiter ?? createRateLimiter(),
    clock: options.clock ?? createServerClock(),
    retry: options.retry ?? FIVE_TRIES,
    patienceMs: options.patienceMs ?? PATIENCE_MS,
    sent: 0,
  };
  return {
    request: (request) => callUntilDone(caller, request),
    callCount: () => caller.sent,
  };
}

interface Caller extends Required<Omit<TiktokClientOptions, 'deadlines'>> {
  readonly deadlines?: Partial<Deadlines> | undefined;
  readonly host: string;
  sent: number;
}

/** One try: its checked data, or its error with what is needed to go on. */
type Try<T> =
  | { readonly done: true; readonly data: T }
  | { readonly done: false; readonly error: Error; readonly retryAfterMs: number | undefined; readonly token: string };

async function callUntilDone<T>(caller: Caller, request: TiktokRequest<T>): Promise<T> {
  const rules = { policy: caller.retry, patienceMs: caller.patienceMs, repeatable: request.repeatable };
  const lane = laneOf(caller, request);
  const text = request.body === undefined ? undefined : JSON.stringify(request.body);
  let state: RepeatState = FRESH;
  for (let tries = 0; ; tries += 1) {
    // who has waited once goes before those who came later
    const turn = { priority: (request.priority ?? 0) + Math.min(tries, 9) / 10, signal: request.signal };
    const outcome = await caller.limiter.run(lane, () => sendOnce(caller, request, text), turn);
    if (outcome.done) {
      caller.limiter.speedUp(lane);
      return outcome.data;
    }
    request.signal?.throwIfAborted();
    const [next, after] = decideNext(outcome.error, outcome.retryAfterMs, state, rules);
    state = after;
    if (next.step === 'give-up') throw outcome.error;
    caller.logger.warn('call to TikTok is repeated', { ...factsOf(request), next, cause: outcome.error.message });
    if (next.step === 'wait') await sleep(next.ms, request.signal);
    if (next.step === 'slow-down') caller.limiter.slowDown(lane, next.ms);
    if (next.step === 'renew-token') await caller.tokens.renew(outcome.token);
  }
}

/** Signs and sends at this very moment: a signature that waited would be too old. Failures are values here. */
async function sendOnce<T>(caller: Caller, request: TiktokRequest<T>, text: string | undefined): Promise<Try<T>> {
  const token = await caller.tokens.get();
  let retryAfterMs: number | undefined;
  try {
    const response = await caller.http.request(toHttpRequest(caller, request, text, token));
    retryAfterMs = parseRetryAfter(response.headers['retry-after'], caller.clock.now());
    const envelope = parseEnvelope(caller.host, response);
    caller.clock.learn(response.headers['date']);
    const { code: apiCode, requestId } = envelope;
    caller.logger.debug('TikTok answered', { ...factsOf(request), status: response.status, apiCode, requestId });
    if (apiCode === 0 && response.status < 300) return { done: true, data: checkData(request, envelope) };
    const error = toTiktokError(response.status, envelope, { ...factsOf(request), retryAfterMs });
    return { done: false, error, retryAfterMs, token };
  } catch (error) {
    if (error instanceof TransportError) return { done: false, error, retryAfterMs, token };
    throw error;
  }
}

function toHttpRequest(
  caller: Caller,
  request: TiktokRequest<unknown>,
  body: string | undefined,
  token: string,
): HttpRequest {
  caller.sent += 1;
  const query = toQuery(request, caller.app.key, caller.clock.now());
  const sign = signRequest({ appSecret: caller.app.secret, path: request.path, query, body, contentType: JSON_TYPE });
  return {
    method: request.method,
    url: `${caller.hosts.api}${request.path}?${encodeQuery({ ...query, sign })}`,
    headers: { 'content-type': JSON_TYPE, 'x-tts-access-token': token },
    body,
    deadlines: caller.deadlines,
    signal: request.signal,
  };
}

function toQuery(request: TiktokRequest<unknown>, appKey: string, now: number): Record<string, string> {
  const own = Object.entries(request.query ?? {}).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, Array.isArray(value) ? value.join(',') : String(value)] as const],
  );
  return {
    ...Object.fromEntries(own),
    app_key: appKey,
    timestamp: String(now),
    ...(request.entity === 'shop' ? { shop_cipher: requireShop(request).cipher } : {}),
  };
}

function encodeQuery(query: Readonly<Record<string, string>>): string {
  return Object.entries(query)
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`)
    .join('&');
}

/** @throws TransportError when TikTok says success without any data where some must be: that is worth a repetition. */
function checkData<T>(request: TiktokRequest<T>, envelope: Envelope): T {
  const { data, requestId } = envelope;
  const parsed = request.schema.safeParse(data);
  if (parsed.success) return parsed.data;
  const context = { ...factsOf(request), requestId };
  if (data === null || data === undefined) {
    throw new TransportError(`TikTok says success for ${request.path} but sends no data.`, 'unknown', { context });
  }
  const issue = parsed.error.issues[0];
  const path = issue?.path.join('.') ?? '';
  const message = `TikTok's answer to ${request.path} has an unknown shape at ${path || 'data'}: ${issue?.message ?? ''}`;
  throw new TiktokSchemaError(message, { path, context });
}

function requireShop(request: TiktokRequest<unknown>): ShopRef {
  if (!request.shop?.cipher) throw new RangeError(`${request.path} is about one shop: its cipher is needed`);
  return request.shop;
}

function laneOf(caller: Caller, request: TiktokRequest<unknown>): Lane {
  const owner = request.entity === 'shop' ? requireShop(request).id : caller.tokens.openId;
  return { appKey: caller.app.key, owner, traffic: request.traffic };
}

function factsOf(request: TiktokRequest<unknown>): { readonly path: string; readonly shopId: string | undefined } {
  return { path: request.path, shopId: request.shop?.id };
}
