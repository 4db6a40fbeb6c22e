import { type Amount, formatAmount, negateAmount, ZERO } from '../../core/money.ts';
import type { OdooProfile } from '../../odoo/profile.ts';
import { externalId, type LoadRecord, type LoadValue } from '../../odoo/values.ts';
import type { Order } from '../../tiktok/schemas/order.ts';
import { soldLines } from './sold.ts';
import { cleanText, firstFilled, LONG_TEXT } from './text.ts';
import { platformDiscount, sellerDiscount, shippingFee } from './totals.ts';
import type { LineKind, ProductBinding, ShopSettings } from './types.ts';

/** What stands on a line of a sale order, before it is written in Odoo's words. */
export interface DesiredLine {
  /** Last part of the external id. */
  readonly key: string;
  readonly kind: LineKind;
  /** Empty on lines that are not goods. */
  readonly skuId: string;
  readonly itemId: string;
  readonly sellerSku: string;
  readonly name: string;
  readonly unitPrice: Amount;
  /** 0 when all units are cancelled. */
  readonly quantity: number;
}

/** What the lines of an order are mapped with. */
export interface LineContext {
  readonly shop: ShopSettings;
  /** Products by SKU id. */
  readonly products: ReadonlyMap<string, ProductBinding>;
  readonly profile: OdooProfile;
  /** The company has no rules for analytic accounts: saying so saves Odoo two searches for each line. */
  readonly blankAnalytic?: boolean | undefined;
}

/**
 * The lines that a sale order should have: goods and gifts per SKU and unit price, the seller's discount as one negative
 * line, TikTok's discount and TikTok's subsidy for it as a pair that cancels out, and shipping as the buyer paid it.
 *
 * Discounts are one amount per order and never divided. Lines that come to nothing keep their place, with quantity or
 * price 0, so that an existing order can be compared with them.
 *
 * @throws RangeError when an amount is not a decimal.
 */
export function desiredLines(order: Order, hasProduct: (skuId: string) => boolean): DesiredLine[] {
  const goods = soldLines(order, hasProduct).map(({ title, ...line }) => ({ ...line, name: title }));
  const discount = platformDiscount(order);
  return [
    ...goods,
    extra('discount', 'discount', 'Seller discount', negateAmount(sellerDiscount(order))),
    extra('platform_discount', 'platform_discount', 'TikTok discount', negateAmount(discount)),
    extra('platform_subsidy', 'platform_subsidy', 'TikTok subsidy for its discount', discount),
    extra('shipping', 'shipping', firstFilled(order.delivery_option_name?.trim(), 'Shipping'), shippingFee(order)),
  ];
}

function extra(key: string, kind: LineKind, name: string, unitPrice: Amount): DesiredLine {
  return { key, kind, skuId: '', itemId: '', sellerSku: '', name, unitPrice, quantity: 1 };
}

/**
 * Writes the lines of an order for `load()`.
 *
 * Every line names its taxes, its unit and a discount of 0, because Odoo would fill in its own where a column is missing.
 *
 * @throws RangeError when a SKU has no product, or an amount is not a decimal; {@link decideOrder} blocks such orders.
 */
export function mapLines(order: Order, context: LineContext): LoadRecord[] {
  const hasProduct = (skuId: string): boolean => context.products.has(skuId);
  return desiredLines(order, hasProduct)
    .filter(({ skuId, quantity, unitPrice }) => (skuId === '' ? unitPrice !== ZERO : quantity > 0))
    .map((line, index) => mapLine(order, line, index, context));
}

function mapLine(order: Order, line: DesiredLine, index: number, context: LineContext): LoadRecord {
  const { shop, profile } = context;
  const product = productOf(line, context);
  const taxIds = line.kind === 'shipping' ? shop.shippingTaxIds : shop.goodsTaxIds;
  const names = profile.saleOrderLine;
  const values: Record<string, LoadValue> = {
    sequence: index + 1,
    'product_id/.id': product.productId,
    name: cleanText(line.name, LONG_TEXT),
    product_uom_qty: line.quantity,
    price_unit: formatAmount(line.unitPrice),
    discount: 0,
    is_delivery: line.kind === 'shipping',
    [`${names.taxes}/.id`]: taxIds.join(','),
    x_tiktok_sku_id: line.skuId,
    x_tiktok_item_id: line.itemId,
    x_tiktok_seller_sku: cleanText(line.sellerSku, LONG_TEXT),
    x_tiktok_kind: line.kind,
  };
  if (names.needsUom && product.uomId !== undefined) values[`${names.uom}/.id`] = product.uomId;
  if (context.blankAnalytic) values['analytic_distribution'] = '';
  // where it differs from the price, Odoo takes the price for a person's own and never puts the pricelist's in its place
  if (names.technicalPriceUnit) values['technical_price_unit'] = line.unitPrice === ZERO ? 1 : 0;
  return { externalId: externalId('order_line', order.id, line.key), values };
}

function productOf(line: DesiredLine, { shop, products }: LineContext): ProductBinding {
  switch (line.kind) {
    case 'discount':
      return shop.sellerDiscountProduct;
    case 'platform_discount':
      return shop.platformDiscountProduct;
    case 'platform_subsidy':
      return shop.platformSubsidyProduct;
    case 'shipping':
      return shop.shippingProduct;
    case 'goods':
    case 'gift': {
      const product =
        products.get(line.skuId) ?? (shop.unknownSkuPolicy === 'default' ? shop.defaultProduct : undefined);
      if (!product) throw new RangeError(`SKU ${line.skuId} has no product.`);
      return product;
    }
  }
}
