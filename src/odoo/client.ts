import type { Deadlines, HttpClient } from '../core/http.ts';
import { createHttpClient } from '../core/http.ts';
import type { Logger } from '../core/logger.ts';
import { createCaller } from './caller.ts';
import { detectVersion, type OdooVersion, profileFor } from './detect.ts';
import { OdooVersionError } from './errors.ts';
import type { OdooProfile } from './profile.ts';
import { createMethods } from './methods.ts';
import { chooseTransport, createTransport } from './transport/index.ts';
import type { OdooCall, OdooContext, OdooLogin, OdooTransport, TransportKind } from './transport/types.ts';

/** A search domain of Odoo: `['field', 'operator', value]` terms and `'&'`, `'|'`, `'!'` in prefix form. */
export type Domain = readonly (string | readonly [string, string, unknown])[];

/** Values of a record as `create` and `write` take them. */
export type Values = Readonly<Record<string, unknown>>;

/** A record as `read` gives it; empty fields are `false`, many2one fields `[id, name]`. */
export type Row = Record<string, unknown> & { readonly id: number };

/** Which part of what a search finds, and in which order. */
export interface SearchOptions {
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
  /** `id asc` and the like. */
  readonly order?: string | undefined;
  readonly context?: OdooContext | undefined;
}

/** What `fields_get` tells of a field. */
export interface FieldInfo {
  readonly type: string;
  readonly string: string;
  readonly relation?: string | undefined;
  readonly required?: boolean | undefined;
  readonly readonly?: boolean | undefined;
  readonly selection?: readonly (readonly [string, string])[] | undefined;
}

/** One user in one database of Odoo. Every method throws what {@link OdooClient.call} throws. */
export interface OdooClient {
  readonly profile: OdooProfile;
  readonly transport: TransportKind;
  readonly logger: Logger;
  /**
   * Calls a method with the context `{tz: 'UTC', lang: 'en_US'}`, the client's own context and the call's.
   *
   * Repeated by itself when nothing was sent, when the database undid it because of a conflict, and, if it is marked
   * repeatable, after a lost answer.
   *
   * @returns What the method returned; `null` when it returned nothing.
   * @throws OdooAccessError, OdooValidationError, OdooMissingError, OdooConcurrencyError, OdooLoginError, OdooFaultError, TransportError
   */
  call(call: OdooCall): Promise<unknown>;
  search(model: string, domain: Domain, options?: SearchOptions): Promise<number[]>;
  searchRead<T extends Row = Row>(
    model: string,
    domain: Domain,
    fields: readonly string[],
    options?: SearchOptions,
  ): Promise<T[]>;
  /** Reads records, 500 at a time; those that are gone are left out. In the order of the ids. */
  read<T extends Row = Row>(model: string, ids: readonly number[], fields: readonly string[]): Promise<T[]>;
  searchCount(model: string, domain: Domain): Promise<number>;
  create(model: string, values: readonly Values[]): Promise<number[]>;
  write(model: string, ids: readonly number[], values: Values): Promise<void>;
  unlink(model: string, ids: readonly number[]): Promise<void>;
  /** The fields of a model that the user may see, asked once; empty when there is no such model. */
  fieldsOf(model: string): Promise<ReadonlyMap<string, FieldInfo>>;
  uid(): Promise<number>;
  /** The same connection with more context, such as `{allowed_company_ids: [3]}`. */
  withContext(context: OdooContext): OdooClient;
  /** Database ids of those external ids that exist and belong to records of that model. */
  findByXid(model: string, externalIds: readonly string[]): Promise<Map<string, number>>;
  /** Calls made so far, repetitions included. */
  callCount(): number;
  close(): void;
}

/** How to reach Odoo. */
export interface ConnectOptions {
  readonly login: OdooLogin;
  readonly transport: 'auto' | TransportKind;
  readonly logger: Logger;
  readonly deadlines?: Partial<Deadlines> | undefined;
  /** Connections at a time. */
  readonly maxSockets?: number | undefined;
}

/** Confirming or loading a page can keep Odoo busy for minutes on a slow host. */
const ODOO_DEADLINES: Deadlines = { connectMs: 10_000, readMs: 300_000, totalMs: 600_000 };
const BASE_CONTEXT: OdooContext = { tz: 'UTC', lang: 'en_US' };

/**
 * Connects to a database of Odoo: finds the version, chooses the protocol, and logs in.
 *
 * @throws OdooLoginError when database, user, password or key is wrong.
 * @throws OdooVersionError when the version is too old, or the protocol asked for is not offered.
 * @throws TransportError when no Odoo answers there.
 * @throws ConfigError when the address or the key is missing or malformed.
 */
export async function connectOdoo(options: ConnectOptions): Promise<OdooClient> {
  const { login, logger } = options;
  const deadlines: Deadlines = { ...ODOO_DEADLINES, ...options.deadlines };
  const http = createHttpClient({ deadlines, maxSockets: options.maxSockets ?? 8 });
  try {
    return await open(options, deadlines, http);
  } catch (error) {
    http.close();
    logger.debug('could not connect to odoo', { url: login.url, db: login.db });
    throw error;
  }
}

async function open(options: ConnectOptions, deadlines: Deadlines, http: HttpClient): Promise<OdooClient> {
  const { login, logger } = options;
  const version = await detectVersion(http, login.url);
  const profile = profileFor(version, logger);
  const kind = kindFor(options, version, profile);
  const transport = createTransport(kind, login, http, { deadlines, tiedToDatabase: profile.tiedToDatabase });
  await transport.uid();
  logger.debug('connected to odoo', { serie: version.serie, transport: kind });
  return createMethods({
    profile,
    transport: closing(transport, http),
    caller: createCaller(transport, logger),
    logger,
    context: BASE_CONTEXT,
  });
}

function kindFor({ transport, login }: ConnectOptions, version: OdooVersion, profile: OdooProfile): TransportKind {
  if (transport === 'auto') {
    return chooseTransport({ offered: profile.transports, json: version.json, hasApiKey: Boolean(login.apiKey) });
  }
  if (profile.transports.includes(transport)) return transport;
  throw new OdooVersionError(`Odoo ${version.serie} does not offer ${transport}.`, {
    context: { serie: version.serie, transport },
    remedy: `Set the transport to auto, or to one of: ${profile.transports.join(', ')}.`,
  });
}

function closing(transport: OdooTransport, http: HttpClient): OdooTransport {
  const close = (): void => {
    transport.close();
    http.close();
  };
  return { ...transport, close };
}
