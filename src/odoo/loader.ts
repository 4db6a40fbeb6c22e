import type { OdooClient } from './client.ts';
import { hoistConstants } from './loadDefaults.ts';
import { loadPages, type LoadTarget } from './loadPages.ts';
import type { RecordKey } from './loadRows.ts';
import type { OdooContext } from './transport/types.ts';
import type { LoadOutcome, LoadRecord, LoadValue } from './values.ts';

/**
 * No notes about values written for the first time, and no subscription of the bridge's own user: confirming a page takes a
 * fifth less time. Pickings, dates and amounts are the same with and without.
 */
export const QUIET: OdooContext = { tracking_disable: true };
const CREATE_ONCE: OdooContext = { ...QUIET, mode: 'update', noupdate: true };
/** `noupdate` so that a later createOnce leaves the record alone. */
const UPSERT: OdooContext = { ...QUIET, mode: 'init', noupdate: true };

/** Options of {@link createOnce}. */
export interface CreateOptions {
  /**
   * Send links that are the same in all records as defaults, which costs Odoo nothing. Only for models whose creation makes
   * no other records that have fields of the same names.
   */
  readonly hoist?: boolean | undefined;
}

/**
 * Makes the records that are missing and leaves untouched those whose external id exists, in one call for a page in the
 * normal case. Safe to repeat and to run twice at once.
 *
 * Records with the same columns travel together; those of one call may refer to each other by external id when the one
 * referred to comes first.
 *
 * @returns Ids of new and existing records, and those that Odoo refuses by themselves: the others are stored.
 * @throws OdooAccessError when the user may not create such records at all.
 * @throws OdooVersionError when a column does not exist.
 * @throws OdooConcurrencyError when transactions keep meeting; pages before the one that failed are stored.
 */
export function createOnce(
  client: OdooClient,
  model: string,
  records: readonly LoadRecord[],
  options: CreateOptions = {},
): Promise<LoadOutcome> {
  const page = options.hoist ? hoistConstants(records) : { records, context: {} };
  return load(client, model, page.records, 'id', { ...CREATE_ONCE, ...page.context });
}

/**
 * Makes the records that are missing and overwrites those that exist, in the columns given: only for records that the
 * bridge alone owns. Otherwise as {@link createOnce}.
 */
export function upsert(client: OdooClient, model: string, records: readonly LoadRecord[]): Promise<LoadOutcome> {
  return load(client, model, records, 'id', UPSERT);
}

/** A change to a record that exists. */
export interface RecordChange {
  readonly id: number;
  /** Columns as in {@link LoadRecord.values}. */
  readonly values: Readonly<Record<string, LoadValue>>;
}

/** A record that Odoo refuses to change, with Odoo's own words. */
export interface RefusedChange {
  readonly id: number;
  readonly message: string;
}

/**
 * Writes different values to many records in one call, by database id.
 *
 * @returns Those that Odoo refuses by themselves: all others are written.
 * @throws As {@link createOnce}.
 */
export async function updateMany(
  client: OdooClient,
  model: string,
  changes: readonly RecordChange[],
): Promise<RefusedChange[]> {
  const records = changes.map(({ id, values }) => ({ externalId: String(id), values }));
  const { refused } = await load(client, model, records, '.id', QUIET);
  return refused.map(({ externalId, message }) => ({ id: Number(externalId), message }));
}

function load(
  client: OdooClient,
  model: string,
  records: readonly LoadRecord[],
  key: RecordKey,
  context: OdooContext,
): Promise<LoadOutcome> {
  const target: LoadTarget = { client: client.withContext(context), model, key };
  return loadPages(target, [...new Map(records.map((record) => [record.externalId, record])).values()]);
}
