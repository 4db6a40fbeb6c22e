import type { Order } from '../../tiktok/schemas/order.ts';
import { titleOf } from '../orders/sold.ts';
import { cleanText, LONG_TEXT } from '../orders/text.ts';

/** A SKU of TikTok as orders or the catalogue show it. */
export interface SeenSku {
  readonly skuId: string;
  readonly itemId: string;
  readonly sellerSku: string;
  readonly title: string;
  /** Values of the variant, for example `Red, XL`. */
  readonly variant: string;
  /** GTIN, EAN, UPC or ISBN; orders do not show it. */
  readonly barcode: string;
  /** Whether buyers cannot order it now, or TikTok no longer lists it; undefined when it is on sale. */
  readonly saleState?: 'off' | 'gone' | undefined;
}

/** What stands in `x_sku_status` of a SKU that TikTok no longer lists. */
export const GONE = 'GONE';

/**
 * Whether buyers can order a SKU, by the statuses of its product and of itself in TikTok's words.
 *
 * Without any status it counts as on sale: orders show none, nor do products of some Indonesian sellers.
 */
export function saleStateOf(status: string, skuStatus: string): SeenSku['saleState'] {
  if (skuStatus === GONE) return 'gone';
  return (status === '' || status === 'ACTIVATE') && skuStatus !== 'DEACTIVATED' ? undefined : 'off';
}

/** All SKUs on orders, the components of bundles included, each once, sorted by SKU id. */
export function skusOnOrders(orders: readonly Order[]): SeenSku[] {
  const seen = new Map<string, SeenSku>();
  for (const item of orders.flatMap((order) => order.line_items)) {
    const { sku_id: skuId, product_id, seller_sku, sku_name } = item;
    const title = cleanText(titleOf({ ...item, sku_name: '' }), LONG_TEXT);
    const variant = cleanText(sku_name, LONG_TEXT);
    seen.set(skuId, {
      skuId,
      itemId: product_id ?? '',
      sellerSku: seller_sku?.trim() ?? '',
      title,
      variant,
      barcode: '',
    });
    for (const part of item.combined_listing_skus ?? []) {
      if (seen.has(part.sku_id)) continue;
      const sellerSku = part.seller_sku?.trim() ?? '';
      const itemId = part.product_id ?? '';
      seen.set(part.sku_id, {
        skuId: part.sku_id,
        itemId,
        sellerSku,
        title: `Part of ${title}`,
        variant: '',
        barcode: '',
      });
    }
  }
  return [...seen.values()].sort((a, b) => (a.skuId < b.skuId ? -1 : 1));
}
