/** The statuses that an order goes through, in TikTok's words. */
export type OrderStatus =
  | 'UNPAID'
  | 'ON_HOLD'
  | 'AWAITING_SHIPMENT'
  | 'PARTIALLY_SHIPPING'
  | 'AWAITING_COLLECTION'
  | 'IN_TRANSIT'
  | 'DELIVERED'
  | 'COMPLETED'
  | 'CANCELLED';

/** Who cancels, in TikTok's words; OPERATOR is customer service. */
export type CancelRole = 'BUYER' | 'SELLER' | 'SYSTEM' | 'OPERATOR';

/** A level of the administrative division, L0 is the country. */
export interface WireDistrict {
  readonly address_level: string;
  readonly address_level_name: string;
  address_name: string;
  readonly iso_code: string;
}

/** A delivery address as TikTok sends it; which fields there are depends on market and status. */
export interface WireAddress {
  name: string;
  first_name: string;
  last_name: string;
  first_name_local_script?: string;
  last_name_local_script?: string;
  phone_number: string;
  full_address: string;
  address_detail: string;
  address_line1: string;
  address_line2: string;
  address_line3?: string;
  address_line4?: string;
  delivery_preferences?: { drop_off_location: string };
  district_info?: WireDistrict[];
  postal_code: string;
  post_town?: string;
  region_code: string;
}

/** A component of a virtual bundle. */
export interface WireComponent {
  readonly product_id: string;
  readonly sku_id: string;
  readonly seller_sku: string;
  readonly sku_count: number;
}

/** One unit of one SKU. Amounts are texts. */
export interface WireLineItem {
  readonly id: string;
  readonly product_id: string;
  readonly sku_id: string;
  readonly seller_sku: string;
  readonly product_name: string;
  readonly sku_name: string;
  readonly sku_image: string;
  readonly original_price: string;
  readonly sale_price: string;
  readonly seller_discount: string;
  readonly platform_discount: string;
  readonly currency: string;
  display_status: string;
  readonly sku_type: string;
  readonly is_gift: boolean;
  readonly is_dangerous_good: boolean;
  package_id: string;
  package_status: string;
  tracking_number: string;
  shipping_provider_id: string;
  shipping_provider_name: string;
  rts_time: number;
  cancel_user: string;
  cancel_reason: string;
  readonly gift_retail_price: string;
  readonly small_order_fee: string;
  retail_delivery_fee: string;
  readonly buyer_service_fee: string;
  readonly item_tax?: readonly { readonly tax_type: string; readonly tax_amount: string; readonly tax_rate: string }[];
  readonly combined_listing_skus?: readonly WireComponent[];
}

/** The money of an order as the buyer pays it. Amounts are texts, discounts positive. */
export interface WirePayment {
  readonly currency: string;
  readonly original_total_product_price: string;
  readonly seller_discount: string;
  readonly platform_discount: string;
  readonly sub_total: string;
  readonly original_shipping_fee: string;
  readonly shipping_fee_seller_discount: string;
  readonly shipping_fee_platform_discount: string;
  readonly shipping_fee: string;
  readonly tax: string;
  readonly product_tax: string;
  readonly shipping_fee_tax: string;
  readonly small_order_fee: string;
  readonly retail_delivery_fee: string;
  readonly buyer_service_fee: string;
  readonly handling_fee?: string;
  readonly total_amount: string;
}

/** An order in TikTok's words, with nothing masked. Fields that only some orders have stay open. */
export interface WireOrder {
  readonly id: string;
  status: string;
  readonly create_time: number;
  update_time: number;
  paid_time?: number;
  readonly user_id: string;
  readonly buyer_email: string;
  readonly fulfillment_type: string;
  readonly shipping_type: string;
  shipping_provider: string;
  shipping_provider_id: string;
  tracking_number: string;
  readonly warehouse_id: string;
  readonly is_cod: boolean;
  is_buyer_request_cancel: boolean;
  readonly is_on_hold_order: boolean;
  has_updated_recipient_address: boolean;
  packages: { readonly id: string }[];
  recipient_address: WireAddress;
  readonly payment: WirePayment;
  line_items: WireLineItem[];
  rts_time?: number;
  collection_time?: number;
  delivery_time?: number;
  cancel_time?: number;
  request_cancel_time?: number;
  cancel_reason?: string;
  cancellation_initiator?: string;
  [field: string]: unknown;
}
