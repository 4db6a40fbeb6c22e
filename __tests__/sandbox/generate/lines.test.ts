import { describe, expect, it } from '@jest/globals';
import { formatAmount, parseAmount, ZERO } from '../../../src/core/money.ts';
import { makeCatalogue } from '../../../src/sandbox/generate/catalogue.ts';
import {
  chooseBenchUnits,
  chooseUnits,
  taxOn,
  toLineItem,
  type Unit,
  type UnitChoice,
} from '../../../src/sandbox/generate/lines.ts';
import { shopIds } from '../../../src/sandbox/ids.ts';
import { MARKETS } from '../../../src/sandbox/markets.ts';
import type { OrderMix } from '../../../src/sandbox/options.ts';
import { seededRandom } from '../../../src/sandbox/random.ts';

const market = MARKETS.US;
const catalogue = makeCatalogue({ region: 'US' }, market, shopIds('s', 0, 'US'), seededRandom('s'));
const choice: UnitChoice = {
  market,
  goods: catalogue.filter(({ kind }) => kind === 'goods'),
  bundles: catalogue.filter(({ kind }) => kind === 'bundle'),
  gifts: catalogue.filter(({ kind }) => kind === 'gift'),
  taxRate: '0.0825',
  random: seededRandom('units'),
};

function units(...kinds: (keyof OrderMix)[]): Unit[] {
  return chooseUnits({ status: 'AWAITING_SHIPMENT', kinds: new Set(kinds) }, choice);
}

const context = {
  id: '577',
  market,
  taxRate: '0.0825',
  isPreOrder: false,
  skus: new Map(catalogue.map((sku) => [sku.skuId, sku])),
};

describe('chooseUnits', () => {
  it('takes one unit unless it is asked for more', () => {
    expect(units()).toHaveLength(1);
    expect(new Set(units('severalUnits').map(({ sku }) => sku.skuId)).size).toBe(1);
    expect(units('severalUnits').length).toBeGreaterThan(1);
    expect(new Set(units('severalSkus').map(({ sku }) => sku.skuId)).size).toBeGreaterThan(1);
  });

  it('discounts units, sometimes one of them less than the others', () => {
    const all = Array.from({ length: 50 }, () => units('severalUnits', 'sellerDiscount', 'platformDiscount'));

    expect(all.flat().every((unit) => unit.sellerDiscount > 0n && unit.platformDiscount > 0n)).toBe(true);
    expect(all.flat().every((unit) => unit.sellerDiscount + unit.platformDiscount < unit.price)).toBe(true);
    expect(all.some(([first, second]) => first?.sellerDiscount !== second?.sellerDiscount)).toBe(true);
    expect(all.some(([first, second]) => first?.sellerDiscount === second?.sellerDiscount)).toBe(true);
  });

  it('sells one unit at another price when asked', () => {
    const sold = units('severalUnits', 'twoPrices');

    expect(new Set(sold.map(({ sku }) => sku.skuId)).size).toBe(1);
    expect(new Set(sold.map(({ price }) => price)).size).toBe(2);
  });

  it('asks nothing for samples and gifts', () => {
    expect(units('sample').every((unit) => unit.price === ZERO && unit.tax === ZERO)).toBe(true);
    const gift = units('gift').at(-1);
    expect(gift).toMatchObject({ isGift: true, platformDiscount: ZERO, tax: ZERO });
    expect(gift?.sellerDiscount).toBe(gift?.price);
  });
});

describe('chooseBenchUnits', () => {
  it('takes three different SKUs, and goes round all of them', () => {
    const orders = Array.from({ length: 40 }, (_, sequence) => chooseBenchUnits(choice, sequence));

    expect(orders.every((order) => new Set(order.map(({ sku }) => sku.skuId)).size === 3)).toBe(true);
    expect(new Set(orders.flat().map(({ sku }) => sku.skuId)).size).toBe(40);
  });

  it('takes what there is when there are fewer than three', () => {
    const two = { ...choice, goods: choice.goods.slice(0, 2) };

    expect(chooseBenchUnits(two, 1).map(({ sku }) => sku.skuId)).toHaveLength(3);
  });
});

describe('taxOn', () => {
  it('rounds half up to the currency', () => {
    expect(formatAmount(taxOn(parseAmount('22.80'), '0.0825', market))).toBe('1.88');
    expect(formatAmount(taxOn(parseAmount('10'), '0.0825', market))).toBe('0.83');
  });
});

describe('toLineItem', () => {
  const [sku] = choice.goods;
  const unit = {
    sku,
    price: parseAmount('35'),
    sellerDiscount: parseAmount('7'),
    platformDiscount: parseAmount('5.2'),
    tax: parseAmount('1.88'),
    isGift: false,
  } as Unit;

  it('writes amounts as TikTok does', () => {
    expect(toLineItem(unit, context)).toMatchObject({
      id: '577',
      original_price: '35.00',
      seller_discount: '7.00',
      platform_discount: '5.20',
      sale_price: '22.80',
      gift_retail_price: '0',
      item_tax: [{ tax_type: 'SALES_TAX', tax_amount: '1.88', tax_rate: '0.0825' }],
    });
  });

  it('has no tax where there is none, and names the kind of a pre-order', () => {
    const line = toLineItem({ ...unit, tax: ZERO }, { ...context, isPreOrder: true });

    expect(line).not.toHaveProperty('item_tax');
    expect(line.sku_type).toBe('PRE_ORDER');
  });

  it('names the retail price of a gift', () => {
    const gift = { ...unit, sellerDiscount: unit.price, platformDiscount: ZERO, tax: ZERO, isGift: true };

    expect(toLineItem(gift, context)).toMatchObject({ is_gift: true, sale_price: '0.00', gift_retail_price: '35.00' });
  });

  it('lists what a bundle consists of', () => {
    const [bundle] = choice.bundles;
    const line = toLineItem({ ...unit, sku: bundle ?? unit.sku }, context);

    expect(line.combined_listing_skus).toHaveLength(2);
    expect(line.combined_listing_skus?.map(({ sku_count }) => sku_count)).toEqual([1, 2]);
    expect(line.combined_listing_skus?.every(({ seller_sku }) => seller_sku.startsWith('SKU-'))).toBe(true);
  });
});
