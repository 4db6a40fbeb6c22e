import type { Order } from '../../tiktok/schemas/order.ts';
import { type DesiredLine, desiredLines } from './lines.ts';
import { isCancelled } from './sold.ts';
import type { KnownLine, KnownSaleOrder, LineChange } from './types.ts';

/** What cancelled units change on the lines of a sale order. */
export interface LineDifference {
  readonly changes: readonly LineChange[];
  /** Lines of goods that say already what TikTok says; their pickings may not yet. */
  readonly settled: readonly LineChange[];
  /** Whether goods are to be lowered although a person has changed quantities too: nobody can tell which counts. */
  readonly contested: boolean;
}

/**
 * Compares the lines of a sale order with the units that are left on TikTok.
 *
 * Goods are only ever lowered: what a person lowered stays so. Discounts and shipping follow as long as no person has
 * touched the quantities. Without cancelled units nothing changes.
 */
export function lineChanges(order: Order, saleOrder: KnownSaleOrder): LineDifference {
  if (!order.line_items.some(isCancelled)) return { changes: [], settled: [], contested: false };
  const onOrder = new Set(saleOrder.lines.map((line) => line.skuId));
  // the products that an order was imported with decide whether its bundles were taken apart, not today's listings
  const hasProduct = (skuId: string): boolean =>
    onOrder.has(skuId) || !order.line_items.some((item) => item.sku_id === skuId);
  const pairs = pair(desiredLines(order, hasProduct), saleOrder.lines);
  const goods = pairs.filter(({ known }) => known.kind === 'goods' || known.kind === 'gift');
  const lowered = goods.filter(({ known, desired }) => desired.quantity < known.quantity);
  const touched = goods.some(({ known, desired }) => known.quantity < desired.quantity);
  if (touched) return { changes: [], settled: [], contested: lowered.length > 0 };
  const others = pairs.filter(
    ({ known, desired }) => known.kind !== 'goods' && known.kind !== 'gift' && known.priceUnit !== desired.unitPrice,
  );
  const settled = goods.filter((found) => !lowered.includes(found)).map(toChange);
  return { changes: [...lowered, ...others].map(toChange), settled, contested: false };
}

interface Pair {
  readonly known: KnownLine;
  readonly desired: DesiredLine;
}

/** Finds for each line in Odoo what it stands for on TikTok: by SKU, kind and price, else by SKU and kind alone. */
function pair(desired: readonly DesiredLine[], lines: readonly KnownLine[]): Pair[] {
  const left = [...desired];
  const take = (test: (line: DesiredLine) => boolean): DesiredLine | undefined => {
    const index = left.findIndex(test);
    return index < 0 ? undefined : left.splice(index, 1)[0];
  };
  const same = (known: KnownLine) => (line: DesiredLine) => line.kind === known.kind && line.skuId === known.skuId;
  const exact = lines.map((known) => take((line) => same(known)(line) && line.unitPrice === known.priceUnit));
  return lines.flatMap((known, index) => {
    const found = exact[index] ?? take(same(known));
    return found ? [{ known, desired: found }] : [];
  });
}

function toChange({ known, desired }: Pair): LineChange {
  const isGoods = known.kind === 'goods' || known.kind === 'gift';
  return {
    lineId: known.id,
    kind: known.kind,
    skuId: known.skuId,
    quantity: isGoods ? desired.quantity : known.quantity,
    priceUnit: isGoods ? known.priceUnit : desired.unitPrice,
  };
}
