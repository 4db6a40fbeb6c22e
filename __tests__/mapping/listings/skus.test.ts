import { describe, expect, it } from '@jest/globals';
import { saleStateOf, skusOnOrders } from '../../../src/mapping/listings/skus.ts';
import { buildLineItem, buildOrder } from '../../helpers/builders.ts';

describe('skusOnOrders', () => {
  it('names each SKU once', () => {
    const order = buildOrder({ line_items: [buildLineItem(), buildLineItem()] });

    expect(skusOnOrders([order, order])).toEqual([
      {
        skuId: '1730000000000000001',
        itemId: '1729000000000000001',
        sellerSku: 'MUG-BLUE',
        title: 'Enamel mug',
        variant: 'Blue',
        barcode: '',
      },
    ]);
  });

  it('names the components of bundles too, by their own names where they are sold alone', () => {
    const bundle = buildLineItem({
      sku_id: 'B',
      product_name: 'Set',
      combined_listing_skus: [
        { product_id: '1', sku_id: 'A', seller_sku: ' CUP ', sku_count: 1 },
        { product_id: '2', sku_id: 'C', seller_sku: '', sku_count: 2 },
      ],
    });
    const alone = buildLineItem({ sku_id: 'C', product_name: 'Tote' });

    const skus = skusOnOrders([buildOrder({ line_items: [bundle, alone] })]);

    expect(skus.map(({ skuId, sellerSku, title }) => [skuId, sellerSku, title])).toEqual([
      ['A', 'CUP', 'Part of Set'],
      ['B', 'MUG-BLUE', 'Set'],
      ['C', 'MUG-BLUE', 'Tote'],
    ]);
  });
});

describe('saleStateOf', () => {
  it.each([
    ['ACTIVATE', 'NORMAL', undefined],
    ['', '', undefined],
    ['', 'NORMAL', undefined],
    ['ACTIVATE', 'DEACTIVATED', 'off'],
    ['SELLER_DEACTIVATED', 'NORMAL', 'off'],
    ['PENDING', '', 'off'],
    ['ACTIVATE', 'GONE', 'gone'],
    ['FREEZE', 'GONE', 'gone'],
  ] as const)('of a product %s with a SKU %s is %s', (status, skuStatus, state) => {
    expect(saleStateOf(status, skuStatus)).toBe(state);
  });
});
