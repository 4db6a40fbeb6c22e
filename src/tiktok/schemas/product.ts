import { z } from 'zod';
import { AmountText, Count, Flag, Id, Seconds, Text } from './scalars.ts';

/** What buyers see; local sellers set the price without tax, global sellers the sale price. */
export const SkuPrice = z.looseObject({
  currency: Text,
  tax_exclusive_price: AmountText,
  sale_price: AmountText,
});

/** Units that can still be ordered, per warehouse. */
export const SkuInventory = z.looseObject({ warehouse_id: Id, quantity: Count });

/** A picture, with links that anybody may open. */
export const ProductImage = z.looseObject({
  uri: Text,
  urls: z.array(z.string()).nullish(),
  thumb_urls: z.array(z.string()).nullish(),
});

/** A variant of a product. `seller_sku` may be empty, double, or changed after a sale. */
export const ProductSku = z.looseObject({
  id: Id,
  seller_sku: Text,
  external_sku_id: Text,
  price: SkuPrice.nullish(),
  inventory: z.array(SkuInventory).nullish(),
  /** A barcode; `type` is GTIN, EAN, UPC, ISBN or JAN. */
  identifier_code: z.looseObject({ code: Text, type: Text }).nullish(),
  /** At most three, the same on every SKU of a product; a picture only where a value has its own. */
  sales_attributes: z.array(z.looseObject({ name: Text, value_name: Text, sku_img: ProductImage.nullish() })).nullish(),
  combined_skus: z.array(z.looseObject({ product_id: Text, sku_id: Id, sku_count: Count })).nullish(),
  /** `NORMAL` or `DEACTIVATED`. */
  status_info: z.looseObject({ status: Text }).nullish(),
});
export type ProductSku = z.infer<typeof ProductSku>;

/**
 * A product as Search Products (202502) gives it, without images and attributes.
 *
 * Live is `ACTIVATE`; for Indonesian sellers that do not list on TikTok Shop the status is missing.
 */
export const ProductSummary = z.looseObject({
  id: Id,
  title: Text,
  status: Text,
  create_time: Seconds,
  update_time: Seconds,
  is_not_for_sale: Flag,
  sales_regions: z.array(z.string()).nullish(),
  /** `NONE`, `AUDITING`, `FAILED`, `PRE_APPROVED` or `APPROVED`; an edit goes live with the approval only. */
  audit: z.looseObject({ status: Text }).nullish(),
  skus: z.array(ProductSku).nullish(),
});
export type ProductSummary = z.infer<typeof ProductSummary>;

/** A product as Get Product (202309) gives it. */
export const ProductDetail = ProductSummary.extend({
  product_status: Text,
  description: Text,
  external_product_id: Text,
  category_chains: z.array(z.looseObject({ id: Id, parent_id: Text, local_name: Text, is_leaf: Flag })).nullish(),
  main_images: z.array(ProductImage).nullish(),
  package_weight: z.looseObject({ value: Text, unit: Text }).nullish(),
});
export type ProductDetail = z.infer<typeof ProductDetail>;
