import { OdooAccessError, OdooFaultError, OdooMissingError, OdooValidationError } from '../errors.ts';

/** A record that Odoo refuses to act on, with Odoo's own words. */
export interface RefusedAction {
  readonly id: number;
  readonly message: string;
}

/**
 * Acts on a list in one call. When Odoo refuses, the call is undone as a whole: the list is halved until the culprits
 * are alone, and everything else is done.
 *
 * @param settle - Called after a refusal: drops the ids that need no action any more, because somebody else was faster.
 * @returns The ids that Odoo refuses to act on.
 * @throws Whatever is not about single records: lost answers, conflicts, a right that is missing on the whole model.
 */
export async function actOnEach(
  ids: readonly number[],
  act: (ids: readonly number[]) => Promise<void>,
  settle: (ids: readonly number[]) => Promise<number[]>,
): Promise<RefusedAction[]> {
  if (ids.length === 0) return [];
  try {
    await act(ids);
    return [];
  } catch (error) {
    if (!isAboutRecords(error)) throw error;
    const left = await settle(ids);
    if (left.length < ids.length) return actOnEach(left, act, settle);
    const [only] = left;
    if (only !== undefined && left.length === 1) return [{ id: only, message: error.message }];
    const middle = Math.ceil(left.length / 2);
    const refused = await actOnEach(left.slice(0, middle), act, settle);
    return [...refused, ...(await actOnEach(left.slice(middle), act, settle))];
  }
}

function isAboutRecords(
  error: unknown,
): error is OdooValidationError | OdooFaultError | OdooMissingError | OdooAccessError {
  if (error instanceof OdooAccessError) return !error.wholeModel;
  return error instanceof OdooValidationError || error instanceof OdooFaultError || error instanceof OdooMissingError;
}
