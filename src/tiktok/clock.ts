import { nowSeconds, parseHttpDate } from '../core/time.ts';

/** Smaller differences are the second that HTTP dates are rounded to, and the way of the answer. */
const TOLERATED_SECONDS = 3;

/** TikTok's time, as far as its answers tell: a host whose clock is off can still sign. */
export interface ServerClock {
  /** Unix seconds on TikTok's side. */
  now(): number;
  /** Seconds that TikTok is ahead of this host; 0 until an answer says otherwise. */
  offset(): number;
  /** Learns from the `Date` header of an answer that TikTok itself gave just now. */
  learn(date: string | undefined): void;
}

/**
 * Makes a {@link ServerClock}.
 *
 * @param now - Unix seconds of this host.
 */
export function createServerClock(now: () => number = nowSeconds): ServerClock {
  let offset = 0;
  return {
    now: () => now() + offset,
    offset: () => offset,
    learn: (date) => {
      const theirs = date === undefined ? undefined : parseHttpDate(date);
      if (theirs === undefined) return;
      const difference = theirs - now();
      offset = Math.abs(difference) <= TOLERATED_SECONDS ? 0 : difference;
    },
  };
}
