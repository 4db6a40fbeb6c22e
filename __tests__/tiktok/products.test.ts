import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { getProduct, type ProductPage, searchAllProducts, searchProducts } from '../../src/tiktok/products.ts';
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

/** A product of {@link fakeSearch}. */
interface Listed {
  readonly id: string;
  readonly create_time: number;
  readonly update_time: number;
}

/** How {@link fakeSearch} differs from the plain case. */
interface SearchOptions {
  readonly pageSize?: number;
  /** Counts are left out, so that only the refusal tells. */
  readonly isSilent?: boolean;
  /** Called before each answer with the number of answers so far. */
  readonly before?: (index: number) => void;
}

/** A product search that lists 10 products at most, each counted as 1000, so that TikTok's limit needs few of them. */
function fakeSearch(products: readonly Listed[], options: SearchOptions = {}): ReturnType<typeof scriptedHttp> {
  const { pageSize = 4, isSilent = false, before } = options;
  return scriptedHttp((request, index) => {
    before?.(index);
    const body = JSON.parse(request.body ?? '') as Record<string, number | undefined>;
    const hits = products.filter(
      ({ create_time, update_time }) =>
        update_time >= (body['update_time_ge'] ?? -Infinity) &&
        update_time <= (body['update_time_le'] ?? Infinity) &&
        create_time >= (body['create_time_ge'] ?? -Infinity) &&
        create_time <= (body['create_time_le'] ?? Infinity),
    );
    const start = Number(new URL(request.url).searchParams.get('page_token') ?? 0);
    const end = start + pageSize;
    if (start >= 10) return { text: refusal(12052180, 'The total number of search results can not exceed 10000.') };
    return {
      text: success({
        products: hits.slice(start, end),
        next_page_token: end < hits.length ? String(end) : '',
        ...(isSilent ? {} : { total_count: hits.length * 1000 }),
      }),
    };
  });
}

async function idsOf(http: ReturnType<typeof scriptedHttp>, filter = {}): Promise<string[]> {
  const pages = await all(searchAllProducts(quickClient({ http }), SHOP, filter));
  return pages.flatMap(({ products }) => products.map(({ id }) => id));
}

function listed(count: number, timeOf: (index: number) => number): Listed[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `p${index}`,
    create_time: 1_700_000_000 + index,
    update_time: timeOf(index),
  }));
}

describe('searchAllProducts', () => {
  it('asks once per page where TikTok lists everything', async () => {
    const http = fakeSearch(listed(10, (index) => 1_760_000_000 + index));

    expect(await idsOf(http)).toHaveLength(10);
    expect(http.requests).toHaveLength(3);
  });

  it.each([true, false])(
    'gives each product once, however their times lie (silent about the count: %s)',
    async (isSilent) => {
      const second = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1_700_000_000, max: 1_780_000_000 }));
      const products = fc.array(fc.tuple(second, second), { maxLength: 60 }).map((times) =>
        times
          // TikTok cannot list more than the limit of one second
          .filter((time, index) => times.slice(0, index).filter((other) => String(other) === String(time)).length < 10)
          .map(([create_time, update_time], index) => ({ id: `p${index}`, create_time, update_time })),
      );
      await fc.assert(
        fc.asyncProperty(products, fc.integer({ min: 1, max: 5 }), async (list, pageSize) => {
          const found = await idsOf(fakeSearch(list, { pageSize, isSilent }));

          expect(found.toSorted()).toEqual(list.map(({ id }) => id).toSorted());
        }),
        { numRuns: 60 },
      );
    },
  );

  it('gives the earliest changes first, and the count of all', async () => {
    const http = fakeSearch(listed(30, (index) => 1_760_000_000 + index * 1000));

    const pages = await all(searchAllProducts(quickClient({ http }), SHOP, {}));

    const times = pages.map(({ products }) => Math.max(...products.map(({ update_time }) => update_time ?? 0)));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(new Set(pages.map(({ totalCount }) => totalCount))).toEqual(new Set([30_000]));
  });

  it('keeps within the times and the other words of the filter', async () => {
    const http = fakeSearch(listed(40, (index) => 1_760_000_000 + index));

    const found = await idsOf(http, { status: 'ACTIVATE', updateTimeGe: 1_760_000_005, updateTimeLe: 1_760_000_034 });

    expect(found.toSorted()).toEqual(
      listed(40, () => 0)
        .slice(5, 35)
        .map(({ id }) => id)
        .toSorted(),
    );
    for (const { body = '' } of http.requests) {
      const sent = JSON.parse(body) as Record<string, unknown>;
      expect(sent['status']).toBe('ACTIVATE');
      expect(sent['update_time_ge']).toBeGreaterThanOrEqual(1_760_000_005);
      expect(sent['update_time_le']).toBeLessThanOrEqual(1_760_000_034);
    }
  });

  it('gives a product again when it changes during the walk', async () => {
    const products = listed(20, (index) => 1_760_000_000 + index);
    const found: string[] = [];

    for await (const page of searchAllProducts(quickClient({ http: fakeSearch(products) }), SHOP, {})) {
      found.push(...page.products.map(({ id }) => id));
      if (found.includes('p0')) products[0] = { id: 'p0', create_time: 1, update_time: 1_760_000_100 };
    }

    expect(found.toSorted()).toEqual([...products.map(({ id }) => id), 'p0'].toSorted());
  });

  it('walks again where a product that leaves pulls the next page forward', async () => {
    const products = listed(8, (index) => 1_760_000_000 + index);
    const leave = (index: number): void => {
      if (index === 1) products.shift();
    };

    // without the second walk, p4 would move from the second page to the first and never be seen
    expect((await idsOf(fakeSearch(products, { before: leave }))).toSorted()).toEqual(
      listed(8, () => 0).map(({ id }) => id),
    );
  });

  it('says that too many were changed in the same second', async () => {
    const products = listed(11, () => 1_760_000_000).map((product) => ({ ...product, create_time: 5 }));

    await expect(idsOf(fakeSearch(products))).rejects.toMatchObject({
      code: 'E_TIKTOK_API',
      apiCode: 12052180,
      context: { second: 1_760_000_000 },
      remedy: expect.stringContaining('Seller Center'),
    });
  });

  it('gives odd products once and hands other refusals on', async () => {
    const odd = { title: 'no id' };
    const http = scriptedHttp((_request, index) => ({
      text: success({ products: [odd], next_page_token: index ? '' : 'next', total_count: 2 - index }),
    }));

    const pages = await all(searchAllProducts(quickClient({ http }), SHOP, {}));

    expect(pages.flatMap(({ rejected }) => rejected)).toHaveLength(1);
    const refused = scriptedHttp(() => ({ text: refusal(12019119, 'search update time invalid') }));
    await expect(idsOf(refused)).rejects.toMatchObject({ apiCode: 12019119 });
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
