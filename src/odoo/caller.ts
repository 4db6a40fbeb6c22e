import { BridgeError, TransportError } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';
import { RAPID_TRIES, retry, type RetryDecision, type RetryPolicy } from '../core/retry.ts';
import { OdooConcurrencyError } from './errors.ts';
import type { OdooCall, OdooContext, OdooTransport } from './transport/types.ts';

/** Makes calls over one transport and repeats what may be repeated. */
export interface Caller {
  call(call: OdooCall, context: OdooContext): Promise<unknown>;
  count(): number;
}

/** Four tries over some seconds: an Odoo that restarts is back by then, and the next sync comes anyway. */
const PATIENT_TRIES: RetryPolicy = { attempts: 4, baseMs: 500, capMs: 5000, jitterMs: 500 };

/** Makes a {@link Caller}. */
export function createCaller(transport: OdooTransport, logger: Logger): Caller {
  let count = 0;
  const attempt = (call: OdooCall): Promise<unknown> => {
    count += 1;
    return transport.call(call);
  };
  return {
    call: (call, context) => {
      const whole = { ...call, context: { ...context, ...call.context } };
      return retry(
        () =>
          retry(
            () => attempt(whole),
            (error) => again(error, call, logger),
            PATIENT_TRIES,
          ),
        (error) => ({ again: error instanceof OdooConcurrencyError }),
        RAPID_TRIES,
      );
    },
    count: () => count,
  };
}

/**
 * Whether a call may be sent again: always when it was not sent, after a lost answer only when it states a target.
 */
export function mayRepeat(error: unknown, call: OdooCall): boolean {
  if (!(error instanceof TransportError)) return false;
  return error.outcome === 'not-sent' ? error.status === undefined : call.repeatable === true;
}

function again(error: unknown, call: OdooCall, logger: Logger): RetryDecision {
  if (!mayRepeat(error, call)) return { again: false };
  const code = error instanceof BridgeError ? error.code : undefined;
  logger.warn('odoo gave no usable answer; the call is repeated', { model: call.model, method: call.method, code });
  return { again: true };
}
