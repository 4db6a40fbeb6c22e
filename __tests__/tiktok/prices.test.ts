import { describe, expect, it } from '@jest/globals';
import { updatePrices } from '../../src/tiktok/prices.ts';
import { useHttpMock } from '../helpers/httpMock.ts';
import { API, quickClient, refusal, scriptedHttp, SHOP, success } from '../helpers/tiktokClient.ts';
import { readFixtureText } from '../helpers/tiktokFixtures.ts';

const mock = useHttpMock();
const PRODUCT = '1729000000000000001';

describe('updatePrices', () => {
  it('sends amounts as texts, in the currency of the shop', async () => {
    mock(API)
      .post(`/product/202309/products/${PRODUCT}/prices/update`, {
        skus: [{ id: '1', price: { amount: '19.90', currency: 'USD' } }],
      })
      .query(true)
      .reply(200, readFixtureText('realistic/price-update-ok'));

    await expect(
      updatePrices(quickClient(), SHOP, PRODUCT, [{ id: '1', amount: '19.90', currency: 'USD' }]),
    ).resolves.toBeUndefined();
  });

  it('splits what does not go into one call', async () => {
    const http = scriptedHttp(() => ({ text: success({}) }));
    const skus = Array.from({ length: 101 }, (_, index) => ({ id: String(index), amount: '1', currency: 'JPY' }));

    await updatePrices(quickClient({ http }), SHOP, PRODUCT, skus);

    const sizes = http.requests.map(({ body = '' }) => (JSON.parse(body) as { skus: unknown[] }).skus.length);
    expect(sizes).toEqual([100, 1]);
  });

  it.each([
    [12052038, /promotion/],
    [12052084, /currency of the shop/],
    [12052570, /pricelist/],
    [12052032, /sync catalogue/],
  ])('says what to do about code %d', async (code, remedy) => {
    const http = scriptedHttp(() => ({ text: refusal(code, 'no') }));
    const sent = updatePrices(quickClient({ http }), SHOP, PRODUCT, [{ id: '1', amount: '1', currency: 'USD' }]);

    await expect(sent).rejects.toMatchObject({
      code: 'E_TIKTOK_API',
      apiCode: code,
      remedy: expect.stringMatching(remedy),
    });
  });

  it('does not lose a refusal under code 0', async () => {
    const http = scriptedHttp(() => ({
      text: success({ errors: [{ code: 12052557, message: 'not of this product' }] }),
    }));
    const sent = updatePrices(quickClient({ http }), SHOP, PRODUCT, [{ id: '1', amount: '1', currency: 'USD' }]);

    await expect(sent).rejects.toMatchObject({ apiCode: 12052557 });
  });
});
