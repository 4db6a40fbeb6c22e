import { describe, expect, it } from '@jest/globals';
import type { SkuDetails } from '../../../src/mapping/listings/details.ts';
import {
  attributeKey,
  attributeValueKey,
  convertWeight,
  hasVariants,
  mapAttributes,
  mapPlainProduct,
  mapTemplate,
  mapVariant,
  type NewItem,
  priceExtras,
  type ProductContext,
  referenceOf,
} from '../../../src/mapping/listings/products.ts';
import { buildShop } from '../../helpers/builders.ts';
import { buildDetails, buildListed } from '../../helpers/catalogueBuilders.ts';

const shop = buildShop();
const context: ProductContext = {
  shop,
  reference: 'seller_sku',
  weightUnit: 'kg',
  currency: 'USD',
  storable: { is_storable: true },
};

type SkuWish = Partial<SkuDetails> & { readonly sellerSku?: string };

function item(...skus: readonly SkuWish[]): NewItem {
  const made = skus.map(({ sellerSku = 'MUG', ...details }, index) => {
    const skuId = `S${index + 1}`;
    return { seen: buildListed({ skuId, sellerSku }), details: buildDetails({ skuId, ...details }) };
  });
  const weight = { value: '0.8', unit: 'POUND' };
  const details = new Map(made.map((sku) => [sku.seen.skuId, sku.details]));
  return {
    itemId: '16',
    title: 'Mug',
    details: { itemId: '16', updateTime: 0, imageUrl: '', weight, skus: details },
    skus: made,
  };
}

const RED = { name: 'Color', value: 'Red' };
const BLUE = { name: 'Color', value: 'Blue' };

describe('hasVariants', () => {
  it('needs the same attributes on every SKU', () => {
    expect(hasVariants(item({ attributes: [RED] }, { attributes: [BLUE] }))).toBe(true);
    expect(hasVariants(item({ attributes: [] }))).toBe(false);
    expect(hasVariants(item({ attributes: [RED] }, { attributes: [] }))).toBe(false);
  });
});

describe('referenceOf', () => {
  const [single, double] = [item({}), item({}, { sellerSku: '' })];
  const of = (from: NewItem, index: number, reference: ProductContext['reference']): string | undefined => {
    const sku = from.skus[index];
    return sku && referenceOf(sku, from, { ...context, reference });
  };

  it('is the seller SKU or the Item ID, and never empty or double', () => {
    expect([of(single, 0, 'seller_sku'), of(single, 0, 'item_id')]).toEqual(['MUG', '16']);
    expect([of(double, 0, 'seller_sku'), of(double, 1, 'seller_sku')]).toEqual(['MUG', 'S2']);
    expect([of(double, 0, 'item_id'), of(double, 1, 'item_id')]).toEqual(['S1', 'S2']);
    expect(of(item({ sellerSku: '' }), 0, 'seller_sku')).toBe('16');
  });
});

describe('mapPlainProduct', () => {
  it('maps a SKU that stands by itself', () => {
    const plain = item({ attributes: [] });
    const [sku] = plain.skus;

    expect(sku && mapPlainProduct(sku, plain, 'iVBO', context)).toEqual({
      externalId: `__tiktok_shop__.product_${shop.shopId}_S1`,
      values: {
        is_storable: true,
        name: 'Mug',
        sale_ok: true,
        list_price: 9.99,
        image_1920: 'iVBO',
        default_code: 'MUG',
        weight: 0.3629,
        barcode: '4006381333931',
      },
    });
  });

  it('says no price in another currency than the company’s, and no barcode where there is none', () => {
    const plain = item({ attributes: [], currency: 'GBP', barcode: '' });
    const [sku] = plain.skus;
    const values = sku && mapPlainProduct(sku, plain, '', context).values;

    expect(values).toMatchObject({ list_price: 0 });
    expect(Object.keys(values ?? {})).not.toEqual(expect.arrayContaining(['barcode']));
    expect(Object.keys(values ?? {})).not.toEqual(expect.arrayContaining(['image_1920']));
  });
});

describe('mapTemplate', () => {
  it('has the values of all SKUs, each once, and the lowest price', () => {
    const size = { name: 'Size', value: 'M' };
    const made = item({ attributes: [RED, size], price: '9' }, { attributes: [BLUE, size], price: '7.5' });
    const { externalId, values, children } = mapTemplate(made, '', context);

    expect(externalId).toBe(`__tiktok_shop__.product_template_${shop.shopId}_16`);
    expect(values).toMatchObject({ name: 'Mug', list_price: 7.5 });
    expect(children?.['attribute_line_ids']?.map((line) => line.values)).toEqual([
      { 'attribute_id/id': attributeKey('Color'), 'value_ids/id': [RED, BLUE].map(attributeValueKey).join(',') },
      { 'attribute_id/id': attributeKey('Size'), 'value_ids/id': attributeValueKey(size) },
    ]);
  });
});

describe('priceExtras', () => {
  const [small, large] = ['S', 'L'].map((value) => ({ name: 'Size', value })) as [typeof RED, typeof RED];
  const extrasOf = (...skus: readonly SkuWish[]): unknown => {
    const { byValue, isOdd } = priceExtras(item(...skus), context);
    return isOdd ? 'odd' : Object.fromEntries(byValue);
  };

  it('finds the attribute by which prices differ', () => {
    expect(
      extrasOf(
        { attributes: [RED, small], price: '9.99' },
        { attributes: [BLUE, small], price: '9.99' },
        { attributes: [RED, large], price: '12.5' },
      ),
    ).toEqual({ [attributeValueKey(large)]: 2.51 });
    expect(extrasOf({ attributes: [RED], price: '9' }, { attributes: [BLUE], price: '9' })).toEqual({});
  });

  it('says when none does', () => {
    const prices = ['1', '2', '3', '5'];
    const pairs = [
      [RED, small],
      [RED, large],
      [BLUE, small],
      [BLUE, large],
    ];

    expect(extrasOf(...pairs.map((attributes, index) => ({ attributes, price: prices[index] ?? '' })))).toBe('odd');
  });

  it('leaves out prices in another currency', () => {
    expect(extrasOf({ attributes: [RED], currency: 'GBP', price: '9' }, { attributes: [BLUE], price: '7' })).toEqual(
      {},
    );
  });
});

describe('mapVariant', () => {
  it('names its values', () => {
    const made = item({ attributes: [RED] });
    const [sku] = made.skus;

    expect(sku && mapVariant(sku, made, 3, [4, 5], context).values).toEqual({
      'product_tmpl_id/.id': 3,
      'product_template_attribute_value_ids/.id': '4,5',
      default_code: 'MUG',
      weight: 0.3629,
      barcode: '4006381333931',
    });
  });
});

describe('mapAttributes', () => {
  it('names each attribute and value once, and tells those of any script apart', () => {
    const made = item({ attributes: [{ name: '颜色', value: '红' }] }, { attributes: [{ name: '颜色', value: '蓝' }] });
    const { attributes, values } = mapAttributes([made, made]);

    expect(attributes.map((record) => record.values)).toEqual([{ name: '颜色', create_variant: 'dynamic' }]);
    expect(new Set(values.map(({ externalId }) => externalId)).size).toBe(2);
    expect(values[0]?.values).toEqual({ name: '红', 'attribute_id/id': attributeKey('颜色') });
  });
});

describe('convertWeight', () => {
  it.each([
    [{ value: '0.8', unit: 'POUND' }, 'kg', 0.3629],
    [{ value: '0.8', unit: 'POUND' }, 'lb', 0.8],
    [{ value: '0.4', unit: 'KILOGRAM' }, 'kg', 0.4],
    [{ value: '400', unit: 'GRAM' }, 'lb', 0.8818],
    [{ value: 'heavy', unit: 'GRAM' }, 'kg', 0],
    [{ value: '1', unit: 'STONE' }, 'kg', 0],
    [undefined, 'kg', 0],
  ] as const)('turns %j into %s', (weight, unit, expected) => {
    expect(convertWeight(weight, unit)).toBe(expected);
  });
});
