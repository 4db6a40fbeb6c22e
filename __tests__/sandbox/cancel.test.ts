import { describe, expect, it } from '@jest/globals';
import { cancelOrder, requestCancel } from '../../src/sandbox/cancel.ts';
import { generateShop } from '../../src/sandbox/generate/shop.ts';
import type { Region } from '../../src/sandbox/markets.ts';
import { advanceTo, StepRefused } from '../../src/sandbox/statusMachine.ts';
import type { CancelRole, OrderStatus, WireOrder } from '../../src/sandbox/wire.ts';

const NOW = 1_760_518_900;

function orderIn(status: OrderStatus, region: Region = 'US'): WireOrder {
  const options = { region, orders: 1, mix: { unpaid: 1, severalUnits: 1 } };
  const [order] = generateShop({ seed: 'test', index: 0, now: NOW - 60, options }).orders;
  if (!order) throw new Error('no order');
  if (status !== 'UNPAID') advanceTo(order, status, NOW - 30);
  return order;
}

describe('cancelOrder', () => {
  it.each<OrderStatus>(['UNPAID', 'ON_HOLD', 'AWAITING_SHIPMENT', 'PARTIALLY_SHIPPING', 'IN_TRANSIT'])(
    'cancels an order in %s and all its units',
    (status) => {
      const order = orderIn(status);
      cancelOrder(order, { by: 'BUYER', reason: 'Bought by mistake' }, NOW);

      expect(order).toMatchObject({
        status: 'CANCELLED',
        cancel_time: NOW,
        update_time: NOW,
        cancel_reason: 'Bought by mistake',
        cancellation_initiator: 'BUYER',
        packages: [],
      });
      for (const line of order.line_items) {
        expect(line).toMatchObject({ display_status: 'CANCELLED', package_status: 'CANCELLED', cancel_user: 'BUYER' });
      }
    },
  );

  it('leaves the status and the amounts while a unit is left', () => {
    const order = orderIn('AWAITING_SHIPMENT');
    const before = structuredClone(order);
    const last = order.line_items.at(-1);
    cancelOrder(order, { by: 'BUYER', lineItemIds: [last?.id ?? ''] }, NOW);

    expect(order.status).toBe('AWAITING_SHIPMENT');
    expect(order.update_time).toBe(NOW);
    expect(order.payment).toEqual(before.payment);
    expect(order.line_items.map((line) => line.display_status === 'CANCELLED')).toEqual(
      before.line_items.map((line) => line.id === last?.id),
    );

    cancelOrder(order, { by: 'SELLER' }, NOW + 1);

    expect(order).toMatchObject({ status: 'CANCELLED', cancellation_initiator: 'SELLER' });
    expect(order.line_items.at(-1)?.cancel_user).toBe('BUYER');
  });

  it('lets sellers cancel what waits for collection in the US only', () => {
    const cancel = (region: Region, by: CancelRole) => () => {
      cancelOrder(orderIn('AWAITING_COLLECTION', region), { by }, NOW);
    };

    expect(cancel('US', 'SELLER')).not.toThrow();
    expect(cancel('GB', 'SELLER')).toThrow(StepRefused);
    expect(cancel('GB', 'SYSTEM')).not.toThrow();
  });

  it.each<OrderStatus>(['DELIVERED', 'COMPLETED'])('refuses to cancel an order in %s', (status) => {
    expect(() => {
      cancelOrder(orderIn(status), { by: 'SYSTEM' }, NOW);
    }).toThrow(StepRefused);
  });

  it('refuses unknown units, the same unit twice and unknown people', () => {
    const order = orderIn('AWAITING_SHIPMENT');
    const id = order.line_items[0]?.id ?? '';
    cancelOrder(order, { by: 'BUYER', lineItemIds: [id] }, NOW);

    expect(() => {
      cancelOrder(order, { by: 'BUYER', lineItemIds: [id] }, NOW);
    }).toThrow(StepRefused);
    expect(() => {
      cancelOrder(order, { by: 'BUYER', lineItemIds: ['1'] }, NOW);
    }).toThrow(StepRefused);
    expect(() => {
      cancelOrder(order, { by: 'NOBODY' as CancelRole }, NOW);
    }).toThrow(StepRefused);
  });

  it('says of customer service on the order that it was the system', () => {
    const order = orderIn('AWAITING_SHIPMENT');
    cancelOrder(order, { by: 'OPERATOR' }, NOW);

    expect(order.cancellation_initiator).toBe('SYSTEM');
    expect(order.line_items[0]?.cancel_user).toBe('OPERATOR');
  });
});

describe('requestCancel', () => {
  it('notes the wish, which a cancellation answers', () => {
    const order = orderIn('AWAITING_SHIPMENT');
    requestCancel(order, NOW);
    expect(order).toMatchObject({ is_buyer_request_cancel: true, request_cancel_time: NOW, update_time: NOW });

    cancelOrder(order, { by: 'BUYER' }, NOW + 1);
    expect(order.is_buyer_request_cancel).toBe(false);
  });

  it('refuses what cannot be cancelled by wish any more', () => {
    expect(() => {
      requestCancel(orderIn('IN_TRANSIT'), NOW);
    }).toThrow(StepRefused);
  });
});
