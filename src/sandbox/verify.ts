import { parseJson } from '../core/json.ts';
import type { Call } from './call.ts';
import { findByAccessToken, scopesOf } from './oauth.ts';
import { findOperation, type Match } from './operations/table.ts';
import type { SandboxApp } from './options.ts';
import { REFUSALS, Refusal } from './refusal.ts';
import { shopCipher } from './sellers.ts';
import { expectedSign } from './sign.ts';
import type { Authorisation, SandboxShop, World } from './world.ts';

/** TikTok takes calls that are this old at most, and this far ahead of its clock, in seconds. */
const OLDEST = 5 * 60;
const NEWEST = 30;

/** A call that may be answered. */
export interface VerifiedCall extends Match {
  readonly app: SandboxApp;
  readonly authorisation: Authorisation;
  readonly shop: SandboxShop;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The moments that a call is judged by, in Unix seconds. */
export interface Moments {
  /** The gateway's clock. */
  readonly gate: number;
  /** The clock of shops and tokens. */
  readonly shops: number;
}

/**
 * Judges a call as TikTok's gateway does, in its order: path, method, app key, time, signature, token, scope, cipher.
 *
 * @throws Refusal with the first thing that is wrong.
 */
export function verifyCall(world: World, call: Call, moments: Moments): VerifiedCall {
  const match = findOperation(call.method, call.path);
  const app = verifyApp(world, call);
  verifyTimestamp(call, moments.gate);
  verifySign(call, app);
  const authorisation = verifyToken(world, call, app, moments.shops);
  const { scope, entity } = match.operation;
  if (scope !== undefined && !scopesOf(app).includes(scope)) throw REFUSALS.scope();
  const shop = entity === 'shop' ? shopOf(world, call, authorisation) : sellerShop(world, call, authorisation);
  return { ...match, app, authorisation, shop, body: readBody(call) };
}

function verifyApp(world: World, call: Call): SandboxApp {
  const app = world.apps.find(({ key }) => key === call.query.get('app_key'));
  if (!app) throw REFUSALS.appKey();
  return app;
}

function verifyTimestamp(call: Call, now: number): void {
  const text = call.query.get('timestamp');
  if (text === undefined || text === '') throw REFUSALS.missingQuery('timestamp');
  if (!/^\d{10}$/.test(text)) throw REFUSALS.timestampFormat();
  if (Number(text) < now - OLDEST) throw REFUSALS.timestampPast();
  if (Number(text) > now + NEWEST) throw REFUSALS.timestampFuture();
}

function verifySign(call: Call, app: SandboxApp): void {
  const sign = call.query.get('sign');
  if (sign === undefined || sign === '') throw REFUSALS.missingQuery('sign');
  if (sign !== expectedSign(call, app.secret)) throw REFUSALS.sign();
}

function verifyToken(world: World, call: Call, app: SandboxApp, now: number): Authorisation {
  const header = call.headers['x-tts-access-token'];
  if (typeof header !== 'string' || header === '') throw REFUSALS.tokenMissing();
  const found = findByAccessToken(world, header);
  if (!found) throw REFUSALS.tokenUnknown();
  if (found.authorisation.appKey !== app.key) throw REFUSALS.tokenMismatch();
  if (found.token.expiresAt <= now || found.authorisation.isRevoked) throw REFUSALS.tokenExpired();
  return found.authorisation;
}

function shopOf(world: World, call: Call, authorisation: Authorisation): SandboxShop {
  const cipher = call.query.get('shop_cipher');
  if (cipher === undefined || cipher === '') throw REFUSALS.cipherMissing();
  const shop = world.shops.find(
    (candidate) =>
      candidate.seller === authorisation.seller && shopCipher(world, authorisation.appKey, candidate) === cipher,
  );
  if (!shop) throw REFUSALS.tokenMismatch();
  if (!shop.isActive) throw REFUSALS.shopInactive();
  return shop;
}

function sellerShop(world: World, call: Call, authorisation: Authorisation): SandboxShop {
  if (call.query.has('shop_cipher')) throw REFUSALS.cipherUnexpected();
  const shop = world.shops.find(({ seller }) => seller === authorisation.seller);
  if (!shop) throw REFUSALS.tokenMismatch();
  return shop;
}

function readBody(call: Call): Readonly<Record<string, unknown>> {
  if (call.body.length === 0) return {};
  if (!/^application\/json\b/i.test(call.contentType)) {
    throw new Refusal(400, 36009022, "Invalid 'Content-Type' header. It must be application/json.");
  }
  const body = tryParse(call.body.toString('utf8'));
  if (body === null || typeof body !== 'object' || Array.isArray(body)) {
    throw REFUSALS.invalidField('Body', 'must be a JSON object');
  }
  return body as Record<string, unknown>;
}

function tryParse(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
