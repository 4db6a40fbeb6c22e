import { describe, expect, it } from '@jest/globals';
import { newBuyer } from '../../../src/sandbox/generate/buyers.ts';
import { makeCatalogue } from '../../../src/sandbox/generate/catalogue.ts';
import { chooseUnits } from '../../../src/sandbox/generate/lines.ts';
import { draftOrder, playOrder, type OrderDraft } from '../../../src/sandbox/generate/order.ts';
import { shopIds } from '../../../src/sandbox/ids.ts';
import { MARKETS, type Region } from '../../../src/sandbox/markets.ts';
import type { OrderMix } from '../../../src/sandbox/options.ts';
import { seededRandom } from '../../../src/sandbox/random.ts';
import type { OrderStatus } from '../../../src/sandbox/wire.ts';

const NOW = 1_760_000_000;

function draft(region: Region, kinds: (keyof OrderMix)[] = [], status: OrderStatus = 'AWAITING_SHIPMENT'): OrderDraft {
  const market = MARKETS[region];
  const ids = shopIds('s', 0, region);
  const random = seededRandom('order');
  const catalogue = makeCatalogue({ region }, market, ids, random);
  const plan = { status, kinds: new Set(kinds) };
  const goods = catalogue.filter(({ kind }) => kind === 'goods');
  return {
    sequence: 5,
    plan,
    market,
    ids,
    random,
    buyer: newBuyer({ market, userId: ids.user(5), number: 5, oddName: undefined, random }),
    units: chooseUnits(plan, { market, goods, bundles: [], gifts: [], taxRate: undefined, random }),
    createdAt: NOW - 86_400,
    onHoldFlow: true,
    earlierOrderId: '576',
    skus: new Map(catalogue.map((sku) => [sku.skuId, sku])),
  };
}

describe('draftOrder', () => {
  it('writes what was just placed: unpaid, unpacked, addressed', () => {
    const given = draft('US');

    expect(draftOrder(given)).toMatchObject({
      id: given.ids.order(5),
      status: 'UNPAID',
      create_time: NOW - 86_400,
      update_time: NOW - 86_400,
      packages: [],
      warehouse_id: given.ids.warehouse(1),
      recipient_address: given.buyer.address,
      is_on_hold_order: true,
    });
    expect(draftOrder(given)).not.toHaveProperty('paid_time');
  });

  it.each([
    { region: 'BR', kind: undefined, fields: { need_upload_invoice: 'NEED_INVOICE', cpf: '00000000500' } },
    { region: 'TH', kind: undefined, fields: { fulfillment_priority_level: 600 } },
    { region: 'US', kind: 'preOrder', fields: { order_type: 'PRE_ORDER', release_date: NOW + 20 * 86_400 } },
    { region: 'US', kind: 'replacement', fields: { is_replacement_order: true, replaced_order_id: '576' } },
    { region: 'GB', kind: 'exchange', fields: { is_exchange_order: true, exchange_source_order_id: '576' } },
    { region: 'ID', kind: 'cashOnDelivery', fields: { is_cod: true, payment_method_name: 'Cash on delivery' } },
    { region: 'US', kind: 'fulfilledByTiktok', fields: { fulfillment_type: 'FULFILLMENT_BY_TIKTOK' } },
    { region: 'US', kind: 'sellerShipping', fields: { shipping_type: 'SELLER' } },
  ] as const)('writes the fields of $kind in $region', ({ region, kind, fields }) => {
    expect(draftOrder(draft(region, kind ? [kind] : []))).toMatchObject(fields);
  });

  it('keeps goods at TikTok apart from the own warehouse', () => {
    const own = draftOrder(draft('US'));
    const fbt = draftOrder(draft('US', ['fulfilledByTiktok']));

    expect(fbt.warehouse_id).not.toBe(own.warehouse_id);
  });
});

describe('playOrder', () => {
  it.each<OrderStatus>([
    'UNPAID',
    'ON_HOLD',
    'AWAITING_SHIPMENT',
    'PARTIALLY_SHIPPING',
    'AWAITING_COLLECTION',
    'IN_TRANSIT',
    'DELIVERED',
    'COMPLETED',
    'CANCELLED',
  ])('brings an order to %s by now', (status) => {
    const given = draft('US', ['severalUnits'], status);
    const order = draftOrder(given);
    playOrder(order, given.plan, NOW, seededRandom('play'));

    expect(order.status).toBe(status);
    expect(order.update_time).toBeLessThanOrEqual(NOW);
    expect(order.update_time).toBeGreaterThanOrEqual(order.create_time);
  });

  it('keeps the hour on hold', () => {
    const given = draft('US');
    const order = draftOrder(given);
    playOrder(order, given.plan, NOW, seededRandom('play'));

    expect(order.paid_time).toBe(order.create_time + 30);
    expect(order.update_time).toBe(order.create_time + 30 + 3600);
  });
});
