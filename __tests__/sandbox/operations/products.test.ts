import { describe, expect, it } from '@jest/globals';
import { readTiktokFixture, shopCaller, withSandbox } from '../../helpers/sandboxClient.ts';

type Row = Readonly<Record<string, unknown>>;
interface SearchData {
  readonly products?: readonly (Row & { readonly id: string; readonly skus: readonly Row[] })[];
  readonly next_page_token: string;
  readonly total_count: number;
}

const SEARCH = '/product/202502/products/search';
const fields = (value: unknown): string[] => Object.keys(value as object).sort();

describe('products/search', () => {
  it('lists everything that the shop sells, page by page', async () => {
    await withSandbox({}, async (client) => {
      const call = await shopCaller(client);
      const found: string[] = [];
      let token = '';
      do {
        const query = { page_size: '4', ...(token === '' ? {} : { page_token: token }) };
        const { data } = await call<SearchData>('POST', SEARCH, query, {});
        found.push(...(data.products ?? []).flatMap(({ skus }) => skus.map(({ id }) => String(id))));
        token = data.next_page_token;
      } while (token !== '');

      expect(found.sort()).toEqual(
        client.sandbox.control
          .catalogue()
          .map((sku) => sku.skuId)
          .sort(),
      );
    });
  });

  it('has the fields of realistic products', async () => {
    await withSandbox({}, async (client) => {
      const { data } = await (await shopCaller(client))<SearchData>('POST', SEARCH, { page_size: '1' }, {});

      const wanted = (readTiktokFixture('realistic/products-search') as { data: SearchData }).data;
      expect(fields(data)).toEqual(fields(wanted));
      expect(fields(data.products?.[0])).toEqual(fields(wanted.products?.[0]));
      expect(fields(data.products?.[0]?.skus[0])).toEqual(fields(wanted.products?.[0]?.skus[0]));
    });
  });

  it('filters by seller SKU, SKU id and status', async () => {
    await withSandbox({}, async (client) => {
      const call = await shopCaller(client);
      const sku = client.sandbox.control.catalogue().find(({ sellerSku }) => sellerSku === 'BUNDLE-01');
      const search = async (body: unknown): Promise<string[]> =>
        ((await call<SearchData>('POST', SEARCH, { page_size: '100' }, body)).data.products ?? []).map(({ id }) => id);

      expect(await search({ seller_skus: ['BUNDLE-01'] })).toEqual([sku?.productId]);
      expect(await search({ sku_ids: [sku?.skuId] })).toEqual([sku?.productId]);
      expect(await search({ status: 'FREEZE' })).toEqual([]);
      expect((await search({ status: 'ACTIVATE' })).length).toBeGreaterThan(5);
      expect(await search({ update_time_ge: 4_000_000_000 })).toEqual([]);
    });
  });

  it('filters by status, audit and times, both ends included', async () => {
    await withSandbox({ shops: [{ region: 'US', orders: 0 }] }, async (client) => {
      const call = await shopCaller(client);
      const { control } = client.sandbox;
      const [first, second, third] = control.products();
      control.setProduct(first?.productId ?? '', { status: 'PENDING' });
      control.setProduct(second?.productId ?? '', { status: 'DELETED' });
      const search = async (body: unknown): Promise<string[]> =>
        ((await call<SearchData>('POST', SEARCH, { page_size: '100' }, body)).data.products ?? []).map(({ id }) => id);
      const { createTime = 0, updateTime = 0, productId = '' } = third ?? {};

      expect(await search({ status: 'PENDING' })).toEqual([first?.productId]);
      expect(await search({ status: 'DELETED' })).toEqual([second?.productId]);
      expect(await search({ audit_status: ['AUDITING'] })).toEqual([first?.productId]);
      expect(await search({ create_time_ge: createTime, create_time_le: createTime })).toEqual([productId]);
      expect(await search({ update_time_ge: updateTime, update_time_le: updateTime })).toContain(productId);
      expect(await search({ update_time_ge: control.now() - 60 })).toEqual([first?.productId, second?.productId]);
      expect(await call('POST', SEARCH, { page_size: '1' }, { create_time_ge: 2, create_time_le: 1 })).toMatchObject({
        status: 200,
        code: 12019118,
      });
      expect(await call('POST', SEARCH, { page_size: '1' }, { update_time_ge: 2, update_time_le: 1 })).toMatchObject({
        code: 12019119,
      });
    });
  });

  it('says what it was told to, against all rules', async () => {
    await withSandbox({ shops: [{ region: 'ID', orders: 0 }] }, async (client) => {
      const call = await shopCaller(client);
      const { control } = client.sandbox;
      const [product] = control.products();
      const platforms = [{ platform: 'TOKOPEDIA', status: 'ACTIVATE' }];
      const set = { integrated_platform_statuses: platforms };
      control.patchProduct(product?.productId ?? '', { set, remove: ['status'] });
      control.patchSku(product?.skuIds[0] ?? '', { set: { seller_sku: null }, remove: ['inventory'] });
      const { data } = await call<SearchData>('POST', SEARCH, { page_size: '1' }, {});
      const detail = await call<Row & { skus: Row[] }>('GET', `/product/202309/products/${product?.productId ?? ''}`);

      for (const shown of [data.products?.[0], detail.data]) {
        expect(shown).toMatchObject(set);
        expect(shown).not.toHaveProperty('status');
        expect(shown?.skus[0]).toMatchObject({ seller_sku: null });
        expect(shown?.skus[0]).not.toHaveProperty('inventory');
        expect(shown?.skus[1]).toHaveProperty('inventory');
      }
      control.patchProduct(product?.productId ?? '', {});
      expect((await call<SearchData>('POST', SEARCH, { page_size: '1' }, {})).data.products?.[0]).toMatchObject({
        status: 'ACTIVATE',
      });
    });
  });

  it('answers no page beyond its limit of hits', async () => {
    const settings = { productSearchLimit: 8 };
    await withSandbox(
      { shops: [{ region: 'US', orders: 0, skus: 20, skusPerProduct: 1 }], settings },
      async (client) => {
        const call = await shopCaller(client);
        const first = await call<SearchData>('POST', SEARCH, { page_size: '5' }, {});
        const query = { page_size: '5', page_token: first.data.next_page_token };

        expect(first.data).toMatchObject({ total_count: 25 });
        expect(await call('POST', SEARCH, query, {})).toMatchObject({ status: 200, code: 12052180 });
        client.sandbox.control.changeSettings({ productSearchLimit: 10 });
        expect(await call('POST', SEARCH, query, {})).toMatchObject({ code: 0 });
      },
    );
  });

  it('refuses more than ten SKUs, each with its own code', async () => {
    await withSandbox({}, async (client) => {
      const call = await shopCaller(client);
      const eleven = Array.from({ length: 11 }, String);

      expect(await call('POST', SEARCH, { page_size: '1' }, { seller_skus: eleven })).toMatchObject({ code: 12019027 });
      expect(await call('POST', SEARCH, { page_size: '1' }, { sku_ids: eleven })).toMatchObject({ code: 12019087 });
    });
  });
});

describe('products/detail', () => {
  it('has the fields of a realistic product', async () => {
    await withSandbox({}, async (client) => {
      const [sku] = client.sandbox.control.catalogue();
      const { data } = await (
        await shopCaller(client)
      )<Row & { skus: Row[] }>('GET', `/product/202309/products/${sku?.productId ?? ''}`);

      const wanted = (readTiktokFixture('realistic/product-detail') as { data: Row & { skus: Row[] } }).data;
      expect(fields(data)).toEqual(fields(wanted));
      expect(fields(data.skus[0])).toEqual(fields(wanted.skus[0]));
      expect(data.skus[0]).toMatchObject({ id: sku?.skuId, identifier_code: { code: sku?.barcode, type: 'EAN' } });
    });
  });

  it('says what a bundle consists of', async () => {
    await withSandbox({}, async (client) => {
      const bundle = client.sandbox.control.catalogue().find(({ kind }) => kind === 'bundle');
      const { data } = await (
        await shopCaller(client)
      )<{ skus: Row[] }>('GET', `/product/202309/products/${bundle?.productId ?? ''}`);

      expect(data.skus[0]?.['combined_skus']).toMatchObject(
        (bundle?.components ?? []).map(({ skuId, count }) => ({ sku_id: skuId, sku_count: count })),
      );
    });
  });

  it('names pictures that are there, weight and up to three attributes', async () => {
    const shops = [{ region: 'DE', orders: 0, skus: 30, skusPerProduct: 30 }] as const;
    await withSandbox({ shops }, async (client) => {
      const [product] = client.sandbox.control.products();
      const { data } = await (
        await shopCaller(client)
      )<{ skus: Row[]; main_images: { urls: string[]; thumb_urls: string[] }[]; package_weight: Row }>(
        'GET',
        `/product/202309/products/${product?.productId ?? ''}`,
      );
      const pictures = [data.main_images[0]?.urls[0], data.main_images[0]?.thumb_urls[0]];
      const answers = await Promise.all(pictures.map((url = '') => fetch(url)));
      const attributes = data.skus.map((sku) => sku['sales_attributes'] as { name: string; value_name: string }[]);

      expect(answers.map(({ status, headers }) => [status, headers.get('content-type')])).toEqual([
        [200, 'image/png'],
        [200, 'image/png'],
      ]);
      expect(attributes.map((list) => list.map(({ name }) => name))).toEqual(
        Array.from({ length: 30 }, () => ['Color', 'Size', 'Pattern']),
      );
      const values = attributes.map((list) => list.map(({ value_name }) => value_name).join());
      expect(new Set(values).size).toBe(30);
      expect(data.package_weight).toMatchObject({ unit: 'KILOGRAM' });
    });
  });

  it('leaves out barcode, attributes and SKUs that are not there', async () => {
    await withSandbox({ shops: [{ region: 'US', orders: 0, skus: 3, skusPerProduct: 1 }] }, async (client) => {
      const { control } = client.sandbox;
      const [sku] = control.catalogue();
      control.setSku(sku?.skuId ?? '', { barcode: '' });
      const read = async (): Promise<Row[]> =>
        (await (await shopCaller(client))<{ skus: Row[] }>('GET', `/product/202309/products/${sku?.productId ?? ''}`))
          .data.skus;

      expect((await read())[0]).toMatchObject({ sales_attributes: [] });
      expect((await read())[0]).not.toHaveProperty('identifier_code');
      control.removeSku(sku?.skuId ?? '');
      expect(await read()).toEqual([]);
    });
  });

  it('tells status and audit apart', async () => {
    await withSandbox({ shops: [{ region: 'US', orders: 0 }] }, async (client) => {
      const call = await shopCaller(client);
      const [product] = client.sandbox.control.products();
      const path = `/product/202309/products/${product?.productId ?? ''}`;
      const read = async (changes: Parameters<typeof client.sandbox.control.setProduct>[1]): Promise<unknown> => {
        client.sandbox.control.setProduct(product?.productId ?? '', changes);
        return (await call('GET', path)).data;
      };

      expect(await read({ status: 'FAILED' })).toMatchObject({
        ...{ status: 'FAILED', product_status: 'INITIAL', audit: { status: 'FAILED' } },
        audit_failed_reasons: [{ position: 'Product title' }],
      });
      expect(await read({ status: 'FREEZE' })).toMatchObject({
        product_status: 'FREEZE',
        audit: { status: 'APPROVED' },
      });
      expect(await call('GET', path, { return_under_review_version: 'true' })).toMatchObject({ code: 12052547 });
      expect(await read({ status: 'ACTIVATE', audit: 'AUDITING' })).toMatchObject({ audit: { status: 'AUDITING' } });
      expect(await call('GET', path, { return_under_review_version: 'true' })).toMatchObject({ code: 0 });
    });
  });

  it('does not know other products', async () => {
    await withSandbox({}, async (client) => {
      expect(await (await shopCaller(client))('GET', '/product/202309/products/1')).toMatchObject({
        status: 200,
        code: 12052032,
      });
    });
  });

  it('does not show those of another shop', async () => {
    await withSandbox(
      {
        shops: [
          { region: 'US', orders: 0 },
          { region: 'GB', orders: 0 },
        ],
      },
      async (client) => {
        const [, other] = client.sandbox.control.shops();
        const [product] = client.sandbox.control.products(other?.shopId);

        expect(
          await (
            await shopCaller(client)
          )('GET', `/product/202309/products/${product?.productId ?? ''}`),
        ).toMatchObject({ status: 200, code: 12052048 });
      },
    );
  });
});
