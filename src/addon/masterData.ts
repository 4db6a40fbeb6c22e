import type { OdooClient } from '../odoo/client.ts';
import { OdooValidationError } from '../odoo/errors.ts';
import { missingRights } from '../odoo/procedures/rights.ts';
import { recordXid } from './layers/records.ts';
import type { RecordDeclaration } from './records.ts';
import { RECORDS } from './records.ts';
import type { Target } from './references.ts';

/** A record that install made for shops. */
export interface MadeRecord extends Target {
  readonly externalId: string;
  readonly label: string;
  /** Why uninstall leaves it; absent when it goes. */
  readonly stays?: string;
}

/**
 * The products, carriers and sources that install made, those that name others first, each with the reason to leave
 * it if there is one.
 */
export async function readMadeRecords(
  client: OdooClient,
  installed: ReadonlyMap<string, Target>,
): Promise<readonly MadeRecord[]> {
  const made: MadeRecord[] = [];
  for (const record of [...RECORDS].reverse()) {
    const externalId = recordXid(record.name);
    const target = installed.get(externalId);
    if (!target) continue;
    const stays = await reasonToStay(client, record, target, made);
    made.push({ externalId, label: record.label, ...target, ...(stays ? { stays } : {}) });
  }
  return made;
}

async function reasonToStay(
  client: OdooClient,
  record: RecordDeclaration,
  target: Target,
  made: readonly MadeRecord[],
): Promise<string | undefined> {
  if (await isInUse(client, record, target, made)) return 'it is in use';
  // Odoo 14 lets nobody delete sources and mediums
  const missing = await missingRights(client, [{ model: record.model, operations: ['unlink'] }]);
  return missing.length === 0 ? undefined : 'you may not delete it';
}

/** Use by a record that leaves as well does not count. */
async function isInUse(
  client: OdooClient,
  { usedBy }: RecordDeclaration,
  { id }: Target,
  made: readonly MadeRecord[],
): Promise<boolean> {
  const everything = client.withContext({ active_test: false });
  for (const [model, field] of usedBy) {
    // the app that used it may be gone
    if (!(await client.fieldsOf(model)).has(field)) continue;
    const leaving = made.filter((record) => record.model === model && !record.stays).map((record) => record.id);
    const count = await everything.searchCount(model, [
      [field, '=', id],
      ['id', 'not in', leaving],
    ]);
    if (count > 0) return true;
  }
  return false;
}

/**
 * Removes those that nothing uses.
 *
 * @returns How many were removed, and external ids of those that stay, because they are in use or because Odoo says so.
 */
export async function removeMadeRecords(
  client: OdooClient,
  made: readonly MadeRecord[],
): Promise<{ readonly removed: number; readonly kept: readonly string[] }> {
  const kept: string[] = [];
  for (const record of made) {
    if (record.stays || !(await tryRemove(client, record))) kept.push(record.externalId);
  }
  return { removed: made.length - kept.length, kept };
}

async function tryRemove(client: OdooClient, { model, id }: Target): Promise<boolean> {
  try {
    await client.unlink(model, [id]);
    return true;
  } catch (error) {
    if (error instanceof OdooValidationError) return false;
    throw error;
  }
}
