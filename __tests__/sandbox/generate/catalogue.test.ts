import { describe, expect, it } from '@jest/globals';
import { formatAmount, parseAmount, roundAmount } from '../../../src/core/money.ts';
import { makeCatalogue, skuCount, smallestUnits, type CatalogueSku } from '../../../src/sandbox/generate/catalogue.ts';
import { shopIds } from '../../../src/sandbox/ids.ts';
import { MARKETS, REGIONS } from '../../../src/sandbox/markets.ts';
import type { ShopOptions } from '../../../src/sandbox/options.ts';
import { seededRandom } from '../../../src/sandbox/random.ts';

function make(options: ShopOptions): CatalogueSku[] {
  return makeCatalogue(options, MARKETS[options.region], shopIds('s', 0, options.region), seededRandom('s'));
}

const sellerSkus = (skus: readonly CatalogueSku[]): string[] => skus.map(({ sellerSku }) => sellerSku);

describe('makeCatalogue', () => {
  it('counts seller SKUs up, behind the prefix that is asked for', () => {
    const plain = { region: 'US', skus: 3, emptySellerSkus: 0, sharedSellerSkus: 0 } as const;

    expect(sellerSkus(make(plain))).toEqual([
      'SKU-001',
      'SKU-002',
      'SKU-003',
      'BUNDLE-01',
      'BUNDLE-02',
      'BUNDLE-03',
      'GIFT-01',
      'GIFT-02',
    ]);
    expect(sellerSkus(make({ ...plain, skuPrefix: 'JP-' }))[0]).toBe('JP-SKU-001');
  });

  it('leaves some seller SKUs empty and gives some to two SKUs, as many as asked', () => {
    const goods = make({ region: 'US', skus: 100, emptySellerSkus: 0.1, sharedSellerSkus: 0.05 }).slice(0, 100);
    const named = sellerSkus(goods).filter((sellerSku) => sellerSku !== '');

    expect(goods.length - named.length).toBe(10);
    expect(named.length - new Set(named).size).toBe(5);
  });

  it('puts as many SKUs into a product as asked, told apart by up to three attributes', () => {
    const product = (skusPerProduct: number): CatalogueSku[] => {
      const [first, ...rest] = make({ region: 'US', skus: 60, skusPerProduct });
      return [first, ...rest].filter(
        (sku) => sku !== undefined && sku.productId === first?.productId,
      ) as CatalogueSku[];
    };

    expect([1, 4, 24, 25].map((count) => product(count).length)).toEqual([1, 4, 24, 25]);
    expect([1, 4, 24, 25].map((count) => product(count)[0]?.attributes.length)).toEqual([0, 2, 2, 3]);
    expect(product(1)[0]?.skuName).toBe('Default');
    expect(product(4)[1]).toMatchObject({
      skuName: 'Natural, M',
      attributes: [
        { name: 'Color', value: 'Natural' },
        { name: 'Size', value: 'M' },
      ],
    });
    for (const count of [4, 24, 60]) expect(new Set(product(count).map(({ skuName }) => skuName)).size).toBe(count);
  });

  it('gives ids, barcodes and stock to every SKU', () => {
    const skus = make({ region: 'DE', skus: 60 });

    expect(new Set(skus.map(({ skuId }) => skuId)).size).toBe(skus.length);
    expect(new Set(skus.map(({ barcode }) => barcode)).size).toBe(skus.length);
    for (const { barcode, quantity } of skus) {
      const digits = Array.from(barcode, Number);
      const sum = digits.reduce((total, digit, index) => total + digit * (index % 2 === 0 ? 1 : 3), 0);
      expect([digits.length, sum % 10]).toEqual([13, 0]);
      expect(quantity).toBeGreaterThan(0);
    }
  });

  it('makes bundles of goods that have a seller SKU', () => {
    const skus = make({ region: 'US', skus: 40 });
    const byId = new Map(skus.map((sku) => [sku.skuId, sku]));
    const bundles = skus.filter(({ kind }) => kind === 'bundle');

    expect(bundles).toHaveLength(3);
    for (const { components } of bundles) {
      expect(components.map(({ count }) => count)).toEqual([1, 2]);
      expect(
        components.every(({ skuId }) => byId.get(skuId)?.sellerSku !== '' && byId.get(skuId)?.kind === 'goods'),
      ).toBe(true);
    }
  });

  it('sells the same things in every market, at prices that fit the currency', () => {
    const titles = make({ region: 'US' }).map(({ title, skuName }) => `${title} ${skuName}`);
    for (const region of REGIONS) {
      const skus = make({ region });

      expect(skus.map(({ title, skuName }) => `${title} ${skuName}`)).toEqual(titles);
      for (const price of skus.map((sku) => parseAmount(sku.price))) {
        expect(price).toBeGreaterThan(0n);
        expect(roundAmount(price, MARKETS[region].decimals)).toBe(price);
      }
    }
  });

  it('has neither bundles nor gifts where every order is alike', () => {
    expect(make({ region: 'US', bench: true }).every(({ kind }) => kind === 'goods')).toBe(true);
    expect(make({ region: 'US', skuSpread: 1 }).every(({ kind }) => kind === 'goods')).toBe(true);
  });
});

describe('skuCount', () => {
  it('is 40, or 50 for the benchmark, or what is asked for', () => {
    expect([{}, { bench: true }, { bench: true, skus: 7 }].map((more) => skuCount({ region: 'US', ...more }))).toEqual([
      40, 50, 7,
    ]);
  });
});

describe('smallestUnits', () => {
  it('counts cents and yen', () => {
    expect(formatAmount(smallestUnits(MARKETS.US, 5))).toBe('0.05');
    expect(formatAmount(smallestUnits(MARKETS.JP, 5))).toBe('5');
  });
});
