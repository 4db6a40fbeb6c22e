import { noteEdit, skusOf, type Product, type SalesWarehouse, type Sku } from '../goods.ts';
import { RETURN_WAREHOUSE } from '../ids.ts';
import { PRODUCT_MESSAGES, refuseProduct, type ProductCode } from '../productCodes.ts';
import { REFUSALS } from '../refusal.ts';
import { stockOf } from '../stock.ts';
import type { SandboxShop, World } from '../world.ts';
import { bodyTexts, integerIn, rowsIn, textIn, type Row } from './fields.ts';
import { requireProduct } from './products.ts';
import { skuRows } from './skuRows.ts';
import { toStock } from './productWire.ts';
import type { Operation, OperationCall } from './types.ts';

/** Most ids in one search. */
const MAX_SKU_IDS = 600;
const MAX_PRODUCT_IDS = 100;
/** Most units that a warehouse can have. Whether TikTok takes 0 is not written anywhere; integrators send it. */
const MAX_QUANTITY = 99_999;

/** The operations on stock. @see Partner Center, "Inventory Search" and "Update Inventory" */
export const INVENTORY_OPERATIONS: readonly Operation[] = [
  {
    name: 'inventory/search',
    method: 'POST',
    path: '/product/202309/inventory/search',
    entity: 'shop',
    scope: 'seller.product.basic',
    answer: searchInventory,
  },
  {
    name: 'inventory/update',
    method: 'POST',
    path: '/product/202309/products/{product_id}/inventory/update',
    entity: 'shop',
    scope: 'seller.product.write',
    answer: updateInventory,
    isWrite: true,
  },
];

/** Why the stock of a SKU is not set; `warehouses` is what is wrong with single ones. */
interface SkuMistake {
  readonly code: ProductCode;
  readonly warehouses?: readonly WarehouseMistake[];
}

interface WarehouseMistake {
  readonly warehouseId: string;
  readonly code: ProductCode;
}

/** What a call wants of one warehouse. */
interface WantedStock {
  readonly warehouseId: string | undefined;
  readonly quantity: number;
}

function searchInventory(context: OperationCall): string {
  const { shop } = context;
  const skuIds = bodyTexts(context, 'sku_ids', Number.POSITIVE_INFINITY);
  const productIds = bodyTexts(context, 'product_ids', Number.POSITIVE_INFINITY);
  if (!skuIds && !productIds) throw REFUSALS.missingField('ProductIds');
  if ((skuIds?.length ?? 0) > MAX_SKU_IDS) throw refuseProduct(12019015);
  if ((productIds?.length ?? 0) > MAX_PRODUCT_IDS) throw refuseProduct(12019120);
  if (productIds?.some((id) => !/^\d+$/.test(id))) throw refuseProduct(12019008);
  const found = skuIds ? bySku(shop, skuIds) : byProduct(shop, productIds ?? []);
  const inventory = [...found].map(([id, skus]) => ({ product_id: id, skus: skus.map((sku) => toStock(sku, shop)) }));
  return JSON.stringify({ inventory });
}

/** What does not exist is left out. */
function bySku({ goods }: SandboxShop, skuIds: readonly string[]): Map<string, Sku[]> {
  const found = new Map<string, Sku[]>();
  for (const skuId of new Set(skuIds)) {
    const sku = goods.skus.get(skuId);
    if (!sku || sku.isGone || isDeleted(goods.products.get(sku.productId))) continue;
    found.set(sku.productId, [...(found.get(sku.productId) ?? []), sku]);
  }
  return found;
}

function byProduct({ goods }: SandboxShop, productIds: readonly string[]): Map<string, Sku[]> {
  const products = [...new Set(productIds)].map((id) => goods.products.get(id)).filter((one) => one !== undefined);
  return new Map(products.filter((one) => !isDeleted(one)).map((product) => [product.id, skusOf(product)]));
}

function isDeleted(product: Product | undefined): boolean {
  return product?.status === 'DELETED';
}

/** Sets what is available. A SKU is set in all its warehouses or not at all; one bad SKU stops no other. */
function updateInventory(context: OperationCall): string {
  const product = requireProduct(context);
  const rows = skuRows(context, product).map((row) => ({ skuId: row.skuId, wanted: readWanted(row.fields) }));
  const errors: Record<string, unknown>[] = [];
  for (const { skuId, wanted } of rows) {
    const sku = skusOf(product).find((one) => one.skuId === skuId);
    const mistake = sku ? mistakeOf(context, sku, wanted) : { code: 12052556 as const };
    if (mistake) errors.push(toError(skuId, mistake));
    else if (sku) setStock(context, product, sku, wanted);
  }
  return JSON.stringify(errors.length === 0 ? {} : { errors });
}

function readWanted(fields: Row): WantedStock[] {
  return (rowsIn(fields, 'inventory') ?? []).map((row) => {
    const quantity = integerIn(row, 'quantity');
    if (quantity === undefined) throw REFUSALS.missingField('Quantity');
    integerIn(row, 'backorder_quantity');
    integerIn(row, 'handling_time');
    return { warehouseId: textIn(row, 'warehouse_id'), quantity };
  });
}

function mistakeOf({ shop, world }: OperationCall, sku: Sku, wanted: readonly WantedStock[]): SkuMistake | undefined {
  const code = fixedStock(sku);
  if (code) return { code };
  if (wanted.length === 0) return { code: 12019022 };
  const own = stockOf(shop, sku).map(({ warehouseId }) => warehouseId);
  const named = wanted.map(({ warehouseId }) => warehouseId);
  // only a SKU of one warehouse may leave out which
  if (own.length > 1 && named.includes(undefined)) return { code: 12019028 };
  if (new Set(named).size < named.length) return { code: 12052555 };
  const warehouses = wanted.flatMap(({ warehouseId = own[0] ?? '', quantity }) => {
    const wrong = warehouseMistake(world, shop, warehouseId, own) ?? quantityMistake(quantity);
    return wrong ? [{ warehouseId, code: wrong }] : [];
  });
  if (warehouses.length > 0) return { code: 12052990, warehouses };
  // a warehouse that is switched off may not be named, so it cannot be missing
  const needed = own.filter((id) => statusOf(shop, id) === 'ENABLED');
  if (!named.includes(undefined) && needed.some((id) => !named.includes(id))) return { code: 12019028 };
  return sku.isPromoted && lowers(shop, sku, wanted) ? { code: 12052393 } : undefined;
}

/** Stock that is derived, or kept elsewhere. */
function fixedStock({ kind, stockRule }: Sku): ProductCode | undefined {
  if (kind === 'bundle') return 12052850;
  if (stockRule === 'shared') return 12052921;
  return stockRule === 'global' ? 12052141 : undefined;
}

function warehouseMistake(
  world: World,
  shop: SandboxShop,
  warehouseId: string,
  own: readonly string[],
): ProductCode | undefined {
  if (warehouseId === shop.ids.warehouse(RETURN_WAREHOUSE)) return 12052532;
  const status = statusOf(shop, warehouseId);
  if (status === 'DISABLED') return 12052531;
  if (status === 'RESTRICTED') return 12052403;
  if (status === 'ENABLED') return own.includes(warehouseId) ? undefined : 12052533;
  return world.shops.some((other) => other !== shop && statusOf(other, warehouseId)) ? 12052530 : 12052097;
}

function statusOf({ warehouses }: SandboxShop, warehouseId: string): SalesWarehouse['status'] | undefined {
  return warehouses.find(({ id, isGone }) => id === warehouseId && !isGone)?.status;
}

function quantityMistake(quantity: number): ProductCode | undefined {
  if (quantity < 0) return 12019024;
  return quantity > MAX_QUANTITY ? 12052055 : undefined;
}

function lowers(shop: SandboxShop, sku: Sku, wanted: readonly WantedStock[]): boolean {
  const stock = stockOf(shop, sku);
  return wanted.some(({ warehouseId, quantity }) => {
    const entry = warehouseId === undefined ? stock[0] : stock.find((one) => one.warehouseId === warehouseId);
    return quantity < (entry?.available ?? 0);
  });
}

function setStock({ shop, now }: OperationCall, product: Product, sku: Sku, wanted: readonly WantedStock[]): void {
  const [first] = stockOf(shop, sku);
  for (const { warehouseId = first?.warehouseId, quantity } of wanted) {
    const entry = sku.stock.find((one) => one.warehouseId === warehouseId);
    if (!entry || entry.available === quantity) continue;
    entry.available = quantity;
    noteEdit(shop.goods, product, now);
  }
}

function toError(skuId: string, { code, warehouses }: SkuMistake): Record<string, unknown> {
  const extra = warehouses?.map((one) => ({
    warehouse_id: one.warehouseId,
    code: one.code,
    message: PRODUCT_MESSAGES[one.code],
  }));
  return {
    code,
    message: PRODUCT_MESSAGES[code],
    detail: { sku_id: skuId, ...(extra ? { extra_errors: extra } : {}) },
  };
}
