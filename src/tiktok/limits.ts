import { createQueue, type Queue } from '../core/queue.ts';
import { sleep } from '../core/time.ts';
import type { TrafficClass } from './endpoints.ts';

/** How fast calls of one class may go for one app and one shop. */
export interface TrafficLimit {
  /** Calls started per second when TikTok does not complain. */
  readonly perSecond: number;
  /** Calls under way at once. */
  readonly concurrency: number;
  /** Where the number comes from. */
  readonly source: string;
}

/**
 * Start values: TikTok publishes none, its quota is dynamic and isolated per app and shop, so the bridge starts from
 * what integrators report and learns from every 429.
 */
export const TRAFFIC_LIMITS: Readonly<Record<TrafficClass, TrafficLimit>> = {
  orders: { perSecond: 10, concurrency: 4, source: 'integrators report 10 reads per second and shop' },
  catalogue: { perSecond: 5, concurrency: 2, source: 'half of the reported reads: orders go first' },
  inventory: { perSecond: 5, concurrency: 4, source: 'half of the reported reads: quota for writes is lower' },
  account: { perSecond: 2, concurrency: 1, source: 'called a few times per run' },
};

/** Which calls share an allowance. */
export interface Lane {
  readonly appKey: string;
  /** The shop's id, or the account's for calls about the whole seller. */
  readonly owner: string;
  readonly traffic: TrafficClass;
}

/** A place in a lane. */
export interface Turn {
  readonly priority?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Keeps calls within TikTok's limits; share one among all clients of a process. */
export interface RateLimiter {
  /** Runs a task when its lane allows it, higher priorities first. */
  run<T>(lane: Lane, task: () => Promise<T>, turn?: Turn): Promise<T>;
  /** After a 429: holds the lane for `pauseMs` and halves its rate. Answers to calls sent before count once. */
  slowDown(lane: Lane, pauseMs: number): void;
  /** After a success: the rate rises by a twentieth of the full one, at most once a second. */
  speedUp(lane: Lane): void;
  /** The rate of a lane now, in calls per second. */
  rate(lane: Lane): number;
}

/** The rate never falls below this share of the full one, so that a storm's end is noticed. */
const FLOOR = 1 / 64;
const RECOVERY = 1 / 20;
const RECOVERY_EVERY_MS = 1000;

/** Makes a {@link RateLimiter}; lanes come into being with their first call. */
export function createRateLimiter(limits: Readonly<Record<TrafficClass, TrafficLimit>> = TRAFFIC_LIMITS): RateLimiter {
  const lanes = new Map<string, LaneState>();
  const stateOf = (lane: Lane): LaneState => {
    const key = JSON.stringify([lane.appKey, lane.owner, lane.traffic]);
    const known = lanes.get(key);
    if (known) return known;
    const made = createLane(limits[lane.traffic]);
    lanes.set(key, made);
    return made;
  };
  return {
    run: (lane, task, turn) => stateOf(lane).run(task, turn ?? {}),
    slowDown: (lane, pauseMs) => {
      stateOf(lane).slowDown(pauseMs);
    },
    speedUp: (lane) => {
      stateOf(lane).speedUp();
    },
    rate: (lane) => stateOf(lane).rate(),
  };
}

interface LaneState {
  run<T>(task: () => Promise<T>, turn: Turn): Promise<T>;
  slowDown(pauseMs: number): void;
  speedUp(): void;
  rate(): number;
}

function createLane(limit: TrafficLimit): LaneState {
  const queue: Queue = createQueue({
    concurrency: limit.concurrency,
    // p-queue counts whole starts: less than one a second is a longer interval
    intervalCap: Math.max(1, Math.floor(limit.perSecond)),
    intervalMs: limit.perSecond < 1 ? 1000 / limit.perSecond : 1000,
  });
  let rate = limit.perSecond;
  let heldUntil = 0;
  let nextStart = 0;
  let changedAt = Number.NEGATIVE_INFINITY;

  /** The queue bounds the full rate; once slowed, starts are spread evenly, and nobody starts within a pause. */
  const waitForStart = async (signal: AbortSignal | undefined): Promise<void> => {
    for (;;) {
      const now = performance.now();
      const spread = rate < limit.perSecond;
      const at = Math.max(heldUntil, spread ? nextStart : 0);
      if (at <= now) {
        nextStart = now + 1000 / rate;
        return;
      }
      await sleep(at - now, signal);
    }
  };
  return {
    run: (task, turn) =>
      queue.add(
        async () => {
          await waitForStart(turn.signal);
          return task();
        },
        turn.priority,
        turn.signal,
      ),
    slowDown: (pauseMs) => {
      const now = performance.now();
      if (now >= heldUntil) {
        rate = Math.max(limit.perSecond * FLOOR, rate / 2);
        changedAt = now;
      }
      heldUntil = Math.max(heldUntil, now + pauseMs);
      queue.pauseFor(pauseMs);
    },
    speedUp: () => {
      const now = performance.now();
      if (rate >= limit.perSecond || now - changedAt < RECOVERY_EVERY_MS) return;
      rate = Math.min(limit.perSecond, rate + limit.perSecond * RECOVERY);
      changedAt = now;
    },
    rate: () => rate,
  };
}
