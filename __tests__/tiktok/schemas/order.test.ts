import { describe, expect, it } from '@jest/globals';
import { Order } from '../../../src/tiktok/schemas/order.ts';
import { listFixtures, readFixture } from '../../helpers/tiktokFixtures.ts';

interface Orders {
  readonly data: { readonly orders?: Record<string, unknown>[] };
}

const fixtures = [...listFixtures('realistic', /order-detail|orders-search/), ...listFixtures('all-keys', /_orders/)];

describe('Order', () => {
  it.each(fixtures)('reads %s and keeps every key', (name) => {
    for (const order of (readFixture(name) as Orders).data.orders ?? []) {
      expect(Order.parse(order)).toEqual(order);
    }
  });

  it('reads an order of the least that an order is', () => {
    const least = { id: '1', status: 'UNPAID', create_time: 1, update_time: 2, line_items: [] };

    expect(Order.parse(least)).toEqual(least);
  });

  it('keeps what it does not know', () => {
    const order = {
      id: '1',
      status: 'NEW_STATUS',
      create_time: 1,
      update_time: 2,
      line_items: [],
      new_key: { a: [1] },
    };

    expect(Order.parse(order)).toEqual(order);
  });

  it('reads ids in numbers as texts and times in texts as numbers', () => {
    const order = {
      id: 576,
      status: 'UNPAID',
      create_time: '1760515200',
      update_time: 1,
      paid_time: '',
      line_items: [],
    };

    expect(Order.parse(order)).toMatchObject({ id: '576', create_time: 1760515200, paid_time: null });
  });

  it.each([
    ['no id', { status: 'UNPAID', create_time: 1, update_time: 2, line_items: [] }],
    ['no status', { id: '1', status: '', create_time: 1, update_time: 2, line_items: [] }],
    ['a time that is none', { id: '1', status: 'UNPAID', create_time: 'soon', update_time: 2, line_items: [] }],
    ['no line items', { id: '1', status: 'UNPAID', create_time: 1, update_time: 2 }],
  ])('refuses %s', (_case, order) => {
    expect(Order.safeParse(order).success).toBe(false);
  });
});
