import { isOpen } from '../../mapping/listings/known.ts';
import { ALL_RULES, type ListingMatch } from '../../mapping/listings/match.ts';
import {
  hasVariants,
  type NewItem,
  type NewSku,
  type ProductContext,
  referenceOf,
} from '../../mapping/listings/products.ts';
import { OdooAccessError } from '../../odoo/errors.ts';
import { missingRights } from '../../odoo/procedures/rights.ts';
import { textOf } from '../rows.ts';
import { readCandidates } from './candidates.ts';
import type { CatalogueRun } from './context.ts';
import type { CatalogueState } from './pages.ts';

const GOODS = ['product.template', 'product.product'];
const ATTRIBUTES = ['product.attribute', 'product.attribute.value'];

/**
 * The SKUs on sale that nothing in Odoo stands for or stands in the way of, by item. Left out are bundles, whose parts
 * are sold, and SKUs whose details were not read in this run.
 */
export function itemsToMake(state: CatalogueState, matches: ReadonlyMap<string, ListingMatch>): NewItem[] {
  const items = new Map<string, NewItem & { readonly skus: NewSku[] }>();
  for (const entry of state.entries.values()) {
    const { seen } = entry;
    const match = matches.get(seen.skuId);
    const product = state.details.get(seen.itemId);
    const details = product?.skus.get(seen.skuId);
    if (!isOpen(entry) || !product || !details || details.isBundle) continue;
    if (match?.productId !== undefined || match?.isFree !== true) continue;
    const item = items.get(seen.itemId) ?? { itemId: seen.itemId, title: seen.title, details: product, skus: [] };
    item.skus.push({ seen, details });
    items.set(seen.itemId, item);
  }
  return [...items.values()];
}

/**
 * Checks that the user may make products.
 *
 * @throws OdooAccessError that names the groups which give the right.
 */
export async function requireProductRights({ odoo }: CatalogueRun, items: readonly NewItem[]): Promise<void> {
  const models = items.some(hasVariants) ? [...GOODS, ...ATTRIBUTES] : GOODS;
  const [missing] = await missingRights(
    odoo,
    models.map((model) => ({ model, operations: ['create'] })),
  );
  if (!missing) return;
  const { model, operation, message } = missing;
  throw new OdooAccessError(`Products cannot be made: ${message}`, { model, operation, context: { model } });
}

/** Reads what decides how products are made: the company's currency and the database's unit of weight. */
export async function readProductContext({ odoo, shop, settings }: CatalogueRun): Promise<ProductContext> {
  const [company] = await odoo.read('res.company', [settings.companyId], ['currency_id']);
  const [any] = await odoo.searchRead('product.template', [], ['weight_uom_name'], { limit: 1 });
  const currency: unknown = company?.['currency_id'];
  return {
    shop: settings,
    reference: shop.row['x_reference_source'] === 'item_id' ? 'item_id' : 'seller_sku',
    weightUnit: textOf(any?.['weight_uom_name']) === 'lb' ? 'lb' : 'kg',
    currency: Array.isArray(currency) ? String(currency[1]) : '',
    storable: odoo.profile.storableProduct,
  };
}

/**
 * Takes away what would be there twice: a barcode that a product has already, or that another new one gets, is left out
 * with a note; a SKU whose Internal Reference a product has is not made at all.
 */
export async function withFreeCodes(
  run: CatalogueRun,
  items: readonly NewItem[],
  context: ProductContext,
): Promise<NewItem[]> {
  const wanted = items.flatMap((item) =>
    item.skus.map((sku) => ({
      ...sku.seen,
      sellerSku: referenceOf(sku, item, context),
      itemId: '',
      barcode: sku.details.barcode,
    })),
  );
  const there = await readCandidates(run.odoo, run.settings.companyId, wanted, ALL_RULES);
  const codes = new Set(there.map(({ defaultCode }) => defaultCode.trim()));
  const barcodes = new Set(there.map(({ barcode }) => barcode));
  const free = items.map((item) => ({
    ...item,
    skus: item.skus.flatMap((sku) => {
      const code = referenceOf(sku, item, context);
      if (codes.has(code)) {
        run.book.notes.push(
          `SKU ${sku.seen.skuId}: a product has the Internal Reference ${code} already, none is made.`,
        );
        return [];
      }
      const { barcode } = sku.details;
      if (barcode === '' || !barcodes.has(barcode)) {
        barcodes.add(barcode);
        return [sku];
      }
      run.book.notes.push(`SKU ${sku.seen.skuId}: the barcode ${barcode} is in use, its product gets none.`);
      return [{ ...sku, details: { ...sku.details, barcode: '' } }];
    }),
  }));
  return free.filter(({ skus }) => skus.length > 0);
}
