import { describe, expect, it } from '@jest/globals';
import { searchInventory, type SkuQuantities, updateInventory } from '../../src/tiktok/inventory.ts';
import { useHttpMock } from '../helpers/httpMock.ts';
import { API, quickClient, refusal, scriptedHttp, SHOP, success } from '../helpers/tiktokClient.ts';
import { readFixtureText } from '../helpers/tiktokFixtures.ts';

const mock = useHttpMock();
const PRODUCT = '1729000000000000001';
const SKU = '1729000000000000101';
const WAREHOUSE = '7200000000000000001';

function quantities(id: string, quantity = 5): SkuQuantities {
  return { id, inventory: [{ warehouse_id: WAREHOUSE, quantity }] };
}

function bodies(http: ReturnType<typeof scriptedHttp>): Record<string, unknown[]>[] {
  return http.requests.map(({ body = '' }) => JSON.parse(body) as Record<string, unknown[]>);
}

describe('searchInventory', () => {
  it('reads available and committed units per warehouse', async () => {
    mock(API)
      .post('/product/202309/inventory/search', { sku_ids: [SKU] })
      .query({ app_key: '6abcdef', timestamp: /^\d{10}$/, sign: /^[0-9a-f]{64}$/, shop_cipher: SHOP.cipher })
      .reply(200, readFixtureText('realistic/inventory-search'));

    expect(await searchInventory(quickClient(), SHOP, { skuIds: [SKU, SKU] })).toEqual({
      stocks: [
        {
          skuId: SKU,
          productId: PRODUCT,
          sellerSku: 'TOTE-M',
          available: 118,
          committed: 2,
          warehouses: [{ warehouseId: WAREHOUSE, available: 118, committed: 2 }],
        },
      ],
      rejected: [],
    });
  });

  it.each([
    ['skuIds', 'sku_ids', [600, 600, 1]],
    ['productIds', 'product_ids', [100, 100, 1]],
  ] as const)('asks for no more %s a call than TikTok takes', async (name, key, sizes) => {
    const http = scriptedHttp(() => ({ text: success({ inventory: [] }) }));
    const ids = Array.from(
      { length: sizes.reduce<number>((sum, size) => sum + size, 0) },
      (_, index) => `${index + 1}`,
    );

    await searchInventory(quickClient({ http }), SHOP, { [name]: ids } as { skuIds: string[] });

    expect(bodies(http).map((body) => body[key]?.length)).toEqual(sizes);
    expect(bodies(http).flatMap((body) => body[key])).toEqual(ids);
  });

  it('asks nobody about nothing', async () => {
    const http = scriptedHttp(() => ({}));

    expect(await searchInventory(quickClient({ http }), SHOP, { skuIds: [] })).toEqual({ stocks: [], rejected: [] });
    expect(http.requests).toEqual([]);
  });

  it('adds the warehouses up where TikTok gives no totals, and bears what is missing', async () => {
    const row = {
      id: 1729000000000000,
      warehouse_inventory: [
        { warehouse_id: 'a', available_quantity: 3, committed_quantity: '1' },
        { warehouse_id: 'b', available_quantity: null },
      ],
    };
    const http = scriptedHttp(() => ({
      text: success({
        inventory: [
          { product_id: '1', skus: [row] },
          { product_id: '2', skus: null },
        ],
      }),
    }));

    const { stocks } = await searchInventory(quickClient({ http }), SHOP, { productIds: ['1', '2'] });

    expect(stocks).toMatchObject([{ skuId: '1729000000000000', sellerSku: '', available: 3, committed: 1 }]);
  });

  it('sets odd products and odd SKUs apart', async () => {
    const skus = [{ id: '7', total_available_quantity: 'many' }, { id: '8' }];
    const http = scriptedHttp(() => ({
      text: success({ inventory: [{ product_id: '1', skus }, { skus: [] }, null] }),
    }));

    const { stocks, rejected } = await searchInventory(quickClient({ http }), SHOP, { productIds: ['1'] });

    expect(stocks.map(({ skuId }) => skuId)).toEqual(['8']);
    expect(rejected.map(({ id, path }) => [id, path])).toEqual([
      [undefined, 'product_id'],
      [undefined, ''],
      ['7', 'total_available_quantity'],
    ]);
  });
});

describe('updateInventory', () => {
  it('sets absolute quantities of every warehouse', async () => {
    const skus = [
      {
        id: SKU,
        inventory: [
          { warehouse_id: WAREHOUSE, quantity: 0 },
          { warehouse_id: '8', quantity: 99_999 },
        ],
      },
    ];
    mock(API)
      .post(`/product/202309/products/${PRODUCT}/inventory/update`, { skus })
      .query(true)
      .reply(200, readFixtureText('realistic/inventory-update-ok'));

    expect(await updateInventory(quickClient(), SHOP, PRODUCT, skus)).toEqual([]);
  });

  it('names the SKUs that TikTok refused under code 0, and what to do', async () => {
    const http = scriptedHttp(() => ({ text: readFixtureText('realistic/inventory-update-partial-error') }));

    expect(await updateInventory(quickClient({ http }), SHOP, PRODUCT, [quantities(SKU), quantities('2')])).toEqual([
      {
        skuId: SKU,
        code: 12052990,
        message: 'Check failed',
        remedy: expect.stringContaining('Seller Center'),
        warehouses: [{ warehouseId: '7200000000000000099', code: 12052097, message: 'The warehouse does not exist' }],
      },
    ]);
  });

  it('takes an error that names no SKU for one about all that were sent', async () => {
    const http = scriptedHttp(() => ({
      text: success({ errors: [{ code: 77, message: 'odd', detail: { sku_id: '' } }] }),
    }));

    const refusals = await updateInventory(quickClient({ http }), SHOP, PRODUCT, [quantities('1'), quantities('2')]);

    expect(refusals).toEqual(
      ['1', '2'].map((skuId) => ({ skuId, code: 77, message: 'odd', remedy: undefined, warehouses: [] })),
    );
  });

  it('splits what does not go into one call, and collects the refusals of all calls', async () => {
    const http = scriptedHttp((request) => {
      const { skus } = JSON.parse(request.body ?? '') as { skus: SkuQuantities[] };
      return { text: success({ errors: [{ code: 12052850, message: 'combo', detail: { sku_id: skus[0]?.id } }] }) };
    });
    const skus = Array.from({ length: 250 }, (_, index) => quantities(String(index)));

    const refusals = await updateInventory(quickClient({ http }), SHOP, PRODUCT, skus);

    expect(bodies(http).map((body) => body['skus']?.length)).toEqual([100, 100, 50]);
    expect(refusals.map(({ skuId }) => skuId)).toEqual(['0', '100', '200']);
  });

  it('is repeated when its answer is lost: quantities are absolute', async () => {
    const http = scriptedHttp((_request, index) =>
      index === 0 ? { status: 502, text: '<html>' } : { text: success(null) },
    );

    expect(await updateInventory(quickClient({ http }), SHOP, PRODUCT, [quantities(SKU)])).toEqual([]);
    expect(http.requests).toHaveLength(2);
  });

  it('says that a product is gone as a whole', async () => {
    const http = scriptedHttp(() => ({ text: refusal(12052032, 'The product does not exist') }));

    await expect(updateInventory(quickClient({ http }), SHOP, PRODUCT, [quantities(SKU)])).rejects.toMatchObject({
      apiCode: 12052032,
      remedy: expect.stringContaining('sync catalogue'),
    });
  });

  it.each([-1, 100_000, 1.5, Number.NaN])('refuses %d units before anything is sent', async (quantity) => {
    const http = scriptedHttp(() => ({}));
    const skus = [quantities('1'), quantities('2', quantity)];

    await expect(updateInventory(quickClient({ http }), SHOP, PRODUCT, skus)).rejects.toThrow(/SKU 2.*0 to 99999/);
    expect(http.requests).toEqual([]);
  });

  it('refuses a SKU that comes twice', async () => {
    await expect(updateInventory(quickClient(), SHOP, PRODUCT, [quantities('1'), quantities('1')])).rejects.toThrow(
      /SKU 1 comes twice/,
    );
  });
});
