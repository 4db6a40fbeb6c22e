import type { CatalogueSku, SalesAttribute } from './generate/catalogue.ts';
import { RETURN_WAREHOUSE, type ShopIds } from './ids.ts';
import type { Region } from './markets.ts';
import { hashText } from './random.ts';

/** The statuses of a product, in the words that search filters by. */
export const PRODUCT_STATUSES = [
  'DRAFT',
  'PENDING',
  'FAILED',
  'ACTIVATE',
  'SELLER_DEACTIVATED',
  'PLATFORM_DEACTIVATED',
  'FREEZE',
  'DELETED',
] as const;
export type ProductStatus = (typeof PRODUCT_STATUSES)[number];

/** How far TikTok has looked at a product, or at an edit of a live one. */
export const AUDIT_STATUSES = ['NONE', 'AUDITING', 'FAILED', 'PRE_APPROVED', 'APPROVED'] as const;
export type AuditStatus = (typeof AUDIT_STATUSES)[number];

/** What TikTok shows for a SKU in one warehouse. */
export interface StockEntry {
  readonly warehouseId: string;
  /** Units that can still be ordered; below 0 where buyers ordered more than there was. */
  available: number;
  /** Units that orders hold which are not shipped. */
  committed: number;
}

/** What an answer says instead of what it would: against all rules, to see what callers make of it. */
export interface WirePatch {
  readonly set?: Readonly<Record<string, unknown>> | undefined;
  readonly remove?: readonly string[] | undefined;
}

/** A variant as a shop keeps it. */
export interface Sku {
  readonly productId: string;
  readonly skuId: string;
  readonly kind: CatalogueSku['kind'];
  readonly currency: string;
  readonly components: CatalogueSku['components'];
  sellerSku: string;
  skuName: string;
  attributes: readonly SalesAttribute[];
  price: string;
  barcode: string;
  status: 'NORMAL' | 'DEACTIVATED';
  /** Who keeps its stock: the shop itself, shops that share it, or a global product. */
  stockRule: 'own' | 'shared' | 'global';
  /** In a promotion the price is locked, and the stock cannot be lowered. */
  isPromoted: boolean;
  /** A SKU that was taken out of its product; nothing shows it any more. */
  isGone: boolean;
  /** One for each warehouse that it is assigned to. */
  stock: StockEntry[];
  patch?: WirePatch;
}

/** What a parcel with one unit weighs. */
export interface Weight {
  readonly value: string;
  readonly unit: string;
}

/** A product as a shop keeps it. */
export interface Product {
  readonly id: string;
  title: string;
  status: ProductStatus;
  audit: AuditStatus;
  /** Unix seconds. */
  readonly createTime: number;
  /** Unix seconds of the last edit; sales leave it as it is. */
  updateTime: number;
  weight: Weight;
  readonly skus: Sku[];
  patch?: WirePatch;
}

/** A warehouse that orders ship from. */
export interface SalesWarehouse {
  /** Counts the sales warehouses of a shop from 1. */
  readonly number: number;
  readonly id: string;
  name: string;
  status: 'ENABLED' | 'DISABLED' | 'RESTRICTED';
  /** Taken out of the shop: no list and no stock shows it. */
  isGone: boolean;
}

/** Everything that a shop sells. */
export interface Goods {
  readonly products: Map<string, Product>;
  readonly skus: Map<string, Sku>;
  /** Products that are not as they were made: what a data file has to keep. */
  readonly changed: Set<string>;
  /** Counts edits of products, so that lists made from them know when they are old; sales are none. */
  edits: number;
}

/** When the first product was made and the last one edited, in Unix seconds. */
const FIRST_CREATED = 1_752_739_200;
const LAST_UPDATED = 1_760_511_600;
const HOUR = 3600;

/** Makes the warehouses that a shop ships from. */
export function makeWarehouses(count: number, ids: ShopIds): SalesWarehouse[] {
  return Array.from({ length: count }, (_, index) => ({
    number: index + 1,
    // the one for returns lies between the first and the second
    id: ids.warehouse(index + 1 < RETURN_WAREHOUSE ? index + 1 : index + 2),
    name: index === 0 ? 'Main warehouse' : `Warehouse ${index + 1}`,
    status: 'ENABLED',
    isGone: false,
  }));
}

/** Puts a catalogue into warehouses, as it is on the first day. */
export function makeGoods(
  catalogue: readonly CatalogueSku[],
  warehouses: readonly SalesWarehouse[],
  region: Region,
): Goods {
  const goods: Goods = { products: new Map(), skus: new Map(), changed: new Set(), edits: 0 };
  const count = new Set(catalogue.map(({ productId }) => productId)).size;
  for (const sku of catalogue) {
    const product = goods.products.get(sku.productId) ?? firstDay(sku, region, goods.products.size / count);
    product.skus.push(makeSku(sku, warehouses));
    putProduct(goods, product);
  }
  return goods;
}

/** Notes that a product was edited at a moment, in Unix seconds. */
export function noteEdit(goods: Goods, product: Product, at: number): void {
  product.updateTime = at;
  goods.changed.add(product.id);
  goods.edits += 1;
}

/** Puts a product with its SKUs in the place of the one that has its id. */
export function putProduct(goods: Goods, product: Product): void {
  goods.products.set(product.id, product);
  for (const sku of product.skus) goods.skus.set(sku.skuId, sku);
}

/** Makes a SKU whose stock is spread over all warehouses. */
export function makeSku(sku: CatalogueSku, warehouses: readonly SalesWarehouse[]): Sku {
  const { productId, skuId, kind, currency, components, sellerSku, skuName, attributes, price, barcode } = sku;
  const each = Math.floor(sku.quantity / warehouses.length);
  return {
    ...{ productId, skuId, kind, currency, components, sellerSku, skuName, attributes, price, barcode },
    status: 'NORMAL',
    stockRule: 'own',
    isPromoted: false,
    isGone: false,
    stock: warehouses.map(({ id }, index) => ({
      warehouseId: id,
      available: index === 0 ? sku.quantity - each * (warehouses.length - 1) : each,
      committed: 0,
    })),
  };
}

/** The weight of a product that names none, in the unit of the market. */
export function sampleWeight(productId: string, region: Region): Weight {
  const tenths = 1 + (hashText(productId) % 30);
  return { value: (tenths / 10).toFixed(1), unit: region === 'US' ? 'POUND' : 'KILOGRAM' };
}

/** The SKUs that a product still has. */
export function skusOf(product: Product): Sku[] {
  return product.skus.filter(({ isGone }) => !isGone);
}

/** Whether buyers can order a SKU; a bundle only with all its parts. */
export function isOnSale(goods: Goods, sku: Sku): boolean {
  const isLive = !sku.isGone && sku.status === 'NORMAL' && goods.products.get(sku.productId)?.status === 'ACTIVATE';
  return isLive && sku.components.every(({ skuId }) => isPartOnSale(goods, goods.skus.get(skuId)));
}

function isPartOnSale(goods: Goods, part: Sku | undefined): boolean {
  return part !== undefined && isOnSale(goods, part);
}

/** @param share - How far the product lies behind the first of its shop, from 0 to 1. */
function firstDay({ productId, title }: CatalogueSku, region: Region, share: number): Product {
  const createTime = FIRST_CREATED + Math.floor((LAST_UPDATED - FIRST_CREATED) * share);
  const updateTime = Math.min(LAST_UPDATED, createTime + (hashText(productId) % 48) * HOUR);
  const weight = sampleWeight(productId, region);
  return { id: productId, title, status: 'ACTIVATE', audit: 'APPROVED', createTime, updateTime, weight, skus: [] };
}
