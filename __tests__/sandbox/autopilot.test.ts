import { describe, expect, it } from '@jest/globals';
import { silentLogger } from '../../src/core/logger.ts';
import { moveOrders } from '../../src/sandbox/autopilot.ts';
import { makeWorld } from '../../src/sandbox/makeWorld.ts';
import type { World } from '../../src/sandbox/world.ts';

const NOW = 1_760_000_000;

function world(speed: number): World {
  const shops = [{ region: 'US', orders: 50 }] as const;
  return makeWorld({ port: 0, seed: 1, logger: silentLogger, shops, settings: { speed } }, NOW);
}

function statuses(of: World): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { order } of of.shops[0]?.orders.values() ?? []) counts[order.status] = (counts[order.status] ?? 0) + 1;
  return counts;
}

describe('moveOrders', () => {
  it('moves nothing at speed 0', () => {
    const still = world(0);

    expect(moveOrders(still, NOW + 100 * 86_400, NOW)).toBe(0);
  });

  it('starts counting when it starts, however old the orders are', () => {
    expect(moveOrders(world(1), NOW + 60, NOW)).toBe(0);
  });

  it('brings every order to its end, one step at a time', () => {
    const moving = world(3600);
    const before = statuses(moving);
    let at = NOW;
    for (let moved = -1; moved !== 0;) {
      at += 3600;
      moved = moveOrders(moving, at, NOW);
    }

    expect(statuses(moving)).toEqual({ COMPLETED: 50 - (before['CANCELLED'] ?? 0), CANCELLED: before['CANCELLED'] });
    expect([...(moving.shops[0]?.orders.values() ?? [])].every(({ order }) => order.update_time <= at)).toBe(true);
  });

  it('spreads orders that entered a status together', () => {
    const moving = world(24);
    const hours = Array.from({ length: 48 }, (_, hour) => moveOrders(moving, NOW + hour * 600, NOW));

    expect(hours.filter((moved) => moved > 0).length).toBeGreaterThan(5);
  });
});
