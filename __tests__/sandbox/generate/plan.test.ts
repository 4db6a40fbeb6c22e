import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { planOrders, type OrderPlan } from '../../../src/sandbox/generate/plan.ts';
import { MARKETS, REGIONS } from '../../../src/sandbox/markets.ts';
import { PLAIN_MIX, VARIED_MIX, type OrderMix, type ShopOptions } from '../../../src/sandbox/options.ts';
import { seededRandom } from '../../../src/sandbox/random.ts';

function plan(count: number, options: Partial<ShopOptions> = {}): OrderPlan[] {
  const shop = { region: 'US', ...options } as const;
  return planOrders(count, shop, MARKETS[shop.region], seededRandom('plan'));
}

const counted = (plans: readonly OrderPlan[], status: string): number =>
  plans.filter((one) => one.status === status).length;
const withKind = (plans: readonly OrderPlan[], kind: keyof OrderMix): number =>
  plans.filter(({ kinds }) => kinds.has(kind)).length;

describe('planOrders', () => {
  it('keeps the shares exactly', () => {
    const plans = plan(200);

    expect(plans).toHaveLength(200);
    expect(counted(plans, 'UNPAID')).toBe(200 * VARIED_MIX.unpaid);
    expect(counted(plans, 'COMPLETED')).toBe(200 * VARIED_MIX.completed);
    expect(withKind(plans, 'sellerShipping')).toBe(200 * VARIED_MIX.sellerShipping);
    expect(withKind(plans, 'partialCancel')).toBe(200 * VARIED_MIX.partialCancel);
  });

  it('holds every kind in a shop of 40 orders', () => {
    const plans = plan(40, { region: 'GB' });

    expect(new Set(plans.map(({ status }) => status)).size).toBe(9);
    const statuses = new Set<string>(['unpaid', 'onHold', 'partiallyShipping', 'awaitingCollection', 'inTransit']);
    for (const status of ['delivered', 'completed', 'cancelled']) statuses.add(status);
    for (const kind of Object.keys(VARIED_MIX) as (keyof OrderMix)[]) {
      // nobody in Great Britain pays on delivery
      const isThere = !statuses.has(kind) && kind !== 'cashOnDelivery';
      expect([kind, withKind(plans, kind) > 0]).toEqual([kind, isThere]);
    }
  });

  it('follows the mix of the shop', () => {
    const plans = plan(50, { mix: { ...PLAIN_MIX, onHold: 0.5, gift: 1 } });

    expect([counted(plans, 'ON_HOLD'), counted(plans, 'AWAITING_SHIPMENT')]).toEqual([25, 25]);
    expect(withKind(plans, 'gift')).toBe(50);
    expect(withKind(plans, 'severalUnits')).toBe(0);
  });

  it('plans nothing that does not go together, in any market', () => {
    fc.assert(
      fc.property(fc.constantFrom(...REGIONS), fc.integer({ min: 0, max: 200 }), fc.string(), (region, count, seed) => {
        const plans = planOrders(count, { region }, MARKETS[region], seededRandom(seed));

        expect(plans).toHaveLength(count);
        for (const { status, kinds } of plans) {
          if (kinds.has('sample'))
            expect(kinds.has('sellerDiscount') || kinds.has('gift') || kinds.has('bundle')).toBe(false);
          if (kinds.has('partialCancel'))
            expect([status, kinds.has('severalUnits')]).toEqual(['AWAITING_SHIPMENT', true]);
          if (kinds.has('fulfilledByTiktok')) expect(kinds.has('sellerShipping')).toBe(false);
          if (kinds.has('cashOnDelivery'))
            expect([MARKETS[region].cashOnDelivery, status === 'UNPAID']).toEqual([true, false]);
          if (kinds.has('exchange')) expect(['US', 'GB']).toContain(region);
        }
      }),
    );
  });
});
