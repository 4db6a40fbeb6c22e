import { parseHttpDate, sleep } from './time.ts';

/** How often and how long to wait before trying again. */
export interface RetryPolicy {
  /** Tries in all, the first included. */
  readonly attempts: number;
  readonly baseMs: number;
  readonly capMs: number;
  /** Random share on top, in milliseconds, so that many callers do not come back together. */
  readonly jitterMs: number;
}

/** Five tries, 1 s doubling to 60 s, as TikTok's documentation advises. */
export const FIVE_TRIES: RetryPolicy = { attempts: 5, baseMs: 1000, capMs: 60_000, jitterMs: 500 };

/** Fast tries for tests and for database conflicts. */
export const RAPID_TRIES: RetryPolicy = { attempts: 6, baseMs: 60, capMs: 2000, jitterMs: 120 };

/** What to do with an error: give up, or try again after the policy's pause or a given one. */
export type RetryDecision = { readonly again: false } | { readonly again: true; readonly afterMs?: number | undefined };

/** The pause before try number `attempt + 1`, in milliseconds. */
export function backoffMs(policy: RetryPolicy, attempt: number, random: () => number = Math.random): number {
  return Math.min(policy.capMs, policy.baseMs * 2 ** (attempt - 1)) + Math.floor(random() * policy.jitterMs);
}

/**
 * Reads a `Retry-After` header: seconds or an HTTP date.
 *
 * @param now - Unix seconds on the clock that wrote the date.
 * @returns Milliseconds to wait, at least 0; undefined when the header is missing or makes no sense.
 */
export function parseRetryAfter(text: string | undefined, now: number): number | undefined {
  if (text === undefined) return undefined;
  if (/^\s*\d+(\.\d+)?\s*$/.test(text)) return Math.ceil(Number(text) * 1000);
  const at = parseHttpDate(text.trim());
  return at === undefined ? undefined : Math.max(0, (at - now) * 1000);
}

/**
 * Runs a task until it succeeds, its error may not be repeated, or the tries are used up.
 *
 * @param decide - Looks at the error; only errors known to be safe may be repeated.
 * @throws The last error of the task, unchanged.
 */
export async function retry<T>(
  task: (attempt: number) => Promise<T>,
  decide: (error: unknown, attempt: number) => RetryDecision,
  policy: RetryPolicy = FIVE_TRIES,
  signal?: AbortSignal,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await task(attempt);
    } catch (error) {
      const decision = decide(error, attempt);
      if (!decision.again || attempt >= policy.attempts) throw error;
      await sleep(decision.afterMs ?? backoffMs(policy, attempt), signal);
    }
  }
}
