import type { RetryPolicy } from '../core/retry.ts';
import { retry } from '../core/retry.ts';
import { OdooFaultError, OdooValidationError } from '../odoo/errors.ts';

const THREE_TRIES: RetryPolicy = { attempts: 3, baseMs: 400, capMs: 2000, jitterMs: 400 };

/**
 * Runs a change of the addon's parts, again if it fails. Odoo rebuilds what it knows of all models with each model and field,
 * and requests of other people that it serves meanwhile can make that stumble; a moment later the same call works.
 * Safe only for calls that may be repeated as a whole.
 *
 * @throws The last error of the task, unchanged.
 */
export function settle<T>(task: () => Promise<T>, policy: RetryPolicy = THREE_TRIES): Promise<T> {
  return retry(
    task,
    (error) => ({ again: error instanceof OdooFaultError || error instanceof OdooValidationError }),
    policy,
  );
}
