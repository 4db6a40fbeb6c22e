import { describe, expect, it } from '@jest/globals';
import { mapListed, skusOfProduct } from '../../../src/mapping/listings/listed.ts';
import { ProductSummary } from '../../../src/tiktok/schemas/product.ts';
import { buildShop } from '../../helpers/builders.ts';
import { buildListed } from '../../helpers/catalogueBuilders.ts';

function skusOf(product: object): ReturnType<typeof skusOfProduct> {
  return skusOfProduct(
    ProductSummary.parse({ id: '16', title: 'Mug', status: 'ACTIVATE', update_time: 1_760_000_000, ...product }),
  );
}

describe('skusOfProduct', () => {
  it('reads what a search tells', () => {
    const sku = {
      id: '17',
      seller_sku: ' MUG ',
      price: { currency: 'USD', tax_exclusive_price: '9.990' },
      inventory: [
        { warehouse_id: '73', quantity: 2 },
        { warehouse_id: '72', quantity: 5 },
      ],
      status_info: { status: 'NORMAL' },
    };

    expect(skusOf({ audit: { status: 'APPROVED' }, skus: [sku] })).toEqual([
      { ...buildListed(), stock: '72: 5; 73: 2' },
    ]);
  });

  it('copes with what is missing, odd, or of a global seller', () => {
    const [bare, odd, global] = skusOf({
      title: null,
      status: null,
      update_time: null,
      skus: [
        { id: '1' },
        { id: '2', price: { currency: 'USD', tax_exclusive_price: 'about 5' } },
        { id: '3', price: { currency: 'USD', tax_exclusive_price: '', sale_price: '4' } },
      ],
    });

    expect(bare).toMatchObject({
      title: 'TikTok item 16',
      sellerSku: '',
      price: '',
      stock: '',
      updateTime: 0,
      saleState: undefined,
    });
    expect([odd?.price, global?.price]).toEqual(['', '4']);
  });

  it('knows what is not on sale', () => {
    expect(skusOf({ status: 'DRAFT', skus: [{ id: '1' }] })[0]?.saleState).toBe('off');
    expect(skusOf({ skus: [{ id: '1', status_info: { status: 'DEACTIVATED' } }] })[0]?.saleState).toBe('off');
  });
});

describe('mapListed', () => {
  it('maps to the columns of a listing', () => {
    expect(mapListed(buildListed(), buildShop(), 2)).toEqual({
      x_name: 'Mug',
      x_item_id: '16',
      x_sku_id: '17',
      x_seller_sku: 'MUG',
      x_status: 'ACTIVATE',
      x_audit: 'APPROVED',
      x_sku_status: 'NORMAL',
      x_price: 9.99,
      'x_currency_id/.id': 2,
      x_warehouse_stock: '72: 5',
      x_update_time: '2025-10-09 08:53:20',
    });
  });

  it('leaves empty what TikTok does not say', () => {
    expect(mapListed(buildListed({ price: '', updateTime: 0 }), buildShop(), undefined)).toMatchObject({
      x_price: 0,
      x_update_time: '',
      'x_currency_id/.id': buildShop().currencyId,
    });
  });
});
