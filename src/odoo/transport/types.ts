/** One call of a method of a model, in the one form that all transports can carry: named arguments only. */
export interface OdooCall {
  readonly model: string;
  readonly method: string;
  /** Records that the method acts on; absent for model methods (`create`, `search_read`, `load`, …). */
  readonly ids?: readonly number[] | undefined;
  /** Named arguments, the context apart. */
  readonly args?: Readonly<Record<string, unknown>> | undefined;
  readonly context?: OdooContext | undefined;
  /** Whether the call may be repeated after its answer was lost: reads, and writes that state a target. */
  readonly repeatable?: boolean | undefined;
}

/** Odoo's context of a call: `tz`, `lang`, `allowed_company_ids`, … */
export type OdooContext = Readonly<Record<string, unknown>>;

/** The names of the three protocols. */
export const TRANSPORT_KINDS = ['json2', 'jsonrpc', 'xmlrpc'] as const;
export type TransportKind = (typeof TRANSPORT_KINDS)[number];

/** How to reach one database as one user. */
export interface OdooLogin {
  readonly url: string;
  readonly db: string;
  readonly user: string;
  /** Password, or an API key in its place. */
  readonly password?: string | undefined;
  /** API key; needed for JSON-2. */
  readonly apiKey?: string | undefined;
}

/** One protocol to Odoo. Texts are made safe for PostgreSQL and for the wire by each transport. */
export interface OdooTransport {
  readonly kind: TransportKind;
  /**
   * Calls a method; what it returned, `null` when it returned nothing.
   *
   * @throws OdooAccessError, OdooValidationError, OdooMissingError, OdooConcurrencyError, OdooLoginError, OdooFaultError by what Odoo says.
   * @throws TransportError when there was no usable answer.
   */
  call(call: OdooCall): Promise<unknown>;
  /** The database id of the user that calls are made as. */
  uid(): Promise<number>;
  close(): void;
}
