import { formatAmount, parseOptionalAmount } from '../../core/money.ts';
import { toOdooDateTime } from '../../core/time.ts';
import type { LoadRecord } from '../../odoo/values.ts';
import type { ProductSku, ProductSummary } from '../../tiktok/schemas/product.ts';
import { cleanText, firstFilled, LONG_TEXT } from '../orders/text.ts';
import type { ShopSettings } from '../orders/types.ts';
import { type SeenSku, saleStateOf } from './skus.ts';

/** A SKU as TikTok's catalogue lists it: what a search tells, without barcode, variant and image. */
export interface ListedSku extends SeenSku {
  /** The product's status in TikTok's own word; empty where TikTok names none. */
  readonly status: string;
  readonly audit: string;
  /** `NORMAL` or `DEACTIVATED`. */
  readonly skuStatus: string;
  /** A decimal; empty when there is none, or it cannot be read. */
  readonly price: string;
  readonly currency: string;
  /** Units that can be ordered, per warehouse: `7200…1: 12; 7200…2: 3`. */
  readonly stock: string;
  /** When the product was last changed, Unix seconds; 0 when TikTok does not say. */
  readonly updateTime: number;
}

/** The SKUs of a product, in TikTok's order. */
export function skusOfProduct(product: ProductSummary): ListedSku[] {
  const status = product.status ?? '';
  const shared = {
    itemId: product.id,
    title: firstFilled(cleanText(product.title, LONG_TEXT), `TikTok item ${product.id}`),
    variant: '',
    barcode: '',
    status,
    audit: product.audit?.status ?? '',
    updateTime: product.update_time ?? 0,
  };
  return (product.skus ?? []).map((sku) => {
    const skuStatus = sku.status_info?.status ?? '';
    return {
      ...shared,
      skuId: sku.id,
      sellerSku: sku.seller_sku?.trim() ?? '',
      skuStatus,
      saleState: saleStateOf(status, skuStatus),
      price: priceOf(sku),
      currency: sku.price?.currency ?? '',
      stock: stockText(sku),
    };
  });
}

/**
 * Maps what TikTok tells of a SKU to the columns of its `x_tiktok_listing` that the catalogue sync owns.
 *
 * @param currencyId - Database id of the price's currency.
 */
export function mapListed(sku: ListedSku, shop: ShopSettings, currencyId: number | undefined): LoadRecord['values'] {
  return {
    x_name: sku.title,
    x_item_id: sku.itemId,
    x_sku_id: sku.skuId,
    x_seller_sku: sku.sellerSku,
    x_status: sku.status,
    x_audit: sku.audit,
    x_sku_status: sku.skuStatus,
    x_price: Number(sku.price),
    'x_currency_id/.id': currencyId ?? shop.currencyId,
    x_warehouse_stock: sku.stock,
    x_update_time: sku.updateTime === 0 ? '' : toOdooDateTime(sku.updateTime),
  };
}

/** The price as a decimal; empty when there is none. Local sellers have one without tax, global sellers the sale price. */
export function priceOf({ price }: ProductSku): string {
  const text = firstFilled(price?.tax_exclusive_price, price?.sale_price);
  try {
    return text === '' ? '' : formatAmount(parseOptionalAmount(text));
  } catch (error) {
    // a listing is not lost for a price that nobody reckons with
    if (error instanceof RangeError) return '';
    throw error;
  }
}

function stockText({ inventory }: ProductSku): string {
  return (inventory ?? [])
    .map(({ warehouse_id: id, quantity }) => `${id}: ${quantity ?? 0}`)
    .sort()
    .join('; ');
}
