import type { Logger } from '../core/logger.ts';
import type { Call } from './call.ts';
import { giveConsent, consentPage, type ConsentRequest } from './consent.ts';
import { isImagePath } from './images.ts';
import { answerTokenCall, isTokenPath } from './oauth.ts';
import { findOperation } from './operations/table.ts';
import type { RateCounter } from './rateLimit.ts';
import { REFUSALS, Refusal } from './refusal.ts';
import type { CallRecord } from './statistics.ts';
import { verifyCall, type Moments } from './verify.ts';
import type { World } from './world.ts';

/** An answer before it goes on the wire. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What TikTok's side of the sandbox works with. */
export interface GatewayContext {
  readonly world: World;
  readonly moments: Moments;
  readonly requestId: string;
  readonly limiter: RateCounter;
  /** Any clock that runs evenly, in milliseconds. */
  readonly evenMs: number;
  /** Is told that the world is no longer as it was. */
  readonly changed: () => void;
  /** Is told about every call. */
  readonly note: (record: CallRecord) => void;
  readonly logger: Logger;
}

const JSON_HEADERS = { 'content-type': 'application/json; charset=utf-8' } as const;
const HTML_HEADERS = { 'content-type': 'text/html; charset=utf-8' } as const;

/** The name of the operation that a call means, for statistics and faults. */
export function operationName(call: Call): string {
  if (isTokenPath(call.path)) return call.path.endsWith('/get') ? 'token/get' : 'token/refresh';
  if (isImagePath(call.path)) return 'images';
  try {
    return findOperation(call.method, call.path).operation.name;
  } catch {
    return 'unknown';
  }
}

/** Whether a path is a consent page, of today or of old. */
export function isConsentPath(path: string): boolean {
  return path === '/open/authorize' || path === '/oauth/authorize';
}

/** Answers a call to TikTok's API or to its token endpoints. Refusals are answers too. */
export function answerApi(call: Call, context: GatewayContext, fault: string | undefined): Answer {
  const record = { operation: operationName(call), shopId: undefined as string | undefined, fault };
  try {
    const data = isTokenPath(call.path)
      ? answerTokenCall(context.world, call, context.moments.shops)
      : answerOperation(call, context, (shopId) => (record.shopId = shopId));
    context.note({ ...record, status: 200, code: 0 });
    // the auth host writes its message small
    return success(data, isTokenPath(call.path) ? 'success' : 'Success', context.requestId);
  } catch (error) {
    const refusal = error instanceof Refusal ? error : REFUSALS.internal();
    if (refusal !== error) context.logger.error('sandbox failed at a call', { operation: record.operation, error });
    context.note({ ...record, status: refusal.status, code: refusal.code });
    return refused(refusal, context.requestId);
  }
}

/**
 * Answers the consent page and the form on it.
 *
 * @throws UsageError when app or seller are unknown.
 */
export function answerConsent(call: Call, world: World, now: number): Answer {
  const form = call.method === 'POST' ? new URLSearchParams(call.body.toString('utf8')) : new URLSearchParams();
  const read = (name: string): string | undefined => form.get(name) ?? call.query.get(name);
  const request: ConsentRequest = {
    serviceId: read('service_id'),
    appKey: read('app_key'),
    seller: read('seller'),
    state: read('state'),
    approve: read('answer') !== 'deny',
  };
  const isAnswered = call.method === 'POST' || call.query.get('auto') === '1';
  if (!isAnswered) return { status: 200, headers: HTML_HEADERS, body: consentPage(world, request) };
  const { redirect } = giveConsent(world, request, now);
  return { status: 302, headers: { location: redirect }, body: '' };
}

/** The envelope of a refusal. */
export function refused(refusal: Refusal, requestId: string): Answer {
  const { status, code, message, retryAfter } = refusal;
  return {
    status,
    headers: { ...JSON_HEADERS, ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }) },
    body: JSON.stringify({ code, message, request_id: requestId, data: null }),
  };
}

/** The envelope of success around the JSON text of its data. */
export function success(data: string, message: string, requestId: string): Answer {
  return {
    status: 200,
    headers: JSON_HEADERS,
    body: `{"code":0,"message":${JSON.stringify(message)},"request_id":${JSON.stringify(requestId)},"data":${data}}`,
  };
}

function answerOperation(call: Call, context: GatewayContext, tellShop: (shopId: string) => void): string {
  const { world, moments, limiter } = context;
  const verified = verifyCall(world, call, moments);
  const { operation, app, shop, authorisation } = verified;
  const isOfShop = operation.entity === 'shop';
  if (isOfShop) tellShop(shop.ids.shop);
  const key = isOfShop ? shop.ids.shop : authorisation.openId;
  const wait = limiter.take(`${app.key}/${key}`, world.settings.rateLimit, context.evenMs);
  if (wait > 0) throw REFUSALS.rateLimit(wait);
  const data = operation.answer({ ...verified, world, call, now: moments.shops });
  if (operation.isWrite) context.changed();
  return data;
}
