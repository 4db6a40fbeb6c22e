import { z } from 'zod';
import { type BridgeError } from '../core/errors.ts';
import { isConcurrencyText, OdooAccessError, OdooConcurrencyError, toOdooError } from './errors.ts';
import { isWholeModelText } from './rights.ts';
import type { OdooCall } from './transport/types.ts';
import type { LoadRecord, RefusedRecord } from './values.ts';

const Message = z.object({
  type: z.string(),
  message: z.string(),
  /** Index of the top record, also for messages about its children. */
  record: z.int().optional(),
  field: z.union([z.string(), z.literal(false)]).nullish(),
});
type Message = z.infer<typeof Message>;

/** What `load()` returns. */
export const LoadAnswer = z.object({
  ids: z.union([z.literal(false), z.array(z.int().nullish())]),
  messages: z.array(Message),
});
export type LoadAnswer = z.infer<typeof LoadAnswer>;

/** What an answer means for the records that were sent. */
export interface LoadVerdict {
  /** Database ids of records that are stored; empty when nothing is. */
  readonly ids: ReadonlyMap<string, number>;
  readonly refused: readonly RefusedRecord[];
  /** Whether Odoo has stored the records that it did not refuse; else those have to be sent again. */
  readonly stored: boolean;
}

/**
 * Reads the answer of `load()` to a page.
 *
 * @throws OdooConcurrencyError when transactions met; Odoo then blames records that have nothing to do with it.
 * @throws OdooAccessError when the user may not write this model at all.
 */
export function readAnswer(answer: LoadAnswer, records: readonly LoadRecord[], call: OdooCall): LoadVerdict {
  for (const { message } of answer.messages) throwIfNobodysFault(message, call);
  const blamed = blame(answer.messages, records.length);
  const refused = [...blamed].flatMap(([index, message]) => toRefused(records[index], message));
  if (answer.ids === false) return { ids: new Map(), refused, stored: false };
  const accepted = records.filter((_, index) => !blamed.has(index));
  const kept = answer.ids.length === records.length ? answer.ids.filter((_, index) => !blamed.has(index)) : answer.ids;
  const ids = accepted.flatMap((record, index) => {
    const id = kept[index];
    return typeof id === 'number' ? [[record.externalId, id] as const] : [];
  });
  return { ids: new Map(ids), refused, stored: true };
}

/** Odoo's words about a record, without what its import adds in front. */
export function cleanMessage(message: string): string {
  return (
    message
      .replace(/^Unknown error during import:\s*(?:<class '[^']*'>:\s*)?/, '')
      // PostgreSQL quotes the whole row, names and addresses included
      .replace(/\s*DETAIL:\s+Failing row contains[\s\S]*$/i, '')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .join(' ')
      .slice(0, 1000)
  );
}

function throwIfNobodysFault(message: string, call: OdooCall): void {
  if (isConcurrencyText(message)) {
    throw new OdooConcurrencyError(`Two transactions met in Odoo: ${cleanMessage(message)}`, {
      context: { model: call.model, method: call.method },
    });
  }
  const error = missingRight(message, call);
  if (error) throw error;
}

/** A right that the user lacks on the whole model is not a fault of the record; what a record rule hides is. */
function missingRight(message: string, call: OdooCall): BridgeError | undefined {
  if (!isWholeModelText(message)) return undefined;
  const plain = message.replace(/^Unknown error during import:\s*(?:<class '[^']*'>:\s*)?/, '');
  const error = toOdooError({ exception: 'odoo.exceptions.AccessError', message: plain }, call);
  return error instanceof OdooAccessError ? error : undefined;
}

/**
 * The messages by the record that they speak about, the first of each.
 *
 * 19 puts the error of the whole page in front, in the name of its first record, whoever caused it: a message that is
 * the first, names no field, and is the only one of its record counts only when there is no other.
 */
function blame(messages: readonly Message[], count: number): Map<number, Message> {
  const serious = messages.filter(
    (message): message is Message & { record: number } =>
      (message.type === 'error' || message.type === 'warning') &&
      message.record !== undefined &&
      message.record < count,
  );
  const [first, ...others] = serious;
  const doubtful = first && !first.field && others.length > 0 && !others.some(({ record }) => record === first.record);
  const blamed = new Map<number, Message>();
  for (const message of doubtful ? others : serious) {
    if (!blamed.has(message.record)) blamed.set(message.record, message);
  }
  return blamed;
}

function toRefused(record: LoadRecord | undefined, { message, field }: Message): RefusedRecord[] {
  if (!record) return [];
  return [{ externalId: record.externalId, message: cleanMessage(message), ...(field ? { field } : {}) }];
}
