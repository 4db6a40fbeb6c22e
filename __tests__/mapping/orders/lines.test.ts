import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { desiredLines, mapLines } from '../../../src/mapping/orders/lines.ts';
import { PROFILES, PROFILE_14, PROFILE_19 } from '../../../src/odoo/profile.ts';
import {
  arbitraryOrder,
  buildLineItem,
  buildOrder,
  buildOrderContext,
  buildPayment,
  buildShop,
  productsFor,
} from '../../helpers/builders.ts';

const discounted = buildOrder({
  line_items: [
    buildLineItem({ seller_discount: '2.00', platform_discount: '1.50' }),
    buildLineItem({ seller_discount: '2.00' }),
  ],
  payment: buildPayment({ shipping_fee: '4.99' }),
  delivery_option_name: 'Standard shipping',
});

describe('mapLines', () => {
  it('writes goods, discounts and shipping each with product, price and taxes', () => {
    const shop = buildShop({ goodsTaxIds: [31, 33], shippingTaxIds: [32] });

    const lines = mapLines(discounted, buildOrderContext(discounted, { shop }));

    expect(lines.map(({ externalId }) => externalId)).toEqual([
      '__tiktok_shop__.order_line_576000000000000100_1730000000000000001_1',
      '__tiktok_shop__.order_line_576000000000000100_discount',
      '__tiktok_shop__.order_line_576000000000000100_platform_discount',
      '__tiktok_shop__.order_line_576000000000000100_platform_subsidy',
      '__tiktok_shop__.order_line_576000000000000100_shipping',
    ]);
    const columns = ['product_id/.id', 'product_uom_qty', 'price_unit', 'tax_ids/.id', 'x_tiktok_kind', 'name'];
    expect(lines.map(({ values }) => columns.map((column) => values[column]))).toEqual([
      [100, 2, '20', '31,33', 'goods', 'Enamel mug (Blue)'],
      [92, 1, '-4', '31,33', 'discount', 'Seller discount'],
      [93, 1, '-1.5', '31,33', 'platform_discount', 'TikTok discount'],
      [94, 1, '1.5', '31,33', 'platform_subsidy', 'TikTok subsidy for its discount'],
      [91, 1, '4.99', '32', 'shipping', 'Standard shipping'],
    ]);
  });

  it('keeps Item ID, SKU ID and seller SKU', () => {
    const order = buildOrder();

    expect(mapLines(order, buildOrderContext(order))[0]?.values).toMatchObject({
      x_tiktok_item_id: '1729000000000000001',
      x_tiktok_sku_id: '1730000000000000001',
      x_tiktok_seller_sku: 'MUG-BLUE',
    });
  });

  it('names an empty tax where there is none, so that no default fills in', () => {
    const order = buildOrder();

    expect(mapLines(order, buildOrderContext(order))[0]?.values).toHaveProperty(['tax_ids/.id'], '');
  });

  it('uses the words of the version', () => {
    const order = buildOrder();

    expect(mapLines(order, buildOrderContext(order, { profile: PROFILE_14 }))[0]?.values).toMatchObject({
      'tax_id/.id': '',
      'product_uom/.id': 1,
    });
    const newest = mapLines(order, buildOrderContext(order, { profile: PROFILE_19 }))[0]?.values;
    expect(newest).toMatchObject({ 'tax_ids/.id': '', technical_price_unit: 0 });
    expect(newest).not.toHaveProperty(['product_uom_id/.id']);
  });

  it('loads technical_price_unit just where it exists', () => {
    const order = buildOrder();
    const majors = Object.values(PROFILES)
      .filter(
        (profile) => mapLines(order, buildOrderContext(order, { profile }))[0]?.values['technical_price_unit'] === 0,
      )
      .map((profile) => profile.major);

    expect(majors).toEqual([18, 19]);
  });

  it('makes technical_price_unit differ from every price, or a gift would cost something once its quantity changes', () => {
    const order = buildOrder({ line_items: [buildLineItem(), buildLineItem({ sku_id: '2', original_price: '0' })] });

    const lines = mapLines(order, buildOrderContext(order));

    expect(lines.map(({ values }) => [values['price_unit'], values['technical_price_unit']])).toEqual([
      ['20', 0],
      ['0', 1],
    ]);
  });

  it('leaves the unit to Odoo when it is not known', () => {
    const order = buildOrder();
    const products = new Map([['1730000000000000001', { productId: 100 }]]);

    expect(Object.keys(mapLines(order, buildOrderContext(order, { products }))[0]?.values ?? {})).not.toContain(
      'product_uom_id/.id',
    );
  });

  it('puts the default product where a SKU has none and the shop wants it so', () => {
    const order = buildOrder();
    const shop = buildShop({ unknownSkuPolicy: 'default', defaultProduct: { productId: 55 } });

    expect(mapLines(order, buildOrderContext(order, { shop, products: new Map() }))[0]?.values['product_id/.id']).toBe(
      55,
    );
  });

  it('refuses a SKU without a product', () => {
    const order = buildOrder();

    expect(() => mapLines(order, buildOrderContext(order, { products: new Map() }))).toThrow(
      new RangeError('SKU 1730000000000000001 has no product.'),
    );
  });

  it('makes no line for what is cancelled or comes to nothing', () => {
    const order = buildOrder({
      line_items: [buildLineItem(), buildLineItem({ sku_id: 'X', display_status: 'CANCELLED', seller_discount: '1' })],
    });

    expect(mapLines(order, buildOrderContext(order)).map(({ values }) => values['x_tiktok_kind'])).toEqual(['goods']);
  });

  it('keeps goods that cost nothing: samples and gifts leave the warehouse too', () => {
    const order = buildOrder({ line_items: [buildLineItem({ original_price: '0' })] });

    expect(mapLines(order, buildOrderContext(order))[0]?.values).toMatchObject({ price_unit: '0', product_uom_qty: 1 });
  });

  it('gives every line an external id of its own and writes amounts as exact decimals', () => {
    fc.assert(
      fc.property(arbitraryOrder(), fc.boolean(), (order, bundles) => {
        const shop = buildShop({ unknownSkuPolicy: 'default', defaultProduct: { productId: 55 } });
        const lines = mapLines(order, buildOrderContext(order, { shop, products: productsFor([order], { bundles }) }));

        expect(new Set(lines.map((line) => line.externalId)).size).toBe(lines.length);
        for (const { values } of lines) expect(values['price_unit']).toMatch(/^-?\d+(\.\d{1,2})?$/);
      }),
    );
  });
});

describe('desiredLines', () => {
  it('keeps lines that came to nothing, so that an existing order can be compared', () => {
    const order = buildOrder({ line_items: [buildLineItem({ display_status: 'CANCELLED' })] });

    expect(desiredLines(order, () => true).map(({ kind, quantity, unitPrice }) => [kind, quantity, unitPrice])).toEqual(
      [
        ['goods', 0, 20_000_000n],
        ['discount', 1, 0n],
        ['platform_discount', 1, 0n],
        ['platform_subsidy', 1, 0n],
        ['shipping', 1, 0n],
      ],
    );
  });
});
