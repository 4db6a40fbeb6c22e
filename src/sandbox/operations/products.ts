import { REFUSALS, Refusal } from '../refusal.ts';
import type { CatalogueSku } from '../generate/catalogue.ts';
import type { SandboxShop } from '../world.ts';
import { bodyInteger, bodyText, bodyTexts, pageSize } from './fields.ts';
import { cutPage, readPageToken, writePageToken, type Order } from './pages.ts';
import type { Operation, OperationCall } from './types.ts';

const STATUSES = [
  'ALL',
  'DRAFT',
  'PENDING',
  'FAILED',
  'ACTIVATE',
  'SELLER_DEACTIVATED',
  'PLATFORM_DEACTIVATED',
  'FREEZE',
  'DELETED',
];
/** Moments at which every product of the sandbox was made and changed. */
const CREATED_AT = 1_752_739_200;
const UPDATED_AT = 1_760_511_600;
const IMAGE = {
  uri: 'tos-sample/000000000000000000000001',
  urls: ['https://files.example.com/main.jpg'],
  thumb_urls: ['https://files.example.com/main_300.jpg'],
  height: 800,
  width: 800,
};

/** The operations on products. @see Partner Center, "Search Products", "Get Product" and "Inventory Search" */
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
  {
    name: 'inventory/search',
    method: 'POST',
    path: '/product/202309/inventory/search',
    entity: 'shop',
    scope: 'seller.product.basic',
    answer: searchInventory,
  },
];

interface Product {
  readonly id: string;
  readonly skus: readonly CatalogueSku[];
}

function searchProducts(context: OperationCall): string {
  const { shop, call, world } = context;
  const size = pageSize(context, 100);
  const question = JSON.stringify([shop.ids.shop, 'products', context.body]);
  const start = readPageToken(call.query.get('page_token'), question);
  const products = productsOf(shop).filter(filterOf(context));
  const order: Order<Product> = { keyOf: () => 0, idOf: (product) => product.id, isDescending: false };
  const page = cutPage(products, order, size, start, world.settings.pageTokens);
  return JSON.stringify({
    ...(page.items.length === 0 ? {} : { products: page.items.map((product) => toSearchProduct(product, shop)) }),
    next_page_token: page.next ? writePageToken(page.next, question) : '',
    total_count: products.length,
  });
}

function filterOf(context: OperationCall): (product: Product) => boolean {
  const status = bodyText(context, 'status', STATUSES) ?? 'ALL';
  const sellerSkus = atMostTen(context, 'seller_skus', 12019027);
  const skuIds = atMostTen(context, 'sku_ids', 12019087);
  const ranges = [
    { time: CREATED_AT, from: 'create_time_ge', until: 'create_time_le' },
    { time: UPDATED_AT, from: 'update_time_ge', until: 'update_time_le' },
  ].map(({ time, from, until }) => {
    const [low, high] = [bodyInteger(context, from) ?? 0, bodyInteger(context, until) ?? Number.POSITIVE_INFINITY];
    return time >= low && time <= high;
  });
  const isAsked = ranges.every(Boolean) && ['ALL', 'ACTIVATE'].includes(status);
  return ({ skus }) =>
    isAsked &&
    (!sellerSkus || skus.some((sku) => sellerSkus.includes(sku.sellerSku))) &&
    (!skuIds || skus.some((sku) => skuIds.includes(sku.skuId)));
}

function atMostTen(context: OperationCall, name: string, code: number): string[] | undefined {
  const values = bodyTexts(context, name, Number.POSITIVE_INFINITY);
  if (values && values.length > 10) throw new Refusal(200, code, `The maximum count of "${name}" is 10.`);
  return values;
}

function getProduct({ shop, pathValues }: OperationCall): string {
  const product = productsOf(shop).find(({ id }) => id === pathValues['product_id']);
  const first = product?.skus[0];
  if (!product || !first) throw new Refusal(200, 12052032, 'The product does not exist');
  const metric = shop.options.region !== 'US';
  return JSON.stringify({
    id: product.id,
    title: first.title,
    product_status: 'ACTIVATE',
    status: 'ACTIVATE',
    description: `<p>${first.title}.</p>`,
    create_time: CREATED_AT,
    update_time: UPDATED_AT,
    is_cod_allowed: false,
    is_not_for_sale: false,
    has_draft: false,
    is_replicated: false,
    is_pre_owned: false,
    external_product_id: '',
    brand: { id: '7082000000000000001', name: 'Sample Brand' },
    category_chains: [
      { id: '600001', parent_id: '0', local_name: 'Luggage & Bags', is_leaf: false },
      { id: '600002', parent_id: '600001', local_name: 'Tote Bags', is_leaf: true },
    ],
    main_images: [IMAGE],
    package_weight: metric ? { value: '0.4', unit: 'KILOGRAM' } : { value: '0.8', unit: 'POUND' },
    package_dimensions: { length: '10', width: '8', height: '2', unit: metric ? 'CENTIMETER' : 'INCH' },
    product_attributes: [{ id: '100392', name: 'Material', values: [{ id: '1001533', name: 'Canvas' }] }],
    product_types: product.skus.some((sku) => sku.kind === 'bundle') ? ['COMBINED_PRODUCT'] : [],
    audit: { status: 'APPROVED' },
    skus: product.skus.map((sku) => toDetailSku(sku, shop)),
  });
}

function searchInventory(context: OperationCall): string {
  const { shop } = context;
  const skuIds = bodyTexts(context, 'sku_ids', 600);
  const productIds = bodyTexts(context, 'product_ids', 100);
  if (!skuIds && !productIds) throw REFUSALS.missingField('ProductIds');
  const isAsked = (sku: CatalogueSku): boolean =>
    skuIds ? skuIds.includes(sku.skuId) : (productIds ?? []).includes(sku.productId);
  const inventory = productsOf(shop)
    .map(({ id, skus }) => ({ product_id: id, skus: skus.filter(isAsked).map((sku) => toStock(sku, shop)) }))
    .filter(({ skus }) => skus.length > 0);
  return JSON.stringify({ inventory });
}

function productsOf(shop: SandboxShop): Product[] {
  const byId = new Map<string, CatalogueSku[]>();
  for (const sku of shop.catalogue) byId.set(sku.productId, [...(byId.get(sku.productId) ?? []), sku]);
  return [...byId].map(([id, skus]) => ({ id, skus })).sort((a, b) => (a.id < b.id ? -1 : 1));
}

function toSearchProduct({ id, skus }: Product, shop: SandboxShop): Record<string, unknown> {
  return {
    id,
    title: skus[0]?.title ?? '',
    status: 'ACTIVATE',
    sales_regions: [shop.options.region],
    create_time: CREATED_AT,
    update_time: UPDATED_AT,
    has_draft: false,
    is_not_for_sale: false,
    listing_quality_tier: 'FAIR',
    audit: { status: 'APPROVED' },
    product_sync_fail_reasons: [],
    skus: skus.map((sku) => toSku(sku, shop)),
  };
}

function toSku(sku: CatalogueSku, shop: SandboxShop): Record<string, unknown> {
  return {
    id: sku.skuId,
    seller_sku: sku.sellerSku,
    price: {
      currency: sku.currency,
      ...(shop.options.sellerType === 'CROSS_BORDER' ? { sale_price: sku.price } : { tax_exclusive_price: sku.price }),
    },
    inventory: [{ warehouse_id: shop.ids.warehouse(1), quantity: sku.quantity }],
    status_info: { status: 'NORMAL' },
  };
}

function toDetailSku(sku: CatalogueSku, shop: SandboxShop): Record<string, unknown> {
  const [colour = '', size = ''] = sku.skuName.split(', ');
  const parts = sku.components.map(({ skuId, count }) => ({ part: find(shop, skuId), count }));
  return {
    ...toSku(sku, shop),
    external_sku_id: '',
    identifier_code: { code: sku.barcode, type: 'EAN' },
    sales_attributes: [
      { id: '100000', name: 'Color', value_id: '7000000000000000001', value_name: colour, sku_img: IMAGE },
      { id: '100007', name: 'Size', value_id: '7000000000000000002', value_name: size },
    ],
    ...(parts.length === 0
      ? {}
      : {
          combined_skus: parts.map(({ part, count }) => ({
            product_id: part?.productId ?? '',
            sku_id: part?.skuId ?? '',
            seller_sku: part?.sellerSku ?? '',
            sku_count: count,
          })),
        }),
  };
}

function toStock(sku: CatalogueSku, shop: SandboxShop): Record<string, unknown> {
  return {
    id: sku.skuId,
    seller_sku: sku.sellerSku,
    total_available_quantity: sku.quantity,
    total_committed_quantity: 0,
    warehouse_inventory: [
      { warehouse_id: shop.ids.warehouse(1), available_quantity: sku.quantity, committed_quantity: 0 },
    ],
    total_available_inventory_distribution: {
      in_shop_inventory: { quantity: sku.quantity },
      campaign_inventory: [],
      creator_inventory: [],
    },
  };
}

function find(shop: SandboxShop, skuId: string): CatalogueSku | undefined {
  return shop.catalogue.find((sku) => sku.skuId === skuId);
}
