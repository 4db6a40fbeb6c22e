import { type Amount, parseOptionalAmount, subtractAmounts, ZERO } from '../../core/money.ts';
import type { CombinedSku, LineItem, Order } from '../../tiktok/schemas/order.ts';
import { firstFilled } from './text.ts';

/** Units of one SKU at one price, as they stand on one line of a sale order. */
export interface SoldLine {
  /** Key within the order, the last part of the line's external id: `<skuId>_<n>`. It survives later cancellations. */
  readonly key: string;
  readonly kind: 'goods' | 'gift';
  readonly skuId: string;
  readonly itemId: string;
  readonly sellerSku: string;
  /** Title and variant as TikTok shows them. */
  readonly title: string;
  /** What the seller gets for one unit before discounts on the order. */
  readonly unitPrice: Amount;
  /** Units that are not cancelled; 0 when all of them are. */
  readonly quantity: number;
}

/** Whether a unit was cancelled; the order's own status becomes CANCELLED only with its last unit. */
export function isCancelled(item: LineItem): boolean {
  return item.display_status === 'CANCELLED';
}

/** The units that still count. */
export function openItems(order: Order): LineItem[] {
  return order.line_items.filter((item) => !isCancelled(item));
}

/**
 * Price of one unit for the seller before the discounts that stand on lines of their own: the price before discounts;
 * for gifts the price less the seller's own discount, which is nothing unless TikTok pays for the gift.
 */
export function unitPriceOf(item: LineItem): Amount {
  const original = parseOptionalAmount(item.original_price);
  return item.is_gift ? subtractAmounts(original, parseOptionalAmount(item.seller_discount)) : original;
}

/**
 * Puts the units of an order together: one line per SKU and unit price, gifts apart.
 *
 * A virtual bundle is one line of its own SKU when Odoo has a product for it. Otherwise it becomes its components: as
 * many units of the first one (by SKU id) as there are bundles carry the bundle's price, all other units cost nothing.
 * So the goods that leave are the right ones, and the price is never divided.
 *
 * @param hasProduct - Whether a SKU can stand on a line.
 * @returns Sorted by key; also lines whose units are all cancelled, with quantity 0.
 */
export function soldLines(order: Order, hasProduct: (skuId: string) => boolean): SoldLine[] {
  const groups = new Map<string, Omit<SoldLine, 'key'>>();
  for (const item of order.line_items) {
    const units = isCancelled(item) ? 0 : 1;
    for (const part of partsOf(item, hasProduct)) {
      const id = `${part.skuId} ${part.kind} ${part.unitPrice}`;
      const known = groups.get(id);
      const quantity = (known?.quantity ?? 0) + part.quantity * units;
      groups.set(id, { ...(known && textOf(known) <= textOf(part) ? known : part), quantity });
    }
  }
  return numbered([...groups.values()]);
}

/** SKUs that need a product: of each bundle either its own SKU or all its components. */
export function neededSkus(order: Order, hasProduct: (skuId: string) => boolean): string[] {
  const needed = openItems(order).flatMap((item) => {
    if (hasProduct(item.sku_id)) return [];
    const missing = componentsOf(item).filter((part) => !hasProduct(part.sku_id));
    if (componentsOf(item).length > 0 && missing.length === 0) return [];
    return [item.sku_id, ...missing.map((part) => part.sku_id)];
  });
  return [...new Set(needed)].sort();
}

function partsOf(item: LineItem, hasProduct: (skuId: string) => boolean): Omit<SoldLine, 'key'>[] {
  const components = componentsOf(item);
  const kind = item.is_gift ? 'gift' : 'goods';
  const explode =
    components.length > 0 && !hasProduct(item.sku_id) && components.every((part) => hasProduct(part.sku_id));
  if (!explode) {
    const { sku_id: skuId, product_id, seller_sku } = item;
    const rest = { itemId: product_id ?? '', sellerSku: seller_sku ?? '', title: titleOf(item), quantity: 1 };
    return [{ kind, skuId, ...rest, unitPrice: unitPriceOf(item) }];
  }
  return components.flatMap((part, index) => {
    const free = part.sku_count - (index === 0 ? 1 : 0);
    const line = {
      kind,
      skuId: part.sku_id,
      itemId: part.product_id ?? '',
      sellerSku: part.seller_sku ?? '',
      title: `${titleOf(item)}: ${firstFilled(part.seller_sku, part.sku_id)}`,
    } as const;
    return [
      ...(index === 0 ? [{ ...line, unitPrice: unitPriceOf(item), quantity: 1 }] : []),
      ...(free > 0 ? [{ ...line, unitPrice: ZERO, quantity: free }] : []),
    ];
  });
}

/** Decides which text a line takes when its units differ, so that the order of the line items does not matter. */
function textOf(line: Omit<SoldLine, 'key'>): string {
  return [line.title, line.sellerSku, line.itemId].join('\n');
}

/** Components by SKU id, so that the order in which TikTok lists them does not matter. */
function componentsOf(item: LineItem): CombinedSku[] {
  return [...(item.combined_listing_skus ?? [])].sort((a, b) => (a.sku_id < b.sku_id ? -1 : 1));
}

/** Title and variant in one; TikTok calls the only variant of a product `Default`. */
export function titleOf(item: Pick<LineItem, 'product_name' | 'sku_name' | 'sku_id'>): string {
  const variant = item.sku_name?.trim();
  const title = firstFilled(item.product_name?.trim(), `TikTok SKU ${item.sku_id}`);
  return variant && variant !== 'Default' ? `${title} (${variant})` : title;
}

/** Numbers the lines of each SKU: goods before gifts, then by price, cancelled units counted in. */
function numbered(lines: readonly Omit<SoldLine, 'key'>[]): SoldLine[] {
  const counts = new Map<string, number>();
  return [...lines].sort(compareLines).map((line) => {
    const n = (counts.get(line.skuId) ?? 0) + 1;
    counts.set(line.skuId, n);
    return { key: `${line.skuId}_${n}`, ...line };
  });
}

function compareLines(a: Omit<SoldLine, 'key'>, b: Omit<SoldLine, 'key'>): number {
  if (a.skuId !== b.skuId) return a.skuId < b.skuId ? -1 : 1;
  if (a.kind !== b.kind) return a.kind === 'goods' ? -1 : 1;
  return a.unitPrice === b.unitPrice ? 0 : a.unitPrice > b.unitPrice ? -1 : 1;
}
