import { formatMoney, parseAmount, subtractAmounts, sumAmounts, ZERO, type Amount } from '../../core/money.ts';
import type { Market } from '../markets.ts';
import type { Random } from '../random.ts';
import type { WirePayment } from '../wire.ts';
import { taxOn, type Unit } from './lines.ts';
import type { OrderPlan } from './plan.ts';

/** Fee that Colorado asks per delivery. */
const RETAIL_DELIVERY_FEE = parseAmount('0.29');
/** Orders below this many times the fee pay Thailand's small-order fee. */
const SMALL_ORDER = 40n;

/** What the money of an order is worked out from. */
export interface PaymentContext {
  readonly market: Market;
  readonly plan: OrderPlan;
  readonly taxRate: string | undefined;
  /** ISO code of the state, because some states ask for more. */
  readonly state: string;
  readonly random: Random;
}

/**
 * Adds up an order; every sum closes:
 * sub_total = original_total_product_price − seller_discount − platform_discount,
 * shipping_fee = original_shipping_fee − its two discounts,
 * total_amount = sub_total + shipping_fee + tax + the buyer's fees.
 */
export function makePayment(units: readonly Unit[], context: PaymentContext): WirePayment {
  const { market } = context;
  const products = sumAmounts(units.map((unit) => unit.price));
  const sellerDiscount = sumAmounts(units.map((unit) => unit.sellerDiscount));
  const platformDiscount = sumAmounts(units.map((unit) => unit.platformDiscount));
  const subTotal = subtractAmounts(subtractAmounts(products, sellerDiscount), platformDiscount);
  const shipping = makeShipping(products, context);
  const productTax = sumAmounts(units.map((unit) => unit.tax));
  const shippingTax = context.taxRate && context.state !== 'CA' ? taxOn(shipping.fee, context.taxRate, market) : ZERO;
  const tax = sumAmounts([productTax, shippingTax]);
  const fees = buyerFees(subTotal, context);
  const full = (amount: Amount): string => formatMoney(amount, market.decimals);
  const short = (amount: Amount): string => (amount === ZERO ? '0' : full(amount));
  return {
    currency: market.currency,
    original_total_product_price: short(products),
    seller_discount: short(sellerDiscount),
    platform_discount: short(platformDiscount),
    sub_total: short(subTotal),
    original_shipping_fee: short(shipping.original),
    shipping_fee_seller_discount: short(shipping.sellerDiscount),
    shipping_fee_platform_discount: short(shipping.platformDiscount),
    shipping_fee: shipping.original === ZERO ? '0' : full(shipping.fee),
    tax: short(tax),
    product_tax: short(productTax),
    shipping_fee_tax: short(shippingTax),
    small_order_fee: short(fees.small_order_fee),
    retail_delivery_fee: short(fees.retail_delivery_fee),
    buyer_service_fee: short(fees.buyer_service_fee),
    total_amount: short(sumAmounts([subTotal, shipping.fee, tax, ...Object.values(fees)])),
    ...(market.region === 'ID' ? { handling_fee: '0' } : {}),
  };
}

interface Shipping {
  readonly original: Amount;
  readonly sellerDiscount: Amount;
  readonly platformDiscount: Amount;
  readonly fee: Amount;
}

/** Where the buyer does not pay the whole fee, seller, platform or both do. */
function makeShipping(products: Amount, { market, plan, random }: PaymentContext): Shipping {
  if (products === ZERO) return { original: ZERO, sellerDiscount: ZERO, platformDiscount: ZERO, fee: ZERO };
  const original = parseAmount(random.pick(market.shippingFees));
  const halfDown = parseAmount(formatMoney((original / 2n) as Amount, 0));
  const [sellerDiscount, platformDiscount] = plan.kinds.has('paidShipping')
    ? [ZERO, ZERO]
    : random.pick([
        [ZERO, original],
        [original, ZERO],
        [halfDown, subtractAmounts(original, halfDown)],
        [ZERO, halfDown],
      ] as const);
  const fee = subtractAmounts(subtractAmounts(original, sellerDiscount), platformDiscount);
  return { original, sellerDiscount, platformDiscount, fee };
}

type BuyerFees = Record<'small_order_fee' | 'retail_delivery_fee' | 'buyer_service_fee', Amount>;

function buyerFees(subTotal: Amount, { market, state }: PaymentContext): BuyerFees {
  const fees: BuyerFees = { small_order_fee: ZERO, retail_delivery_fee: ZERO, buyer_service_fee: ZERO };
  if (subTotal === ZERO) return fees;
  if (market.region === 'US' && state === 'CO') fees.retail_delivery_fee = RETAIL_DELIVERY_FEE;
  if (!market.buyerFee) return fees;
  const fee = parseAmount(market.buyerFee.amount);
  const isSmall = subTotal < fee * SMALL_ORDER;
  if (market.buyerFee.field !== 'small_order_fee' || isSmall) fees[market.buyerFee.field] = fee;
  return fees;
}
