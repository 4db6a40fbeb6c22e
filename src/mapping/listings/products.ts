import { createHash } from 'node:crypto';
import { amountFromFloat, amountToNumber, parseAmount, subtractAmounts } from '../../core/money.ts';
import { externalId, type LoadRecord, type LoadValue } from '../../odoo/values.ts';
import type { ShopSettings } from '../orders/types.ts';
import { type ProductDetails, type SkuAttribute, type SkuDetails, variantOf } from './details.ts';
import type { SeenSku } from './skus.ts';

/** A SKU that gets a product. */
export interface NewSku {
  readonly seen: SeenSku;
  readonly details: SkuDetails;
}

/** An item of TikTok with those of its SKUs that get products. */
export interface NewItem {
  readonly itemId: string;
  readonly title: string;
  readonly details: ProductDetails;
  readonly skus: readonly NewSku[];
}

/** What decides how products are made. */
export interface ProductContext {
  readonly shop: ShopSettings;
  /** What the Internal Reference is taken from. */
  readonly reference: 'seller_sku' | 'item_id';
  readonly weightUnit: 'kg' | 'lb';
  /** Code of the company's currency, which sales prices are in. */
  readonly currency: string;
  /** Columns of a product whose stock is counted. */
  readonly storable: Readonly<Record<string, LoadValue>>;
}

const POUND_IN_KG = 0.453_592_37;
/** TikTok's units of weight in kilograms. */
const KILOGRAMS: Readonly<Record<string, number>> = { KILOGRAM: 1, GRAM: 0.001, POUND: POUND_IN_KG };
/** TikTok has three at most. */
const MAX_ATTRIBUTES = 3;

/** External id of the product that is made for a SKU. */
export function productKey(skuId: string, shop: ShopSettings): string {
  return externalId('product', shop.shopId, skuId);
}

/** External id of the template of an item with several SKUs. */
export function templateKey(itemId: string, shop: ShopSettings): string {
  return externalId('product_template', shop.shopId, itemId);
}

/** External id of an attribute; all shops share it. Names in any script have one of their own. */
export function attributeKey(name: string): string {
  return externalId('attribute', digest(name));
}

/** External id of a value of an attribute. */
export function attributeValueKey({ name, value }: SkuAttribute): string {
  return externalId('attribute_value', digest(name), digest(value));
}

/** Whether the SKUs of an item become variants of one template, and not products by themselves. */
export function hasVariants({ details, skus }: NewItem): boolean {
  const [first] = skus;
  const names = first ? namesOf(first.details) : '';
  return names !== '' && [...details.skus.values()].every((sku) => namesOf(sku) === names);
}

/**
 * The Internal Reference of a new product: the seller SKU or the Item ID, as the shop says. Where that would be empty or
 * the same for several SKUs, the Item ID or the SKU ID stands in.
 */
export function referenceOf({ seen }: NewSku, { details }: NewItem, { reference }: ProductContext): string {
  if (reference === 'seller_sku' && seen.sellerSku !== '') return seen.sellerSku;
  return details.skus.size > 1 ? seen.skuId : seen.itemId;
}

/** Maps a SKU to a `product.product` that stands by itself, for `createOnce`. */
export function mapPlainProduct(sku: NewSku, item: NewItem, image: string, context: ProductContext): LoadRecord {
  const variant = firstOf(variantOf(sku.details.attributes), sku.seen.sellerSku, sku.seen.skuId);
  const name = item.details.skus.size > 1 ? `${item.title} (${variant})` : item.title;
  return {
    externalId: productKey(sku.seen.skuId, context.shop),
    values: {
      ...goodsValues(name, [sku.details], image, context),
      ...skuValues(sku, item, context),
    },
  };
}

/** What the values of one attribute add to the lowest price of an item. */
export interface PriceExtras {
  /** Amounts above 0 in currency units, by external id of the value. */
  readonly byValue: ReadonlyMap<string, number>;
  /** Whether prices differ in a way that no single attribute explains: then the lowest one stands for all. */
  readonly isOdd: boolean;
}

/** Finds the attribute by which the prices of an item differ, such as its size. */
export function priceExtras({ details }: NewItem, { currency }: ProductContext): PriceExtras {
  const priced = [...details.skus.values()].flatMap((sku) => {
    const price = priceIn(sku, currency);
    return price === undefined ? [] : [{ attributes: attributesOf(sku), price }];
  });
  const lowest = Math.min(...priced.map(({ price }) => price));
  if (priced.every(({ price }) => price === lowest)) return { byValue: new Map(), isOdd: false };
  for (const index of Array.from({ length: MAX_ATTRIBUTES }, (_, place) => place)) {
    const prices = new Map<string, number>();
    const isClear = priced.every(({ attributes, price }) => {
      const attribute = attributes[index];
      if (!attribute) return false;
      const key = attributeValueKey(attribute);
      const known = prices.get(key) ?? price;
      prices.set(key, price);
      return known === price;
    });
    if (!isClear) continue;
    const extras = [...prices].map(([key, price]): [string, number] => [key, subtract(price, lowest)]);
    return { byValue: new Map(extras.filter(([, extra]) => extra > 0)), isOdd: false };
  }
  return { byValue: new Map(), isOdd: true };
}

/** Maps an item to a `product.template` with the values of all its SKUs, so that exactly those become variants. */
export function mapTemplate(item: NewItem, image: string, context: ProductContext): LoadRecord {
  const values = goodsValues(item.title, [...item.details.skus.values()], image, context);
  const all = [...item.details.skus.values()].flatMap((sku) => attributesOf(sku));
  const names = [...new Set(all.map(({ name }) => name))];
  const lines = names.map((name): LoadRecord => {
    const ofName = all.filter((attribute) => attribute.name === name).map(attributeValueKey);
    return {
      externalId: externalId('attribute_line', context.shop.shopId, item.itemId, digest(name)),
      values: { 'attribute_id/id': attributeKey(name), 'value_ids/id': [...new Set(ofName)].join(',') },
    };
  });
  return { externalId: templateKey(item.itemId, context.shop), values, children: { attribute_line_ids: lines } };
}

/**
 * Maps a SKU to the variant of its template, for `createOnce`.
 *
 * @param templateId - Database id of the template.
 * @param valueIds - Database ids of the `product.template.attribute.value` of its attributes.
 */
export function mapVariant(
  sku: NewSku,
  item: NewItem,
  templateId: number,
  valueIds: readonly number[],
  context: ProductContext,
): LoadRecord {
  return {
    externalId: productKey(sku.seen.skuId, context.shop),
    values: {
      'product_tmpl_id/.id': templateId,
      'product_template_attribute_value_ids/.id': valueIds.join(','),
      ...skuValues(sku, item, context),
    },
  };
}

/** Maps the attributes of some items and their values, each once; variants come into being one by one. */
export function mapAttributes(items: readonly NewItem[]): {
  readonly attributes: LoadRecord[];
  readonly values: LoadRecord[];
} {
  const all = items.flatMap(({ details }) => [...details.skus.values()].flatMap(attributesOf));
  const names = [...new Set(all.map(({ name }) => name))].sort();
  const pairs = new Map(all.map((attribute) => [attributeValueKey(attribute), attribute]));
  return {
    attributes: names.map((name) => ({
      externalId: attributeKey(name),
      values: { name, create_variant: 'dynamic' },
    })),
    values: [...pairs].map(([key, { name, value }]) => ({
      externalId: key,
      values: { name: value, 'attribute_id/id': attributeKey(name) },
    })),
  };
}

/** The attributes of a SKU that variants are made by. */
export function attributesOf({ attributes }: SkuDetails): readonly SkuAttribute[] {
  return attributes.slice(0, MAX_ATTRIBUTES);
}

/** A weight of TikTok in the database's unit, to a tenth of a gram or so; 0 when it is not known. */
export function convertWeight(weight: ProductDetails['weight'], unit: ProductContext['weightUnit']): number {
  const kilograms = Number(weight?.value) * (KILOGRAMS[weight?.unit ?? ''] ?? Number.NaN);
  if (!Number.isFinite(kilograms)) return 0;
  return Math.round((unit === 'lb' ? kilograms / POUND_IN_KG : kilograms) * 10_000) / 10_000;
}

/** What a template and a product by itself have in common. Taxes are the company's own for sales, as for any product. */
function goodsValues(
  name: string,
  skus: readonly SkuDetails[],
  image: string,
  { storable, currency }: ProductContext,
): LoadRecord['values'] {
  const prices = skus.flatMap((sku) => priceIn(sku, currency) ?? []);
  return {
    ...storable,
    name,
    sale_ok: true,
    // in another currency than the company's a price would be a wrong one
    list_price: prices.length > 0 ? Math.min(...prices) : 0,
    ...(image === '' ? {} : { image_1920: image }),
  };
}

function priceIn(sku: SkuDetails, currency: string): number | undefined {
  return sku.currency === currency && sku.price !== '' ? amountToNumber(parseAmount(sku.price)) : undefined;
}

function subtract(price: number, lowest: number): number {
  return amountToNumber(subtractAmounts(amountFromFloat(price), amountFromFloat(lowest)));
}

function skuValues(sku: NewSku, item: NewItem, context: ProductContext): LoadRecord['values'] {
  const { barcode } = sku.details;
  return {
    default_code: referenceOf(sku, item, context),
    weight: convertWeight(item.details.weight, context.weightUnit),
    ...(barcode === '' ? {} : { barcode }),
  };
}

function namesOf(sku: SkuDetails): string {
  return attributesOf(sku)
    .map(({ name }) => name)
    .sort()
    .join('\n');
}

function firstOf(...texts: readonly string[]): string {
  return texts.find((text) => text !== '') ?? '';
}

function digest(text: string): string {
  return createHash('sha256').update(text.trim().toLowerCase()).digest('hex').slice(0, 16);
}
