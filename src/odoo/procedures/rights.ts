import { OdooAccessError, OdooFaultError, OdooValidationError } from '../errors.ts';
import type { OdooClient } from '../client.ts';
import type { RightOperation } from '../rights.ts';

/** What a user has to be allowed to do with records of a model. */
export interface RightNeeded {
  readonly model: string;
  readonly operations: readonly RightOperation[];
}

/** A right that is missing. */
export interface MissingRight {
  readonly model: string;
  readonly operation: RightOperation;
  /** One sentence that names the right and, where Odoo tells them, the groups that give it. */
  readonly message: string;
}

/**
 * Finds out which rights the user of a client lacks. One small call for each right, some at a time.
 *
 * @returns Nothing when all is well. A model that does not exist counts as a missing right to read it.
 */
export async function missingRights(client: OdooClient, needs: readonly RightNeeded[]): Promise<MissingRight[]> {
  const rights = needs.flatMap(({ model, operations }) => operations.map((operation) => ({ model, operation })));
  const found = await Promise.all(rights.map((right) => missingRight(client, right)));
  return found.flatMap((right) => right ?? []);
}

type Right = Pick<MissingRight, 'model' | 'operation'>;

async function missingRight(client: OdooClient, right: Right): Promise<MissingRight | undefined> {
  const { model, operation } = right;
  try {
    if (await hasRight(client, right)) return undefined;
    return { ...right, message: `The Odoo user may not ${operation} ${model}.${await groupsThatGive(client, right)}` };
  } catch (error) {
    if (!(error instanceof OdooFaultError || error instanceof OdooValidationError)) throw error;
    return { ...right, message: `This Odoo has no ${model}: the module that brings it is not installed.` };
  }
}

async function hasRight(client: OdooClient, { model, operation }: Right): Promise<boolean> {
  if (client.profile.accessCheck === 'has_access') {
    return (
      (await client.call({ model, method: 'has_access', ids: [], args: { operation }, repeatable: true })) === true
    );
  }
  const args = { operation, raise_exception: false };
  return (await client.call({ model, method: 'check_access_rights', args, repeatable: true })) === true;
}

/** Odoo names the groups only in the error that it raises; a version without that method just names none. */
async function groupsThatGive(client: OdooClient, { model, operation }: Right): Promise<string> {
  try {
    const args = { operation, raise_exception: true };
    await client.call({ model, method: 'check_access_rights', args, repeatable: true });
  } catch (error) {
    if (error instanceof OdooAccessError) return ` ${error.remedy ?? ''}`.trimEnd();
    if (!(error instanceof OdooFaultError)) throw error;
  }
  return '';
}
