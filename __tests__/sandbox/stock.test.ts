import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { silentLogger } from '../../src/core/logger.ts';
import { moveOrders } from '../../src/sandbox/autopilot.ts';
import { sandboxControl } from '../../src/sandbox/control/control.ts';
import type { SkuStockView } from '../../src/sandbox/control/goodsTypes.ts';
import type { SandboxControl } from '../../src/sandbox/control/types.ts';
import { faultBoard } from '../../src/sandbox/faults.ts';
import { makeWorld } from '../../src/sandbox/makeWorld.ts';
import type { SandboxSettings, ShopOptions } from '../../src/sandbox/options.ts';
import { callCounter } from '../../src/sandbox/statistics.ts';
import { holdingsOf } from '../../src/sandbox/stock.ts';
import type { WireOrder } from '../../src/sandbox/wire.ts';
import type { World } from '../../src/sandbox/world.ts';

const NOW = 1_770_000_000;

interface Lab {
  readonly control: SandboxControl;
  readonly world: World;
  readonly stockOf: (skuId: string) => SkuStockView;
  /** Ids of the first goods and of a bundle. */
  readonly skuId: string;
  readonly bundle: string;
}

function lab(shop: Partial<ShopOptions> = {}, settings: Partial<SandboxSettings> = {}): Lab {
  const shops = [{ region: 'US', orders: 0, skus: 12, emptySellerSkus: 0, sharedSellerSkus: 0, ...shop }] as const;
  const world = makeWorld({ port: 0, seed: 'stock', logger: silentLogger, shops, settings }, NOW);
  const control = sandboxControl({
    world: () => world,
    now: () => NOW,
    faults: faultBoard(''),
    counter: callCounter(),
    reset: () => undefined,
    changed: () => undefined,
  });
  const stockOf = (skuId: string): SkuStockView => {
    const found = control.stock().find((one) => one.skuId === skuId);
    if (!found) throw new Error(`There is no SKU ${skuId}.`);
    return found;
  };
  const catalogue = control.catalogue();
  const bundle = catalogue.find(({ kind }) => kind === 'bundle')?.skuId ?? '';
  return { control, world, stockOf, skuId: catalogue[0]?.skuId ?? '', bundle };
}

describe('stock', () => {
  it('follows an order that is placed, cancelled in part, and shipped', () => {
    const { control, stockOf, skuId } = lab();
    control.setStock(skuId, 1, 10);
    const [id = ''] = control.placeOrders({ status: 'UNPAID', lines: [{ skuId, units: 4 }] });
    expect(stockOf(skuId)).toMatchObject({ available: 6, committed: 4 });

    control.advance(id, 'AWAITING_SHIPMENT');
    expect(stockOf(skuId)).toMatchObject({ available: 6, committed: 4 });
    control.cancel(id, { units: 1 });
    expect(stockOf(skuId)).toMatchObject({ available: 7, committed: 3 });
    control.advance(id);
    expect(stockOf(skuId)).toMatchObject({ available: 7, committed: 0 });
    // goods that were shipped do not come back by cancelling
    control.cancel(id, { by: 'SYSTEM' });
    expect(stockOf(skuId)).toMatchObject({ available: 7, committed: 0 });
  });

  it('follows orders that are placed late, shipped in part, changed by hand and forgotten', () => {
    const { control, stockOf, skuId } = lab();
    control.setStock(skuId, 1, 20);
    control.placeOrders({ status: 'COMPLETED', lines: [{ skuId, units: 2 }] });
    control.placeOrders({ status: 'CANCELLED', lines: [{ skuId, units: 2 }] });
    expect(stockOf(skuId)).toMatchObject({ available: 18, committed: 0 });

    const [part = ''] = control.placeOrders({ status: 'PARTIALLY_SHIPPING', lines: [{ skuId, units: 3 }] });
    expect(stockOf(skuId)).toMatchObject({ available: 15, committed: 1 });
    control.removeOrder(part);
    expect(stockOf(skuId)).toMatchObject({ available: 16, committed: 0 });

    const [id = ''] = control.placeOrders({ lines: [{ skuId }] });
    const raw = { ...control.order(id), id: '5' };
    control.putOrder(control.shops()[0]?.shopId ?? '', raw);
    expect(stockOf(skuId)).toMatchObject({ available: 14, committed: 2 });
    control.patchOrder('5', { set: { line_items: [] } });
    expect(stockOf(skuId)).toMatchObject({ available: 15, committed: 1 });
    control.patchOrder('5', { set: { line_items: 'nothing', warehouse_id: 5 } });
    expect(stockOf(skuId)).toMatchObject({ available: 15, committed: 1 });
  });

  it('of a bundle is what its parts make, and selling it takes them', () => {
    const { control, stockOf, bundle } = lab();
    const components = control.catalogue().find(({ skuId }) => skuId === bundle)?.components ?? [];
    const [first, second] = components.map(({ skuId }) => skuId);
    control.setStock(first ?? '', 1, 9);
    control.setStock(second ?? '', 1, 5);
    expect(components.map(({ count }) => count)).toEqual([1, 2]);
    expect(stockOf(bundle)).toMatchObject({ available: 2, committed: 0 });

    control.placeOrders({ lines: [{ skuId: bundle }] });
    expect([bundle, first, second].map((id) => stockOf(id ?? ''))).toMatchObject([
      { available: 1, committed: 1 },
      { available: 8, committed: 1 },
      { available: 3, committed: 2 },
    ]);
  });

  it('shows 0 when buyers ordered more than there was, unless they cannot', () => {
    const { control, stockOf, skuId } = lab();
    control.setStock(skuId, 1, 3);
    const [id = ''] = control.placeOrders({ lines: [{ skuId, units: 5 }] });
    expect(stockOf(skuId)).toMatchObject({ available: 0, committed: 5, oversold: 2 });
    control.cancel(id, { units: 3 });
    expect(stockOf(skuId)).toMatchObject({ available: 1, committed: 2, oversold: 0 });

    control.changeSettings({ enforceStock: true });
    const report = control.sell({ count: 3, lines: [{ skuId }] });
    expect(report.orderIds).toHaveLength(1);
    expect(report.refused).toEqual([[{ skuId, wanted: 1, available: 0 }], [{ skuId, wanted: 1, available: 0 }]]);
    expect(control.placeOrders({ lines: [{ skuId }] })).toEqual([]);
    expect(stockOf(skuId)).toMatchObject({ available: 0, oversold: 0 });
  });

  it('cannot be sold where nothing is on sale', () => {
    const { control, skuId } = lab();
    control.setSku(skuId, { status: 'DEACTIVATED' });
    expect(() => control.placeOrders({ lines: [{ skuId }] })).toThrow(/on sale/);
    expect(control.placeOrders({ count: 20 }).every((id) => !JSON.stringify(control.order(id)).includes(skuId))).toBe(
      true,
    );

    for (const { productId } of control.products()) control.setProduct(productId, { status: 'FREEZE' });
    expect(() => control.placeOrders()).toThrow('Nothing is on sale.');
  });

  it('lies in several warehouses: an order takes the first that has everything', () => {
    const { control, stockOf, skuId } = lab({ warehouses: 2 }, { enforceStock: true });
    const [first, second] = control.warehouses().map(({ warehouseId }) => warehouseId);
    control.setStock(skuId, 1, 1);
    control.setStock(skuId, 2, 2);
    const warehouses = control
      .placeOrders({ count: 4, lines: [{ skuId }] })
      .map((id) => control.order(id).warehouse_id);

    expect(warehouses).toEqual([first, second, second]);
    expect(stockOf(skuId).warehouses).toMatchObject([
      { number: 1, available: 0, committed: 1 },
      { number: 2, available: 0, committed: 2 },
    ]);
    control.setStock(skuId, 1, 5);
    control.setWarehouse(1, { status: 'DISABLED' });
    expect(control.sell({ lines: [{ skuId }] }).refused).toHaveLength(1);
    control.setWarehouse(1, { isGone: true });
    expect(stockOf(skuId)).toMatchObject({ available: 0, warehouses: [{ number: 2 }] });
  });

  it('is not touched by goods that lie at TikTok', () => {
    const { control, stockOf, skuId } = lab();
    const before = stockOf(skuId);
    control.placeOrders({ kinds: ['fulfilledByTiktok'], lines: [{ skuId, units: 3 }] });

    expect(stockOf(skuId)).toEqual(before);
  });

  it('is committed from the start by the orders that wait', () => {
    const { control, world } = lab({ orders: 60 });
    const orders = [...(world.shops[0]?.orders.values() ?? [])].map(({ order }) => order);
    const main = control.warehouses()[0]?.warehouseId;
    const waiting = orders
      .filter((order) => order.warehouse_id === main)
      .flatMap((order) => [...holdingsOf(order).values()])
      .reduce((sum, { reserved }) => sum + reserved, 0);
    const bySku = control.stock().filter(({ kind }) => kind !== 'bundle');
    const ofBundles = control.stock().filter(({ kind }) => kind === 'bundle');
    const sum = (list: readonly SkuStockView[]): number => list.reduce((total, { committed }) => total + committed, 0);

    expect(waiting).toBeGreaterThan(0);
    // every bundle holds one of its first part and two of its second
    expect(sum(bySku) - 2 * sum(ofBundles)).toBe(waiting);
  });

  it('goes along with orders that move by themselves', () => {
    const { control, world, stockOf, skuId } = lab({}, { speed: 1 });
    control.setStock(skuId, 1, 10);
    control.placeOrders({ status: 'UNPAID', lines: [{ skuId, units: 4 }] });
    for (let at = NOW; at < NOW + 60 * 86_400; at += 86_400) moveOrders(world, at, NOW);

    expect(stockOf(skuId)).toMatchObject({ available: 6, committed: 0 });
  });

  it('neither makes nor loses units, whatever happens to orders', () => {
    const step = fc.record({
      act: fc.constantFrom('place', 'advance', 'cancel', 'cancelUnit', 'remove'),
      pick: fc.nat(),
      units: fc.integer({ min: 1, max: 4 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const { control, stockOf, skuId } = lab();
        control.setStock(skuId, 1, 50);
        const orderIds: string[] = [];
        let forgottenShipped = 0;
        for (const { act, pick, units } of steps) {
          const orderId = orderIds[pick % Math.max(1, orderIds.length)] ?? '';
          if (act === 'place') orderIds.push(...control.placeOrders({ status: 'UNPAID', lines: [{ skuId, units }] }));
          else if (orderId === '') continue;
          else if (act === 'remove') {
            forgottenShipped += shippedUnits(control.order(orderId));
            control.removeOrder(orderId);
            orderIds.splice(orderIds.indexOf(orderId), 1);
          } else forgottenShipped += tryStep(control, act, orderId);
        }
        const { available, oversold, committed } = stockOf(skuId);
        const shipped = orderIds.reduce((sum, id) => sum + shippedUnits(control.order(id)), forgottenShipped);

        expect(available - oversold + committed + shipped).toBe(50);
      }),
      { numRuns: 40 },
    );
  });
});

function shippedUnits(order: WireOrder): number {
  return [...holdingsOf(order).values()].reduce((sum, { gone }) => sum + gone, 0);
}

/** @returns Units that were shipped and are cancelled now: their goods do not come back. */
function tryStep(control: SandboxControl, act: string, orderId: string): number {
  const before = shippedUnits(control.order(orderId));
  try {
    if (act === 'advance') control.advance(orderId);
    else control.cancel(orderId, act === 'cancel' ? { by: 'SYSTEM' } : { units: 1, by: 'SYSTEM' });
  } catch {
    return 0;
  }
  return Math.max(0, before - shippedUnits(control.order(orderId)));
}

describe('holdingsOf', () => {
  it('finds nothing where there is nothing to find', () => {
    expect(holdingsOf(undefined).size).toBe(0);
    expect(holdingsOf({ line_items: 'none' } as unknown as WireOrder).size).toBe(0);
    expect([...holdingsOf({ line_items: [null, {}] } as unknown as WireOrder).values()]).toMatchObject([
      { reserved: 0, gone: 0 },
    ]);
  });
});
