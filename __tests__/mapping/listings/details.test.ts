import { describe, expect, it } from '@jest/globals';
import { detailsOf, mapDetails, variantOf } from '../../../src/mapping/listings/details.ts';
import { ProductDetail } from '../../../src/tiktok/schemas/product.ts';
import { buildDetails } from '../../helpers/catalogueBuilders.ts';
import { readTiktokFixture } from '../../helpers/sandboxClient.ts';

function detailsOfFixture(): ReturnType<typeof detailsOf> {
  const { data } = readTiktokFixture('realistic/product-detail') as { data: unknown };
  return detailsOf(ProductDetail.parse(data));
}

describe('detailsOf', () => {
  it('reads what a search does not tell', () => {
    const details = detailsOfFixture();

    expect(details).toMatchObject({
      itemId: '1729000000000000001',
      updateTime: 1_760_511_600,
      imageUrl: 'https://files.example.com/main.jpg',
      weight: { value: '0.8', unit: 'POUND' },
    });
    expect(details.skus.get('1729000000000000101')).toEqual({
      skuId: '1729000000000000101',
      barcode: '0012345678905',
      attributes: [
        { name: 'Color', value: 'Natural' },
        { name: 'Size', value: 'M' },
      ],
      imageUrl: 'https://files.example.com/main.jpg',
      price: '35',
      currency: 'USD',
      isBundle: false,
    });
  });

  it('copes with a bare product', () => {
    const details = detailsOf(
      ProductDetail.parse({ id: '1', skus: [{ id: '2', sales_attributes: [{ name: 'Color' }] }] }),
    );

    expect(details).toMatchObject({ imageUrl: '', weight: undefined, updateTime: 0 });
    expect(details.skus.get('2')).toMatchObject({ barcode: '', attributes: [], imageUrl: '' });
  });

  it('prefers the image of the variant, and sees bundles', () => {
    const sku = {
      id: '2',
      sales_attributes: [
        { name: 'Color', value_name: 'Red', sku_img: { urls: ['https://images.example.com/red.png'] } },
      ],
      combined_skus: [{ sku_id: '3', sku_count: 1 }],
    };
    const details = detailsOf(
      ProductDetail.parse({ id: '1', main_images: [{ urls: ['https://x.example/a'] }], skus: [sku] }),
    );

    expect(details.skus.get('2')).toMatchObject({ imageUrl: 'https://images.example.com/red.png', isBundle: true });
  });
});

describe('variantOf', () => {
  it('is written as TikTok does on orders', () => {
    expect(
      variantOf([
        { name: 'Color', value: 'Red' },
        { name: 'Size', value: 'XL' },
      ]),
    ).toBe('Red, XL');
    expect(variantOf([])).toBe('');
  });
});

describe('mapDetails', () => {
  it('maps to the columns of a listing', () => {
    expect(mapDetails(buildDetails(), 1_760_000_000)).toEqual({
      x_barcode: '4006381333931',
      x_sku_name: 'Red',
      x_image_url: 'https://images.example.com/red.png',
      x_detail_time: '2025-10-09 08:53:20',
    });
  });
});
