import { describe, expect, it } from '@jest/globals';
import { cancelOrder } from '../../src/sandbox/cancel.ts';
import { generateShop } from '../../src/sandbox/generate/shop.ts';
import type { Region } from '../../src/sandbox/markets.ts';
import { readabilityOf, viewOrder } from '../../src/sandbox/masking.ts';
import type { OrderMix } from '../../src/sandbox/options.ts';
import { advanceTo } from '../../src/sandbox/statusMachine.ts';
import type { OrderStatus, WireOrder } from '../../src/sandbox/wire.ts';
import { readTiktokFixture } from '../helpers/sandboxClient.ts';

const NOW = 1_760_518_900;
const DAY = 86_400;

function orderIn(status: OrderStatus, region: Region, mix: Partial<OrderMix> = {}): WireOrder {
  const own = { unpaid: 1, sellerShipping: 0, fulfilledByTiktok: 0, ...mix };
  const [order] = generateShop({ seed: 'test', index: 0, now: NOW, options: { region, orders: 1, mix: own } }).orders;
  if (!order) throw new Error('no order');
  if (status === 'CANCELLED') cancelOrder(order, { by: 'SYSTEM' }, NOW);
  else if (status !== 'UNPAID') advanceTo(order, status, NOW);
  return order;
}

describe('readabilityOf', () => {
  it.each([
    { status: 'UNPAID', region: 'US', expected: 'empty' },
    { status: 'ON_HOLD', region: 'DE', expected: 'empty' },
    { status: 'AWAITING_SHIPMENT', region: 'US', expected: 'clear' },
    { status: 'DELIVERED', region: 'US', expected: 'clear' },
    { status: 'CANCELLED', region: 'US', expected: 'masked' },
    { status: 'AWAITING_SHIPMENT', region: 'US', mix: { fulfilledByTiktok: 1 }, expected: 'masked' },
    { status: 'AWAITING_SHIPMENT', region: 'DE', expected: 'masked' },
    { status: 'AWAITING_SHIPMENT', region: 'DE', mix: { sellerShipping: 1 }, expected: 'clear' },
    { status: 'COMPLETED', region: 'ID', mix: { sellerShipping: 1 }, expected: 'clear' },
    { status: 'AWAITING_SHIPMENT', region: 'JP', mix: { fulfilledByTiktok: 1 }, expected: 'masked' },
  ] as const)('finds $status in $region $expected ($mix)', ({ status, region, expected, ...rest }) => {
    expect(readabilityOf(orderIn(status, region, 'mix' in rest ? rest.mix : {}), NOW)).toBe(expected);
  });

  it('masks US addresses 30 days after completion', () => {
    const order = orderIn('COMPLETED', 'US');

    expect(readabilityOf(order, NOW + 30 * DAY - 1)).toBe('clear');
    expect(readabilityOf(order, NOW + 30 * DAY)).toBe('masked');
  });
});

describe('viewOrder', () => {
  it('blanks address and e-mail before the order is released, as realistic orders do', () => {
    const view = viewOrder(orderIn('ON_HOLD', 'US'), NOW);

    const { data } = readTiktokFixture('realistic/order-detail-us-on-hold') as { data: { orders: [WireOrder] } };
    const [wanted] = data.orders;
    expect(view.recipient_address).toEqual(wanted.recipient_address);
    expect(view.buyer_email).toBe('');
    expect(view.packages).toEqual([]);
    expect(Object.keys(view).sort()).toEqual(Object.keys(wanted).sort());
  });

  it('masks everything that names or finds a person, and keeps country, state and city', () => {
    const order = orderIn('AWAITING_SHIPMENT', 'ID');
    const { recipient_address: clear } = order;
    const { recipient_address: masked } = viewOrder(order, NOW);

    expect(masked.name).toMatch(/^\p{L}\*{3}( \p{L}\*{3})* \*$/u);
    expect(masked.phone_number).toMatch(/^\(\+62\)812\*{4}\d\d$/);
    expect(masked.postal_code).toMatch(/^\d\d\*{3}$/);
    expect(masked.full_address).toContain('*');
    expect(masked.full_address).not.toContain(clear.address_line1);
    for (const level of [0, 1, 2]) expect(masked.district_info?.[level]).toEqual(clear.district_info?.[level]);
    for (const level of [3, 4]) expect(masked.district_info?.[level]?.address_name).toMatch(/\*{3}/);
    expect(order.recipient_address).toBe(clear);
    expect(Object.keys(masked).sort()).toEqual(Object.keys(clear).sort());
  });

  it("masks Brazil's tax number with the address", () => {
    const view = viewOrder(orderIn('AWAITING_SHIPMENT', 'BR'), NOW);

    expect(view['cpf']).toMatch(/^\*{9}\d\d$/);
    expect(view['cpf_name']).toBe(view.recipient_address.name);
  });

  it('hands a clear order out as it is', () => {
    const order = orderIn('AWAITING_SHIPMENT', 'US');

    expect(viewOrder(order, NOW)).toBe(order);
  });
});
