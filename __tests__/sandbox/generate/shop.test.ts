import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseAmount, parseOptionalAmount, subtractAmounts, sumAmounts, type Amount } from '../../../src/core/money.ts';
import { generateShop, type GeneratedShop } from '../../../src/sandbox/generate/shop.ts';
import { MARKETS, REGIONS, type Region } from '../../../src/sandbox/markets.ts';
import type { ShopOptions } from '../../../src/sandbox/options.ts';
import { openLines } from '../../../src/sandbox/statusMachine.ts';
import type { WireOrder } from '../../../src/sandbox/wire.ts';
import { readTiktokFixture } from '../../helpers/sandboxClient.ts';

const NOW = 1_760_518_900;

function make(options: Partial<ShopOptions> & { orders?: number } = {}, seed = 'test'): GeneratedShop {
  return generateShop({ seed, index: 0, now: NOW, options: { region: 'US', orders: 200, ...options } });
}

function money(order: WireOrder, field: string): Amount {
  return parseOptionalAmount((order.payment as unknown as Record<string, string | undefined>)[field]);
}

function sumLines(
  order: WireOrder,
  field: 'original_price' | 'seller_discount' | 'platform_discount' | 'sale_price',
): Amount {
  return sumAmounts(order.line_items.map((line) => parseAmount(line[field])));
}

const anyShop = fc.record({
  seed: fc.string({ maxLength: 8 }),
  region: fc.constantFrom<Region>(...REGIONS),
  orders: fc.integer({ min: 0, max: 120 }),
  skus: fc.integer({ min: 1, max: 60 }),
});

describe('generateShop', () => {
  it('makes the same shop from the same source, and another one from another seed', () => {
    expect({ ...make(), ids: {} }).toEqual({ ...make(), ids: {} });
    expect(make().orders[0]).not.toEqual(make({}, 'other').orders[0]);
  });

  it('closes every sum of every order in every market', () => {
    fc.assert(
      fc.property(anyShop, ({ seed, ...options }) => {
        for (const order of make(options, seed).orders) {
          const subTotal = money(order, 'sub_total');
          const fees = ['tax', 'retail_delivery_fee', 'small_order_fee', 'buyer_service_fee', 'handling_fee'];

          expect(money(order, 'original_total_product_price')).toBe(sumLines(order, 'original_price'));
          expect(money(order, 'seller_discount')).toBe(sumLines(order, 'seller_discount'));
          expect(money(order, 'platform_discount')).toBe(sumLines(order, 'platform_discount'));
          expect(subTotal).toBe(sumLines(order, 'sale_price'));
          expect(subTotal).toBe(
            money(order, 'original_total_product_price') -
              money(order, 'seller_discount') -
              money(order, 'platform_discount'),
          );
          expect(money(order, 'shipping_fee')).toBe(
            money(order, 'original_shipping_fee') -
              money(order, 'shipping_fee_seller_discount') -
              money(order, 'shipping_fee_platform_discount'),
          );
          expect(money(order, 'tax')).toBe(sumAmounts([money(order, 'product_tax'), money(order, 'shipping_fee_tax')]));
          expect(money(order, 'total_amount')).toBe(
            sumAmounts([subTotal, money(order, 'shipping_fee'), ...fees.map((fee) => money(order, fee))]),
          );
        }
      }),
      { numRuns: 40 },
    );
  });

  it('closes every line, gives nothing below zero and keeps to the decimals of the currency', () => {
    fc.assert(
      fc.property(anyShop, ({ seed, ...options }) => {
        const amount = MARKETS[options.region].decimals === 0 ? /^\d+$/ : /^(0|\d+\.\d{2})$/;
        for (const order of make({ ...options, mix: { oddWriting: 0 } }, seed).orders) {
          for (const [field, value] of Object.entries(order.payment))
            if (field !== 'currency') expect(value).toMatch(amount);
          for (const line of order.line_items) {
            const paid = subtractAmounts(parseAmount(line.original_price), parseAmount(line.seller_discount));
            expect(parseAmount(line.sale_price)).toBe(subtractAmounts(paid, parseAmount(line.platform_discount)));
            expect(line.sale_price).toMatch(amount);
            expect(line.currency).toBe(MARKETS[options.region].currency);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it('gives every order, unit and package its own id of 18 or 19 digits, in the order of creation', () => {
    const { orders } = make({ orders: 2000 });
    const ids = orders.flatMap((order) => [order.id, ...order.line_items.map((line) => line.id)]);

    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => /^\d{18,19}$/.test(id))).toBe(true);
    expect(orders.map((order) => order.create_time)).toEqual(
      orders.map((order) => order.create_time).sort((a, b) => a - b),
    );
    expect(orders.map((order) => order.id)).toEqual(orders.map((order) => order.id).sort());
  });

  it('lets every time lie between creation and now, and the last one be the update', () => {
    for (const order of make({ orders: 500, mix: { oddWriting: 0 } }).orders) {
      const times = [order.paid_time, order.rts_time, order.collection_time, order.delivery_time, order.cancel_time];
      const past = times.filter((time) => time !== undefined);

      expect(Math.max(order.create_time, ...past)).toBeLessThanOrEqual(order.update_time);
      expect(order.update_time).toBeLessThanOrEqual(NOW);
      expect(past.every((time) => time >= order.create_time)).toBe(true);
    }
  });

  it('holds every status and kind of order', () => {
    const { orders } = make({ region: 'GB', orders: 300 });
    const id = make({ region: 'ID', orders: 300 }).orders;
    const has = (list: readonly WireOrder[], is: (order: WireOrder) => boolean): boolean => list.some(is);

    expect(new Set(orders.map((order) => order.status)).size).toBe(9);
    expect({
      severalUnits: has(orders, ({ line_items: [a, b] }) => a?.sku_id === b?.sku_id),
      severalSkus: has(orders, (order) => new Set(order.line_items.map((line) => line.sku_id)).size > 2),
      bundle: has(orders, (order) => order.line_items.some((line) => (line.combined_listing_skus?.length ?? 0) > 1)),
      gift: has(orders, (order) => order.line_items.some((line) => line.is_gift && line.sale_price === '0.00')),
      sample: has(orders, (order) => order['is_sample_order'] === true && order.payment.total_amount === '0'),
      cashOnDelivery: has(id, (order) => order.is_cod && order['payment_method_name'] === 'Cash on delivery'),
      fbt: has(orders, (order) => order.fulfillment_type === 'FULFILLMENT_BY_TIKTOK'),
      partialCancel: has(
        orders,
        (order) => order.status === 'AWAITING_SHIPMENT' && openLines(order).length < order.line_items.length,
      ),
      cancelRequest: has(orders, (order) => order.is_buyer_request_cancel),
      preOrder: has(orders, (order) => order['order_type'] === 'PRE_ORDER' && Number(order['release_date']) > 0),
      replacement: has(orders, (order) => typeof order['replaced_order_id'] === 'string'),
      exchange: has(orders, (order) => typeof order['exchange_source_order_id'] === 'string'),
      oddWriting: has(orders, (order) => order['seller_note'] === null),
      unevenDiscount: has(
        orders,
        ({ line_items: [a, b] }) => a?.sku_id === b?.sku_id && a?.seller_discount !== b?.seller_discount,
      ),
      twoPrices: has(orders, (order) =>
        order.line_items.some((line) =>
          order.line_items.some(
            (other) => line.sku_id === other.sku_id && line.original_price !== other.original_price,
          ),
        ),
      ),
      emptySellerSku: has(orders, (order) => order.line_items.some((line) => line.seller_sku === '')),
      rightToLeft: has(orders, (order) => /[\u0590-\u06ff]/.test(order.recipient_address.name)),
      emoji: has(orders, (order) => /\p{Emoji_Presentation}/u.test(order.recipient_address.name)),
    }).toEqual({
      severalUnits: true,
      severalSkus: true,
      bundle: true,
      gift: true,
      sample: true,
      cashOnDelivery: true,
      fbt: true,
      partialCancel: true,
      cancelRequest: true,
      preOrder: true,
      replacement: true,
      exchange: true,
      oddWriting: true,
      unevenDiscount: true,
      twoPrices: true,
      emptySellerSku: true,
      rightToLeft: true,
      emoji: true,
    });
  });

  it('holds buyers who come back, to the same and to another address', () => {
    const addresses = new Map<string, Set<string>>();
    const { orders } = make({ orders: 300 });
    for (const { user_id, recipient_address } of orders) {
      addresses.set(user_id, (addresses.get(user_id) ?? new Set()).add(recipient_address.full_address));
    }

    expect(addresses.size).toBeLessThan(orders.length);
    expect([...addresses.values()].some((ofOne) => ofOne.size > 1)).toBe(true);
  });

  it('makes what the benchmark orders', () => {
    const { orders, catalogue } = make({ bench: true, orders: 300 });
    const bySku = new Map<string, number>();
    for (const line of orders.flatMap((order) => order.line_items)) {
      bySku.set(line.seller_sku, (bySku.get(line.seller_sku) ?? 0) + 1);
    }

    expect(catalogue.map((sku) => sku.sellerSku)).toEqual(
      Array.from({ length: 50 }, (_, index) => `SKU-${String(index + 1).padStart(3, '0')}`),
    );
    expect(orders.every((order) => order.status === 'AWAITING_SHIPMENT')).toBe(true);
    expect(orders.every((order) => new Set(order.line_items.map((line) => line.sku_id)).size === 3)).toBe(true);
    expect(orders.every((order) => Number(order.payment.shipping_fee) > 0)).toBe(true);
    expect(orders.every((order) => order.payment.seller_discount === '0')).toBe(true);
    expect(new Set(orders.map((order) => order.user_id)).size).toBe(300);
    expect([...bySku.values()].every((count) => count === 18)).toBe(true);
  });

  it.each([{ bench: true }, {}])('puts every order on one SKU when asked (%j)', (options) => {
    const { orders } = make({ ...options, skuSpread: 1, orders: 100 });

    expect(new Set(orders.flatMap((order) => order.line_items.map((line) => line.sku_id))).size).toBe(1);
  });

  it('makes 10,000 orders in less than two seconds', () => {
    // the best of three, and the processor's time, because the machine may do other things meanwhile
    const times = [1, 2, 3].map(() => {
      const start = process.cpuUsage();
      make({ orders: 10_000 });
      return process.cpuUsage(start).user / 1000;
    });

    expect(Math.min(...times)).toBeLessThan(2000);
  });

  describe('compared with realistic orders', () => {
    const shops = {
      US: make({ orders: 400, mix: { oddWriting: 0 } }).orders,
      ID: make({ region: 'ID', orders: 400, mix: { oddWriting: 0 } }).orders,
      JP: make({ region: 'JP', orders: 400, mix: { oddWriting: 0 } }).orders,
    };
    const plain = (order: WireOrder): boolean =>
      order['order_type'] === 'NORMAL' && !order['is_exchange_order'] && !order['is_replacement_order'];
    const samples = [
      {
        file: 'us-awaiting-shipment',
        like: (order: WireOrder) =>
          order.status === 'AWAITING_SHIPMENT' && plain(order) && !order['request_cancel_time'],
      },
      {
        file: 'us-two-units-shipped',
        like: (order: WireOrder) => order.status === 'AWAITING_COLLECTION' && plain(order),
      },
      {
        file: 'us-bundle-and-gift',
        like: (order: WireOrder) =>
          order.line_items.some((line) => line.combined_listing_skus) &&
          order.status === 'AWAITING_SHIPMENT' &&
          plain(order) &&
          !order['request_cancel_time'],
      },
      {
        file: 'us-partial-cancel',
        like: (order: WireOrder) =>
          order.status === 'AWAITING_SHIPMENT' &&
          plain(order) &&
          !order['request_cancel_time'] &&
          openLines(order).length < order.line_items.length,
      },
      {
        file: 'us-sample',
        like: (order: WireOrder) =>
          order['is_sample_order'] === true && order.status === 'AWAITING_SHIPMENT' && !order['request_cancel_time'],
      },
      {
        file: 'id-masked-cod',
        like: (order: WireOrder) =>
          order.is_cod && order.status === 'AWAITING_SHIPMENT' && plain(order) && !order['request_cancel_time'],
      },
      {
        file: 'jp-zero-decimal',
        like: (order: WireOrder) =>
          order.status === 'AWAITING_SHIPMENT' && plain(order) && !order['request_cancel_time'],
      },
    ] as const;

    it.each(samples)('has the fields of $file', ({ file, like }) => {
      const { data } = readTiktokFixture(`realistic/order-detail-${file}`) as { data: { orders: [WireOrder] } };
      const [wanted] = data.orders;
      const made = shops[file.slice(0, 2).toUpperCase() as keyof typeof shops].find(like);
      const paidLater = wanted.is_cod ? ['paid_time'] : [];
      const fields = (value: object | undefined, ...left: readonly string[]): string[] =>
        Object.keys(value ?? {})
          .filter((field) => !left.includes(field))
          .sort();

      expect(fields(made)).toEqual(fields(wanted, ...paidLater));
      expect(fields(made?.payment)).toEqual(fields(wanted.payment));
      expect(fields(made?.recipient_address)).toEqual(fields(wanted.recipient_address));
      expect(fields(made?.line_items[0], 'item_tax', 'combined_listing_skus')).toEqual(
        fields(wanted.line_items[0], 'item_tax', 'combined_listing_skus'),
      );
      expect(typesOf(made)).toMatchObject(typesOf(wanted, ...paidLater) as object);
    });
  });
});

/** Replaces every value by its type, so that shapes can be compared; lists by their first element. */
function typesOf(value: unknown, ...left: readonly string[]): unknown {
  if (Array.isArray(value)) return [];
  if (value === null || typeof value !== 'object') return typeof value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([field]) => !left.includes(field))
      .map(([field, inner]) => [field, typesOf(inner)]),
  );
}
