import { describe, expect, it } from '@jest/globals';
import { type OrderPage, getOrders, searchOrders } from '../../src/tiktok/orders.ts';
import { TiktokSchemaError } from '../../src/tiktok/errors.ts';
import { useHttpMock } from '../helpers/httpMock.ts';
import { API, quickClient, scriptedHttp, SHOP, success } from '../helpers/tiktokClient.ts';
import { readFixtureText } from '../helpers/tiktokFixtures.ts';

const mock = useHttpMock();

async function all(pages: AsyncIterable<OrderPage>): Promise<OrderPage[]> {
  const list: OrderPage[] = [];
  for await (const page of pages) list.push(page);
  return list;
}

function order(id: string, more: object = {}): object {
  return { id, status: 'AWAITING_SHIPMENT', create_time: 1, update_time: 2, line_items: [], ...more };
}

describe('searchOrders', () => {
  it('asks for the oldest first and reads a page', async () => {
    mock(API)
      .post('/order/202309/orders/search', { update_time_ge: 1760000000, update_time_lt: 1760600000 })
      .query({
        app_key: '6abcdef',
        timestamp: /^\d{10}$/,
        sign: /^[0-9a-f]{64}$/,
        shop_cipher: SHOP.cipher,
        page_size: '100',
        sort_field: 'update_time',
        sort_order: 'ASC',
      })
      .matchHeader('x-tts-access-token', 'token-1')
      .matchHeader('content-type', 'application/json')
      .reply(200, readFixtureText('realistic/orders-search-last-page'));

    const filter = { updateTimeGe: 1760000000, updateTimeLt: 1760600000 };
    const [page, ...rest] = await all(searchOrders(quickClient(), SHOP, filter));

    expect(rest).toEqual([]);
    expect(page).toMatchObject({ rejected: [], totalCount: 10 });
    expect(page?.orders.length).toBeGreaterThan(0);
  });

  it('sends a page token with + / = as it is, and encodes it on the wire', async () => {
    const token = '6AsPQ+sU/vH3==';
    mock(API)
      .post('/order/202309/orders/search')
      .query((query) => !('page_token' in query))
      .reply(200, success({ orders: [order('1')], next_page_token: token, total_count: 2 }));
    mock(API)
      .post('/order/202309/orders/search')
      .query((query) => query['page_token'] === token)
      .reply(200, success({ orders: [order('2')], next_page_token: '', total_count: 2 }));

    const pages = await all(searchOrders(quickClient(), SHOP, {}));

    expect(pages.flatMap((page) => page.orders.map(({ id }) => id))).toEqual(['1', '2']);
  });

  it.each(['', null, undefined])('ends at the token %j', async (token) => {
    const http = scriptedHttp(() => ({ text: success({ orders: [], next_page_token: token, total_count: 0 }) }));

    expect(await all(searchOrders(quickClient({ http }), SHOP, {}))).toHaveLength(1);
  });

  it('takes a missing list for an empty one', async () => {
    const http = scriptedHttp(() => ({ text: readFixtureText('realistic/orders-search-empty') }));

    expect(await all(searchOrders(quickClient({ http }), SHOP, {}))).toEqual([
      { orders: [], rejected: [], totalCount: 0 },
    ]);
  });

  it('ends with an error when a token comes twice, after the page it came with', async () => {
    const http = scriptedHttp((_request, index) => ({
      text: success({ orders: [order(String(index))], next_page_token: index % 2 ? 'b' : 'a' }),
    }));
    const seen: string[] = [];
    const walk = async (): Promise<void> => {
      for await (const page of searchOrders(quickClient({ http }), SHOP, {})) seen.push(page.orders[0]?.id ?? '');
    };

    await expect(walk()).rejects.toThrow(TiktokSchemaError);
    expect(seen).toEqual(['0', '1', '2']);
  });

  it('sets an odd order apart and keeps the others of the page', async () => {
    const odd = order('2', { line_items: [{ id: '21', sku_id: { odd: true } }] });
    const http = scriptedHttp(() => ({ text: success({ orders: [order('1'), odd, 'nothing', order('3')] }) }));

    const [page] = await all(searchOrders(quickClient({ http }), SHOP, {}));

    expect(page?.orders.map(({ id }) => id)).toEqual(['1', '3']);
    expect(page?.rejected).toMatchObject([
      { id: '2', path: 'line_items.0.sku_id', raw: odd },
      { id: undefined, path: '', raw: 'nothing' },
    ]);
  });

  it('keeps every digit of an id that comes as a number', async () => {
    const text = success({ orders: [order('ID')] }).replace('"ID"', '576461413038785752');
    const http = scriptedHttp(() => ({ text }));

    const [page] = await all(searchOrders(quickClient({ http }), SHOP, {}));

    expect(page?.orders[0]?.id).toBe('576461413038785752');
  });

  it.each([0, 101, 1.5])('refuses a page size of %d without a call', async (pageSize) => {
    const http = scriptedHttp(() => ({}));

    await expect(all(searchOrders(quickClient({ http }), SHOP, {}, { pageSize }))).rejects.toThrow(RangeError);
    expect(http.requests).toEqual([]);
  });
});

describe('getOrders', () => {
  it('reads 50 ids a call and each id once', async () => {
    const asked: string[][] = [];
    const http = scriptedHttp((request) => {
      const ids = new URL(request.url).searchParams.get('ids')?.split(',') ?? [];
      asked.push(ids);
      return { text: success({ orders: ids.map((id) => order(id)) }) };
    });
    const ids = Array.from({ length: 120 }, (_, index) => `57600000000000${index + 1000}`);

    const found = await getOrders(quickClient({ http }), SHOP, [...ids, ...ids.slice(0, 5)]);

    expect(asked.map((chunk) => chunk.length)).toEqual([50, 50, 20]);
    expect(found.orders.map(({ id }) => id)).toEqual(ids);
  });

  it('leaves out what TikTok does not know', async () => {
    const http = scriptedHttp(() => ({ text: success({ orders: [] }) }));

    expect(await getOrders(quickClient({ http }), SHOP, ['1'])).toEqual({ orders: [], rejected: [] });
  });

  it('calls nobody for no ids', async () => {
    expect(await getOrders(quickClient(), SHOP, [])).toEqual({ orders: [], rejected: [] });
  });
});
