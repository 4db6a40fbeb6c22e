import { describe, expect, it } from '@jest/globals';
import { silentLogger } from '../../src/core/logger.ts';
import { makeWorld } from '../../src/sandbox/makeWorld.ts';
import { findOrder } from '../../src/sandbox/world.ts';

describe('findOrder', () => {
  it('finds an order in whichever shop it is', () => {
    const shops = [{ region: 'US' }, { region: 'JP' }] as const;
    const world = makeWorld({ port: 0, seed: 1, logger: silentLogger, orders: 2, shops }, 1_760_000_000);
    const last = [...(world.shops[1]?.orders.keys() ?? [])].at(-1) ?? '';

    expect(findOrder(world, last)?.shop).toBe(world.shops[1]);
    expect(findOrder(world, last)?.stored.id).toBe(last);
    expect(findOrder(world, '1')).toBeUndefined();
  });
});
