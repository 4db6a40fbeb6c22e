import type { Call } from './call.ts';
import { opaque, openId } from './ids.ts';
import { baseRegion, tokenPrefixOf } from './sellers.ts';
import { SCOPES } from './operations/table.ts';
import type { SandboxApp } from './options.ts';
import { REFUSALS, Refusal } from './refusal.ts';
import type { Authorisation, Token, World } from './world.ts';

/** Life of a code from the consent page, in seconds. */
const CODE_SECONDS = 30 * 60;

/** The scopes that an app was given. */
export function scopesOf(app: SandboxApp): readonly string[] {
  return app.scopes ?? SCOPES;
}

/**
 * Notes a seller's consent.
 *
 * @param now - Unix seconds.
 * @returns A code that the app can exchange once within 30 minutes.
 */
export function grantCode(world: World, app: SandboxApp, seller: string, now: number): string {
  world.issued += 1;
  const prefix = tokenPrefixOf(world, seller);
  const code = `${prefix}${opaque(40, world.seed, 'code', app.key, seller, String(world.issued))}`;
  world.codes = [
    ...world.codes.filter(({ expiresAt }) => expiresAt > now - CODE_SECONDS),
    { code, appKey: app.key, seller, expiresAt: now + CODE_SECONDS, isUsed: false },
  ];
  return code;
}

/**
 * Answers a call for tokens with the JSON text of `data`.
 *
 * @param now - Unix seconds; the expiries in the answer are absolute.
 * @throws Refusal when app, secret, code or refresh token are no good.
 */
export function answerTokenCall(world: World, call: Call, now: number): string {
  if (call.method !== 'GET') throw REFUSALS.method();
  const app = requireApp(world, call);
  const isGet = call.path.endsWith('/get');
  const grant = isGet ? 'authorized_code' : 'refresh_token';
  if (call.query.get('grant_type') !== grant) throw REFUSALS.invalidField('GrantType', `must be ${grant}`);
  const authorisation = isGet ? exchangeCode(world, app, call, now) : rotate(world, app, call, now);
  return JSON.stringify(tokenData(world, app, authorisation));
}

/** Makes tokens no good from now on; they stay known. */
export function endTokens(tokens: readonly Token[], now: number): void {
  for (const token of tokens) token.expiresAt = Math.min(token.expiresAt, now);
}

/** Whether a path is one of the token endpoints. */
export function isTokenPath(path: string): boolean {
  return path === '/api/v2/token/get' || path === '/api/v2/token/refresh';
}

/** Finds what an access token stands for, whether it is still good or not. */
export function findByAccessToken(
  world: World,
  text: string,
): { readonly authorisation: Authorisation; readonly token: Token } | undefined {
  for (const authorisation of world.authorisations) {
    const token = authorisation.accessTokens.find((candidate) => candidate.token === text);
    if (token) return { authorisation, token };
  }
  return undefined;
}

function requireApp(world: World, call: Call): SandboxApp {
  const app = world.apps.find(({ key }) => key === call.query.get('app_key'));
  if (!app) throw REFUSALS.appKey();
  if (call.query.get('app_secret') !== app.secret) {
    throw new Refusal(400, 36009004, "Invalid credentials. Invalid 'app_secret' query parameter.");
  }
  return app;
}

function exchangeCode(world: World, app: SandboxApp, call: Call, now: number): Authorisation {
  const code = world.codes.find((candidate) => candidate.code === call.query.get('auth_code'));
  if (code?.appKey !== app.key || code.isUsed || code.expiresAt <= now) {
    throw new Refusal(200, 36004004, 'Invalid auth code');
  }
  code.isUsed = true;
  const authorisation = authorisationOf(world, app, code.seller);
  // a new consent ends what was granted before
  endTokens([...authorisation.accessTokens, ...authorisation.refreshTokens], now);
  authorisation.isRevoked = false;
  issueTokens(world, authorisation, now);
  return authorisation;
}

function rotate(world: World, app: SandboxApp, call: Call, now: number): Authorisation {
  const text = call.query.get('refresh_token') ?? '';
  const authorisation = world.authorisations.find(
    (candidate) => candidate.appKey === app.key && candidate.refreshTokens.some(({ token }) => token === text),
  );
  if (!authorisation || authorisation.isRevoked) throw new Refusal(200, 36004005, 'No authorization record matched');
  const token = authorisation.refreshTokens.find((candidate) => candidate.token === text);
  if (!token || token.expiresAt <= now) throw new Refusal(200, 36004001, 'Refresh token is expired');
  if (world.settings.refreshKillsOldToken) endTokens(authorisation.refreshTokens, now);
  issueTokens(world, authorisation, now);
  return authorisation;
}

function authorisationOf(world: World, app: SandboxApp, seller: string): Authorisation {
  const known = world.authorisations.find((one) => one.appKey === app.key && one.seller === seller);
  if (known) return known;
  const made: Authorisation = {
    openId: openId(world.seed, app.key, seller),
    appKey: app.key,
    seller,
    accessTokens: [],
    refreshTokens: [],
    isRevoked: false,
  };
  world.authorisations.push(made);
  return made;
}

/** Tokens kept per authorisation, so that a long run does not fill the memory. */
const KEPT_TOKENS = 20;

function issueTokens(world: World, authorisation: Authorisation, now: number): void {
  world.issued += 1;
  const { appKey, seller } = authorisation;
  const token = (kind: string, length: number): string =>
    `${tokenPrefixOf(world, seller)}${opaque(length, world.seed, kind, appKey, seller, String(world.issued))}`;
  const { accessTokenSeconds, refreshTokenSeconds } = world.settings;
  authorisation.accessTokens.push({ token: token('access', 48), expiresAt: now + accessTokenSeconds });
  authorisation.refreshTokens.push({ token: token('refresh', 56), expiresAt: now + refreshTokenSeconds });
  authorisation.accessTokens = authorisation.accessTokens.slice(-KEPT_TOKENS);
  authorisation.refreshTokens = authorisation.refreshTokens.slice(-KEPT_TOKENS);
}

function tokenData(world: World, app: SandboxApp, authorisation: Authorisation): Record<string, unknown> {
  const access = authorisation.accessTokens.at(-1);
  const refresh = authorisation.refreshTokens.at(-1);
  return {
    access_token: access?.token,
    access_token_expire_in: access?.expiresAt,
    refresh_token: refresh?.token,
    refresh_token_expire_in: refresh?.expiresAt,
    open_id: authorisation.openId,
    seller_name: authorisation.seller,
    seller_base_region: baseRegion(world, authorisation.seller),
    user_type: 0,
    granted_scopes: scopesOf(app),
  };
}
