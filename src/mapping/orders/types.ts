import type { Amount } from '../../core/money.ts';
import type { Mappings } from '../files/load.ts';

/** A product of Odoo that stands on a line. */
export interface ProductBinding {
  /** Database id of the `product.product`. */
  readonly productId: number;
  /** Database id of its unit of measure; when it is named, Odoo 14 need not work out the line again. */
  readonly uomId?: number | undefined;
}

/** The settings of one shop (`x_tiktok_shop`) as the mapping needs them; numbers are database ids of Odoo. */
export interface ShopSettings {
  /** Database id of the `x_tiktok_shop`. */
  readonly id: number;
  /** TikTok's id of the shop. */
  readonly shopId: string;
  /** Market as two letters: `US`, `GB`, … */
  readonly region: string;
  readonly companyId: number;
  /** ISO 4217 code that all orders of the shop are in. */
  readonly currency: string;
  readonly currencyId: number;
  readonly pricelistId: number;
  readonly warehouseId: number;
  /** Warehouse for goods at TikTok; undefined holds such orders. */
  readonly fbtWarehouseId: number | undefined;
  readonly teamId: number | undefined;
  /** Delivery method of the orders; the shop's default carrier. */
  readonly carrierId: number | undefined;
  readonly sourceId: number | undefined;
  readonly fiscalPositionId: number | undefined;
  /** Taxes on goods and discounts; empty where TikTok remits the sales tax. */
  readonly goodsTaxIds: readonly number[];
  readonly shippingTaxIds: readonly number[];
  readonly shippingProduct: ProductBinding;
  readonly sellerDiscountProduct: ProductBinding;
  readonly platformDiscountProduct: ProductBinding;
  readonly platformSubsidyProduct: ProductBinding;
  /** Stands for unknown SKUs where the policy allows it. */
  readonly defaultProduct: ProductBinding | undefined;
  readonly orderPrefix: string;
  /** Unix seconds; older orders are left alone. */
  readonly importFrom: number;
  readonly latePolicy: 'import' | 'block';
  readonly unknownSkuPolicy: 'hold' | 'default';
}

/** What stands in `x_tiktok_order.x_state`. */
export type TiktokOrderState = 'imported' | 'waiting' | 'blocked' | 'cancelled' | 'attention' | 'skipped';

/** What a line of a sale order stands for (`x_tiktok_kind`). */
export type LineKind = 'goods' | 'gift' | 'discount' | 'platform_discount' | 'platform_subsidy' | 'shipping';

/** A line of the sale order as it is in Odoo now. Lines without a kind are people's own: leave them out. */
export interface KnownLine {
  /** Database id of the `sale.order.line`. */
  readonly id: number;
  readonly kind: LineKind;
  /** `x_tiktok_sku_id`; empty on lines that are not goods. */
  readonly skuId: string;
  readonly quantity: number;
  readonly priceUnit: Amount;
}

/** The sale order of a TikTok order as it is in Odoo now. */
export interface KnownSaleOrder {
  /** Database id of the `sale.order`. */
  readonly id: number;
  /** Odoo's word: `draft`, `sent`, `sale`, `done`, `cancel`. */
  readonly state: string;
  /** Whether goods have left: a picking of it is done. */
  readonly shipped: boolean;
  /** Whether an invoice that is not cancelled exists. */
  readonly invoiced: boolean;
  readonly lines: readonly KnownLine[];
}

/**
 * What Odoo knows about a TikTok order: its `x_tiktok_order`, its sale order, or both.
 *
 * With a sale order but no `x_tiktok_order` (an earlier run was interrupted) `state` is undefined and `updateStamp` 0.
 */
export interface KnownOrder {
  readonly state: TiktokOrderState | undefined;
  /** `x_update_stamp`, Unix seconds. */
  readonly updateStamp: number;
  /** Whether TikTok says something else now under the very same time: its times are whole seconds, and some changes do not move them. */
  readonly outdated?: boolean | undefined;
  /** Whether the units on TikTok are not those that the record shows. */
  readonly unitsChanged?: boolean | undefined;
  /** `x_imported`: a sale order once existed. */
  readonly imported: boolean;
  readonly late: boolean;
  /** `x_address_key`; empty when the order goes to the buyer's own contact. */
  readonly addressKey: string;
  readonly saleOrder: KnownSaleOrder | undefined;
}

/** A changed line of an existing sale order: write quantity and price together, with the taxes of its kind. */
export interface LineChange {
  /** Database id of the `sale.order.line`. */
  readonly lineId: number;
  readonly kind: LineKind;
  readonly skuId: string;
  readonly quantity: number;
  readonly priceUnit: Amount;
}

/** What has to change on an existing sale order; both empty when only TikTok's own facts changed. */
export interface OrderChanges {
  /** Also lines that are as they should be, where it has to be seen whether their pickings are too. */
  readonly lines: readonly LineChange[];
  /** External id of the new delivery contact. */
  readonly addressKey: string | undefined;
}

/** A short code and one sentence with a remedy; ids only, no personal data. */
export interface Reason {
  readonly code: string;
  readonly reason: string;
}

/** What to do with an order; see {@link decideOrder}. */
export type Decision =
  /** Make the sale order (or finish one that an interrupted run left). */
  | {
      readonly action: 'import';
      /** The goods had left before the order was seen: flag the picking. */
      readonly late: boolean;
      /** External id of the delivery contact; undefined ships to the buyer's contact. */
      readonly addressKey: string | undefined;
      /** What a person may want to know although the order is imported. */
      readonly notice: Reason | undefined;
      /** For the log: what is odd about the order. */
      readonly warnings: readonly string[];
    }
  /** Bring an existing sale order up to date and record the new facts. */
  | { readonly action: 'update'; readonly changes: OrderChanges; readonly notice: Reason | undefined }
  /** Cancel the sale order and its pickings. */
  | ({ readonly action: 'cancel' } & Reason)
  /** Cancelled on TikTok and nothing to undo in Odoo: record it. */
  | ({ readonly action: 'close' } & Reason)
  /** TikTok does not release it yet: record it as waiting. */
  | ({ readonly action: 'wait' } & Reason)
  /** Something must be mended in Odoo or in a mapping: record it as blocked. */
  | ({ readonly action: 'block'; readonly heldSkus: readonly string[] } & Reason)
  /** It is in Odoo, but a person must decide: record it so; nothing is changed. */
  | ({ readonly action: 'attention' } & Reason)
  /** Nothing to do. With `record` it is shown as skipped. */
  | ({ readonly action: 'skip'; readonly record: boolean } & Reason);

/** Everything that decides about an order besides the order and what Odoo knows. */
export interface DecideContext {
  readonly shop: ShopSettings;
  readonly mappings: Mappings;
  /** Products by TikTok's SKU id, from the listings. */
  readonly products: ReadonlyMap<string, ProductBinding>;
  /** Make a sale order again that a person deleted in Odoo. */
  readonly recreate?: boolean | undefined;
}
