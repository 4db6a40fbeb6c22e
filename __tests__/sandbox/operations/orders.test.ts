import { describe, expect, it } from '@jest/globals';
import type { WireOrder } from '../../../src/sandbox/wire.ts';
import {
  readTiktokFixture,
  withSandbox,
  type CallOptions,
  type SandboxClient,
  type WireAnswer,
} from '../../helpers/sandboxClient.ts';

interface SearchData {
  readonly orders?: readonly WireOrder[];
  readonly next_page_token: string;
  readonly total_count: number;
}

interface Searcher {
  readonly search: (query?: Record<string, string>, body?: unknown) => Promise<WireAnswer<SearchData>>;
  /** All orders of all pages. */
  readonly walk: (query?: Record<string, string>, body?: unknown) => Promise<readonly WireOrder[]>;
  readonly detail: (
    ids: readonly string[],
    version?: string,
  ) => Promise<WireAnswer<{ readonly orders: readonly WireOrder[] }>>;
}

async function searcher(client: SandboxClient, shop = 0): Promise<Searcher> {
  const { accessToken, ciphers } = await client.link();
  const right = (query: Record<string, string>, body?: unknown): CallOptions => ({
    token: accessToken,
    query: { shop_cipher: ciphers[shop] ?? '', ...query },
    body,
  });
  const search: Searcher['search'] = (query = {}, body = {}) =>
    client.call('POST', '/order/202309/orders/search', right({ page_size: '100', ...query }, body));
  return {
    search,
    walk: async (query = {}, body = {}) => {
      const found: WireOrder[] = [];
      for (let token = ''; ;) {
        const { data } = await search(token === '' ? query : { ...query, page_token: token }, body);
        found.push(...(data.orders ?? []));
        token = data.next_page_token;
        if (token === '') return found;
      }
    },
    detail: (ids, version = '202507') => client.call('GET', `/order/${version}/orders`, right({ ids: ids.join(',') })),
  };
}

const idsOf = (orders: readonly WireOrder[] | undefined): string[] => (orders ?? []).map((order) => order.id);
const BY_UPDATE = { sort_field: 'update_time', sort_order: 'ASC' };

describe('orders/search', () => {
  it('gives pages with opaque tokens, an empty one at the end, and the number of all', async () => {
    await withSandbox({ shops: [{ region: 'US', orders: 45 }] }, async (client) => {
      const { search } = await searcher(client);
      const first = await search({ page_size: '20' });
      const second = await search({ page_size: '20', page_token: first.data.next_page_token });
      const third = await search({ page_size: '20', page_token: second.data.next_page_token });

      expect([first, second, third].map(({ data }) => data.orders?.length)).toEqual([20, 20, 5]);
      expect([first, second, third].map(({ data }) => data.total_count)).toEqual([45, 45, 45]);
      for (const { data } of [first, second]) expect(data.next_page_token).toMatch(/^(?=.*\+)(?=.*\/).+=$/);
      expect(third.data.next_page_token).toBe('');
      expect(new Set([first, second, third].flatMap(({ data }) => idsOf(data.orders))).size).toBe(45);
    });
  });

  it('sorts by creation, newest first, unless asked otherwise', async () => {
    await withSandbox({ shops: [{ region: 'US', orders: 60 }] }, async (client) => {
      const { walk } = await searcher(client);
      const created = (await walk({ page_size: '7' })).map((order) => order.create_time);
      const updated = (await walk({ page_size: '7', ...BY_UPDATE })).map((order) => order.update_time);

      expect(created).toEqual([...created].sort((a, b) => b - a));
      expect(updated).toEqual([...updated].sort((a, b) => a - b));
      expect(updated).toHaveLength(60);
    });
  });

  it('leaves the list out when nothing is found, as TikTok does', async () => {
    await withSandbox({ shops: [{ region: 'US', orders: 0 }] }, async (client) => {
      const { data } = await (await searcher(client)).search();

      expect(data).toEqual((readTiktokFixture('realistic/orders-search-empty') as { data: unknown }).data);
    });
  });

  it('filters by everything that TikTok filters by', async () => {
    await withSandbox({ shops: [{ region: 'DE', orders: 200 }] }, async (client) => {
      const { walk } = await searcher(client);
      const all = await walk();
      const sample = all[100];
      const middle = sample?.update_time ?? 0;
      const warehouse = all.find((order) => order.fulfillment_type === 'FULFILLMENT_BY_TIKTOK')?.warehouse_id ?? '';
      const cases: readonly [body: Record<string, unknown>, is: (order: WireOrder) => boolean][] = [
        [{ order_status: 'IN_TRANSIT' }, (order) => order.status === 'IN_TRANSIT'],
        [{ shipping_type: 'SELLER' }, (order) => order.shipping_type === 'SELLER'],
        [{ buyer_user_id: sample?.user_id }, (order) => order.user_id === sample?.user_id],
        [{ is_buyer_request_cancel: true }, (order) => order.is_buyer_request_cancel],
        [{ is_buyer_request_cancel: false }, (order) => !order.is_buyer_request_cancel],
        [{ warehouse_ids: [warehouse] }, (order) => order.warehouse_id === warehouse],
        [{ update_time_ge: middle }, (order) => order.update_time >= middle],
        [{ update_time_lt: middle }, (order) => order.update_time < middle],
        [{ create_time_ge: sample?.create_time }, (order) => order.create_time >= (sample?.create_time ?? 0)],
        [{ create_time_lt: sample?.create_time }, (order) => order.create_time < (sample?.create_time ?? 0)],
      ];
      for (const [body, is] of cases) {
        const found = await walk({}, body);

        expect([body, idsOf(found)]).toEqual([body, idsOf(all.filter(is))]);
        expect([body, found.length > 0 && found.length < all.length]).toEqual([body, true]);
      }
    });
  });

  it('goes on behind the last order when orders change meanwhile: the changed one comes again', async () => {
    await withSandbox({ shops: [{ region: 'US', orders: 30 }] }, async (client) => {
      const { search, walk } = await searcher(client);
      const first = await search({ page_size: '10', ...BY_UPDATE });
      const [changed = ''] = idsOf(first.data.orders);
      client.sandbox.control.patchOrder(changed, { set: { seller_note: 'changed' } });
      const rest = await walk({ page_size: '10', ...BY_UPDATE, page_token: first.data.next_page_token });

      expect(new Set([...idsOf(first.data.orders), ...idsOf(rest)]).size).toBe(30);
      expect(idsOf(rest).at(-1)).toBe(changed);
    });
  });

  it('loses an order at the edge of a page when tokens count and orders change meanwhile', async () => {
    const settings = { pageTokens: 'offset' } as const;
    await withSandbox({ shops: [{ region: 'US', orders: 30 }], settings }, async (client) => {
      const { search } = await searcher(client);
      const first = await search({ page_size: '10', ...BY_UPDATE });
      client.sandbox.control.patchOrder(idsOf(first.data.orders)[0] ?? '', {});
      const second = await search({ page_size: '10', ...BY_UPDATE, page_token: first.data.next_page_token });
      const third = await search({ page_size: '10', ...BY_UPDATE, page_token: second.data.next_page_token });

      expect(new Set([first, second, third].flatMap(({ data }) => idsOf(data.orders))).size).toBe(29);
    });
  });

  it('takes a token for the same question only', async () => {
    await withSandbox({}, async (client) => {
      const { search } = await searcher(client);
      const { data } = await search({ page_size: '5' });

      for (const answer of [
        await search({ page_size: '5', page_token: data.next_page_token }, { order_status: 'UNPAID' }),
        await search({ page_size: '5', page_token: data.next_page_token, sort_order: 'ASC' }),
        await search({ page_size: '5', page_token: 'nonsense+/==' }),
      ]) {
        expect(answer).toMatchObject({ status: 200, code: 98001004, data: null });
      }
    });
  });

  it.each([
    { query: { page_size: '0' } },
    { query: { page_size: '101' } },
    { query: { page_size: 'many' } },
    { query: { sort_field: 'paid_time' } },
    { query: { sort_order: 'UP' } },
    { body: { order_status: 'SHIPPED' } },
    { body: { update_time_ge: '2026' } },
    { body: { warehouse_ids: Array.from({ length: 101 }, String) } },
    { body: { is_buyer_request_cancel: 'yes' } },
  ])('refuses %j', async ({ query = {}, body = {} }) => {
    await withSandbox({}, async (client) => {
      const answer = await (await searcher(client)).search(query, body);

      expect(answer).toMatchObject({ status: 400, code: 36009004, data: null });
    });
  });

  it('shows a new order later than detail does', async () => {
    await withSandbox({ settings: { searchDelaySeconds: 5 } }, async (client) => {
      const { search, detail } = await searcher(client);
      const [placed = ''] = client.sandbox.control.placeOrders();
      const early = await search();
      const direct = await detail([placed]);
      client.sandbox.control.moveClock(5);
      const late = await search();

      expect(idsOf(direct.data.orders)).toEqual([placed]);
      expect(idsOf(early.data.orders)).not.toContain(placed);
      expect(idsOf(late.data.orders)).toContain(placed);
    });
  });

  it('answers a page out of 10,000 orders within 30 ms of work', async () => {
    await withSandbox({ shops: [{ region: 'US', orders: 10_000 }] }, async (client) => {
      const { search } = await searcher(client);
      const times: number[] = [];
      for (let token = ''; times.length < 21;) {
        const start = process.cpuUsage();
        const query = { ...BY_UPDATE, ...(token === '' ? {} : { page_token: token }) };
        const { data } = await search(query, { update_time_ge: 1 });
        times.push(process.cpuUsage(start).user / 1000);
        token = data.next_page_token;
      }

      // caller and sandbox share this process, so both are counted
      expect(times.sort((a, b) => a - b)[10]).toBeLessThan(30);
    });
  });
});

describe('orders/detail', () => {
  it.each(['202507', '202309'])('gives orders by id in version %s; unknown ids are left out', async (version) => {
    await withSandbox({}, async (client) => {
      const { detail, walk } = await searcher(client);
      const [first, second] = idsOf(await walk());
      const answer = await detail([second ?? '', '576000000000000000', first ?? ''], version);

      expect(idsOf(answer.data.orders)).toEqual([second, first]);
    });
  });

  it('shows what search shows, and four fields more', async () => {
    await withSandbox({ shops: [{ region: 'BR', orders: 10 }] }, async (client) => {
      const { detail, walk } = await searcher(client);
      const [found] = await walk();
      const [full] = (await detail([found?.id ?? ''])).data.orders;

      const more = Object.keys(full ?? {}).filter((field) => !(field in (found ?? {})));
      expect(more.sort()).toEqual([
        'channel_entity_national_registry_id',
        'payment_auth_code',
        'payment_card_type',
        'payment_method_code',
      ]);
      expect(full).toMatchObject({ ...found });
    });
  });

  it('takes 1 to 50 ids', async () => {
    await withSandbox({}, async (client) => {
      const { detail } = await searcher(client);
      const ids = Array.from({ length: 51 }, (_, index) => String(index + 1));

      expect(await detail([])).toMatchObject({ status: 400, code: 36009004 });
      expect(await detail(ids)).toMatchObject({ status: 400, code: 36009004 });
      expect(await detail(ids.slice(1))).toMatchObject({ code: 0, data: { orders: [] } });
      expect(await detail(['abc'])).toMatchObject({ status: 400, code: 36009004 });
    });
  });

  it('keeps shops apart, of one seller and of two', async () => {
    const shops = [
      { region: 'US', orders: 3 },
      { region: 'GB', orders: 3 },
      { region: 'DE', orders: 3, seller: 'Another' },
    ] as const;
    await withSandbox({ shops }, async (client) => {
      const { detail, walk } = await searcher(client, 0);
      const own = idsOf(await walk());
      const ids = client.sandbox.control
        .shops()
        .map(({ shopId }) => client.sandbox.control.orders({ shopId })[0]?.orderId);

      expect(own).toHaveLength(3);
      expect(idsOf((await detail([ids[1] ?? ''])).data.orders)).toEqual([]);
      expect(await detail([ids[2] ?? ''])).toMatchObject({ status: 200, code: 21008111 });
    });
  });

  it('answers an order that was put in by hand to the letter', async () => {
    await withSandbox({}, async (client) => {
      const { control, url } = client.sandbox;
      const [shop] = control.shops();
      const raw =
        '{"id":5769999999999999999,"status":"TELEPORTED","line_items":[],"extra":{"a":1e400},"update_time":1}';
      const path = `/sandbox/orders/5769999999999999999?shop=${shop?.shopId ?? ''}`;
      const put = await fetch(`${url}${path}`, { method: 'PUT', body: raw });
      expect(put.status).toBe(200);

      const { accessToken, ciphers } = await client.link();
      const query = { shop_cipher: ciphers[0] ?? '', ids: '5769999999999999999' };
      const text = await client.callText('GET', '/order/202507/orders', { token: accessToken, query });

      expect(text).toContain(`"orders":[${raw}]`);
    });
  });
});
