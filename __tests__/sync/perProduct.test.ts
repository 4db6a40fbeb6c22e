import { describe, expect, it } from '@jest/globals';
import { TransportError } from '../../src/core/errors.ts';
import { sendPerProduct } from '../../src/sync/perProduct.ts';
import { TiktokApiError } from '../../src/tiktok/errors.ts';

/** SKUs as `product/number`. */
const SKUS = ['a/1', 'a/2', 'b/1', 'c/1', 'd/1', 'e/1', 'f/1', 'g/1', 'h/1', 'i/1', 'j/1'];
const itemIdOf = (sku: string): string => sku.slice(0, 1);

function send(
  answer: (itemId: string) => Promise<ReadonlyMap<string, string>> | undefined,
  signal?: AbortSignal,
): ReturnType<typeof sendPerProduct<string>> {
  return sendPerProduct(SKUS, itemIdOf, (itemId) => answer(itemId) ?? Promise.resolve(new Map()), signal);
}

describe('sendPerProduct', () => {
  it('makes one call for each product', async () => {
    const calls: (readonly string[])[] = [];
    const outcome = await sendPerProduct(
      SKUS,
      itemIdOf,
      (_itemId, group) => {
        calls.push(group);
        return Promise.resolve(new Map());
      },
      undefined,
    );

    expect(calls).toHaveLength(10);
    expect(calls).toContainEqual(['a/1', 'a/2']);
    expect(outcome).toEqual({ refused: new Map(), unsent: new Set(), error: undefined });
  });

  it('goes on after a product that TikTok refuses, in part or as a whole', async () => {
    const { refused, unsent, error } = await send((itemId) => {
      if (itemId === 'a') return Promise.resolve(new Map([['a/2', 'no stock of bundles']]));
      if (itemId === 'b') return Promise.reject(new TiktokApiError('Frozen.', { remedy: 'Thaw it.' }));
      return undefined;
    });

    expect([...refused]).toEqual([
      ['a/2', 'no stock of bundles'],
      ['b/1', 'Frozen. Thaw it.'],
    ]);
    expect([unsent.size, error]).toEqual([0, undefined]);
  });

  it('begins nothing more after any other error, and says what was not sent', async () => {
    const { refused, unsent, error } = await send((itemId) =>
      itemId === 'a' ? Promise.reject(new TransportError('Gone.', 'unknown')) : undefined,
    );

    expect([refused.size, error?.message]).toEqual([0, 'Gone.']);
    expect([...unsent]).toEqual(expect.arrayContaining(['a/1', 'a/2', 'j/1']));
    expect(unsent.has('b/1')).toBe(false);
  });

  it('begins nothing more once it is asked to stop', async () => {
    const stop = new AbortController();
    const { unsent, error } = await send(() => {
      stop.abort();
      return undefined;
    }, stop.signal);

    expect(error).toBeUndefined();
    expect(unsent.size).toBe(SKUS.length - 2);
  });

  it('does not hide a mistake of the program', async () => {
    await expect(send(() => Promise.reject(new TypeError('oops')))).rejects.toThrow('oops');
  });
});
