import { z } from 'zod';
import { AmountText, Flag, Id, RequiredSeconds, Seconds, Text } from './scalars.ts';

/** One component of a virtual bundle, per bundle sold. */
export const CombinedSku = z.looseObject({
  product_id: Text,
  sku_id: Id,
  seller_sku: Text,
  sku_count: z.number().int().positive(),
});
export type CombinedSku = z.infer<typeof CombinedSku>;

/** One sold unit: two units of one SKU are two line items. */
export const LineItem = z.looseObject({
  id: Id,
  product_id: Text,
  product_name: Text,
  sku_id: Id,
  sku_name: Text,
  seller_sku: Text,
  original_price: AmountText,
  sale_price: AmountText,
  seller_discount: AmountText,
  platform_discount: AmountText,
  currency: Text,
  display_status: Text,
  is_gift: Flag,
  package_id: Text,
  package_status: Text,
  tracking_number: Text,
  shipping_provider_name: Text,
  cancel_user: Text,
  cancel_reason: Text,
  room_id: Text,
  combined_listing_skus: z.array(CombinedSku).nullish(),
});
export type LineItem = z.infer<typeof LineItem>;

/** A level of the administrative division: L0 is the country. */
export const District = z.looseObject({
  address_level: Text,
  address_level_name: Text,
  address_name: Text,
  iso_code: Text,
});

/** Where the goods go; masked with asterisks or empty by market, status and shipping type. */
export const RecipientAddress = z.looseObject({
  name: Text,
  first_name: Text,
  last_name: Text,
  first_name_local_script: Text,
  last_name_local_script: Text,
  phone_number: Text,
  full_address: Text,
  address_detail: Text,
  address_line1: Text,
  address_line2: Text,
  address_line3: Text,
  address_line4: Text,
  postal_code: Text,
  post_town: Text,
  region_code: Text,
  district_info: z.array(District).nullish(),
});
export type RecipientAddress = z.infer<typeof RecipientAddress>;

/** The money of an order as the buyer paid it; discounts are positive. */
export const OrderPayment = z.looseObject({
  currency: Text,
  original_total_product_price: AmountText,
  seller_discount: AmountText,
  platform_discount: AmountText,
  sub_total: AmountText,
  original_shipping_fee: AmountText,
  shipping_fee_seller_discount: AmountText,
  shipping_fee_platform_discount: AmountText,
  shipping_fee_cofunded_discount: AmountText,
  shipping_fee: AmountText,
  tax: AmountText,
  product_tax: AmountText,
  shipping_fee_tax: AmountText,
  small_order_fee: AmountText,
  retail_delivery_fee: AmountText,
  buyer_service_fee: AmountText,
  handling_fee: AmountText,
  item_insurance_fee: AmountText,
  item_insurance_tax: AmountText,
  shipping_insurance_fee: AmountText,
  distance_shipping_fee: AmountText,
  distance_fee: AmountText,
  payment_platform_discount: AmountText,
  payment_discount_service_fee: AmountText,
  total_amount: AmountText,
});
export type OrderPayment = z.infer<typeof OrderPayment>;

/**
 * An order as Get Order List (202309) and Get Order Detail (202507) give it.
 *
 * Only what the bridge uses is described; unknown fields pass through. Statuses are open texts: TikTok adds values
 * without a version change, and an unknown one must be kept and shown, not refused.
 */
export const Order = z.looseObject({
  id: Id,
  status: z.string().min(1),
  user_id: Text,
  buyer_email: Text,
  buyer_nickname: Text,
  buyer_message: Text,
  seller_note: Text,
  cpf: Text,
  create_time: RequiredSeconds,
  update_time: RequiredSeconds,
  paid_time: Seconds,
  rts_time: Seconds,
  rts_sla_time: Seconds,
  tts_sla_time: Seconds,
  shipping_due_time: Seconds,
  collection_due_time: Seconds,
  delivery_due_time: Seconds,
  delivery_sla_time: Seconds,
  cancel_time: Seconds,
  cancel_order_sla_time: Seconds,
  request_cancel_time: Seconds,
  release_date: Seconds,
  order_type: Text,
  fulfillment_type: Text,
  shipping_type: Text,
  delivery_type: Text,
  delivery_option_name: Text,
  shipping_provider: Text,
  tracking_number: Text,
  warehouse_id: Text,
  split_or_combine_tag: Text,
  commerce_platform: Text,
  payment_method_name: Text,
  cancel_reason: Text,
  cancellation_initiator: Text,
  replaced_order_id: Text,
  exchange_source_order_id: Text,
  is_cod: Flag,
  is_on_hold_order: Flag,
  is_buyer_request_cancel: Flag,
  is_sample_order: Flag,
  is_refundable_sample: Flag,
  is_replacement_order: Flag,
  is_exchange_order: Flag,
  has_updated_recipient_address: Flag,
  packages: z.array(z.looseObject({ id: Id })).nullish(),
  recipient_address: RecipientAddress.nullish(),
  payment: OrderPayment.nullish(),
  line_items: z.array(LineItem),
});
export type Order = z.infer<typeof Order>;
