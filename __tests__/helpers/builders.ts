import fc from 'fast-check';
import { loadMappings } from '../../src/mapping/files/load.ts';
import type { Region } from '../../src/mapping/files/regions.ts';
import type { Places } from '../../src/mapping/orders/contacts.ts';
import type { OrderContext } from '../../src/mapping/orders/record.ts';
import type {
  DecideContext,
  Decision,
  KnownOrder,
  KnownSaleOrder,
  ProductBinding,
  ShopSettings,
} from '../../src/mapping/orders/types.ts';
import { PROFILE_19 } from '../../src/odoo/profile.ts';
import type { LineItem, Order, OrderPayment, RecipientAddress } from '../../src/tiktok/schemas/order.ts';

/** The mapping files as they are shipped. */
export const MAPPINGS = loadMappings({ shippedDir: new URL('../../mappings', import.meta.url).pathname });

/** 15 October 2025, 08:00 UTC: when the orders of the builders were made. */
export const ORDERED_AT = 1_760_515_200;

/** A market of the shipped mappings. */
export function regionOf(code: string): Region {
  const region = MAPPINGS.regions[code];
  if (!region) throw new Error(`No market ${code} in regions.json`);
  return region;
}

/** One unit of a mug at 20.00, waiting to be shipped. */
export function buildLineItem(overrides: Partial<LineItem> = {}): LineItem {
  return {
    id: '577000000000000001',
    product_id: '1729000000000000001',
    product_name: 'Enamel mug',
    sku_id: '1730000000000000001',
    sku_name: 'Blue',
    seller_sku: 'MUG-BLUE',
    original_price: '20.00',
    sale_price: '20.00',
    seller_discount: '0',
    platform_discount: '0',
    currency: 'USD',
    display_status: 'AWAITING_SHIPMENT',
    is_gift: false,
    ...overrides,
  };
}

/** An address in California. */
export function buildAddress(overrides: Partial<RecipientAddress> = {}): RecipientAddress {
  return {
    name: 'Robin Example',
    first_name: 'Robin',
    last_name: 'Example',
    phone_number: '(+1)5550100001',
    address_detail: '1 Sample Road',
    address_line1: '1 Sample Road',
    address_line2: 'Flat 2',
    address_line3: '',
    address_line4: '',
    full_address: '1 Sample Road, Flat 2, Sampletown, California, United States',
    postal_code: '90001',
    region_code: 'US',
    district_info: [
      { address_level: 'L0', address_level_name: 'Country', address_name: 'United States', iso_code: 'US' },
      { address_level: 'L1', address_level_name: 'State', address_name: 'California', iso_code: 'CA' },
      { address_level: 'L2', address_level_name: 'County', address_name: 'Sample County', iso_code: '' },
      { address_level: 'L3', address_level_name: 'City', address_name: 'Sampletown', iso_code: '' },
    ],
    ...overrides,
  };
}

/** Nothing for shipping, in dollars. */
export function buildPayment(overrides: Partial<OrderPayment> = {}): OrderPayment {
  return { currency: 'USD', shipping_fee: '0', ...overrides };
}

/** An American order of one mug that waits to be shipped. */
export function buildOrder(overrides: Partial<Order> = {}): Order {
  return {
    id: '576000000000000100',
    status: 'AWAITING_SHIPMENT',
    user_id: '7494000000000004321',
    buyer_email: 'v0AB0C@chat.seller.tiktok.com',
    create_time: ORDERED_AT,
    update_time: ORDERED_AT + 3600,
    paid_time: ORDERED_AT + 30,
    fulfillment_type: 'FULFILLMENT_BY_SELLER',
    shipping_type: 'TIKTOK',
    packages: [],
    recipient_address: buildAddress(),
    payment: buildPayment(),
    line_items: [buildLineItem()],
    ...overrides,
  };
}

/** An American shop with every setting filled, except a warehouse at TikTok and a default product. */
export function buildShop(overrides: Partial<ShopSettings> = {}): ShopSettings {
  return {
    id: 3,
    shopId: '7495000000000000001',
    region: 'US',
    companyId: 1,
    currency: 'USD',
    currencyId: 2,
    pricelistId: 5,
    warehouseId: 6,
    fbtWarehouseId: undefined,
    teamId: 7,
    carrierId: 9,
    sourceId: 8,
    fiscalPositionId: undefined,
    goodsTaxIds: [],
    shippingTaxIds: [],
    shippingProduct: { productId: 91, uomId: 1 },
    sellerDiscountProduct: { productId: 92, uomId: 1 },
    platformDiscountProduct: { productId: 93, uomId: 1 },
    platformSubsidyProduct: { productId: 94, uomId: 1 },
    defaultProduct: undefined,
    orderPrefix: 'TT-',
    importFrom: ORDERED_AT - 86_400,
    latePolicy: 'import',
    unknownSkuPolicy: 'hold',
    ...overrides,
  };
}

/** A product for every SKU of some orders, the components of bundles only when asked. */
export function productsFor(
  orders: readonly Order[],
  { bundles = true }: { bundles?: boolean } = {},
): Map<string, ProductBinding> {
  const skuIds = orders.flatMap((order) =>
    order.line_items.flatMap((item) => {
      const parts = (item.combined_listing_skus ?? []).map((part) => part.sku_id);
      return bundles || parts.length === 0 ? [item.sku_id] : parts;
    }),
  );
  return new Map([...new Set(skuIds)].sort().map((skuId, index) => [skuId, { productId: 100 + index, uomId: 1 }]));
}

/** Decides with the shipped mappings, a product for every SKU of the order and {@link buildShop}. */
export function buildDecideContext(order: Order, overrides: Partial<DecideContext> = {}): DecideContext {
  return { shop: buildShop(), mappings: MAPPINGS, products: productsFor([order]), ...overrides };
}

/** The decision to import, with nothing to say. */
export function buildImport(
  overrides: Partial<Extract<Decision, { action: 'import' }>> = {},
): Extract<Decision, { action: 'import' }> {
  return { action: 'import', late: false, addressKey: undefined, notice: undefined, warnings: [], ...overrides };
}

/** Maps for Odoo 19 with a product for every SKU of the order. */
export function buildOrderContext(order: Order, overrides: Partial<OrderContext> = {}): OrderContext {
  const shop = overrides.shop ?? buildShop();
  return {
    shop,
    region: regionOf(shop.region),
    places: PLACES,
    products: productsFor([order]),
    profile: PROFILE_19,
    decision: buildImport(),
    ...overrides,
  };
}

/** A confirmed sale order that has not left and is not invoiced. */
export function buildSaleOrder(overrides: Partial<KnownSaleOrder> = {}): KnownSaleOrder {
  return { id: 42, state: 'sale', shipped: false, invoiced: false, lines: [], ...overrides };
}

/** An order that is in Odoo as it was half an hour before {@link buildOrder}. */
export function buildKnown(overrides: Partial<KnownOrder> = {}): KnownOrder {
  return {
    state: 'imported',
    updateStamp: ORDERED_AT + 1800,
    imported: true,
    late: false,
    addressKey: '',
    saleOrder: buildSaleOrder(),
    ...overrides,
  };
}

const COUNTRIES: Readonly<Record<string, number>> = { US: 233, ID: 100, JP: 113, GB: 231, BR: 31 };
const STATES: Readonly<Record<string, number>> = { 'US CA': 13, 'US California': 13, 'JP 東京都': 563, 'BR SP': 96 };

/** Knows a handful of countries and states. */
export const PLACES: Places = {
  countryId: (code) => COUNTRIES[code],
  stateId: (countryCode, codeOrName) => STATES[`${countryCode} ${codeOrName}`],
};

/** Currencies of TikTok Shop with their decimals. */
const CURRENCIES = ['USD', 'GBP', 'EUR', 'IDR', 'JPY', 'VND', 'THB', 'BRL'] as const;

/** What a generated unit is made of; prices in the smallest unit of the currency. */
const arbitraryUnit = fc.record({
  sku: fc.integer({ min: 1, max: 4 }),
  price: fc.integer({ min: 0, max: 5_000_000 }),
  sellerPercent: fc.integer({ min: 0, max: 60 }),
  platformPercent: fc.integer({ min: 0, max: 40 }),
  gift: fc.integer({ min: 0, max: 9 }),
  cancelled: fc.integer({ min: 0, max: 4 }),
});
type Unit = typeof arbitraryUnit extends fc.Arbitrary<infer T> ? T : never;

/** Components of the SKUs 3 and 4, which are bundles. */
const arbitraryParts = fc.array(
  fc.record({ sku: fc.integer({ min: 3, max: 7 }), count: fc.integer({ min: 1, max: 3 }) }),
  { minLength: 1, maxLength: 3 },
);

/**
 * Random orders in eight currencies: several units a SKU, several prices, discounts, gifts, bundles, cancelled units.
 *
 * SKUs are `1730000000000000001` to `…004`, components of bundles `17300000000000001…`.
 */
export function arbitraryOrder(): fc.Arbitrary<Order> {
  return fc
    .record({
      currency: fc.constantFrom(...CURRENCIES),
      units: fc.array(arbitraryUnit, { minLength: 1, maxLength: 8 }),
      bundles: fc.tuple(arbitraryParts, arbitraryParts),
      shipping: fc.integer({ min: 0, max: 50_000 }),
    })
    .map(({ currency, units, bundles, shipping }) => {
      const decimals = MAPPINGS.currencies[currency]?.decimals ?? 2;
      const money = (cents: number): string => (decimals === 0 ? String(cents) : (cents / 100).toFixed(decimals));
      const line_items = units.map((unit, index) => ({
        ...toLineItem(unit, money),
        id: `57700000000000000${index}`,
        currency,
        combined_listing_skus: (bundles[unit.sku - 3] ?? []).map(({ sku, count }) => ({
          product_id: '1729000000000000009',
          sku_id: `173000000000000010${sku}`,
          seller_sku: `PART-${sku}`,
          sku_count: count,
        })),
      }));
      return buildOrder({ line_items, payment: buildPayment({ currency, shipping_fee: money(shipping) }) });
    });
}

function toLineItem(unit: Unit, money: (cents: number) => string): LineItem {
  const isGift = unit.gift === 0;
  return buildLineItem({
    sku_id: `173000000000000000${unit.sku}`,
    seller_sku: `SKU-${unit.sku}`,
    product_name: `Product ${unit.sku}`,
    original_price: money(unit.price),
    seller_discount: money(Math.floor((unit.price * (isGift ? 100 : unit.sellerPercent)) / 100)),
    platform_discount: money(isGift ? 0 : Math.floor((unit.price * unit.platformPercent) / 100)),
    is_gift: isGift,
    display_status: unit.cancelled === 0 ? 'CANCELLED' : 'AWAITING_SHIPMENT',
  });
}
