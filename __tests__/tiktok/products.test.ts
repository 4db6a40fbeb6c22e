import { describe, expect, it } from '@jest/globals';
import { getProduct, type ProductPage, searchProducts } from '../../src/tiktok/products.ts';
import { quickClient, refusal, scriptedHttp, SHOP, success } from '../helpers/tiktokClient.ts';
import { readFixtureText } from '../helpers/tiktokFixtures.ts';

async function all(pages: AsyncIterable<ProductPage>): Promise<ProductPage[]> {
  const list: ProductPage[] = [];
  for await (const page of pages) list.push(page);
  return list;
}

describe('searchProducts', () => {
  it('sends the filter in the body, with inclusive ends', async () => {
    const http = scriptedHttp(() => ({ text: readFixtureText('realistic/products-search') }));

    const filter = { status: 'ACTIVATE', updateTimeGe: 1, updateTimeLe: 2, sellerSkus: ['TOTE-M'] };
    const [page] = await all(searchProducts(quickClient({ http }), SHOP, filter));

    expect(page?.products[0]).toMatchObject({ id: '1729000000000000001', skus: [{ seller_sku: 'TOTE-M' }] });
    expect(JSON.parse(http.requests[0]?.body ?? '')).toEqual({
      status: 'ACTIVATE',
      update_time_ge: 1,
      update_time_le: 2,
      seller_skus: ['TOTE-M'],
    });
    expect(new URL(http.requests[0]?.url ?? '').searchParams.get('page_size')).toBe('100');
  });

  it('walks all pages and sets odd products apart', async () => {
    const http = scriptedHttp((_request, index) => ({
      text: success({ products: [{ id: String(index) }, { title: 'no id' }], next_page_token: index ? '' : 'next' }),
    }));

    const pages = await all(searchProducts(quickClient({ http }), SHOP, {}));

    expect(pages.flatMap(({ products }) => products.map(({ id }) => id))).toEqual(['0', '1']);
    expect(pages.flatMap(({ rejected }) => rejected)).toHaveLength(2);
  });

  it('says that there are too many to list', async () => {
    const http = scriptedHttp(() => ({ text: refusal(12052180, 'Exceeds 10000 products') }));

    await expect(all(searchProducts(quickClient({ http }), SHOP, {}))).rejects.toMatchObject({
      code: 'E_TIKTOK_API',
      apiCode: 12052180,
    });
  });
});

describe('getProduct', () => {
  it('reads one product in full', async () => {
    const http = scriptedHttp(() => ({ text: readFixtureText('realistic/product-detail') }));

    const product = await getProduct(quickClient({ http }), SHOP, '1729000000000000001');

    expect(product.skus?.[0]).toMatchObject({ id: '1729000000000000101', identifier_code: { type: 'UPC' } });
    expect(http.requests[0]?.url).toContain('/product/202309/products/1729000000000000001?');
  });

  it('refuses an id that would lead elsewhere', async () => {
    await expect(getProduct(quickClient(), SHOP, '../search')).rejects.toThrow(RangeError);
  });
});
