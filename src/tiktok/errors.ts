import { BridgeError, type ErrorContext, type ErrorDetails, TransportError } from '../core/errors.ts';
import { classify, remedyOf, type TiktokErrorKind } from './errorCodes.ts';

/** Every answer of TikTok: success is code 0, whatever the HTTP status. */
export interface Envelope {
  readonly code: number;
  readonly message: string;
  readonly requestId: string | undefined;
  readonly data: unknown;
}

/** What TikTok's errors carry besides the rest: its own code, 0 when the bridge found the fault itself. */
export interface TiktokErrorDetails extends ErrorDetails {
  readonly apiCode?: number | undefined;
}

/** The authorisation is expired, revoked, refused or was never given. */
export class TiktokAuthError extends BridgeError {
  readonly code = 'E_TIKTOK_AUTH';
  readonly apiCode: number;

  constructor(message: string, details: TiktokErrorDetails = {}) {
    super(message, { remedy: 'Link the account again: tiktok-odoo auth link.', ...details });
    this.apiCode = details.apiCode ?? 0;
  }
}

/** What TikTok does not accept about the app. */
export type AppFault = 'app' | 'signature' | 'clock';

const APP_REMEDY: Readonly<Record<AppFault, string>> = {
  app: 'Compare app key, app secret and the allowed IP addresses with the app in TikTok Shop Partner Center.',
  signature: 'Compare app_key and app_secret in .odoorc with the app in TikTok Shop Partner Center.',
  clock: 'Set the clock of this host: TikTok accepts 5 minutes in the past to 30 seconds in the future.',
};

/** TikTok refuses the app key, the signature or the time of the call. */
export class TiktokAppError extends BridgeError {
  readonly code = 'E_TIKTOK_APP';
  readonly apiCode: number;
  readonly fault: AppFault;

  constructor(message: string, details: TiktokErrorDetails & { readonly fault: AppFault }) {
    super(message, { remedy: APP_REMEDY[details.fault], ...details });
    this.apiCode = details.apiCode ?? 0;
    this.fault = details.fault;
  }
}

/** The app or the token lacks a permission. */
export class TiktokScopeError extends BridgeError {
  readonly code = 'E_TIKTOK_SCOPE';
  readonly apiCode: number;

  constructor(message: string, details: TiktokErrorDetails = {}) {
    super(message, {
      remedy: 'Give the app the permission in Partner Center, then link the account again: tiktok-odoo auth link.',
      ...details,
    });
    this.apiCode = details.apiCode ?? 0;
  }
}

/** The shop or seller is not active, or not of this authorisation; other shops go on. */
export class TiktokShopError extends BridgeError {
  readonly code = 'E_TIKTOK_SHOP';
  readonly apiCode: number;

  constructor(message: string, details: TiktokErrorDetails = {}) {
    super(message, {
      remedy:
        'Look at the shop in Seller Center; if it is active there, link the account again: tiktok-odoo auth link.',
      ...details,
    });
    this.apiCode = details.apiCode ?? 0;
  }
}

/** TikTok asks to slow down. Nothing was done. */
export class TiktokRateLimitError extends BridgeError {
  readonly code = 'E_TIKTOK_RATE_LIMIT';
  override readonly retryable = true;
  readonly apiCode: number;
  /** How long TikTok says to wait; undefined when it does not say. */
  readonly retryAfterMs: number | undefined;
  /** Whether the hourly allowance of a development shop is used up: nothing helps before the next hour. */
  readonly hourly: boolean;

  constructor(
    message: string,
    details: TiktokErrorDetails & { readonly retryAfterMs?: number | undefined; readonly hourly?: boolean } = {},
  ) {
    super(message, details);
    this.apiCode = details.apiCode ?? 0;
    this.retryAfterMs = details.retryAfterMs;
    this.hourly = details.hourly ?? false;
  }
}

/** TikTok refuses a call for a business reason; retryable only where its own words say to try again. */
export class TiktokApiError extends BridgeError {
  readonly code = 'E_TIKTOK_API';
  override readonly retryable: boolean;
  readonly apiCode: number;

  constructor(message: string, details: TiktokErrorDetails & { readonly retryable?: boolean } = {}) {
    super(message, details);
    this.apiCode = details.apiCode ?? 0;
    this.retryable = details.retryable ?? false;
  }
}

/** TikTok answered in a shape that the bridge does not know. */
export class TiktokSchemaError extends BridgeError {
  readonly code = 'E_TIKTOK_SCHEMA';
  /** Where in `data`, for example `orders.3.line_items.0.sku_id`. */
  readonly path: string;

  constructor(message: string, details: ErrorDetails & { readonly path: string }) {
    super(message, { remedy: 'Report it with the request id; TikTok may have changed its interface.', ...details });
    this.path = details.path;
  }
}

/** Facts about a refused call that its error carries: ids only. */
export interface CallFacts {
  readonly path: string;
  readonly shopId?: string | undefined;
  readonly retryAfterMs?: number | undefined;
}

/**
 * Turns an answer that is not a success into the error that says who must act.
 *
 * @param status - HTTP status: the gateway uses it, business refusals come with 200.
 */
export function toTiktokError(status: number, envelope: Envelope, facts: CallFacts): BridgeError {
  const { code: apiCode, requestId } = envelope;
  const context: ErrorContext = { apiCode, requestId, status, path: facts.path, shopId: facts.shopId };
  const says = `TikTok answered ${apiCode}: ${shorten(envelope.message)}`;
  const remedy = remedyOf(apiCode);
  const details = { apiCode, context, ...(remedy === undefined ? {} : { remedy }) };
  return BUILDERS[classify(status, apiCode, envelope.message)](says, details, { status, ...facts });
}

type Builder = (
  says: string,
  details: TiktokErrorDetails & { readonly context: ErrorContext },
  facts: CallFacts & { readonly status: number },
) => BridgeError;

const BUILDERS: Readonly<Record<TiktokErrorKind, Builder>> = {
  auth: (says, details) => new TiktokAuthError(`The authorisation is not valid. ${says}`, details),
  app: (says, details) => new TiktokAppError(`The app is not accepted. ${says}`, { ...details, fault: 'app' }),
  signature: (says, details) =>
    new TiktokAppError(`The signature is not accepted. ${says}`, { ...details, fault: 'signature' }),
  clock: (says, details) =>
    new TiktokAppError(`The time of the call is not accepted. ${says}`, { ...details, fault: 'clock' }),
  scope: (says, details) => new TiktokScopeError(`A permission is missing. ${says}`, details),
  shop: (says, details) => new TiktokShopError(`The shop cannot be served. ${says}`, details),
  rate: (says, details, facts) => new TiktokRateLimitError(says, { ...details, retryAfterMs: facts.retryAfterMs }),
  'rate-hourly': (says, details, facts) =>
    new TiktokRateLimitError(`The hourly allowance is used up. ${says}`, {
      ...details,
      retryAfterMs: facts.retryAfterMs,
      hourly: true,
    }),
  internal: (says, details, facts) => new TransportError(says, 'unknown', { ...details, status: facts.status }),
  busy: (says, details) => new TiktokApiError(says, { ...details, retryable: true }),
  refused: (says, details) => new TiktokApiError(says, details),
};

/** One refused thing of a batch that succeeded as a whole. */
export interface PartialError {
  readonly code: number;
  readonly message: string;
  /** Names the thing, `{sku_id}` or `{package_id}` for example. */
  readonly detail: Readonly<Record<string, unknown>>;
}

/** The third layer: what a batch call with code 0 refused, from `data.errors`. Empty when nothing was. */
export function partialErrors(data: unknown): PartialError[] {
  const errors = (data as { errors?: unknown } | null | undefined)?.errors;
  if (!Array.isArray(errors)) return [];
  return errors.map((entry: unknown) => {
    const { code, message, detail } = (entry ?? {}) as { code?: unknown; message?: unknown; detail?: unknown };
    return {
      code: Number(code ?? 0),
      message: typeof message === 'string' ? message : '',
      detail: typeof detail === 'object' && detail !== null ? (detail as Record<string, unknown>) : {},
    };
  });
}

/** TikTok's message for people: in one line, without its help link, and no longer than 300 characters. */
export function shorten(message: string): string {
  const text = message
    .replace(/\s*For more details:.*$/is, '')
    .replace(/\s+/g, ' ')
    .trim();
  return text.length > 300 ? `${text.slice(0, 300)}…` : text || '(no message)';
}
