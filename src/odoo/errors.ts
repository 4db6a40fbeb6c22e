import {
  BridgeError,
  type ErrorContext,
  type ErrorDetails,
  TransportError,
  type TransportOutcome,
} from '../core/errors.ts';
import { grantsOf, isWholeModelText, operationOf, type RightOperation } from './rights.ts';
import type { OdooCall } from './transport/types.ts';

/** Odoo does not accept the database, the user, the password or the API key. Nothing was done. */
export class OdooLoginError extends BridgeError {
  readonly code = 'E_ODOO_LOGIN';
}

/** What an {@link OdooAccessError} tells besides. */
export interface AccessDetails extends ErrorDetails {
  readonly model?: string | undefined;
  readonly operation?: RightOperation | undefined;
}

/** The Odoo user lacks a right; the whole call was undone. */
export class OdooAccessError extends BridgeError {
  readonly code = 'E_ODOO_ACCESS';
  /** The model that the right is missing on, as far as Odoo names it. */
  readonly model: string | undefined;
  readonly operation: RightOperation | undefined;
  /** Whether the right is missing on all records of the model, and not on some of them by a record rule. */
  readonly wholeModel: boolean;

  constructor(message: string, details: AccessDetails) {
    super(message, details);
    this.model = details.model;
    this.operation = details.operation;
    this.wholeModel = isWholeModelText(message);
  }
}

/** Odoo refuses a value or an action and says why; the whole call was undone. */
export class OdooValidationError extends BridgeError {
  readonly code = 'E_ODOO_VALIDATION';
}

/** A record is not in Odoo any more; the whole call was undone. */
export class OdooMissingError extends BridgeError {
  readonly code = 'E_ODOO_MISSING';
}

/** Two transactions met on one record; this one was undone and may be repeated as a whole. */
export class OdooConcurrencyError extends BridgeError {
  readonly code = 'E_ODOO_CONCURRENCY';
  override readonly retryable = true;
}

/** Odoo failed inside: a bug in a module, an unknown method, wrong arguments. The whole call was undone. */
export class OdooFaultError extends BridgeError {
  readonly code = 'E_ODOO_FAULT';
  /** Python class of the exception, such as `builtins.KeyError`. */
  readonly exception: string;

  constructor(message: string, exception: string, details: ErrorDetails = {}) {
    super(message, details);
    this.exception = exception;
  }
}

/** The server lacks a field, a model, a method or a module that the bridge needs. */
export class OdooVersionError extends BridgeError {
  readonly code = 'E_ODOO_VERSION';
}

/** The addon of the bridge is not in this database, or is of another version. */
export class OdooAddonError extends BridgeError {
  readonly code = 'E_ODOO_ADDON';
}

/** What Odoo said when a call failed, in the one form that the three protocols are brought to. */
export interface OdooFault {
  /** Python class with its module, `odoo.exceptions.AccessError`; empty when the protocol does not tell. */
  readonly exception: string;
  readonly message: string;
}

type Kind = 'access' | 'denied' | 'validation' | 'missing' | 'concurrency' | 'database';

const EXCEPTIONS: Readonly<Record<string, Kind>> = {
  'odoo.exceptions.AccessDenied': 'denied',
  'odoo.exceptions.AccessError': 'access',
  'odoo.exceptions.ConcurrencyError': 'concurrency',
  'odoo.exceptions.LockError': 'concurrency',
  'odoo.exceptions.MissingError': 'missing',
  'odoo.exceptions.RedirectWarning': 'validation',
  'odoo.exceptions.UserError': 'validation',
  'odoo.exceptions.ValidationError': 'validation',
  'odoo.exceptions.Warning': 'validation',
  'odoo.exceptions.except_orm': 'validation',
  'odoo.http.SessionExpiredException': 'denied',
  'werkzeug.exceptions.Unauthorized': 'denied',
};

const CONCURRENCY =
  /could not serialize access|deadlock detected|current transaction is aborted|could not obtain lock|canceling statement due to lock timeout|cannot follow twice the same object|(?:SerializationFailure|DeadlockDetected|LockNotAvailable|InFailedSqlTransaction)\b|duplicate key value violates unique constraint "ir_model_data/i;
const NO_DATABASE = /database "[^"]*" does not exist|No database is selected/i;
const MISSING = /^Record does not exist or has been deleted|^Record cannot be found/i;

/** Whether a text is a conflict of two database transactions, which says nothing about the data of this one. */
export function isConcurrencyText(text: string): boolean {
  return CONCURRENCY.test(text);
}

/**
 * Whether a text is the echo of an earlier error in the same transaction. It may come from a conflict, which passes, or
 * from a record that the database refuses, which stays.
 */
export function isAbortedText(text: string): boolean {
  return /current transaction is aborted|InFailedSqlTransaction/i.test(text);
}

/** Whether a text says that the server knows no such database. */
export function isNoDatabaseText(text: string): boolean {
  return NO_DATABASE.test(text);
}

/** The error for what Odoo said: by the name of the exception first, by its words where the name says too little. */
export function toOdooError(fault: OdooFault, call?: OdooCall): BridgeError {
  const context: ErrorContext = call ? { model: call.model, method: call.method } : {};
  const message = oneLine(fault.message) || 'Odoo gave no reason.';
  switch (kindOf(fault)) {
    case 'concurrency':
      return new OdooConcurrencyError(`Two transactions met in Odoo: ${message}`, { context });
    case 'database':
      return noSuchDatabase(context);
    case 'denied':
      return new OdooLoginError(`Odoo refuses the login: ${message}`, {
        context,
        remedy: 'Check user and API key; a key that has expired is replaced in Preferences, Security of that user.',
      });
    case 'access':
      return accessError(fault.message, message, call, context);
    case 'missing':
      return new OdooMissingError(message, { context, remedy: 'Run the job again; it reads anew what is there.' });
    case 'validation':
      return new OdooValidationError(message, { context, remedy: remedyFor(message) });
    case undefined:
      return new OdooFaultError(`Odoo failed inside: ${message}`, fault.exception || 'unknown', {
        context,
        remedy: 'The log of the Odoo server has the details.',
      });
  }
}

/** The error for an answer that no Odoo gives: HTML of a proxy, a cut body, a status without words. */
export function unusableAnswer(
  status: number,
  text: string,
  outcome: TransportOutcome,
  call?: OdooCall,
): TransportError {
  const what = /^\s*</.test(text)
    ? 'HTML'
    : text.trim() === ''
      ? 'an empty answer'
      : 'an answer that is cut or no JSON';
  return new TransportError(`Odoo's address answered with ${what} (HTTP status ${status}).`, outcome, {
    status,
    context: { ...(call ? { model: call.model, method: call.method } : {}), status },
    remedy: 'Check the address, and what stands between the bridge and Odoo (proxy, firewall, maintenance page).',
  });
}

/** The error for a database that the server does not have. */
export function noSuchDatabase(context: ErrorContext = {}): OdooLoginError {
  return new OdooLoginError('The Odoo server has no database of that name.', {
    context,
    remedy: 'Correct the name of the database in the settings; Odoo shows it at /web/database/selector.',
  });
}

function kindOf(fault: OdooFault): Kind | undefined {
  if (isConcurrencyText(fault.exception) || isConcurrencyText(fault.message)) return 'concurrency';
  if (isNoDatabaseText(fault.message)) return 'database';
  const kind = EXCEPTIONS[fault.exception];
  // XML-RPC gives MissingError the same number as any other refusal.
  return kind === 'validation' && MISSING.test(fault.message) ? 'missing' : kind;
}

/** 14 cannot write a note in the name of a user without an address, and does so at many actions. */
function remedyFor(message: string): string | undefined {
  if (!/configure the sender's email address/i.test(message)) return undefined;
  return 'Give the Odoo user of the bridge an e-mail address: this version of Odoo needs one for notes and activities.';
}

function accessError(raw: string, message: string, call: OdooCall | undefined, context: ErrorContext): OdooAccessError {
  const model = /\(([a-z]\w*(?:\.\w+)+)\)/.exec(raw)?.[1] ?? call?.model;
  const operation = operationOf(raw);
  const right = model ? `the right to ${operation ?? 'use'} ${model}` : 'that right';
  const grants = grantsOf(raw);
  const groups = grants.length > 0 ? ` One of these groups gives it: ${grants.join(', ')}.` : '';
  return new OdooAccessError(message, {
    context: { ...context, ...(model ? { model } : {}), ...(operation ? { right: operation } : {}) },
    remedy: `Give the Odoo user ${right}.${groups}`,
    model,
    operation,
  });
}

/** Messages of Odoo have several lines; errors are one sentence. Lists of groups go into the remedy. */
function oneLine(message: string): string {
  return message
    .replace(/\n\s*This operation is allowed for the following groups:[\s\S]*$/i, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ')
    .slice(0, 1000);
}
