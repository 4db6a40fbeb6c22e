import { formatMoney, multiplyAmount, parseAmount, type Amount } from '../../core/money.ts';
import type { ShopIds } from '../ids.ts';
import type { Market } from '../markets.ts';
import type { ShopOptions } from '../options.ts';
import type { Random } from '../random.ts';

/** What tells a SKU from the others of its product: `Color` is `Red`. */
export interface SalesAttribute {
  readonly name: string;
  readonly value: string;
}

/** One SKU of a shop's catalogue. */
export interface CatalogueSku {
  readonly productId: string;
  readonly skuId: string;
  /** May be empty, and two SKUs may carry the same. */
  readonly sellerSku: string;
  readonly kind: 'goods' | 'bundle' | 'gift';
  readonly title: string;
  readonly skuName: string;
  /** Up to three, the same names on every SKU of a product; none where a product has one SKU only. */
  readonly attributes: readonly SalesAttribute[];
  readonly price: string;
  readonly currency: string;
  /** EAN-13 from the range that shops may use as they like; may be empty. */
  readonly barcode: string;
  /** Units that can still be ordered, all warehouses together. */
  readonly quantity: number;
  /** What a bundle consists of. */
  readonly components: readonly { readonly skuId: string; readonly count: number }[];
}

const THINGS = [
  'Canvas Tote Bag',
  'Ceramic Mug',
  'Cotton T-Shirt',
  'Desk Lamp',
  'Yoga Mat',
  'Phone Case',
  'Water Bottle',
  'Notebook',
  'Hair Clip Set',
  'Scented Candle',
  'Running Socks',
  'Face Cream',
];
const COLOURS = ['Natural', 'Red', 'Blue', 'Green', 'Black', 'White'];
const SIZES = ['S', 'M', 'L', 'XL'];
/** SKUs of a product beyond this number need a third attribute to differ by. */
const TWO_ATTRIBUTES = COLOURS.length * SIZES.length;
/** SKUs per product unless the shop says otherwise. */
const SKUS_PER_PRODUCT = 4;
const BUNDLES = 3;
const GIFTS = 2;

/**
 * Makes a shop's catalogue: goods `SKU-001`…, a few bundles `BUNDLE-01`…, gifts `GIFT-01`….
 *
 * Titles and seller SKUs depend on the number of the SKU only, so that shops in several markets sell the same things.
 */
export function makeCatalogue(options: ShopOptions, market: Market, ids: ShopIds, random: Random): CatalogueSku[] {
  const goods = makeGoods(options, market, ids, random);
  if (options.bench || options.skuSpread === 1) return goods;
  const bundles = Array.from({ length: BUNDLES }, (_, index) => makeBundle(options, market, ids, goods, index));
  const gifts = Array.from({ length: GIFTS }, (_, index) => makeGift(options, market, ids, index));
  return [...goods, ...bundles, ...gifts];
}

/** How many SKUs for sale a shop has by its options. */
export function skuCount(options: ShopOptions): number {
  return options.skus ?? (options.bench ? 50 : 40);
}

function makeGoods(options: ShopOptions, market: Market, ids: ShopIds, random: Random): CatalogueSku[] {
  const count = skuCount(options);
  const perProduct = options.skusPerProduct ?? SKUS_PER_PRODUCT;
  const numbers = random.shuffle(Array.from({ length: count }, (_, index) => index));
  const emptyCount = options.bench ? 0 : Math.round(count * (options.emptySellerSkus ?? 0.03));
  const sharedCount = options.bench ? 0 : Math.round(count * (options.sharedSellerSkus ?? 0.03));
  const empty = new Set(numbers.slice(0, emptyCount));
  // a twin takes the seller SKU of the number after it in the shuffled list, which is not special itself
  const twins = numbers.slice(emptyCount, emptyCount + sharedCount);
  const twinOf = new Map(twins.map((number, index) => [number, numbers[emptyCount + sharedCount + index] ?? number]));
  return Array.from({ length: count }, (_, index) => ({
    ...describeGoods(index, perProduct),
    productId: ids.product(Math.floor(index / perProduct) + 1),
    skuId: ids.sku(index + 1),
    sellerSku: empty.has(index) ? '' : sellerSku(options, 'SKU', (twinOf.get(index) ?? index) + 1, 3),
    kind: 'goods' as const,
    price: price(market, 399 + 100 * ((index * 37) % 85)),
    currency: market.currency,
    barcode: barcode(index + 1),
    quantity: random.int(20, 500),
    components: [],
  }));
}

function describeGoods(index: number, perProduct: number): Pick<CatalogueSku, 'title' | 'skuName' | 'attributes'> {
  const product = Math.floor(index / perProduct);
  const thing = THINGS[product % THINGS.length] ?? 'Thing';
  const edition = Math.floor(product / THINGS.length);
  const attributes = perProduct === 1 ? [] : attributesOf(product, index % perProduct, perProduct);
  return {
    title: `Sample ${thing}${edition === 0 ? '' : ` ${edition + 1}`}`,
    skuName: attributes.length === 0 ? 'Default' : attributes.map(({ value }) => value).join(', '),
    attributes,
  };
}

function attributesOf(product: number, variant: number, perProduct: number): SalesAttribute[] {
  const colour = COLOURS[(product + Math.floor(variant / SIZES.length)) % COLOURS.length] ?? 'Natural';
  const pattern = `Pattern ${Math.floor(variant / TWO_ATTRIBUTES) + 1}`;
  return [
    { name: 'Color', value: colour },
    { name: 'Size', value: SIZES[variant % SIZES.length] ?? 'M' },
    ...(perProduct > TWO_ATTRIBUTES ? [{ name: 'Pattern', value: pattern }] : []),
  ];
}

function makeBundle(
  options: ShopOptions,
  market: Market,
  ids: ShopIds,
  goods: readonly CatalogueSku[],
  index: number,
): CatalogueSku {
  const plain = goods.filter((sku) => sku.sellerSku !== '');
  const parts = [plain[index % plain.length], plain[(index + 5) % plain.length]].filter((sku) => sku !== undefined);
  return {
    productId: ids.product(900_000 + index),
    skuId: ids.sku(900_000 + index),
    sellerSku: sellerSku(options, 'BUNDLE', index + 1, 2),
    kind: 'bundle',
    title: `Sample Gift Set ${index + 1}`,
    skuName: 'Set',
    attributes: [],
    price: price(market, 2999 + 1000 * index),
    currency: market.currency,
    barcode: barcode(900_000 + index),
    quantity: 50,
    components: [...new Set(parts)].map((sku, part) => ({ skuId: sku.skuId, count: part + 1 })),
  };
}

function makeGift(options: ShopOptions, market: Market, ids: ShopIds, index: number): CatalogueSku {
  return {
    productId: ids.product(950_000 + index),
    skuId: ids.sku(950_000 + index),
    sellerSku: sellerSku(options, 'GIFT', index + 1, 2),
    kind: 'gift',
    title: `Sample Sticker ${index + 1}`,
    skuName: 'One size',
    attributes: [],
    price: price(market, 500),
    currency: market.currency,
    barcode: barcode(950_000 + index),
    quantity: 999,
    components: [],
  };
}

function sellerSku(options: ShopOptions, word: string, number: number, digits: number): string {
  return `${options.skuPrefix ?? ''}${word}-${String(number).padStart(digits, '0')}`;
}

/** Turns a US price in cents into a price that fits the market. */
function price(market: Market, usCents: number): string {
  const steps = Math.max(1, Math.round((usCents * market.priceFactor) / market.priceStep));
  return formatMoney(smallestUnits(market, steps * market.priceStep), market.decimals);
}

/** An amount given in the currency's smallest unit: cents, yen. */
export function smallestUnits(market: Market, count: number): Amount {
  return multiplyAmount(parseAmount(market.decimals === 0 ? '1' : '0.01'), count);
}

function barcode(number: number): string {
  const digits = `200${String(number).padStart(9, '0')}`;
  const sum = Array.from(digits).reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
