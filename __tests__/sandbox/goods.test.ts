import { describe, expect, it } from '@jest/globals';
import { isOnSale, makeGoods, makeWarehouses, sampleWeight, skusOf, type Goods } from '../../src/sandbox/goods.ts';
import { makeCatalogue } from '../../src/sandbox/generate/catalogue.ts';
import { shopIds } from '../../src/sandbox/ids.ts';
import { MARKETS } from '../../src/sandbox/markets.ts';
import type { ShopOptions } from '../../src/sandbox/options.ts';
import { seededRandom } from '../../src/sandbox/random.ts';

const ids = shopIds('s', 0, 'US');

function make(options: Partial<ShopOptions> = {}): Goods {
  const catalogue = makeCatalogue({ region: 'US', ...options }, MARKETS.US, ids, seededRandom('s'));
  return makeGoods(catalogue, makeWarehouses(options.warehouses ?? 1, ids), 'US');
}

describe('makeGoods', () => {
  it('spreads products over time, so that search can be cut by it', () => {
    const products = [...make({ skus: 4000, skusPerProduct: 1 }).products.values()];

    expect(new Set(products.map(({ createTime }) => createTime)).size).toBe(products.length);
    expect(new Set(products.map(({ updateTime }) => updateTime)).size).toBeGreaterThan(1000);
    expect(products.every(({ createTime, updateTime }) => createTime <= updateTime)).toBe(true);
  });

  it('divides the stock of a SKU between the warehouses', () => {
    const [one, two] = [make(), make({ warehouses: 3 })].map(({ skus }) => [...skus.values()]);
    const total = (goods = one): number[] =>
      (goods ?? []).map(({ stock }) => stock.reduce((sum, { available }) => sum + available, 0));

    expect(two?.every(({ stock }) => stock.length === 3)).toBe(true);
    expect(total(two)).toEqual(total(one));
  });

  it('makes 10,000 SKUs in less than two seconds', () => {
    const start = performance.now();
    const goods = make({ skus: 10_000, warehouses: 2 });

    expect(goods.skus.size).toBe(10_005);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('makeWarehouses', () => {
  it('gives ids that no other warehouse of the shop has', () => {
    const numbers = makeWarehouses(7, ids).map(({ id }) => id);

    expect(numbers[0]).toBe(ids.warehouse(1));
    expect(new Set([...numbers, ids.warehouse(2), ids.warehouse(9)]).size).toBe(9);
  });
});

describe('isOnSale', () => {
  it('looks at product, SKU and the parts of a bundle', () => {
    const goods = make();
    const bundle = [...goods.skus.values()].find(({ kind }) => kind === 'bundle');
    const part = goods.skus.get(bundle?.components[0]?.skuId ?? '');
    const product = goods.products.get(part?.productId ?? '');
    if (!bundle || !part || !product) throw new Error('There is no bundle.');
    const both = (): boolean[] => [part, bundle].map((sku) => isOnSale(goods, sku));

    expect(both()).toEqual([true, true]);
    part.status = 'DEACTIVATED';
    expect(both()).toEqual([false, false]);
    part.status = 'NORMAL';
    product.status = 'SELLER_DEACTIVATED';
    expect(both()).toEqual([false, false]);
    product.status = 'ACTIVATE';
    bundle.isGone = true;
    expect(both()).toEqual([true, false]);
  });
});

describe('skusOf', () => {
  it('leaves out what is gone', () => {
    const [product] = make().products.values();
    const [first] = product?.skus ?? [];
    if (!product || !first) throw new Error('There is no product.');
    first.isGone = true;

    expect(skusOf(product)).toHaveLength(3);
  });
});

describe('sampleWeight', () => {
  it('is more than nothing, in the unit of the market', () => {
    expect(sampleWeight('1', 'US').unit).toBe('POUND');
    expect(sampleWeight('1', 'DE').unit).toBe('KILOGRAM');
    expect(['1', '2', '3', '4'].every((id) => Number(sampleWeight(id, 'US').value) > 0)).toBe(true);
  });
});
