import { describe, expect, it } from '@jest/globals';
import { silentLogger } from '../../src/core/logger.ts';
import { makeWorld } from '../../src/sandbox/makeWorld.ts';
import { DEFAULT_SETTINGS, SANDBOX_APP } from '../../src/sandbox/options.ts';

const options = { port: 0, seed: 7, logger: silentLogger, orders: 12 } as const;

describe('makeWorld', () => {
  it('makes every shop with its own number of orders, or the one for all', () => {
    const shops = [{ region: 'US' }, { region: 'JP', orders: 3 }, { region: 'GB', bench: true }] as const;
    const world = makeWorld({ ...options, shops }, 1_760_000_000);

    expect(world.shops.map(({ orders }) => orders.size)).toEqual([12, 3, 300]);
    expect(world.shops.map(({ options: { orders } }) => orders)).toEqual([12, 3, 300]);
    expect(world.shops.map(({ nextSequence }) => nextSequence)).toEqual([13, 4, 301]);
    expect(world).toMatchObject({ apps: [SANDBOX_APP], settings: DEFAULT_SETTINGS, seed: '7' });
  });

  it('does not change a shop because another one is added', () => {
    const one = makeWorld({ ...options, shops: [{ region: 'US' }] }, 1_760_000_000);
    const two = makeWorld({ ...options, shops: [{ region: 'US' }, { region: 'BR' }] }, 1_760_000_000);

    expect(two.shops[0]?.orders).toEqual(one.shops[0]?.orders);
  });
});
