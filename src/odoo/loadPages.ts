import { RAPID_TRIES, retry } from '../core/retry.ts';
import type { OdooClient } from './client.ts';
import {
  isAbortedText,
  OdooConcurrencyError,
  OdooFaultError,
  OdooValidationError,
  OdooVersionError,
} from './errors.ts';
import { cleanMessage, LoadAnswer, type LoadVerdict, readAnswer } from './loadAnswer.ts';
import { groupByColumns, type RecordKey, toTable } from './loadRows.ts';
import { shaped } from './shapes.ts';
import type { LoadOutcome, LoadRecord, RefusedRecord } from './values.ts';

/** Where and how records are loaded. */
export interface LoadTarget {
  readonly client: OdooClient;
  readonly model: string;
  readonly key: RecordKey;
}

/** Most top records in one call: larger pages gain nothing and keep other transactions waiting. */
export const MAX_LOAD_RECORDS = 500;

/** Loads records of different external ids: a call for each set of columns and each page. */
export async function loadPages(target: LoadTarget, records: readonly LoadRecord[]): Promise<LoadOutcome> {
  let outcome: LoadOutcome = { ids: new Map(), refused: [] };
  for (const group of groupByColumns(records)) {
    for (let start = 0; start < group.length; start += MAX_LOAD_RECORDS) {
      outcome = merge(outcome, await loadPage(target, group.slice(start, start + MAX_LOAD_RECORDS)));
    }
  }
  return outcome;
}

/** Records that were refused among others get another chance without them: only an error that stays is theirs. */
async function loadPage(target: LoadTarget, records: readonly LoadRecord[]): Promise<LoadOutcome> {
  const first = await setAside(target, records);
  if (first.refused.length === 0 || records.length === 1) return first;
  const second = await setAside(target, only(records, first.refused));
  return merge({ ids: first.ids, refused: [] }, second);
}

/** Loads a page; records that Odoo names as culprits are taken out and the rest is sent again. */
async function setAside(target: LoadTarget, records: readonly LoadRecord[]): Promise<LoadOutcome> {
  const refused: RefusedRecord[] = [];
  let rest = records;
  while (rest.length > 0) {
    const verdict = await tryPage(target, rest);
    if (verdict instanceof Error) return merge({ ids: new Map(), refused }, await halve(target, rest, verdict));
    refused.push(...verdict.refused);
    if (verdict.stored) return { ids: verdict.ids, refused };
    rest = without(rest, verdict.refused);
  }
  return { ids: new Map(), refused };
}

/** Finds out which half an error comes from that names no record; one that is alone with it is to blame. */
async function halve(target: LoadTarget, records: readonly LoadRecord[], error: Error): Promise<LoadOutcome> {
  if (error instanceof OdooConcurrencyError && !isAbortedText(error.message)) throw error;
  const [first, ...others] = records;
  if (first && others.length === 0) {
    return { ids: new Map(), refused: [{ externalId: first.externalId, message: cleanMessage(error.message) }] };
  }
  const middle = Math.ceil(records.length / 2);
  const left = await setAside(target, records.slice(0, middle));
  return merge(left, await setAside(target, records.slice(middle)));
}

/**
 * One page in one call. A conflict of transactions is answered by sending the page again, as it is, a little later.
 *
 * @returns An error when Odoo refuses the page without saying which record is to blame.
 */
async function tryPage(target: LoadTarget, records: readonly LoadRecord[]): Promise<LoadVerdict | Error> {
  const { client, model } = target;
  const { fields, data } = toTable(records, target.key);
  const call = { model, method: 'load', args: { fields, data }, repeatable: true };
  let isAnswered = false;
  const send = async (): Promise<LoadVerdict> => {
    isAnswered = false;
    const answer = await client.call(call);
    isAnswered = true;
    return readAnswer(shaped(LoadAnswer, answer, call), records, call);
  };
  // A conflict that Odoo raises instead of reporting it was repeated by the client already.
  const mayPass = (error: unknown): boolean => isAnswered && error instanceof OdooConcurrencyError;
  try {
    const verdict = await retry(send, (error) => ({ again: mayPass(error) }), RAPID_TRIES);
    return verdict.stored || verdict.refused.length > 0
      ? verdict
      : new OdooValidationError('Odoo refuses these records and names none.', { context: { model } });
  } catch (error) {
    if (error instanceof OdooFaultError) throwIfNoSuchColumn(error, model, fields);
    if (error instanceof OdooConcurrencyError || error instanceof OdooValidationError) return error;
    if (error instanceof OdooFaultError) return error;
    throw error;
  }
}

/** 14 fails with a KeyError that names the column, 19 with a ValueError. */
function throwIfNoSuchColumn(error: OdooFaultError, model: string, fields: readonly string[]): void {
  const named = /(?:Invalid field name |inside: )'?([\w.]+)'?$/.exec(error.message)?.[1];
  const field = fields.find((path) => path.split('/').includes(named ?? ''));
  if (field === undefined) return;
  throw new OdooVersionError(`${model} has no field ${field} in this Odoo.`, {
    context: { model, field },
    remedy: 'Install the addon of the bridge, or the module of Odoo that brings the field.',
    cause: error,
  });
}

function only(records: readonly LoadRecord[], refused: readonly RefusedRecord[]): LoadRecord[] {
  const names = new Set(refused.map(({ externalId }) => externalId));
  return records.filter(({ externalId }) => names.has(externalId));
}

function without(records: readonly LoadRecord[], refused: readonly RefusedRecord[]): LoadRecord[] {
  const names = new Set(refused.map(({ externalId }) => externalId));
  return records.filter(({ externalId }) => !names.has(externalId));
}

function merge(a: LoadOutcome, b: LoadOutcome): LoadOutcome {
  return { ids: new Map([...a.ids, ...b.ids]), refused: [...a.refused, ...b.refused] };
}
