import { UsageError } from '../../core/errors.ts';
import {
  AUDIT_STATUSES,
  makeSku,
  noteEdit,
  PRODUCT_STATUSES,
  putProduct,
  sampleWeight,
  skusOf,
  type AuditStatus,
  type Product,
  type ProductStatus,
  type SalesWarehouse,
  type Sku,
} from '../goods.ts';
import { MARKETS } from '../markets.ts';
import { catalogueOf, stockOf } from '../stock.ts';
import type { SandboxShop, World } from '../world.ts';
import { checkNames } from './checkNames.ts';
import type { GoodsControl, ProductView, ProductWish, SkuChanges, SkuStockView } from './goodsTypes.ts';
import { requireShop } from './orders.ts';

/** What the part of the control API that is about goods works on. */
export interface GoodsControlContext {
  readonly world: () => World;
  readonly now: () => number;
  /** Is called after every change. */
  readonly changed: () => void;
}

/** Ids of products that are added count up from here. */
const FIRST_ADDED = 800_000;

const PRODUCT_FIELDS = ['title', 'status', 'audit', 'weight', 'updateTime'];
const SKU_FIELDS = [
  'sellerSku',
  'skuName',
  'attributes',
  'price',
  'barcode',
  'status',
  'stockRule',
  'isPromoted',
  'isGone',
  'warehouses',
];
const WAREHOUSE_FIELDS = ['name', 'status', 'isGone'];

/** What only some words are allowed for, besides the status, which has its own words in each place. */
const WORDS: Readonly<Record<string, readonly unknown[]>> = {
  audit: AUDIT_STATUSES,
  stockRule: ['own', 'shared', 'global'],
};

/** Makes the part of the control API that is about goods. */
export function goodsControl({ world, now, changed }: GoodsControlContext): GoodsControl {
  const edited = (shop: SandboxShop, productId: string, at = now()): void => {
    const product = shop.goods.products.get(productId);
    if (product) noteEdit(shop.goods, product, at);
    changed();
  };
  const setSku = (skuId: string, changes: SkuChanges): void => {
    checkChanges(changes, SKU_FIELDS, ['NORMAL', 'DEACTIVATED']);
    const { shop, sku } = requireSku(world(), skuId);
    const { warehouses, ...fields } = changes;
    if (warehouses) assign(shop, sku, warehouses);
    Object.assign(sku, fields);
    edited(shop, sku.productId);
  };
  return {
    catalogue: (shopId) => catalogueOf(requireShop(world(), shopId)),
    products: (shopId) => [...requireShop(world(), shopId).goods.products.values()].map(viewProduct),
    stock: (shopId) => {
      const shop = requireShop(world(), shopId);
      return [...shop.goods.skus.values()].filter(({ isGone }) => !isGone).map((sku) => viewStock(shop, sku));
    },
    setStock: (skuId, warehouseNo, quantity) => {
      const { shop, sku } = requireSku(world(), skuId);
      setStock(shop, sku, warehouseNo, quantity);
      edited(shop, sku.productId);
    },
    addProduct: (wish) => {
      const shop = requireShop(world(), wish.shopId);
      const product = addProduct(shop, wish, now());
      edited(shop, product.id);
      return viewProduct(product);
    },
    setProduct: (productId, changes) => {
      checkChanges(changes, PRODUCT_FIELDS, PRODUCT_STATUSES);
      const { shop, product } = requireProduct(world(), productId);
      const { updateTime, ...fields } = changes;
      Object.assign(product, fields.status ? { audit: auditOf(fields.status), ...fields } : fields);
      edited(shop, productId, updateTime);
    },
    setSku,
    patchProduct: (productId, patch) => {
      const { shop, product } = requireProduct(world(), productId);
      product.patch = patch;
      edited(shop, productId);
    },
    patchSku: (skuId, patch) => {
      const { shop, sku } = requireSku(world(), skuId);
      sku.patch = patch;
      edited(shop, sku.productId);
    },
    removeSku: (skuId) => {
      setSku(skuId, { isGone: true });
    },
    warehouses: (shopId) =>
      requireShop(world(), shopId).warehouses.map(({ id, ...rest }) => ({ warehouseId: id, ...rest })),
    setWarehouse: (warehouseNo, changes, shopId) => {
      checkChanges(changes, WAREHOUSE_FIELDS, ['ENABLED', 'DISABLED', 'RESTRICTED']);
      Object.assign(requireWarehouse(requireShop(world(), shopId), warehouseNo), changes);
      changed();
    },
  };
}

/** Changes may come from HTTP, where nobody has checked them. */
function checkChanges(changes: object, known: readonly string[], statuses: readonly string[]): void {
  checkNames(changes, known, 'field');
  for (const [name, value] of Object.entries(changes)) {
    const words = name === 'status' ? statuses : WORDS[name];
    if (!words || words.includes(value)) continue;
    throw new UsageError(`There is no ${name} ${JSON.stringify(value)}.`, { remedy: `There are ${words.join(', ')}.` });
  }
}

function requireProduct(world: World, productId: string): { readonly shop: SandboxShop; readonly product: Product } {
  for (const shop of world.shops) {
    const product = shop.goods.products.get(productId);
    if (product) return { shop, product };
  }
  throw new UsageError(`There is no product ${JSON.stringify(productId)}.`);
}

function requireSku(world: World, skuId: string): { readonly shop: SandboxShop; readonly sku: Sku } {
  for (const shop of world.shops) {
    const sku = shop.goods.skus.get(skuId);
    if (sku) return { shop, sku };
  }
  throw new UsageError(`There is no SKU ${JSON.stringify(skuId)}.`);
}

function requireWarehouse(shop: SandboxShop, number: number): SalesWarehouse {
  const found = shop.warehouses.find((warehouse) => warehouse.number === number);
  if (found) return found;
  throw new UsageError(`The shop has no warehouse ${number}.`, {
    remedy: `It has ${shop.warehouses.length}, counted from 1.`,
  });
}

function setStock(shop: SandboxShop, sku: Sku, warehouseNo: number, quantity: number): void {
  if (sku.kind === 'bundle') {
    throw new UsageError('A bundle has no stock of its own.', { remedy: 'Set the stock of its parts.' });
  }
  if (!Number.isInteger(quantity) || quantity < 0) throw new UsageError(`${quantity} is not a number of units.`);
  const { id } = requireWarehouse(shop, warehouseNo);
  const entry = sku.stock.find(({ warehouseId }) => warehouseId === id);
  if (!entry) throw new UsageError(`The SKU is not assigned to warehouse ${warehouseNo}.`);
  entry.available = quantity;
}

function assign(shop: SandboxShop, sku: Sku, numbers: readonly number[]): void {
  const ids = numbers.map((number) => requireWarehouse(shop, number).id);
  sku.stock = ids.map(
    (id) => sku.stock.find(({ warehouseId }) => warehouseId === id) ?? { warehouseId: id, available: 0, committed: 0 },
  );
}

function addProduct(shop: SandboxShop, wish: ProductWish, now: number): Product {
  const { goods, ids, warehouses, options } = shop;
  const number = FIRST_ADDED + goods.products.size;
  const id = ids.product(number);
  const status = wish.status ?? 'ACTIVATE';
  const { currency } = MARKETS[options.region];
  const skus = wish.skus.map(({ sellerSku, price, barcode = '', attributes = [], quantity = 0 }, index) =>
    makeSku(
      {
        productId: id,
        skuId: ids.sku(FIRST_ADDED + goods.skus.size + index),
        kind: 'goods',
        title: wish.title,
        skuName: attributes.length === 0 ? 'Default' : attributes.map(({ value }) => value).join(', '),
        components: [],
        ...{ sellerSku, price, currency, barcode, attributes, quantity },
      },
      warehouses,
    ),
  );
  const product: Product = {
    id,
    title: wish.title,
    status,
    audit: auditOf(status),
    createTime: now,
    updateTime: now,
    weight: sampleWeight(id, options.region),
    skus,
  };
  putProduct(goods, product);
  return product;
}

/** What TikTok's audit says of a product in a status. */
function auditOf(status: ProductStatus): AuditStatus {
  if (status === 'DRAFT') return 'NONE';
  if (status === 'PENDING') return 'AUDITING';
  return status === 'FAILED' ? 'FAILED' : 'APPROVED';
}

function viewProduct(product: Product): ProductView {
  const { id, title, status, audit, createTime, updateTime, weight } = product;
  const skuIds = skusOf(product).map(({ skuId }) => skuId);
  return { productId: id, title, status, audit, createTime, updateTime, weight, skuIds };
}

function viewStock(shop: SandboxShop, sku: Sku): SkuStockView {
  const { skuId, productId, sellerSku, kind } = sku;
  const warehouses = stockOf(shop, sku).map((entry) => ({
    number: shop.warehouses.find(({ id }) => id === entry.warehouseId)?.number ?? 0,
    ...entry,
  }));
  return {
    ...{ skuId, productId, sellerSku, kind },
    available: warehouses.reduce((sum, entry) => sum + entry.available, 0),
    committed: warehouses.reduce((sum, entry) => sum + entry.committed, 0),
    oversold: sku.stock.reduce((sum, { available }) => sum + Math.max(0, -available), 0),
    warehouses,
  };
}
