import { describe, expect, it } from '@jest/globals';
import { TransportError } from '../../src/core/errors.ts';
import {
  TiktokApiError,
  TiktokAppError,
  TiktokAuthError,
  TiktokRateLimitError,
  TiktokSchemaError,
  TiktokScopeError,
  TiktokShopError,
} from '../../src/tiktok/errors.ts';
import { decideNext, FRESH, type RepeatState } from '../../src/tiktok/repeat.ts';

const POLICY = { attempts: 3, baseMs: 1000, capMs: 4000, jitterMs: 0 };
const RULES = { policy: POLICY, patienceMs: 60_000, repeatable: true };
const ONCE = { ...RULES, repeatable: false };

function step(error: unknown, state: Partial<RepeatState> = {}, rules = RULES, retryAfterMs?: number): unknown {
  return decideNext(error, retryAfterMs, { ...FRESH, ...state }, rules)[0];
}

describe('decideNext', () => {
  it('renews a refused token once, whatever the call', () => {
    expect(step(new TiktokAuthError('m'), {}, ONCE)).toEqual({ step: 'renew-token' });
    expect(step(new TiktokAuthError('m'), { renewed: true })).toEqual({ step: 'give-up' });
  });

  it('uses the time of TikTok once, whatever the call', () => {
    const error = new TiktokAppError('m', { fault: 'clock' });

    expect(step(error, {}, ONCE)).toEqual({ step: 'use-new-clock' });
    expect(step(error, { clockUsed: true })).toEqual({ step: 'give-up' });
  });

  it.each([
    new TiktokAppError('m', { fault: 'signature' }),
    new TiktokScopeError('m'),
    new TiktokShopError('m'),
    new TiktokSchemaError('m', { path: 'p' }),
    new TiktokApiError('m'),
    new TypeError('a mistake in the code'),
  ])('gives up what repeating cannot mend: $name', (error) => {
    expect(step(error)).toEqual({ step: 'give-up' });
  });

  it('waits twice as long each time, up to the cap, then gives up', () => {
    const error = new TransportError('m', 'unknown');

    expect(step(error)).toEqual({ step: 'wait', ms: 1000 });
    expect(step(error, { failures: 1 })).toEqual({ step: 'wait', ms: 2000 });
    expect(step(error, { failures: 2 })).toEqual({ step: 'give-up' });
  });

  it('repeats a call that may have arrived only if that is harmless', () => {
    expect(step(new TransportError('m', 'unknown'), {}, ONCE)).toEqual({ step: 'give-up' });
    expect(step(new TransportError('m', 'not-sent'), {}, ONCE)).toEqual({ step: 'wait', ms: 1000 });
    expect(step(new TiktokApiError('busy', { retryable: true }), {}, ONCE)).toEqual({ step: 'give-up' });
    expect(step(new TiktokApiError('busy', { retryable: true }))).toEqual({ step: 'wait', ms: 1000 });
  });

  it('waits as long as the answer says', () => {
    expect(step(new TransportError('m', 'unknown'), {}, RULES, 7000)).toEqual({ step: 'wait', ms: 7000 });
    expect(step(new TiktokRateLimitError('m', { retryAfterMs: 0 }))).toEqual({ step: 'slow-down', ms: 0 });
  });

  it('slows down without counting it as a failure, until its patience ends', () => {
    const error = new TiktokRateLimitError('m');
    const [next, after] = decideNext(error, undefined, { ...FRESH, slowed: 40, failures: 2 }, ONCE);

    expect(next).toEqual({ step: 'slow-down', ms: 4000 });
    expect(after).toMatchObject({ slowed: 41, failures: 2, waitedMs: 4000 });
    expect(step(error, { waitedMs: 59_500 })).toEqual({ step: 'give-up' });
  });

  it('does not wait for the next hour', () => {
    expect(step(new TiktokRateLimitError('m', { hourly: true, retryAfterMs: 5 }))).toEqual({ step: 'give-up' });
  });

  it('gives up rather than wait past its patience', () => {
    expect(step(new TransportError('m', 'unknown'), {}, RULES, 61_000)).toEqual({ step: 'give-up' });
  });
});
