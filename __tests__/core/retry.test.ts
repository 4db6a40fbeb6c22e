import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { backoffMs, FIVE_TRIES, parseRetryAfter, RAPID_TRIES, retry } from '../../src/core/retry.ts';

const QUICK = { attempts: 4, baseMs: 1, capMs: 2, jitterMs: 1 };

describe('backoffMs', () => {
  it('doubles up to the cap, with a random share on top', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8].map((attempt) => backoffMs(FIVE_TRIES, attempt, () => 0))).toEqual([
      1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000,
    ]);
    expect(backoffMs(FIVE_TRIES, 1, () => 0.5)).toBe(1250);
  });

  it('stays within its bounds for any number of tries', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), (attempt) => {
        const ms = backoffMs(RAPID_TRIES, attempt);

        expect(ms).toBeGreaterThanOrEqual(RAPID_TRIES.baseMs);
        expect(ms).toBeLessThan(RAPID_TRIES.capMs + RAPID_TRIES.jitterMs);
      }),
    );
  });
});

describe('parseRetryAfter', () => {
  const now = 1_760_529_600;

  it.each([
    ['30', 30_000],
    [' 0.5 ', 500],
    ['0', 0],
    ['Wed, 15 Oct 2025 12:01:00 GMT', 60_000],
    ['Wed, 15 Oct 2025 11:00:00 GMT', 0],
    ['soon', undefined],
    ['-5', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('reads %j', (text, expected) => {
    expect(parseRetryAfter(text, now)).toBe(expected);
  });
});

describe('retry', () => {
  it('tries again until it works', async () => {
    const seen: number[] = [];
    const result = await retry(
      (attempt) => {
        seen.push(attempt);
        return attempt < 3 ? Promise.reject(new Error('no')) : Promise.resolve('yes');
      },
      () => ({ again: true }),
      QUICK,
    );

    expect(result).toBe('yes');
    expect(seen).toEqual([1, 2, 3]);
  });

  it('throws the last error unchanged when the tries are used up', async () => {
    const errors: Error[] = [];
    const task = (attempt: number): Promise<never> => {
      errors.push(new Error(String(attempt)));
      return Promise.reject(errors.at(-1) ?? new Error());
    };

    const thrown: unknown = await retry(task, () => ({ again: true }), QUICK).catch((error: unknown) => error);

    expect(thrown).toBe(errors[3]);
    expect(errors).toHaveLength(4);
  });

  it('throws at once what may not be repeated', async () => {
    let tries = 0;
    const task = (): Promise<never> => {
      tries += 1;
      return Promise.reject(new Error('final'));
    };

    await expect(retry(task, () => ({ again: false }), QUICK)).rejects.toThrow('final');
    expect(tries).toBe(1);
  });

  it('waits as long as the decision says', async () => {
    const startedAt = performance.now();
    await retry(
      (attempt) => (attempt === 1 ? Promise.reject(new Error('no')) : Promise.resolve()),
      () => ({ again: true, afterMs: 30 }),
      { ...QUICK, baseMs: 60_000 },
    );

    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(29);
  });

  it('stops waiting when it is cancelled', async () => {
    const controller = new AbortController();
    const task = retry(
      () => Promise.reject(new Error('no')),
      () => ({ again: true, afterMs: 60_000 }),
      QUICK,
      controller.signal,
    );
    setTimeout(() => {
      controller.abort(new Error('stop'));
    }, 5);

    await expect(task).rejects.toThrow('stop');
  });
});
