import { describe, expect, it } from '@jest/globals';
import { once, remember } from '../../src/core/once.ts';

describe('once', () => {
  it('makes a thing once, for callers at the same time too', async () => {
    let made = 0;
    const get = once(() => Promise.resolve((made += 1)));

    expect(await Promise.all([get(), get()])).toEqual([1, 1]);
    expect(await get()).toBe(1);
  });

  it('tries again after a failure', async () => {
    let tries = 0;
    const get = once(() => {
      tries += 1;
      return tries === 1 ? Promise.reject(new Error('away')) : Promise.resolve('there');
    });

    await expect(get()).rejects.toThrow('away');
    await expect(get()).resolves.toBe('there');
  });
});

describe('remember', () => {
  it('makes a thing for each key', () => {
    let made = 0;
    const get = remember(
      (name: string) => name.toLowerCase(),
      (name) => `${name} ${(made += 1)}`,
    );

    expect([get('A'), get('a'), get('B')]).toEqual(['A 1', 'A 1', 'B 2']);
  });
});
