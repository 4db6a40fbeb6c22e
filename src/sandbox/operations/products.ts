import { AUDIT_STATUSES, PRODUCT_STATUSES, skusOf, type Product } from '../goods.ts';
import { refuseProduct, type ProductCode } from '../productCodes.ts';
import type { SandboxShop, World } from '../world.ts';
import { bodyInteger, bodyText, bodyTexts, pageSize, queryFlag } from './fields.ts';
import { cutPage, readPageToken, writePageToken, type Order } from './pages.ts';
import { toDetailProduct, toSearchProduct } from './productWire.ts';
import type { Operation, OperationCall } from './types.ts';

/** Most seller SKUs and SKU ids in one search. */
const MAX_SOUGHT = 10;

/** The operations that read products. @see Partner Center, "Search Products" and "Get Product" */
export const PRODUCT_OPERATIONS: readonly Operation[] = [
  {
    name: 'products/search',
    method: 'POST',
    path: '/product/202502/products/search',
    entity: 'shop',
    scope: 'seller.product.basic',
    answer: searchProducts,
  },
  {
    name: 'products/detail',
    method: 'GET',
    path: '/product/202309/products/{product_id}',
    entity: 'shop',
    scope: 'seller.product.basic',
    answer: getProduct,
  },
];

/**
 * Finds a product of the shop that a call is about.
 *
 * @throws Refusal when there is none, or another shop has it.
 */
export function requireProduct({ shop, world, pathValues }: OperationCall): Product {
  const id = pathValues['product_id'] ?? '';
  const product = shop.goods.products.get(id);
  if (product) return product;
  throw refuseProduct(isElsewhere(world, shop, id) ? 12052048 : 12052032);
}

function searchProducts(context: OperationCall): string {
  const { shop, call, world } = context;
  const size = pageSize(context, 100);
  const question = JSON.stringify([shop.ids.shop, 'products', context.body]);
  const start = readPageToken(call.query.get('page_token'), question);
  const products = [...shop.goods.products.values()].filter(filterOf(context)).sort((a, b) => (a.id < b.id ? -1 : 1));
  const order: Order<Product> = { keyOf: () => 0, idOf: (product) => product.id, isDescending: false };
  const page = cutPage(products, order, size, start, world.settings.pageTokens);
  const [first] = page.items;
  const end = first ? products.indexOf(first) + page.items.length : 0;
  if (end > world.settings.productSearchLimit) throw refuseProduct(12052180);
  return JSON.stringify({
    ...(page.items.length === 0 ? {} : { products: page.items.map((product) => toSearchProduct(product, shop)) }),
    next_page_token: page.next ? writePageToken(page.next, question) : '',
    total_count: products.length,
  });
}

function filterOf(context: OperationCall): (product: Product) => boolean {
  const status = bodyText(context, 'status', ['ALL', ...PRODUCT_STATUSES]) ?? 'ALL';
  const audits = bodyTexts(context, 'audit_status', AUDIT_STATUSES.length);
  const sellerSkus = fewTexts(context, 'seller_skus', 12019027);
  const skuIds = fewTexts(context, 'sku_ids', 12019087);
  const created = timeRange(context, 'create_time', 12019118);
  const updated = timeRange(context, 'update_time', 12019119);
  return (product) =>
    (status === 'ALL' || product.status === status) &&
    (!audits || audits.includes(product.audit)) &&
    created(product.createTime) &&
    updated(product.updateTime) &&
    (!sellerSkus || skusOf(product).some((sku) => sellerSkus.includes(sku.sellerSku))) &&
    (!skuIds || skusOf(product).some((sku) => skuIds.includes(sku.skuId)));
}

/** Both ends belong to the range. */
function timeRange(context: OperationCall, name: string, code: ProductCode): (time: number) => boolean {
  const from = bodyInteger(context, `${name}_ge`) ?? 0;
  const until = bodyInteger(context, `${name}_le`) ?? Number.POSITIVE_INFINITY;
  if (from > until || from < 0) throw refuseProduct(code);
  return (time) => time >= from && time <= until;
}

function fewTexts(context: OperationCall, name: string, code: ProductCode): string[] | undefined {
  const values = bodyTexts(context, name, Number.POSITIVE_INFINITY);
  if (values && values.length > MAX_SOUGHT) throw refuseProduct(code);
  return values;
}

function getProduct(context: OperationCall): string {
  const product = requireProduct(context);
  // an edit shows in no version of its own here: what is live and what is looked at are the same
  if (queryFlag(context, 'return_under_review_version') && product.audit !== 'AUDITING') throw refuseProduct(12052547);
  return JSON.stringify(toDetailProduct(product, context.shop, originOf(context)));
}

/** Pictures lie where the caller has found the sandbox. */
function originOf({ call }: OperationCall): string {
  return `http://${call.headers.host ?? 'localhost'}`;
}

function isElsewhere(world: World, shop: SandboxShop, productId: string): boolean {
  return world.shops.some((other) => other !== shop && other.goods.products.has(productId));
}
