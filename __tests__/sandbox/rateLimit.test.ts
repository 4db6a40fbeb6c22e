import { describe, expect, it } from '@jest/globals';
import { rateCounter } from '../../src/sandbox/rateLimit.ts';
import { withSandbox } from '../helpers/sandboxClient.ts';

const limit = { perSecond: 2, burst: 3 };

describe('rateCounter', () => {
  it('lets a burst through, then as many as the limit says', () => {
    const counter = rateCounter();
    const at = (ms: number): number => counter.take('a', limit, ms);

    expect([at(0), at(0), at(0)]).toEqual([0, 0, 0]);
    expect(at(0)).toBe(1);
    expect([at(500), at(500)]).toEqual([0, 1]);
    expect([at(10_000), at(10_000), at(10_000), at(10_000)]).toEqual([0, 0, 0, 1]);
  });

  it('counts every key for itself, and nothing without a limit', () => {
    const counter = rateCounter();
    const one = { perSecond: 1, burst: 1 };

    expect([counter.take('a', one, 0), counter.take('b', one, 0), counter.take('a', one, 0)]).toEqual([0, 0, 1]);
    expect(Array.from({ length: 50 }, () => counter.take('a', null, 0)).every((wait) => wait === 0)).toBe(true);
    counter.clear();
    expect(counter.take('a', one, 0)).toBe(0);
  });
});

describe('a limited sandbox', () => {
  it('answers 429 with Retry-After per app and shop', async () => {
    const shops = [
      { region: 'US', orders: 1 },
      { region: 'GB', orders: 1 },
    ] as const;
    await withSandbox({ shops, settings: { rateLimit: { perSecond: 0.1, burst: 2 } } }, async (client) => {
      const { accessToken, ciphers } = await client.link();
      const search = async (cipher: string | undefined): Promise<number> => {
        const query = { shop_cipher: cipher ?? '', page_size: '1' };
        const answer = await client.call('POST', '/order/202309/orders/search', {
          token: accessToken,
          query,
          body: {},
        });
        if (answer.status === 429) {
          expect(answer).toMatchObject({ code: 36009002, data: null });
          expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(5);
        }
        return answer.status;
      };

      expect([await search(ciphers[0]), await search(ciphers[0]), await search(ciphers[0])]).toEqual([200, 200, 429]);
      expect(await search(ciphers[1])).toBe(200);
      expect(client.sandbox.control.statistics().rateLimited).toBe(1);
    });
  });
});
