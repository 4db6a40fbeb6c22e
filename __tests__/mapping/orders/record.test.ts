import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mapAddress, mapBuyer } from '../../../src/mapping/orders/contacts.ts';
import { decideOrder } from '../../../src/mapping/orders/decide.ts';
import { outcomeOf } from '../../../src/mapping/orders/outcome.ts';
import {
  mapSaleOrder,
  orderMoment,
  saleOrderKey,
  tiktokOrderKey,
  warehouseOf,
} from '../../../src/mapping/orders/record.ts';
import { mapTiktokOrder } from '../../../src/mapping/orders/tiktokOrder.ts';
import type { ShopSettings } from '../../../src/mapping/orders/types.ts';
import { type OdooProfile, PROFILE_14, PROFILE_19 } from '../../../src/odoo/profile.ts';
import { Order } from '../../../src/tiktok/schemas/order.ts';
import {
  arbitraryOrder,
  buildDecideContext,
  buildImport,
  buildOrder,
  buildOrderContext,
  buildShop,
  ORDERED_AT,
  productsFor,
} from '../../helpers/builders.ts';
import { expectGolden } from '../../helpers/golden.ts';
import { listFixtures, readFixture } from '../../helpers/tiktokFixtures.ts';

describe('mapSaleOrder', () => {
  it('names every field that Odoo would fill in by itself', () => {
    const order = buildOrder();

    const record = mapSaleOrder(order, buildOrderContext(order));

    expect(record.externalId).toBe('__tiktok_shop__.order_576000000000000100');
    expect(record.values).toEqual({
      'partner_id/id': '__tiktok_shop__.buyer_7495000000000000001_7494000000000004321',
      'partner_invoice_id/id': '__tiktok_shop__.buyer_7495000000000000001_7494000000000004321',
      'partner_shipping_id/id': '__tiktok_shop__.buyer_7495000000000000001_7494000000000004321',
      date_order: '2025-10-15 08:00:00',
      'company_id/.id': 1,
      'pricelist_id/.id': 5,
      'warehouse_id/.id': 6,
      'team_id/.id': 7,
      'source_id/.id': 8,
      'fiscal_position_id/.id': '',
      client_order_ref: 'TT-576000000000000100',
      commitment_date: '',
      'user_id/.id': '',
      'carrier_id/.id': 9,
      origin: 'TikTok 576000000000000100',
      note: '',
      x_tiktok_order_id: '576000000000000100',
      'x_tiktok_shop_id/.id': 3,
      x_tiktok_late: false,
    });
  });

  it('ships to the address of the decision', () => {
    const order = buildOrder();
    const decision = buildImport({ addressKey: '__tiktok_shop__.address_1_ab', late: true });

    const { values } = mapSaleOrder(order, buildOrderContext(order, { decision }));

    expect(values['partner_shipping_id/id']).toBe('__tiktok_shop__.address_1_ab');
    expect(values['x_tiktok_late']).toBe(true);
  });

  it('writes what the buyer said without anything that could be markup', () => {
    const order = buildOrder({ buyer_message: 'Please <b>ring</b>\u0000 & wait\u202E' });

    const { values } = mapSaleOrder(order, buildOrderContext(order));

    expect(values['note']).toBe('Please ‹b›ring‹/b› & wait');
  });

  it('is the same whatever the order of the line items', () => {
    fc.assert(
      fc.property(
        arbitraryOrder().chain((order) =>
          fc.record({
            order: fc.constant(order),
            shuffled: fc.shuffledSubarray(order.line_items, { minLength: order.line_items.length }),
            bundles: fc.boolean(),
          }),
        ),
        ({ order, shuffled, bundles }) => {
          const context = buildOrderContext(order, { products: productsFor([order], { bundles }) });

          const record = mapSaleOrder(order, {
            ...context,
            shop: buildShop({ unknownSkuPolicy: 'default', defaultProduct: { productId: 1 } }),
          });
          const other = mapSaleOrder(
            { ...order, line_items: shuffled },
            { ...context, shop: buildShop({ unknownSkuPolicy: 'default', defaultProduct: { productId: 1 } }) },
          );

          expect(other).toEqual(record);
        },
      ),
    );
  });
});

describe('warehouseOf', () => {
  it('is the shop’s own for goods that the seller ships', () => {
    expect(warehouseOf(buildOrder(), buildShop({ fbtWarehouseId: 9 }))).toBe(6);
    expect(warehouseOf(buildOrder({ fulfillment_type: '' }), buildShop({ fbtWarehouseId: 9 }))).toBe(6);
  });

  it('is the one at TikTok for all other goods', () => {
    const order = buildOrder({ fulfillment_type: 'FULFILLMENT_BY_TIKTOK' });

    expect(warehouseOf(order, buildShop({ fbtWarehouseId: 9 }))).toBe(9);
    expect(warehouseOf(order, buildShop())).toBeUndefined();
  });
});

describe('orderMoment', () => {
  it('is when the buyer ordered', () => {
    expect(orderMoment(buildOrder())).toBe(ORDERED_AT);
  });
});

describe('saleOrderKey and tiktokOrderKey', () => {
  it('are two ids for one order', () => {
    expect(saleOrderKey('576')).toBe('__tiktok_shop__.order_576');
    expect(tiktokOrderKey('576')).toBe('__tiktok_shop__.tiktok_order_576');
  });
});

const SHOPS: Readonly<Record<string, Partial<ShopSettings>>> = {
  US: { fbtWarehouseId: 66 },
  ID: { region: 'ID', currency: 'IDR', currencyId: 12, goodsTaxIds: [31], shippingTaxIds: [32] },
  JP: { region: 'JP', currency: 'JPY', currencyId: 25, goodsTaxIds: [41], shippingTaxIds: [41], fiscalPositionId: 4 },
};

function readOrder(fixture: string): Order {
  const { data } = readFixture(fixture) as { data: { orders: unknown[] } };
  return Order.parse(data.orders[0]);
}

function everythingOf(order: Order, profile: OdooProfile): object {
  const shop = buildShop(SHOPS[order.recipient_address?.region_code ?? 'US']);
  // the bundle of the fixture has no product of its own, its parts have
  const products = productsFor([order], { bundles: false });
  const context = buildOrderContext(order, { shop, products, profile });
  const decision = decideOrder(order, undefined, buildDecideContext(order, { shop, products }));
  const outcome = outcomeOf(decision, undefined);
  const links = { saleOrderId: decision.action === 'import' ? 1000 : undefined, partnerId: undefined };
  return {
    decision,
    ...(decision.action === 'import' && {
      buyer: mapBuyer(order, context),
      address: mapAddress(order, context),
      saleOrder: mapSaleOrder(order, { ...context, decision }),
    }),
    tiktokOrder: outcome && mapTiktokOrder(order, outcome, links, shop),
  };
}

describe('the mapping of the stored orders', () => {
  const fixtures = listFixtures('realistic', /order-detail-/);
  const cases = fixtures.flatMap((fixture) => [PROFILE_14, PROFILE_19].map((profile) => ({ fixture, profile })));

  it.each(cases)('is that of the golden file for $fixture on Odoo $profile.major', async ({ fixture, profile }) => {
    const name = fixture.replace('realistic/order-detail-', '');

    await expectGolden(`orders/${name}.${profile.major}`, everythingOf(readOrder(fixture), profile));
  });

  it('covers all ten', () => {
    expect(fixtures).toHaveLength(10);
  });
});
