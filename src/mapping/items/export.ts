import { ITEM_COLUMNS, type ItemKey } from './columns.ts';
import type { ItemListing } from './find.ts';

/** The headings of an item file. */
export const ITEM_HEADINGS: readonly string[] = ITEM_COLUMNS.map(({ title }) => title);

/**
 * Writes a listing as a row of an item file.
 *
 * @param match - The match state as people read it.
 */
export function toItemCells(shopId: string, { seen, reference }: ItemListing, match: string): string[] {
  const cells: Readonly<Record<ItemKey, string>> = {
    shopId,
    itemId: seen.itemId,
    skuId: seen.skuId,
    sellerSku: seen.sellerSku,
    title: seen.title,
    variant: seen.variant,
    reference,
    barcode: seen.barcode,
    match,
  };
  return ITEM_COLUMNS.map(({ key }) => cells[key]);
}
