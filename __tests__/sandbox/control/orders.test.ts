import { describe, expect, it } from '@jest/globals';
import { UsageError } from '../../../src/core/errors.ts';
import { silentLogger } from '../../../src/core/logger.ts';
import { orderControl, requireShop } from '../../../src/sandbox/control/orders.ts';
import { makeWorld } from '../../../src/sandbox/makeWorld.ts';
import { StepRefused } from '../../../src/sandbox/statusMachine.ts';
import type { OrderStatus } from '../../../src/sandbox/wire.ts';

const NOW = 1_760_000_000;
const shops = [
  { region: 'US', orders: 20 },
  { region: 'ID', orders: 5 },
] as const;

interface Lab {
  readonly control: ReturnType<typeof orderControl>;
  readonly shopIds: readonly string[];
  readonly changes: () => number;
}

function lab(): Lab {
  const world = makeWorld({ port: 0, seed: 'test', logger: silentLogger, shops }, NOW);
  let changes = 0;
  const control = orderControl({
    world: () => world,
    now: () => NOW + 100,
    changed: () => {
      changes += 1;
    },
  });
  return { control, shopIds: world.shops.map(({ ids }) => ids.shop), changes: () => changes };
}

describe('placeOrders', () => {
  it('places orders that are as new as can be, with new ids', () => {
    const { control, shopIds, changes } = lab();
    const placed = control.placeOrders({ shopId: shopIds[1], count: 3, status: 'ON_HOLD', kinds: ['severalUnits'] });

    expect(new Set(placed).size).toBe(3);
    expect(control.orders({ shopId: shopIds[1] })).toHaveLength(8);
    for (const id of placed) {
      expect(control.order(id)).toMatchObject({ status: 'ON_HOLD', create_time: NOW + 100, update_time: NOW + 100 });
      expect(control.order(id).line_items.length).toBeGreaterThan(1);
    }
    expect(changes()).toBe(1);
  });

  it.each<OrderStatus>(['UNPAID', 'AWAITING_SHIPMENT', 'IN_TRANSIT', 'COMPLETED', 'CANCELLED'])(
    'places an order in %s without a time that lies ahead',
    (status) => {
      const { control } = lab();
      const [id = ''] = control.placeOrders({ status });
      const order = control.order(id);
      const times = Object.entries(order).filter(([field]) =>
        /^(paid|rts|collection|delivery|cancel|update)_time$/.test(field),
      );

      expect(order.status).toBe(status);
      expect(times.every(([, time]) => Number(time) <= NOW + 100)).toBe(true);
    },
  );
});

describe('advance and cancel', () => {
  it('move an order and date the step', () => {
    const { control } = lab();
    const [id = ''] = control.placeOrders({ kinds: ['severalUnits'] });

    expect(control.advance(id)).toMatchObject({ status: 'AWAITING_COLLECTION', update_time: NOW + 100 });
    expect(control.advance(id, 'DELIVERED').status).toBe('DELIVERED');
    expect(control.order(id).status).toBe('DELIVERED');
  });

  it('cancel one unit, then the rest', () => {
    const { control } = lab();
    const [id = ''] = control.placeOrders({ kinds: ['severalUnits'] });
    const cancelled = (): number =>
      control.order(id).line_items.filter((line) => line.display_status === 'CANCELLED').length;
    control.cancel(id, { units: 1, by: 'BUYER', reason: 'No longer needed' });
    expect([cancelled(), control.order(id).status]).toEqual([1, 'AWAITING_SHIPMENT']);

    control.cancel(id);
    expect(control.order(id).status).toBe('CANCELLED');
  });

  it('leave an order as it was when a step is refused', () => {
    const { control, changes } = lab();
    const [id = ''] = control.placeOrders({ status: 'COMPLETED' });
    const before = structuredClone(control.order(id));
    const count = changes();

    expect(() => control.advance(id)).toThrow(StepRefused);
    expect(() => control.cancel(id)).toThrow(StepRefused);
    expect(() => control.cancel(id, { units: 99 })).toThrow(UsageError);
    expect(() => control.advance(id, 'SHIPPED' as OrderStatus)).toThrow(UsageError);
    expect(control.order(id)).toEqual(before);
    expect(changes()).toBe(count);
  });

  it('note that the buyer asks to cancel', () => {
    const { control } = lab();
    const [id = ''] = control.placeOrders();

    expect(control.requestCancel(id).is_buyer_request_cancel).toBe(true);
  });
});

describe('changeAddress', () => {
  it('writes a new address, keeps its parts in step and says so on the order', () => {
    const { control } = lab();
    const [id = ''] = control.placeOrders();
    const before = control.order(id).recipient_address;
    const order = control.changeAddress(id, { address_line1: '7 New Street', name: 'Other Sample' });

    expect(order.has_updated_recipient_address).toBe(true);
    expect(order.recipient_address).toMatchObject({
      address_line1: '7 New Street',
      address_detail: '7 New Street',
      name: 'Other Sample',
      first_name: 'Other Sample',
      postal_code: before.postal_code,
    });
    expect(order.recipient_address.full_address).toMatch(/^7 New Street, /);
    expect(before.address_line1).not.toBe('7 New Street');
  });

  it('leaves the update time where TikTok may', () => {
    const { control } = lab();
    const { orderId = '', updateTime } = control.orders({ status: 'AWAITING_SHIPMENT' })[0] ?? {};

    expect(control.changeAddress(orderId, { postal_code: '1' }, true).update_time).toBe(updateTime);
    expect(control.changeAddress(orderId, { postal_code: '2' }).update_time).toBe(NOW + 100);
  });
});

describe('putOrder', () => {
  it('takes an order to the letter, however wrong it is', () => {
    const { control, shopIds } = lab();
    const [shopId = ''] = shopIds;

    expect(control.putOrder(shopId, { id: '1', line_items: 'none' })).toBe('1');
    expect(control.putOrder(shopId, '{"id": 5769999999999999999}')).toBe('5769999999999999999');
    expect(control.putOrder(shopId, {}, '2')).toBe('2');
    expect(control.orders().filter(({ isVerbatim }) => isVerbatim)).toHaveLength(3);
    expect(() => control.advance('1')).toThrow(UsageError);
  });

  it('refuses what is no JSON object, or has no id', () => {
    const { control, shopIds } = lab();
    for (const raw of ['{', '[]', '"text"', null, {}]) {
      expect(() => control.putOrder(shopIds[0] ?? '', raw)).toThrow(UsageError);
    }
  });
});

describe('patchOrder', () => {
  it('sets and removes fields, and makes the order new', () => {
    const { control } = lab();
    const [id = ''] = control.placeOrders();
    const order = control.patchOrder(id, { set: { status: 'UNHEARD_OF' }, remove: ['payment'] });

    expect(order).toMatchObject({ id, status: 'UNHEARD_OF', update_time: NOW + 100 });
    expect(order).not.toHaveProperty('payment');
    expect(control.patchOrder(id, { set: { update_time: 5 } }).update_time).toBe(5);
  });

  it('lets a patched order go on when it is whole enough', () => {
    const { control } = lab();
    const [id = ''] = control.placeOrders();
    control.patchOrder(id, { set: { surprise: true } });

    expect(control.advance(id)).toMatchObject({ status: 'AWAITING_COLLECTION', surprise: true });
  });
});

describe('removeOrder', () => {
  it('forgets an order', () => {
    const { control } = lab();
    const [id = ''] = control.placeOrders();
    control.removeOrder(id);

    expect(() => control.order(id)).toThrow(UsageError);
  });
});

describe('orders', () => {
  it('lists by shop and status, up to a limit', () => {
    const { control, shopIds } = lab();

    expect(control.orders()).toHaveLength(25);
    expect(control.orders({ limit: 3 })).toHaveLength(3);
    expect(control.orders({ shopId: shopIds[1] }).every(({ shopId }) => shopId === shopIds[1])).toBe(true);
    expect(control.orders({ status: 'AWAITING_SHIPMENT' }).every(({ status }) => status === 'AWAITING_SHIPMENT')).toBe(
      true,
    );
  });
});

describe('requireShop', () => {
  it('takes the first shop when none is named, and lists all when a wrong one is', () => {
    const world = makeWorld({ port: 0, seed: 'test', logger: silentLogger, shops }, NOW);

    expect(requireShop(world, undefined)).toBe(world.shops[0]);
    expect(() => requireShop(world, '1')).toThrow(UsageError);
  });
});
