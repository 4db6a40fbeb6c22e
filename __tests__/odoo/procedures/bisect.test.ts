import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TransportError } from '../../../src/core/errors.ts';
import { OdooAccessError, OdooValidationError } from '../../../src/odoo/errors.ts';
import { actOnEach } from '../../../src/odoo/procedures/bisect.ts';

const keepAll = (ids: readonly number[]): Promise<number[]> => Promise.resolve([...ids]);

/** Acts on lists as Odoo does: all or nothing. */
function act(culprits: ReadonlySet<number>, done: Set<number>, calls: number[][] = []) {
  return (ids: readonly number[]): Promise<void> => {
    calls.push([...ids]);
    if (ids.some((id) => culprits.has(id))) return Promise.reject(new OdooValidationError('culprit'));
    ids.forEach((id) => done.add(id));
    return Promise.resolve();
  };
}

describe('actOnEach', () => {
  it('takes one call when nothing is refused, none for nothing', async () => {
    const calls: number[][] = [];
    const done = new Set<number>();

    expect(await actOnEach([1, 2, 3], act(new Set(), done, calls), keepAll)).toEqual([]);
    await actOnEach([], act(new Set(), done, calls), keepAll);

    expect(calls).toEqual([[1, 2, 3]]);
  });

  it('finds exactly the culprits, and acts on all others once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat()), fc.func(fc.boolean()), async (ids, isCulprit) => {
        const culprits = new Set(ids.filter((id) => isCulprit(id)));
        const done = new Set<number>();

        const refused = await actOnEach(ids, act(culprits, done), keepAll);

        expect(new Set(refused.map(({ id }) => id))).toEqual(culprits);
        expect([...done].sort()).toEqual(ids.filter((id) => !culprits.has(id)).sort());
      }),
    );
  });

  it('finds one culprit among 128 in a few calls', async () => {
    const calls: number[][] = [];
    const ids = Array.from({ length: 128 }, (_, index) => index);

    await actOnEach(ids, act(new Set([77]), new Set(), calls), keepAll);

    expect(calls.length).toBeLessThanOrEqual(15);
  });

  it('goes on without those that somebody else has done meanwhile', async () => {
    const done = new Set<number>();

    const refused = await actOnEach([1, 2, 3], act(new Set([2]), done), (ids) =>
      Promise.resolve(ids.filter((id) => id !== 2)),
    );

    expect(refused).toEqual([]);
    expect([...done]).toEqual([1, 3]);
  });

  it.each([
    new TransportError('lost', 'unknown'),
    new OdooAccessError("You are not allowed to create 'X' (x.y) records.", {}),
  ])('throws what is not about single records: %p', async (error) => {
    await expect(actOnEach([1, 2], () => Promise.reject(error), keepAll)).rejects.toBe(error);
  });
});
