import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createRateLimiter, type Lane, type RateLimiter, TRAFFIC_LIMITS } from '../../src/tiktok/limits.ts';

const LANE: Lane = { appKey: 'app', owner: 'shop-1', traffic: 'orders' };
const LIMIT = { perSecond: 10, concurrency: 4, source: 'tests' };
let limiter: RateLimiter;

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'] });
  limiter = createRateLimiter({ orders: LIMIT, catalogue: LIMIT, inventory: LIMIT, account: LIMIT });
});

afterEach(() => {
  jest.useRealTimers();
});

/** Runs many short tasks and says when each began, in milliseconds from now. */
async function starts(count: number, forMs: number, lane = LANE): Promise<number[]> {
  const zero = performance.now();
  const times: number[] = [];
  const all = Array.from({ length: count }, () =>
    limiter.run(lane, () => {
      times.push(performance.now() - zero);
      return Promise.resolve();
    }),
  );
  await jest.advanceTimersByTimeAsync(forMs);
  if (times.length === count) await Promise.all(all);
  return times;
}

describe('createRateLimiter', () => {
  it('starts no more calls than allowed in any second', async () => {
    const times = await starts(35, 5000);

    expect(times).toHaveLength(35);
    for (const from of times) {
      expect(times.filter((time) => time >= from && time < from + 999).length).toBeLessThanOrEqual(10);
    }
  });

  it('keeps calls under way within the limit', async () => {
    let inside = 0;
    let most = 0;
    const all = Array.from({ length: 9 }, () =>
      limiter.run(LANE, async () => {
        most = Math.max(most, (inside += 1));
        await new Promise((resolve) => setTimeout(resolve, 50));
        inside -= 1;
      }),
    );
    await jest.advanceTimersByTimeAsync(5000);
    await Promise.all(all);

    expect(most).toBe(4);
  });

  it('lets the urgent go first', async () => {
    const order: string[] = [];
    const add = (name: string, priority: number): Promise<void> =>
      limiter.run(LANE, () => Promise.resolve(void order.push(name)), { priority });
    const running = Array.from({ length: 4 }, () =>
      limiter.run(LANE, () => new Promise((resolve) => setTimeout(resolve, 10))),
    );
    const waiting = [add('low', -1), add('normal', 0), add('urgent', 5)];
    await jest.advanceTimersByTimeAsync(2000);
    await Promise.all([...running, ...waiting]);

    expect(order).toEqual(['urgent', 'normal', 'low']);
  });

  it('starts nothing while a lane is held, and goes on at half the rate', async () => {
    limiter.slowDown(LANE, 2000);
    const times = await starts(10, 6000);

    expect(Math.min(...times)).toBeGreaterThanOrEqual(1999);
    expect(limiter.rate(LANE)).toBe(5);
    expect(times.slice(1).map((time, index) => time - (times[index] ?? 0) > 190)).not.toContain(false);
  });

  it('holds back calls that had their turn but not begun', async () => {
    limiter.slowDown(LANE, 10);
    const pending = starts(8, 100);
    await pending;
    limiter.slowDown(LANE, 3000);
    const zero = performance.now();
    let at = 0;
    const late = limiter.run(LANE, () => Promise.resolve((at = performance.now())));
    await jest.advanceTimersByTimeAsync(10_000);
    await late;

    expect(at - zero).toBeGreaterThanOrEqual(2999);
  });

  it('halves once for all answers to calls that were under way', () => {
    for (let answers = 0; answers < 8; answers += 1) limiter.slowDown(LANE, 1000);

    expect(limiter.rate(LANE)).toBe(5);
  });

  it('never comes to a stop', async () => {
    for (let storm = 0; storm < 50; storm += 1) {
      limiter.slowDown(LANE, 1);
      await jest.advanceTimersByTimeAsync(2);
    }

    expect(limiter.rate(LANE)).toBeGreaterThan(0.1);
    expect(await starts(1, 10_000)).toHaveLength(1);
  });

  it('recovers slowly, to the full rate and no further', async () => {
    limiter.slowDown(LANE, 0);
    await jest.advanceTimersByTimeAsync(1000);
    limiter.speedUp(LANE);
    limiter.speedUp(LANE);
    expect(limiter.rate(LANE)).toBe(5.5);
    for (let second = 0; second < 30; second += 1) {
      await jest.advanceTimersByTimeAsync(1000);
      limiter.speedUp(LANE);
    }

    expect(limiter.rate(LANE)).toBe(10);
  });

  it.each([{ owner: 'shop-2' }, { appKey: 'app-2' }, { traffic: 'catalogue' as const }])(
    'leaves other lanes alone: %j',
    async (other) => {
      limiter.slowDown(LANE, 60_000);

      expect(await starts(5, 10, { ...LANE, ...other })).toHaveLength(5);
    },
  );

  it('lets go of a call that is cancelled while it waits', async () => {
    limiter.slowDown(LANE, 60_000);
    const controller = new AbortController();
    let ran = false;
    const call = limiter.run(LANE, () => Promise.resolve((ran = true)), { signal: controller.signal });
    controller.abort(new Error('stop'));

    await expect(call).rejects.toThrow('stop');
    await jest.advanceTimersByTimeAsync(120_000);
    expect(ran).toBe(false);
  });

  it('keeps to less than one call a second', async () => {
    const slow = { perSecond: 0.5, concurrency: 1, source: 'tests' };
    limiter = createRateLimiter({ orders: slow, catalogue: slow, inventory: slow, account: slow });
    const times = await starts(3, 10_000);

    expect((times[2] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(3900);
  });
});

describe('TRAFFIC_LIMITS', () => {
  it('names the source of each number', () => {
    for (const { source } of Object.values(TRAFFIC_LIMITS)) expect(source).not.toBe('');
  });
});
