import {
  formatMoney,
  multiplyAmount,
  parseAmount,
  roundAmount,
  subtractAmounts,
  ZERO,
  type Amount,
} from '../../core/money.ts';
import type { Market } from '../markets.ts';
import type { Random } from '../random.ts';
import type { WireComponent, WireLineItem } from '../wire.ts';
import { smallestUnits, type CatalogueSku } from './catalogue.ts';
import type { OrderPlan } from './plan.ts';

/** One unit with its exact amounts, before it becomes a line item. */
export interface Unit {
  readonly sku: CatalogueSku;
  readonly price: Amount;
  readonly sellerDiscount: Amount;
  readonly platformDiscount: Amount;
  readonly tax: Amount;
  readonly isGift: boolean;
}

/** What the units of an order are chosen from. */
export interface UnitChoice {
  readonly market: Market;
  readonly goods: readonly CatalogueSku[];
  readonly bundles: readonly CatalogueSku[];
  readonly gifts: readonly CatalogueSku[];
  readonly taxRate: string | undefined;
  readonly random: Random;
}

/** Units of a SKU that a buyer has asked for by name. */
export interface WantedUnits {
  readonly sku: CatalogueSku;
  readonly units: number;
}

/** Prices units that were asked for by name. */
export function wantedUnits(wanted: readonly WantedUnits[], plan: OrderPlan, choice: UnitChoice): Unit[] {
  const free = isFree(plan);
  return wanted.flatMap(({ sku, units }) => priceUnits(sku, units, plan, choice, free));
}

/** Chooses the units of an order and what they cost. */
export function chooseUnits(plan: OrderPlan, choice: UnitChoice): Unit[] {
  const { random } = choice;
  const free = isFree(plan);
  const different = plan.kinds.has('severalSkus') ? random.int(2, 4) : 1;
  const skus = random.shuffle(choice.goods).slice(0, different);
  const units = skus.flatMap((sku, index) => {
    const count = plan.kinds.has('severalUnits') && index === 0 ? random.int(2, 5) : 1;
    return priceUnits(sku, count, plan, choice, free);
  });
  if (plan.kinds.has('bundle') && choice.bundles.length > 0) {
    units.push(...priceUnits(random.pick(choice.bundles), 1, plan, choice, free));
  }
  if (plan.kinds.has('gift') && choice.gifts.length > 0) units.push(giftUnit(random.pick(choice.gifts)));
  return units;
}

/** Chooses one unit each of up to three different SKUs at their full price: what the benchmark orders. */
export function chooseBenchUnits(choice: UnitChoice, sequence: number): Unit[] {
  const { goods } = choice;
  const wanted = Math.min(3, goods.length);
  const skus = Array.from({ length: 3 }, (_, part) => goods[(sequence * 3 + (part % wanted)) % goods.length]);
  return skus.filter((sku) => sku !== undefined).map((sku) => unitOf(sku, ZERO, ZERO, choice));
}

function isFree({ kinds }: OrderPlan): boolean {
  return kinds.has('sample') || kinds.has('replacement');
}

function priceUnits(sku: CatalogueSku, count: number, plan: OrderPlan, choice: UnitChoice, free: boolean): Unit[] {
  if (free) return Array.from({ length: count }, () => freeUnit(sku));
  const price = parseAmount(sku.price);
  const sellerDiscounts = plan.kinds.has('sellerDiscount') ? discounts(price, count, choice) : [];
  const platformDiscounts = plan.kinds.has('platformDiscount') ? discounts(price, count, choice) : [];
  const dearer = { ...sku, price: formatMoney((price + price / 10n) as Amount, choice.market.decimals) };
  return Array.from({ length: count }, (_, index) => {
    const sold = plan.kinds.has('twoPrices') && count > 1 && index === count - 1 ? dearer : sku;
    return unitOf(sold, sellerDiscounts[index] ?? ZERO, platformDiscounts[index] ?? ZERO, choice);
  });
}

/** Discounts of up to 40 % per unit; one in three is an order's coupon whose division leaves a remainder on one unit. */
function discounts(price: Amount, count: number, { market, random }: UnitChoice): Amount[] {
  const each = share(price, random.int(1, 8) * 5, 100, market);
  if (!random.chance(0.33)) return Array.from({ length: count }, () => each);
  const rest = smallestUnits(market, random.int(1, 3));
  return Array.from({ length: count }, (_, index) => (index === 0 && each > rest ? subtractAmounts(each, rest) : each));
}

function unitOf(sku: CatalogueSku, sellerDiscount: Amount, platformDiscount: Amount, choice: UnitChoice): Unit {
  const price = parseAmount(sku.price);
  const paid = subtractAmounts(subtractAmounts(price, sellerDiscount), platformDiscount);
  return {
    sku,
    price,
    sellerDiscount,
    platformDiscount,
    tax: choice.taxRate ? taxOn(paid, choice.taxRate, choice.market) : ZERO,
    isGift: false,
  };
}

function freeUnit(sku: CatalogueSku): Unit {
  return { sku, price: ZERO, sellerDiscount: ZERO, platformDiscount: ZERO, tax: ZERO, isGift: false };
}

function giftUnit(sku: CatalogueSku): Unit {
  const price = parseAmount(sku.price);
  return { sku, price, sellerDiscount: price, platformDiscount: ZERO, tax: ZERO, isGift: true };
}

/** The tax on an amount, rounded to the currency. */
export function taxOn(amount: Amount, rate: string, market: Market): Amount {
  return share(amount, Number(parseAmount(rate)), 1_000_000, market);
}

function share(amount: Amount, numerator: number, denominator: number, market: Market): Amount {
  return roundAmount((multiplyAmount(amount, numerator) / BigInt(denominator)) as Amount, market.decimals);
}

/** What a line item needs besides its unit. */
export interface LineContext {
  readonly id: string;
  readonly market: Market;
  readonly taxRate: string | undefined;
  readonly isPreOrder: boolean;
  /** To look up what a bundle consists of. */
  readonly skus: ReadonlyMap<string, CatalogueSku>;
}

/** Writes a unit as a line item of an order that is not paid yet. */
export function toLineItem(unit: Unit, context: LineContext): WireLineItem {
  const { sku } = unit;
  const money = (amount: Amount): string => (amount === ZERO ? '0' : formatMoney(amount, context.market.decimals));
  const paid = subtractAmounts(subtractAmounts(unit.price, unit.sellerDiscount), unit.platformDiscount);
  return {
    id: context.id,
    product_id: sku.productId,
    sku_id: sku.skuId,
    seller_sku: sku.sellerSku,
    product_name: sku.title,
    sku_name: sku.skuName,
    sku_image: 'https://files.example.com/sku.jpg',
    original_price: money(unit.price),
    sale_price: unit.isGift ? formatMoney(paid, context.market.decimals) : money(paid),
    seller_discount: money(unit.sellerDiscount),
    platform_discount: money(unit.platformDiscount),
    currency: context.market.currency,
    display_status: 'UNPAID',
    sku_type: context.isPreOrder ? 'PRE_ORDER' : 'NORMAL',
    is_gift: unit.isGift,
    is_dangerous_good: false,
    package_id: '',
    package_status: 'TO_FULFILL',
    tracking_number: '',
    shipping_provider_id: '',
    shipping_provider_name: '',
    rts_time: 0,
    cancel_user: '',
    cancel_reason: '',
    gift_retail_price: unit.isGift ? money(unit.price) : '0',
    small_order_fee: '0',
    retail_delivery_fee: '0',
    buyer_service_fee: '0',
    ...(unit.tax === ZERO || !context.taxRate
      ? {}
      : { item_tax: [{ tax_type: 'SALES_TAX', tax_amount: money(unit.tax), tax_rate: context.taxRate }] }),
    ...(sku.kind === 'bundle' ? { combined_listing_skus: components(sku, context) } : {}),
  };
}

function components(bundle: CatalogueSku, { skus }: LineContext): WireComponent[] {
  return bundle.components.map(({ skuId, count }) => ({
    product_id: skus.get(skuId)?.productId ?? '',
    sku_id: skuId,
    seller_sku: skus.get(skuId)?.sellerSku ?? '',
    sku_count: count,
  }));
}
