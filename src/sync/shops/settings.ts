import { fromOdooDateTime } from '../../core/time.ts';
import type { Mappings } from '../../mapping/files/load.ts';
import type { ProductBinding, ShopSettings } from '../../mapping/orders/types.ts';
import { idOf, textOf } from '../rows.ts';
import type { Shop } from './shop.ts';

/** A shop's settings, fit for work, or everything that is missing in them, one sentence each. */
export type SettingsReading =
  { readonly ok: true; readonly settings: ShopSettings } | { readonly ok: false; readonly problems: readonly string[] };

/** Settings without which no order can be imported, with their labels in Odoo's form. */
const REQUIRED: Readonly<Record<string, string>> = {
  x_company_id: 'Company',
  x_currency_id: 'Currency',
  x_pricelist_id: 'Pricelist',
  x_warehouse_id: 'Warehouse',
  x_import_from: 'Import from',
  x_shipping_product_id: 'Shipping product',
  x_seller_discount_product_id: 'Seller discount product',
  x_platform_discount_product_id: 'Platform discount product',
  x_platform_subsidy_product_id: 'Platform subsidy product',
};

/**
 * Reads the settings that orders are mapped with off the shop's record, without asking Odoo again.
 *
 * Whether the records it names fit together is for {@link checkShop} to say.
 */
export function readSettings(shop: Shop, mappings: Mappings): SettingsReading {
  const problems = [...missingSettings(shop), ...taxProblems(shop, mappings)];
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, settings: toSettings(shop) };
}

/** What is said about a setting that must not be empty. */
export function emptyProblem(label: string): string {
  return `${label} is empty: choose one in the shop's form.`;
}

function missingSettings(shop: Shop): string[] {
  const empty = Object.entries(REQUIRED).filter(([field]) => !shop.row[field]);
  const missing = empty.map(([, label]) => emptyProblem(label));
  if (shop.row['x_unknown_sku'] === 'default' && !shop.row['x_default_product_id']) {
    missing.push('Default product is empty, but unknown SKUs shall use it: choose one, or hold such orders.');
  }
  return missing;
}

/** Where prices include a tax the shop names it; where TikTok remits it the shop names none. */
function taxProblems(shop: Shop, mappings: Mappings): string[] {
  const region = mappings.regions[shop.region];
  if (!region) {
    return [`The region ${shop.region || '(empty)'} has no entry in regions.json: add one to the mappings folder.`];
  }
  const taxes = { 'Tax on goods': shop.row['x_goods_tax_id'], 'Tax on shipping': shop.row['x_shipping_tax_id'] };
  if (region.taxes === 'included') {
    return Object.entries(taxes)
      .filter(([, tax]) => !tax)
      .map(
        ([label]) => `${label} is empty: prices in ${region.name} include a tax, name the one that is in the price.`,
      );
  }
  return Object.entries(taxes)
    .filter(([, tax]) => tax)
    .map(([label]) => `${label} must be empty: in ${region.name} TikTok collects and remits the sales tax itself.`);
}

function toSettings(shop: Shop): ShopSettings {
  const { row } = shop;
  const id = (field: string): number => idOf(row[field]) ?? 0;
  const product = (field: string): ProductBinding => ({ productId: id(field) });
  const ids = (field: string): number[] => [idOf(row[field])].filter((value) => value !== undefined);
  return {
    id: shop.id,
    shopId: shop.shopId,
    region: shop.region,
    companyId: id('x_company_id'),
    currency: nameOf(row['x_currency_id']),
    currencyId: id('x_currency_id'),
    pricelistId: id('x_pricelist_id'),
    warehouseId: id('x_warehouse_id'),
    fbtWarehouseId: idOf(row['x_fbt_warehouse_id']),
    teamId: idOf(row['x_team_id']),
    carrierId: idOf(row['x_default_carrier_id']),
    sourceId: idOf(row['x_source_id']),
    fiscalPositionId: idOf(row['x_fiscal_position_id']),
    goodsTaxIds: ids('x_goods_tax_id'),
    shippingTaxIds: ids('x_shipping_tax_id'),
    shippingProduct: product('x_shipping_product_id'),
    sellerDiscountProduct: product('x_seller_discount_product_id'),
    platformDiscountProduct: product('x_platform_discount_product_id'),
    platformSubsidyProduct: product('x_platform_subsidy_product_id'),
    defaultProduct: row['x_default_product_id'] ? product('x_default_product_id') : undefined,
    orderPrefix: textOf(row['x_order_prefix']),
    importFrom: fromOdooDateTime(textOf(row['x_import_from'])) ?? 0,
    latePolicy: row['x_late_policy'] === 'block' ? 'block' : 'import',
    unknownSkuPolicy: row['x_unknown_sku'] === 'default' ? 'default' : 'hold',
  };
}

/** Odoo shows a currency by its code, so the name within a many2one is the code. */
function nameOf(value: unknown): string {
  return Array.isArray(value) && typeof value[1] === 'string' ? value[1] : '';
}
