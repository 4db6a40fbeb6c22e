import { toOdooDateTime } from '../../core/time.ts';
import type { LoadRecord } from '../../odoo/values.ts';
import type { ProductDetail, ProductSku } from '../../tiktok/schemas/product.ts';
import { cleanText, firstFilled, LONG_TEXT } from '../orders/text.ts';
import { priceOf } from './listed.ts';

/** One property by which the SKUs of a product differ, such as Color: Red. */
export interface SkuAttribute {
  readonly name: string;
  readonly value: string;
}

/** What only a product's own page tells of a SKU. */
export interface SkuDetails {
  readonly skuId: string;
  readonly barcode: string;
  /** At most three; those without a name or a value are left out. */
  readonly attributes: readonly SkuAttribute[];
  /** The SKU's own image, else the product's; empty when there is none. */
  readonly imageUrl: string;
  /** A decimal; empty when there is none. */
  readonly price: string;
  readonly currency: string;
  /** Whether it consists of other SKUs. */
  readonly isBundle: boolean;
}

/** What only a product's own page tells. */
export interface ProductDetails {
  readonly itemId: string;
  /** Unix seconds; 0 when TikTok does not say. */
  readonly updateTime: number;
  readonly imageUrl: string;
  /** In TikTok's own words, such as 0.8 POUND. */
  readonly weight: { readonly value: string; readonly unit: string } | undefined;
  /** By SKU id. */
  readonly skus: ReadonlyMap<string, SkuDetails>;
}

/** Reads what is needed off a product's page; the rest, descriptions above all, is let go. */
export function detailsOf(product: ProductDetail): ProductDetails {
  const imageUrl = product.main_images?.[0]?.urls?.[0] ?? '';
  const { value, unit } = product.package_weight ?? {};
  return {
    itemId: product.id,
    updateTime: product.update_time ?? 0,
    imageUrl,
    weight: value && unit ? { value, unit } : undefined,
    skus: new Map((product.skus ?? []).map((sku) => [sku.id, skuDetails(sku, imageUrl)])),
  };
}

/** Values of a variant in one text, as TikTok writes it on orders: `Red, XL`. */
export function variantOf(attributes: readonly SkuAttribute[]): string {
  return cleanText(attributes.map(({ value }) => value).join(', '), LONG_TEXT);
}

/**
 * Maps the details of a SKU to the columns of its `x_tiktok_listing`.
 *
 * @param updateTime - The product's last change as the search shows it, which the details are at least as new as.
 */
export function mapDetails(sku: SkuDetails, updateTime: number): LoadRecord['values'] {
  return {
    x_barcode: sku.barcode,
    x_sku_name: variantOf(sku.attributes),
    x_image_url: sku.imageUrl,
    x_detail_time: toOdooDateTime(updateTime),
  };
}

function skuDetails(sku: ProductSku, productImage: string): SkuDetails {
  const attributes = sku.sales_attributes ?? [];
  const own = attributes.flatMap(({ sku_img }) => sku_img?.urls?.[0] ?? [])[0];
  return {
    skuId: sku.id,
    barcode: sku.identifier_code?.code?.trim() ?? '',
    attributes: attributes.flatMap(({ name, value_name }) => {
      const attribute = { name: cleanText(name, LONG_TEXT), value: cleanText(value_name, LONG_TEXT) };
      return attribute.name === '' || attribute.value === '' ? [] : [attribute];
    }),
    imageUrl: firstFilled(own, productImage),
    price: priceOf(sku),
    currency: sku.price?.currency ?? '',
    isBundle: (sku.combined_skus ?? []).length > 0,
  };
}
