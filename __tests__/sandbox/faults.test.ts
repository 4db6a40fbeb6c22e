import { describe, expect, it } from '@jest/globals';
import { UsageError } from '../../src/core/errors.ts';
import { faultBoard, type FaultKind } from '../../src/sandbox/faults.ts';

describe('faultBoard', () => {
  it('hits all calls, or the share that is asked for', () => {
    const board = faultBoard('seed');
    board.add({ fault: '5xx', share: 0.8 });
    const hits = Array.from({ length: 1000 }, () => board.hit('/order', 'orders/search')).filter(Boolean).length;

    expect(hits).toBeGreaterThan(760);
    expect(hits).toBeLessThan(840);
  });

  it('ends after its count', () => {
    const board = faultBoard('seed');
    board.add({ fault: 'cut', count: 2 });
    expect([1, 2, 3].map(() => board.hit('/a', 'a')?.fault)).toEqual(['cut', 'cut', undefined]);
    expect(board.list()).toEqual([]);
  });

  it('hits only the paths and operations that it names', () => {
    const board = faultBoard('seed');
    board.add({ fault: 'html', paths: ['/order/', 'token/refresh'] });

    expect(board.hit('/order/202309/orders/search', 'orders/search')?.fault).toBe('html');
    expect(board.hit('/api/v2/token/refresh', 'token/refresh')?.fault).toBe('html');
    expect(board.hit('/product/202502/products/search', 'products/search')).toBeUndefined();
  });

  it('tells how many hits are left, and forgets all when cleared', () => {
    const board = faultBoard('seed');
    board.add({ fault: 'slow', count: 3 });
    board.hit('/a', 'a');
    expect(board.list()).toEqual([{ fault: 'slow', count: 2 }]);

    board.clear();
    expect(board.hit('/a', 'a')).toBeUndefined();
  });

  it('refuses faults that make no sense', () => {
    const board = faultBoard('seed');
    for (const fault of [
      { fault: 'earthquake' as FaultKind },
      { fault: 'cut', share: 2 },
      { fault: 'cut', count: 0 },
    ] as const) {
      expect(() => {
        board.add(fault);
      }).toThrow(UsageError);
    }
  });
});
