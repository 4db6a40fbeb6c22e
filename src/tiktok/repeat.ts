import { TransportError } from '../core/errors.ts';
import { backoffMs, type RetryPolicy } from '../core/retry.ts';
import { TiktokApiError, TiktokAppError, TiktokAuthError, TiktokRateLimitError } from './errors.ts';

/** What to do after a failed call: give up, or repeat it after a pause of its own or of its whole lane. */
export type NextStep =
  | { readonly step: 'give-up' }
  | { readonly step: 'renew-token' }
  | { readonly step: 'use-new-clock' }
  | { readonly step: 'wait'; readonly ms: number }
  | { readonly step: 'slow-down'; readonly ms: number };

/** How often and how long one call is repeated. */
export interface RepeatRules {
  /** Tries after failures of the network or of TikTok; refusals for speed do not count. */
  readonly policy: RetryPolicy;
  /** How long one call goes on waiting while TikTok says to slow down. */
  readonly patienceMs: number;
  /** Whether repeating is harmless when it is unknown whether the first call arrived. */
  readonly repeatable: boolean;
}

/** What happened to one call so far. */
export interface RepeatState {
  readonly failures: number;
  readonly slowed: number;
  readonly waitedMs: number;
  readonly renewed: boolean;
  readonly clockUsed: boolean;
}

/** Before the first try. */
export const FRESH: RepeatState = { failures: 0, slowed: 0, waitedMs: 0, renewed: false, clockUsed: false };

/**
 * Decides what follows a failed try, purely from the error and what happened before.
 *
 * A refused token is renewed once and a refused time corrected once: both were refused before anything was done. The
 * rest is repeated only if the call cannot have arrived, or may be repeated.
 */
export function decideNext(
  error: unknown,
  retryAfterMs: number | undefined,
  state: RepeatState,
  rules: RepeatRules,
): readonly [NextStep, RepeatState] {
  const giveUp = [{ step: 'give-up' }, state] as const;
  if (error instanceof TiktokAuthError && !state.renewed) {
    return [{ step: 'renew-token' }, { ...state, renewed: true }];
  }
  if (error instanceof TiktokAppError && error.fault === 'clock' && !state.clockUsed) {
    return [{ step: 'use-new-clock' }, { ...state, clockUsed: true }];
  }
  if (error instanceof TiktokRateLimitError) return afterRateLimit(error, state, rules);
  if (!isRepeatable(error, rules.repeatable)) return giveUp;
  const failures = state.failures + 1;
  const ms = retryAfterMs ?? backoffMs(rules.policy, failures);
  if (failures >= rules.policy.attempts || state.waitedMs + ms > rules.patienceMs) return giveUp;
  return [
    { step: 'wait', ms },
    { ...state, failures, waitedMs: state.waitedMs + ms },
  ];
}

function afterRateLimit(
  error: TiktokRateLimitError,
  state: RepeatState,
  rules: RepeatRules,
): readonly [NextStep, RepeatState] {
  const slowed = state.slowed + 1;
  const ms = error.retryAfterMs ?? backoffMs(rules.policy, slowed);
  // the hourly allowance of a development shop comes back with the hour: waiting here would only look like hanging
  if (error.hourly || state.waitedMs + ms > rules.patienceMs) return [{ step: 'give-up' }, state];
  return [
    { step: 'slow-down', ms },
    { ...state, slowed, waitedMs: state.waitedMs + ms },
  ];
}

function isRepeatable(error: unknown, repeatable: boolean): boolean {
  if (error instanceof TransportError) return repeatable || error.outcome === 'not-sent';
  return error instanceof TiktokApiError && error.retryable && repeatable;
}
