import type { BridgeError } from '../core/errors.ts';
import { ConfigError, TransportError } from '../core/errors.ts';
import type { Deadlines, HttpClient } from '../core/http.ts';
import { type Logger, silentLogger } from '../core/logger.ts';
import { registerSecret } from '../core/redact.ts';
import { parseRetryAfter, retry, type RetryDecision, type RetryPolicy } from '../core/retry.ts';
import type { TiktokApp, TiktokHosts } from './account.ts';
import type { ServerClock } from './clock.ts';
import { parseEnvelope } from './envelope.ts';
import { TiktokApiError, TiktokAuthError, TiktokRateLimitError, TiktokSchemaError, toTiktokError } from './errors.ts';
import { TokenPair } from './schemas/token.ts';
import type { TokenRecord } from './tokens.ts';

/** What the token calls need. */
export interface AuthContext {
  readonly app: TiktokApp;
  readonly hosts: Pick<TiktokHosts, 'auth'>;
  readonly http: HttpClient;
  readonly clock: ServerClock;
  readonly logger?: Logger;
  readonly deadlines?: Partial<Deadlines> | undefined;
  readonly retry?: RetryPolicy;
}

/** Short enough that a renewal ends before those who wait for its lock give up. */
const AUTH_DEADLINES: Partial<Deadlines> = { connectMs: 5000, readMs: 15_000, totalMs: 20_000 };
const LONGEST_WAIT_MS = 20_000;
const AUTH_TRIES: RetryPolicy = { attempts: 3, baseMs: 1000, capMs: 5000, jitterMs: 500 };

/**
 * The page on which a seller allows the app to work for the shop.
 *
 * @param consentPage - Address of the page; it differs between the US and the rest of the world.
 * @param state - From {@link StateStore}; comes back with the code.
 * @throws ConfigError when the app has no service id.
 * @see Partner Center, "Authorization"
 */
export function consentUrl(app: TiktokApp, consentPage: string, state: string): string {
  if (!app.serviceId) {
    throw new ConfigError(`The app ${app.section} has no service_id.`, {
      remedy: 'Copy the service id of the app from Partner Center to .odoorc; it is not the app key.',
    });
  }
  return `${consentPage}?${new URLSearchParams({ service_id: app.serviceId, state }).toString()}`;
}

/**
 * Trades the code of the consent page, which lives 30 minutes and can be used once, for tokens. They are not stored yet.
 *
 * @throws TiktokAuthError when the code is used, expired or wrong.
 * @throws TiktokAppError when TikTok does not know the app key or secret.
 * @throws TransportError when no usable answer came; the code may be used up then.
 */
export async function exchangeCode(auth: AuthContext, code: string): Promise<TokenRecord> {
  registerSecret(code);
  const pair = await askForTokens(auth, '/api/v2/token/get', { auth_code: code, grant_type: 'authorized_code' });
  const openId = pair.open_id;
  if (!openId) throw unknownShape('open_id');
  return toRecord(auth, pair, { openId, sellerName: '', region: '', userType: 0, scopes: [] });
}

/**
 * Trades a refresh token for a new pair. The old pair may die with this: store the new one before using it.
 *
 * @throws TiktokAuthError when TikTok refuses: the account has to be linked again.
 * @throws TransportError when no usable answer came.
 */
export async function refreshToken(auth: AuthContext, record: TokenRecord): Promise<TokenRecord> {
  const query = { refresh_token: record.refreshToken, grant_type: 'refresh_token' };
  const pair = await askForTokens(auth, '/api/v2/token/refresh', query);
  if (pair.open_id && pair.open_id !== record.openId) {
    throw new TiktokAuthError('TikTok answered with the tokens of another seller.', {
      context: { app: record.app, openId: record.openId },
    });
  }
  return toRecord(auth, pair, record);
}

/** The secret is in these URLs: nothing here may log or throw one. */
function askForTokens(auth: AuthContext, path: string, query: Readonly<Record<string, string>>): Promise<TokenPair> {
  const { app, hosts, http, clock } = auth;
  const logger = auth.logger ?? silentLogger;
  registerSecret(app.secret);
  const parameters = new URLSearchParams({ app_key: app.key, app_secret: app.secret, ...query });
  const once = async (): Promise<TokenPair> => {
    const response = await http.request({
      method: 'GET',
      url: `${hosts.auth}${path}?${parameters.toString()}`,
      deadlines: { ...AUTH_DEADLINES, ...auth.deadlines },
    });
    const envelope = parseEnvelope(new URL(hosts.auth).host, response);
    clock.learn(response.headers['date']);
    logger.info('TikTok answered about tokens', { path, apiCode: envelope.code, requestId: envelope.requestId });
    if (envelope.code !== 0 || response.status >= 300) {
      const retryAfterMs = parseRetryAfter(response.headers['retry-after'], clock.now());
      throw asAuthError(toTiktokError(response.status, envelope, { path, retryAfterMs }));
    }
    const parsed = TokenPair.safeParse(envelope.data);
    if (!parsed.success) throw unknownShape(parsed.error.issues[0]?.path.join('.') ?? 'data');
    return parsed.data;
  };
  return retry(once, decideRepeat, auth.retry ?? AUTH_TRIES);
}

/** A lost answer leaves no choice: the old token is all there is to try with. */
function decideRepeat(error: unknown): RetryDecision {
  if (error instanceof TransportError) return { again: true };
  if (!(error instanceof TiktokRateLimitError) || error.hourly) return { again: false };
  return { again: (error.retryAfterMs ?? 0) <= LONGEST_WAIT_MS, afterMs: error.retryAfterMs };
}

/** Whatever else the token host refuses, only a new authorisation helps. */
function asAuthError(error: BridgeError): BridgeError {
  if (!(error instanceof TiktokApiError)) return error;
  return new TiktokAuthError(error.message, { apiCode: error.apiCode, context: error.context });
}

function unknownShape(path: string): TiktokSchemaError {
  return new TiktokSchemaError(`TikTok's answer about tokens has an unknown shape at ${path}.`, { path });
}

type AccountFacts = Pick<TokenRecord, 'openId' | 'sellerName' | 'region' | 'userType' | 'scopes'>;

function toRecord(auth: AuthContext, pair: TokenPair, before: AccountFacts): TokenRecord {
  const now = auth.clock.now();
  return {
    app: auth.app.section,
    openId: before.openId,
    sellerName: pair.seller_name ?? before.sellerName,
    region: pair.seller_base_region ?? before.region,
    userType: pair.user_type ?? before.userType,
    scopes: pair.granted_scopes ?? before.scopes,
    accessToken: pair.access_token,
    accessExpires: toExpiry(pair.access_token_expire_in, now),
    refreshToken: pair.refresh_token,
    refreshExpires: toExpiry(pair.refresh_token_expire_in, now),
    obtainedAt: now,
  };
}

/**
 * Reads an expiry, by its size: TikTok gives Unix seconds (hundred years ahead in some markets) in fields whose name
 * says duration. Below a thousand million it can only be a duration, above a hundred thousand million milliseconds.
 *
 * @returns Unix seconds.
 */
export function toExpiry(value: number, now: number): number {
  if (value < 1e9) return Math.floor(now + value);
  return Math.floor(value > 1e11 ? value / 1000 : value);
}
