import type { RateLimit } from './options.ts';

/** Counts calls per app and shop against a limit. */
export interface RateCounter {
  /**
   * Notes a call.
   *
   * @param nowMs - Any clock that runs evenly, in milliseconds.
   * @returns Seconds until the next call is allowed, 0 when this one is.
   */
  take(key: string, limit: RateLimit | null, nowMs: number): number;
  clear(): void;
}

/** Makes a counter that lets bursts through and refills evenly. */
export function rateCounter(): RateCounter {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    take: (key, limit, nowMs) => {
      if (!limit) return 0;
      const bucket = buckets.get(key) ?? { tokens: limit.burst, at: nowMs };
      const refilled = Math.min(limit.burst, bucket.tokens + ((nowMs - bucket.at) / 1000) * limit.perSecond);
      const isAllowed = refilled >= 1;
      buckets.set(key, { tokens: isAllowed ? refilled - 1 : refilled, at: nowMs });
      return isAllowed ? 0 : Math.max(1, Math.ceil((1 - refilled) / limit.perSecond));
    },
    clear: () => {
      buckets.clear();
    },
  };
}
