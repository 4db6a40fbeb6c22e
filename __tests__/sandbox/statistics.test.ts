import { describe, expect, it } from '@jest/globals';
import { callCounter } from '../../src/sandbox/statistics.ts';

const call = { operation: 'orders/search', shopId: '7', status: 200, code: 0, fault: undefined };

describe('callCounter', () => {
  it('counts by operation, shop, refusal and fault', () => {
    const counter = callCounter();
    counter.note(call);
    counter.note({ ...call, status: 429, code: 36009002, fault: 'rate-limit' });
    counter.note({ ...call, operation: 'token/get', shopId: undefined });

    expect(counter.read()).toMatchObject({
      calls: 3,
      byOperation: { 'orders/search': 2, 'token/get': 1 },
      byShop: { 7: 2 },
      refusals: { 36009002: 1 },
      rateLimited: 1,
      faults: { 'rate-limit': 1 },
    });
  });

  it('remembers the last hundred calls, and nothing once cleared', () => {
    const counter = callCounter();
    for (let status = 1; status <= 150; status += 1) counter.note({ ...call, status });

    expect(counter.read().recent.map(({ status }) => status)).toEqual(
      Array.from({ length: 100 }, (_, index) => index + 51),
    );
    counter.clear();
    expect(counter.read()).toMatchObject({ calls: 0, recent: [] });
  });
});
