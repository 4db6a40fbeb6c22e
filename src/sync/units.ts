import type { ProductBinding, ShopSettings } from '../mapping/orders/types.ts';
import type { OdooClient } from '../odoo/client.ts';
import { idOf } from './rows.ts';

/**
 * Reads the units of measure of products, where lines have to name them: one call of `load()` has one set of columns, and
 * an empty unit is refused there. Elsewhere nothing is read.
 */
export async function readUnits(
  odoo: OdooClient,
  productIds: readonly number[],
): Promise<ReadonlyMap<number, ProductBinding>> {
  const ids = [...new Set(productIds)];
  if (!odoo.profile.saleOrderLine.needsUom) return new Map(ids.map((productId) => [productId, { productId }]));
  const rows = await odoo.read('product.product', ids, ['uom_id']);
  return new Map(rows.map((row) => [row.id, { productId: row.id, uomId: idOf(row['uom_id']) }]));
}

/** The settings of a shop with the units of its own products. */
export async function withUnits(odoo: OdooClient, settings: ShopSettings): Promise<ShopSettings> {
  const { shippingProduct, sellerDiscountProduct, platformDiscountProduct, platformSubsidyProduct, defaultProduct } =
    settings;
  const always = [shippingProduct, sellerDiscountProduct, platformDiscountProduct, platformSubsidyProduct];
  const products = defaultProduct ? [...always, defaultProduct] : always;
  const units = await readUnits(
    odoo,
    products.map(({ productId }) => productId),
  );
  const unit = (product: ProductBinding): ProductBinding => units.get(product.productId) ?? product;
  return {
    ...settings,
    shippingProduct: unit(shippingProduct),
    sellerDiscountProduct: unit(sellerDiscountProduct),
    platformDiscountProduct: unit(platformDiscountProduct),
    platformSubsidyProduct: unit(platformSubsidyProduct),
    defaultProduct: defaultProduct && unit(defaultProduct),
  };
}
