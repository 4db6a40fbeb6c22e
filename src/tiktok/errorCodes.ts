import { PRODUCT_ERROR_CODES } from './productCodes.ts';

/**
 * What an answer of TikTok means for the bridge.
 *
 * `auth`: the token is not valid; a new one may help, else the seller must authorise again. `app`, `signature`, `clock`: the app's
 * key, its secret or the host's clock is wrong. `scope`: a permission is missing. `shop`: this shop cannot be served.
 * `rate`, `rate-hourly`: too many calls. `internal`: TikTok failed. `busy`: a business refusal that says to try again.
 * `refused`: a business refusal that stays.
 */
export type TiktokErrorKind =
  'auth' | 'app' | 'signature' | 'clock' | 'scope' | 'shop' | 'rate' | 'rate-hourly' | 'internal' | 'busy' | 'refused';

/** One known code and where its meaning is stated. */
export interface TiktokErrorCode {
  readonly kind: TiktokErrorKind;
  readonly source: string;
  /** What a person does about it, in one sentence. */
  readonly remedy?: string;
}

const GATEWAY = 'Partner Center, "Common errors"';
const LIVE = 'seen in live answers';

/** Codes of the gateway, of the token host and of orders; those of products are in {@link PRODUCT_ERROR_CODES}. */
export const TIKTOK_ERROR_CODES: Readonly<Record<number, TiktokErrorCode>> = {
  105001: { kind: 'auth', source: 'family of 105002' },
  105002: { kind: 'auth', source: `${GATEWAY}; ${LIVE}: access token expired` },
  105004: { kind: 'auth', source: 'Partner Center FAQ, without a meaning' },
  105005: { kind: 'scope', source: `${GATEWAY}; ${LIVE}` },
  106001: { kind: 'signature', source: `${GATEWAY}; ${LIVE}` },
  106013: { kind: 'refused', source: `${GATEWAY}: shop_cipher missing` },
  101000: { kind: 'shop', source: `${GATEWAY}: token and cipher do not belong together` },
  36004001: { kind: 'auth', source: `${LIVE}: refresh token expired` },
  36004004: { kind: 'auth', source: 'Partner Center, "Authorization": code used, expired or invalid' },
  36004005: { kind: 'auth', source: `${LIVE}: no matching authorisation` },
  36009002: { kind: 'rate', source: `${GATEWAY}; ${LIVE}` },
  36009003: { kind: 'internal', source: GATEWAY },
  36009005: { kind: 'auth', source: `${LIVE}: token header invalid` },
  36009007: { kind: 'internal', source: `${GATEWAY}: timeout` },
  36009009: { kind: 'refused', source: `${GATEWAY}: path` },
  36009010: { kind: 'refused', source: `${GATEWAY}: method` },
  36009014: { kind: 'refused', source: `${GATEWAY}: API version gone` },
  36009033: { kind: 'app', source: `${GATEWAY}: IP address not in the allow list of the app` },
  36009037: { kind: 'rate-hourly', source: `${LIVE}: hourly limit of development shops` },
  36009043: { kind: 'shop', source: 'Partner Center, June 2026: shop inactive' },
  36009044: { kind: 'shop', source: 'Partner Center, June 2026: seller inactive' },
  98001004: { kind: 'refused', source: `${GATEWAY}: invalid parameter` },
  10002014: { kind: 'busy', source: 'Get Order Detail: failed to get orders' },
  10002015: { kind: 'busy', source: 'Get Order Detail: failed to get orders' },
  10006402: { kind: 'busy', source: 'Get Order Detail: internal error' },
  ...PRODUCT_ERROR_CODES,
};

/** What a person does about a code, in one sentence; undefined when the code says nothing that is known. */
export function remedyOf(code: number): string | undefined {
  return TIKTOK_ERROR_CODES[code]?.remedy;
}

/** Code 36009004 stands for many mistakes; the parameter named in the message tells them apart, first match first. */
const OVERLOADED = 36009004;
const KEYWORDS: readonly (readonly [RegExp, TiktokErrorKind])[] = [
  [/\btimestamp\b/i, 'clock'],
  [/\bapp_key\b/i, 'app'],
  [/\bapp_secret\b/i, 'app'],
  [/\bsign(ature)?\b/i, 'signature'],
  [/\baccess[_-]token\b/i, 'auth'],
];

/** How the business errors that pass by themselves are worded, in all 867 documented codes. */
const BUSY = /\b(internal (\w+ )?(\w+ )?error|system (process )?error|system is busy|time-?out|try again)\b/i;

/** Classifies an answer whose code is not 0 or whose status is not 2xx. Unknown codes go by family, then by status. */
export function classify(status: number, code: number, message: string): TiktokErrorKind {
  const known = TIKTOK_ERROR_CODES[code];
  if (known) return known.kind;
  const byWord = KEYWORDS.find(([pattern]) => pattern.test(message))?.[1];
  if (code === OVERLOADED) return byWord ?? 'refused';
  return byFamily(code, byWord) ?? byStatus(status) ?? (BUSY.test(message) ? 'busy' : 'refused');
}

function byFamily(code: number, byWord: TiktokErrorKind | undefined): TiktokErrorKind | undefined {
  if (code >= 105_000 && code < 106_000) return 'auth';
  if (code >= 106_000 && code < 107_000) return byWord ?? 'signature';
  if (code >= 36_004_000 && code < 36_005_000) return byWord === 'app' ? 'app' : 'auth';
  return undefined;
}

function byStatus(status: number): TiktokErrorKind | undefined {
  if (status === 429) return 'rate';
  if (status >= 500) return 'internal';
  if (status === 401) return 'auth';
  return undefined;
}
