/** Rows of item files and listings as a spreadsheet round trip meets them. */
import type { ItemListing } from '../../src/mapping/items/find.ts';
import type { ItemShop } from '../../src/mapping/items/plan.ts';
import type { ItemRow } from '../../src/mapping/items/rows.ts';
import type { SeenSku } from '../../src/mapping/listings/skus.ts';

/** Row 2 of a file; what is not named is empty. */
export function itemRow(values: Partial<ItemRow>): ItemRow {
  const empty = { shopId: '', itemId: '', skuId: '', sellerSku: '', title: '', variant: '', barcode: '' };
  return { row: 2, reference: 'REF', ...empty, ...values };
}

/** A listing; without a product unless its Internal Reference is given. */
export function listing(id: number, seen: Partial<SeenSku>, reference = ''): ItemListing {
  const empty = { skuId: '', itemId: '', sellerSku: '', title: 'Mug', variant: '', barcode: '' };
  const productId = reference === '' ? undefined : id + 100;
  return { id, seen: { ...empty, ...seen }, productId, reference, match: productId ? 'seller_sku' : 'unmatched' };
}

/** A shop that sells nothing yet and knows the products A (201) and B (202). */
export function itemShop(values: Partial<ItemShop> = {}): ItemShop {
  const products = new Map(
    ['A', 'B'].map((code, index) => [code, [{ id: 201 + index, defaultCode: code, barcode: '' }]] as const),
  );
  return { id: 1, shopId: '7495000000000000001', name: 'Shop 1', currencyId: 2, listings: [], products, ...values };
}
