import { describe, expect, it } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import { loadMappings } from '../../../src/mapping/files/load.ts';
import { emptyProblem, readSettings } from '../../../src/sync/shops/settings.ts';
import type { Shop } from '../../../src/sync/shops/shop.ts';

const MAPPINGS = loadMappings({ shippedDir: fileURLToPath(new URL('../../../mappings', import.meta.url)) });

const FULL = {
  id: 5,
  x_company_id: [1, 'Company'],
  x_currency_id: [2, 'USD'],
  x_pricelist_id: [3, 'TikTok Shop USD'],
  x_warehouse_id: [4, 'Warehouse'],
  x_import_from: '2026-10-01 00:00:00',
  x_shipping_product_id: [10, 'Shipping'],
  x_seller_discount_product_id: [11, 'Seller discount'],
  x_platform_discount_product_id: [12, 'Platform discount'],
  x_platform_subsidy_product_id: [13, 'Platform subsidy'],
  x_order_prefix: 'TT-',
  x_late_policy: 'import',
  x_unknown_sku: 'hold',
};

function shopWith(changes: Record<string, unknown>, region = 'US'): Shop {
  return { id: 5, shopId: '7495000000000000001', region, row: { ...FULL, ...changes } } as unknown as Shop;
}

function problemsOf(shop: Shop): readonly string[] {
  const reading = readSettings(shop, MAPPINGS);
  return reading.ok ? [] : reading.problems;
}

describe('readSettings', () => {
  it('reads complete settings', () => {
    expect(readSettings(shopWith({}), MAPPINGS)).toMatchObject({
      ok: true,
      settings: {
        id: 5,
        companyId: 1,
        currency: 'USD',
        pricelistId: 3,
        warehouseId: 4,
        fbtWarehouseId: undefined,
        goodsTaxIds: [],
        importFrom: 1_790_812_800,
        latePolicy: 'import',
        unknownSkuPolicy: 'hold',
        shippingProduct: { productId: 10 },
      },
    });
  });

  it('names everything that is missing at once', () => {
    expect(problemsOf(shopWith({ x_pricelist_id: false, x_warehouse_id: false }))).toEqual([
      emptyProblem('Pricelist'),
      emptyProblem('Warehouse'),
    ]);
  });

  it('asks for a default product where unknown SKUs shall use it', () => {
    expect(problemsOf(shopWith({ x_unknown_sku: 'default' }))).toEqual([expect.stringContaining('Default product')]);
    expect(problemsOf(shopWith({ x_unknown_sku: 'default', x_default_product_id: [9, 'Any'] }))).toEqual([]);
  });

  it('asks for taxes where prices include one, and refuses them where TikTok remits it', () => {
    const taxes = { x_goods_tax_id: [20, 'VAT'], x_shipping_tax_id: [20, 'VAT'] };

    expect(problemsOf(shopWith({}, 'GB'))).toHaveLength(2);
    expect(problemsOf(shopWith(taxes, 'GB'))).toEqual([]);
    expect(problemsOf(shopWith(taxes, 'US'))).toEqual([
      expect.stringContaining('Tax on goods must be empty'),
      expect.stringContaining('Tax on shipping must be empty'),
    ]);
  });

  it('refuses a region without an entry', () => {
    expect(problemsOf(shopWith({}, 'ZZ'))).toEqual([expect.stringContaining('The region ZZ has no entry')]);
  });
});
