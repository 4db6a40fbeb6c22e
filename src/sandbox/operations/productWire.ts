import { skusOf, type Product, type Sku, type WirePatch } from '../goods.ts';
import { imageOf } from '../images.ts';
import { hashText } from '../random.ts';
import { availableOf, stockOf } from '../stock.ts';
import type { SandboxShop } from '../world.ts';

/** Ids of the built-in sales attributes. */
const ATTRIBUTE_IDS: Readonly<Record<string, string>> = { Color: '100000', Size: '100007' };
/** The attribute whose values have pictures. */
const PICTURED = 'Color';

/** A product as search shows it: without pictures and attributes. */
export function toSearchProduct(product: Product, shop: SandboxShop): Record<string, unknown> {
  const shown = {
    id: product.id,
    title: product.title,
    status: product.status,
    sales_regions: [shop.options.region],
    create_time: product.createTime,
    update_time: product.updateTime,
    has_draft: product.status === 'DRAFT',
    is_not_for_sale: product.skus[0]?.kind === 'gift',
    listing_quality_tier: 'FAIR',
    audit: { status: product.audit },
    product_sync_fail_reasons: [],
    skus: skusOf(product).map((sku) => patched(toSku(sku, shop), sku.patch)),
  };
  return patched(shown, product.patch);
}

/**
 * A product as detail shows it.
 *
 * @param origin - Where its pictures lie.
 */
export function toDetailProduct(product: Product, shop: SandboxShop, origin: string): Record<string, unknown> {
  const isMetric = shop.options.region !== 'US';
  const shown = {
    id: product.id,
    title: product.title,
    product_status: statusWithoutAudit(product),
    status: product.status,
    description: `<p>${product.title}.</p>`,
    create_time: product.createTime,
    update_time: product.updateTime,
    is_cod_allowed: false,
    is_not_for_sale: product.skus[0]?.kind === 'gift',
    has_draft: product.status === 'DRAFT',
    is_replicated: false,
    is_pre_owned: false,
    external_product_id: '',
    brand: { id: '7082000000000000001', name: 'Sample Brand' },
    category_chains: [
      { id: '600001', parent_id: '0', local_name: 'Luggage & Bags', is_leaf: false },
      { id: '600002', parent_id: '600001', local_name: 'Tote Bags', is_leaf: true },
    ],
    main_images: [imageOf(product.id, origin)],
    package_weight: product.weight,
    package_dimensions: { length: '10', width: '8', height: '2', unit: isMetric ? 'CENTIMETER' : 'INCH' },
    product_attributes: [{ id: '100392', name: 'Material', values: [{ id: '1001533', name: 'Canvas' }] }],
    product_types: skusOf(product).some(({ kind }) => kind === 'bundle') ? ['COMBINED_PRODUCT'] : [],
    audit: { status: product.audit },
    ...(product.audit === 'FAILED' ? { audit_failed_reasons: [AUDIT_FAILED] } : {}),
    skus: skusOf(product).map((sku) => patched(toDetailSku(sku, shop, origin), sku.patch)),
  };
  return patched(shown, product.patch);
}

/** The stock of a SKU as inventory search shows it. */
export function toStock(sku: Sku, shop: SandboxShop): Record<string, unknown> {
  const stock = stockOf(shop, sku);
  const available = availableOf(shop, sku);
  const locked = sku.isPromoted ? Math.min(available, PROMOTED_UNITS) : 0;
  return {
    id: sku.skuId,
    seller_sku: sku.sellerSku,
    total_available_quantity: available,
    total_committed_quantity: stock.reduce((sum, { committed }) => sum + committed, 0),
    warehouse_inventory: stock.map((entry) => ({
      warehouse_id: entry.warehouseId,
      available_quantity: entry.available,
      committed_quantity: entry.committed,
    })),
    total_available_inventory_distribution: {
      in_shop_inventory: { quantity: available - locked },
      campaign_inventory: locked === 0 ? [] : [{ campaign_name: 'Sample campaign', quantity: locked }],
      creator_inventory: [],
    },
  };
}

/** Units that a promotion locks. */
const PROMOTED_UNITS = 20;

const AUDIT_FAILED = {
  position: 'Product title',
  reasons: ['The title does not say what the product is.'],
  suggestions: ['Write a title that names the product.'],
  listing_platform: 'TIKTOK_SHOP',
};

/** A product that was never live has the status INITIAL where audits do not count. */
function statusWithoutAudit({ status }: Product): string {
  return status === 'PENDING' || status === 'FAILED' ? 'INITIAL' : status;
}

function toSku(sku: Sku, shop: SandboxShop): Record<string, unknown> {
  return {
    id: sku.skuId,
    seller_sku: sku.sellerSku,
    price: {
      currency: sku.currency,
      ...(shop.options.sellerType === 'CROSS_BORDER' ? { sale_price: sku.price } : { tax_exclusive_price: sku.price }),
    },
    inventory: stockOf(shop, sku).map(({ warehouseId, available }) => ({
      warehouse_id: warehouseId,
      quantity: available,
    })),
    status_info:
      sku.status === 'NORMAL' ? { status: 'NORMAL' } : { status: 'DEACTIVATED', deactivation_source: 'SELLER' },
  };
}

function toDetailSku(sku: Sku, shop: SandboxShop, origin: string): Record<string, unknown> {
  return {
    ...toSku(sku, shop),
    external_sku_id: '',
    ...(sku.barcode === '' ? {} : { identifier_code: { code: sku.barcode, type: 'EAN' } }),
    sales_attributes: sku.attributes.map(({ name, value }) => ({
      id: ATTRIBUTE_IDS[name] ?? longId(name),
      name,
      value_id: longId(`${name}/${value}`),
      value_name: value,
      ...(name === PICTURED ? { sku_img: imageOf(sku.skuId, origin) } : {}),
    })),
    ...(sku.components.length === 0 ? {} : { combined_skus: combinedSkus(sku, shop) }),
  };
}

function combinedSkus(sku: Sku, { goods }: SandboxShop): Record<string, unknown>[] {
  return sku.components.map(({ skuId, count }) => ({
    product_id: goods.skus.get(skuId)?.productId ?? '',
    sku_id: skuId,
    seller_sku: goods.skus.get(skuId)?.sellerSku ?? '',
    sku_count: count,
  }));
}

function patched(row: Record<string, unknown>, patch: WirePatch | undefined): Record<string, unknown> {
  if (!patch) return row;
  const kept = Object.entries(row).filter(([field]) => !patch.remove?.includes(field));
  return { ...Object.fromEntries(kept), ...patch.set };
}

function longId(text: string): string {
  return `7${String(hashText(text)).padStart(18, '0')}`;
}
