import { describe, expect, it } from '@jest/globals';
import { generateShop } from '../../src/sandbox/generate/shop.ts';
import type { ShopOptions } from '../../src/sandbox/options.ts';
import {
  advance,
  advanceTo,
  nextStatus,
  openLines,
  ORDER_STATUSES,
  StepRefused,
} from '../../src/sandbox/statusMachine.ts';
import type { OrderStatus, WireOrder } from '../../src/sandbox/wire.ts';

const NOW = 1_760_518_900;

function unpaid(options: Partial<ShopOptions> = {}): WireOrder {
  const plain = {
    unpaid: 1,
    severalUnits: 1,
    severalSkus: 0,
    cashOnDelivery: 0,
    fulfilledByTiktok: 0,
    bundle: 0,
    gift: 0,
  };
  const shop = { region: 'US', orders: 1, ...options, mix: { ...plain, ...options.mix } } as const;
  const [order] = generateShop({ seed: 'test', index: 0, now: NOW, options: shop }).orders;
  if (!order) throw new Error('no order');
  return order;
}

function walk(order: WireOrder): string[] {
  const seen = [order.status];
  for (let at = NOW; nextStatus(order); at += 3600) {
    advance(order, at);
    seen.push(order.status);
  }
  return seen;
}

describe('advance', () => {
  it('passes through ON_HOLD where the flow has it', () => {
    expect(walk(unpaid())).toEqual([
      'UNPAID',
      'ON_HOLD',
      'AWAITING_SHIPMENT',
      'AWAITING_COLLECTION',
      'IN_TRANSIT',
      'DELIVERED',
      'COMPLETED',
    ]);
  });

  it('goes straight to AWAITING_SHIPMENT where the flow has no ON_HOLD', () => {
    expect(walk(unpaid({ onHoldFlow: false })).slice(0, 2)).toEqual(['UNPAID', 'AWAITING_SHIPMENT']);
  });

  it('dates every step and keeps the lines in step', () => {
    const order = unpaid();
    advanceTo(order, 'AWAITING_SHIPMENT', NOW);
    expect(order).toMatchObject({ paid_time: NOW, update_time: NOW, tracking_number: '', packages: [{}] });
    expect(order.line_items[0]).toMatchObject({ display_status: 'AWAITING_SHIPMENT', package_status: 'TO_FULFILL' });
    expect(order.line_items[0]?.package_id).toBe(order.packages[0]?.id);

    advance(order, NOW + 60);
    expect(order).toMatchObject({ status: 'AWAITING_COLLECTION', rts_time: NOW + 60, update_time: NOW + 60 });
    expect(order.tracking_number).not.toBe('');
    expect(order.line_items[0]).toMatchObject({ display_status: 'AWAITING_COLLECTION', package_status: 'PROCESSING' });

    advance(order, NOW + 120);
    expect(order).toMatchObject({ status: 'IN_TRANSIT', collection_time: NOW + 120 });
    advance(order, NOW + 180);
    expect(order).toMatchObject({ status: 'DELIVERED', delivery_time: NOW + 180 });
  });

  it('has cash on delivery paid when it is delivered', () => {
    const order = { ...unpaid({ region: 'ID' }), is_cod: true };
    advanceTo(order, 'IN_TRANSIT', NOW);
    expect(order.paid_time).toBeUndefined();

    advance(order, NOW + 5);

    expect(order.paid_time).toBe(NOW + 5);
  });

  it('refuses to go beyond the end', () => {
    const order = unpaid();
    advanceTo(order, 'COMPLETED', NOW);

    expect(() => {
      advance(order, NOW);
    }).toThrow(StepRefused);
  });
});

describe('advanceTo', () => {
  it('ships part of an order, and the rest later', () => {
    const order = unpaid();
    advanceTo(order, 'PARTIALLY_SHIPPING', NOW);
    const shipped = order.line_items.filter((line) => line.display_status === 'AWAITING_COLLECTION');
    expect(order.status).toBe('PARTIALLY_SHIPPING');
    expect(shipped.length).toBeGreaterThan(0);
    expect(shipped.length).toBeLessThan(order.line_items.length);

    advance(order, NOW + 60);

    expect(openLines(order).every((line) => line.display_status === 'AWAITING_COLLECTION')).toBe(true);
    expect(shipped[0]?.rts_time).toBe(NOW);
  });

  it('jumps to COMPLETED from the way, as a full refund does', () => {
    const order = unpaid();
    advanceTo(order, 'IN_TRANSIT', NOW);
    advanceTo(order, 'COMPLETED', NOW + 1);

    expect(order).toMatchObject({ status: 'COMPLETED', update_time: NOW + 1 });
    expect(order.delivery_time).toBeUndefined();
  });

  it('never goes back, nor to CANCELLED, nor to an ON_HOLD that the flow lacks', () => {
    for (const from of ORDER_STATUSES.slice(1, -1)) {
      for (const to of ORDER_STATUSES) {
        const order = unpaid();
        advanceTo(order, from, NOW);
        const isBack = ORDER_STATUSES.indexOf(to) <= ORDER_STATUSES.indexOf(from) || to === 'CANCELLED';
        const step = (): void => {
          advanceTo(order, to, NOW);
        };
        if (isBack) expect(step).toThrow(StepRefused);
      }
    }
    expect(() => {
      advanceTo(unpaid({ onHoldFlow: false }), 'ON_HOLD' satisfies OrderStatus, NOW);
    }).toThrow(StepRefused);
  });
});
