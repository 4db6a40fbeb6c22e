import { describe, expect, it } from '@jest/globals';
import { readTiktokFixture, withSandbox, type SandboxClient, type WireAnswer } from '../../helpers/sandboxClient.ts';

type Row = Readonly<Record<string, unknown>>;
interface SearchData {
  readonly products?: readonly (Row & { readonly id: string; readonly skus: readonly Row[] })[];
  readonly next_page_token: string;
  readonly total_count: number;
}

type Caller = <Data>(
  method: string,
  path: string,
  query?: Record<string, string>,
  body?: unknown,
) => Promise<WireAnswer<Data>>;

async function caller(client: SandboxClient): Promise<Caller> {
  const { accessToken, ciphers } = await client.link();
  return (method, path, query = {}, body) =>
    client.call(method, path, { token: accessToken, query: { shop_cipher: ciphers[0] ?? '', ...query }, body });
}

const SEARCH = '/product/202502/products/search';
const fields = (value: unknown): string[] => Object.keys(value as object).sort();

describe('products/search', () => {
  it('lists everything that the shop sells, page by page', async () => {
    await withSandbox({}, async (client) => {
      const call = await caller(client);
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
      const { data } = await (await caller(client))<SearchData>('POST', SEARCH, { page_size: '1' }, {});

      const wanted = (readTiktokFixture('realistic/products-search') as { data: SearchData }).data;
      expect(fields(data)).toEqual(fields(wanted));
      expect(fields(data.products?.[0])).toEqual(fields(wanted.products?.[0]));
      expect(fields(data.products?.[0]?.skus[0])).toEqual(fields(wanted.products?.[0]?.skus[0]));
    });
  });

  it('filters by seller SKU, SKU id and status', async () => {
    await withSandbox({}, async (client) => {
      const call = await caller(client);
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

  it('refuses more than ten SKUs, each with its own code', async () => {
    await withSandbox({}, async (client) => {
      const call = await caller(client);
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
        await caller(client)
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
        await caller(client)
      )<{ skus: Row[] }>('GET', `/product/202309/products/${bundle?.productId ?? ''}`);

      expect(data.skus[0]?.['combined_skus']).toMatchObject(
        (bundle?.components ?? []).map(({ skuId, count }) => ({ sku_id: skuId, sku_count: count })),
      );
    });
  });

  it('does not know other products', async () => {
    await withSandbox({}, async (client) => {
      expect(await (await caller(client))('GET', '/product/202309/products/1')).toMatchObject({
        status: 200,
        code: 12052032,
      });
    });
  });
});

describe('inventory/search', () => {
  it('tells the stock of SKUs and of products', async () => {
    await withSandbox({}, async (client) => {
      const call = await caller(client);
      const [sku] = client.sandbox.control.catalogue();
      const path = '/product/202309/inventory/search';
      interface Stock {
        readonly inventory: readonly { readonly product_id: string; readonly skus: readonly Row[] }[];
      }
      const bySku = await call<Stock>('POST', path, {}, { sku_ids: [sku?.skuId] });
      const byProduct = await call<Stock>('POST', path, {}, { product_ids: [sku?.productId] });

      expect(bySku.data.inventory).toMatchObject([
        { product_id: sku?.productId, skus: [{ id: sku?.skuId, total_available_quantity: sku?.quantity }] },
      ]);
      expect(byProduct.data.inventory[0]?.skus).toHaveLength(4);
      expect(await call('POST', path, {}, {})).toMatchObject({ status: 400, code: 36009004 });
    });
  });
});
