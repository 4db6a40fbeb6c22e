/** Who has to do something about an error: nobody (it is tried again), the operator of the bridge, or a developer. */
export type Actor = 'nobody' | 'operator' | 'developer';

/** One entry of the error catalogue. */
export interface ErrorEntry {
  readonly meaning: string;
  readonly actor: Actor;
}

/** Every error code of the bridge, what it means and who must act. The README's error table equals this, by test. */
export const ERROR_CODES = {
  E_USAGE: {
    meaning: 'The command line asks for something that does not exist or does not fit together.',
    actor: 'operator',
  },
  E_CONFIG: { meaning: 'A setting in `.odoorc`, the environment or a flag is missing or wrong.', actor: 'operator' },
  E_MAPPING: { meaning: 'A file in `mappings/` is malformed or incomplete.', actor: 'operator' },
  E_STATE: { meaning: 'The state folder cannot be read, written or locked.', actor: 'operator' },
  E_TRANSPORT: {
    meaning: 'The other side gave no usable answer: time-out, reset, HTML from a proxy, 5xx.',
    actor: 'nobody',
  },
  E_TIKTOK_RATE_LIMIT: { meaning: 'TikTok asks to slow down.', actor: 'nobody' },
  E_TIKTOK_AUTH: {
    meaning: 'The authorisation of a TikTok account has expired, was revoked or was never given.',
    actor: 'operator',
  },
  E_TIKTOK_APP: { meaning: 'TikTok refuses the app key, the signature or the time of the call.', actor: 'operator' },
  E_TIKTOK_SCOPE: { meaning: 'The TikTok app lacks a permission that this call needs.', actor: 'operator' },
  E_TIKTOK_SHOP: {
    meaning: 'TikTok says that the shop or the seller is not active, or not of this authorisation.',
    actor: 'operator',
  },
  E_TIKTOK_API: { meaning: 'TikTok refuses a call for a business reason.', actor: 'operator' },
  E_TIKTOK_SCHEMA: { meaning: 'TikTok answered in a shape that the bridge does not know.', actor: 'developer' },
  E_ODOO_LOGIN: { meaning: 'Odoo does not accept the database, user, password or API key.', actor: 'operator' },
  E_ODOO_ACCESS: { meaning: 'The Odoo user lacks a right.', actor: 'operator' },
  E_ODOO_VALIDATION: { meaning: 'Odoo refuses a value or an action and says why.', actor: 'operator' },
  E_ODOO_MISSING: { meaning: 'A record that the bridge needs is not in Odoo any more.', actor: 'operator' },
  E_ODOO_CONCURRENCY: { meaning: 'Two transactions in Odoo met on the same record.', actor: 'nobody' },
  E_ODOO_FAULT: { meaning: 'Odoo failed inside.', actor: 'developer' },
  E_ODOO_VERSION: {
    meaning: 'The Odoo server lacks a field, a model or a module that the bridge needs.',
    actor: 'operator',
  },
  E_ODOO_ADDON: {
    meaning: 'The addon of the bridge is not installed in this database, or is of another version.',
    actor: 'operator',
  },
  E_SHOP_SETTINGS: { meaning: 'The settings of a shop are incomplete or contradict each other.', actor: 'operator' },
  E_SHOP_TWICE: { meaning: 'Two records stand for the same TikTok shop.', actor: 'operator' },
} as const satisfies Record<string, ErrorEntry>;

/** A code of the catalogue. */
export type ErrorCode = keyof typeof ERROR_CODES;

/** Ids that say where an error happened. Never names, addresses, phones or tokens. */
export type ErrorContext = Readonly<Record<string, string | number | boolean | undefined>>;

/** What every error of the bridge carries besides its message. */
export interface ErrorDetails {
  readonly context?: ErrorContext | undefined;
  readonly cause?: unknown;
  /** One sentence that says what to do; part of the printed message. */
  readonly remedy?: string | undefined;
}

/** Base of all errors that the bridge throws on purpose. */
export abstract class BridgeError extends Error {
  abstract readonly code: ErrorCode;
  /** Whether the same call may succeed later without anybody doing anything. */
  readonly retryable: boolean = false;
  readonly context: ErrorContext;
  readonly remedy: string | undefined;

  constructor(message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = new.target.name;
    this.context = details.context ?? {};
    this.remedy = details.remedy;
  }

  /** Who must act, from the catalogue. */
  get actor(): Actor {
    return ERROR_CODES[this.code].actor;
  }
}

/** The command line asks for something that does not exist. Nothing was done. */
export class UsageError extends BridgeError {
  readonly code = 'E_USAGE';
}

/** One or more settings are wrong; the message lists all of them. Nothing was done. */
export class ConfigError extends BridgeError {
  readonly code = 'E_CONFIG';
}

/** One or more mapping files are wrong; the message lists every mistake with file and key. Nothing was done. */
export class MappingError extends BridgeError {
  readonly code = 'E_MAPPING';
}

/** The state folder cannot be used. */
export class StateError extends BridgeError {
  readonly code = 'E_STATE';
}

/** The settings of a shop cannot be worked with; the shop is left alone, others go on. */
export class ShopSettingsError extends BridgeError {
  readonly code = 'E_SHOP_SETTINGS';
}

/** Two records in Odoo claim the same TikTok shop; that shop is left alone until one is removed. */
export class ShopTwiceError extends BridgeError {
  readonly code = 'E_SHOP_TWICE';
}

/** Whether a request can have reached the other side: decides whether it may be repeated. */
export type TransportOutcome = 'not-sent' | 'unknown';

/** No usable answer. With outcome `not-sent` nothing happened on the other side; with `unknown` it may have. */
export class TransportError extends BridgeError {
  readonly code = 'E_TRANSPORT';
  override readonly retryable = true;
  readonly outcome: TransportOutcome;
  readonly status: number | undefined;

  constructor(message: string, outcome: TransportOutcome, details: ErrorDetails & { readonly status?: number } = {}) {
    super(message, details);
    this.outcome = outcome;
    this.status = details.status;
  }
}

/** Says in one line what went wrong and what to do, for people. */
export function explain(error: unknown): string {
  if (error instanceof BridgeError) return error.remedy ? `${error.message} ${error.remedy}` : error.message;
  return error instanceof Error ? error.message : String(error);
}
