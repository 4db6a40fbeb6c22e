import { afterEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { createHttpClient, type HttpRequest } from '../../src/core/http.ts';
import { explain, TransportError } from '../../src/core/errors.ts';
import type { Logger } from '../../src/core/logger.ts';
import { createServerClock } from '../../src/tiktok/clock.ts';
import type { TiktokRequest } from '../../src/tiktok/client.ts';
import { ENDPOINTS } from '../../src/tiktok/endpoints.ts';
import { createRateLimiter } from '../../src/tiktok/limits.ts';
import { signRequest } from '../../src/tiktok/sign.ts';
import { type LocalServer, startServer } from '../helpers/localServer.ts';
import { API, APP, fakeTokens, quickClient, refusal, scriptedHttp, SHOP, success } from '../helpers/tiktokClient.ts';

const SEARCH = { ...ENDPOINTS.searchOrders, shop: SHOP, schema: z.looseObject({}) };
const GET = { ...ENDPOINTS.getOrders, shop: SHOP, schema: z.looseObject({}) };
/** A call that must not happen twice. */
const WRITE: TiktokRequest<object> = { ...SEARCH, path: '/fulfillment/202309/packages/1/ship', repeatable: false };
const EXPIRED = { status: 401, text: refusal(105002, 'Expired credentials') };
const BROKEN = { status: 500, text: refusal(36009003, 'Internal error') };
const SLOW_DOWN = { status: 429, text: refusal(36009002, 'Too many requests') };
const FINE = { text: success({ answer: 1 }) };

function queryOf(request: HttpRequest | undefined): Record<string, string> {
  return Object.fromEntries(new URL(request?.url ?? API).searchParams);
}

/** Whether a request carries the signature of exactly what it sends. */
function isSignedRight(request: HttpRequest): boolean {
  const { sign, ...query } = queryOf(request);
  const contentType = request.headers?.['content-type'];
  const path = new URL(request.url).pathname;
  return sign === signRequest({ appSecret: APP.secret, path, query, body: request.body, contentType });
}

describe('createTiktokClient', () => {
  it('signs exactly what it sends, anew for each try', async () => {
    let now = 1_760_000_000;
    const clock = createServerClock(() => (now += 60));
    const http = scriptedHttp((_request, index) => (index < 2 ? BROKEN : FINE));

    const body = { note: 'Grüße – สวัสดี 👜' };
    await quickClient({ http, clock }).request({ ...SEARCH, query: { page_token: 'a+/=&ü b' }, body });

    expect(http.requests.map(isSignedRight)).toEqual([true, true, true]);
    expect(new Set(http.requests.map((request) => queryOf(request)['timestamp'])).size).toBe(3);
    expect(queryOf(http.requests[0])['page_token']).toBe('a+/=&ü b');
    expect(http.requests[0]?.body).toBe(JSON.stringify(body));
  });

  it('joins lists by commas, leaves out what is undefined, and sends no body with none', async () => {
    const http = scriptedHttp(() => FINE);

    await quickClient({ http }).request({ ...GET, query: { ids: ['1', '2'], none: undefined, flag: true } });

    expect(queryOf(http.requests[0])).toMatchObject({ ids: '1,2', flag: 'true', shop_cipher: SHOP.cipher });
    expect(queryOf(http.requests[0])).not.toHaveProperty('none');
    expect(http.requests[0]?.body).toBeUndefined();
  });

  it('sends no cipher with a call about the whole seller', async () => {
    const http = scriptedHttp(() => FINE);

    await quickClient({ http }).request({ ...GET, entity: 'seller' });

    expect(queryOf(http.requests[0])).not.toHaveProperty('shop_cipher');
  });

  it('sends nothing when the shop is missing', async () => {
    const http = scriptedHttp(() => FINE);

    await expect(quickClient({ http }).request({ ...GET, shop: undefined })).rejects.toThrow(/cipher/);
    expect(http.requests).toEqual([]);
  });

  it('counts every call that it sends', async () => {
    const client = quickClient({ http: scriptedHttp((_request, index) => (index === 0 ? BROKEN : FINE)) });
    await client.request(GET);

    expect(client.callCount()).toBe(2);
  });

  it('renews an expired token once and repeats the call, even one that must not happen twice', async () => {
    const tokens = fakeTokens();
    const http = scriptedHttp((_request, index) => (index === 0 ? EXPIRED : FINE));

    await quickClient({ http, tokens }).request(WRITE);

    expect(tokens.renewals).toEqual(['token-1']);
    expect(http.requests.map(({ headers }) => headers?.['x-tts-access-token'])).toEqual(['token-1', 'token-2']);
  });

  it('gives up when the renewed token is refused too', async () => {
    const tokens = fakeTokens();
    const http = scriptedHttp(() => EXPIRED);

    await expect(quickClient({ http, tokens }).request(GET)).rejects.toMatchObject({
      code: 'E_TIKTOK_AUTH',
      remedy: expect.stringContaining('auth link'),
    });
    expect(http.requests).toHaveLength(2);
    expect(tokens.renewals).toHaveLength(1);
  });

  it.each([
    ['a read', GET, 5],
    ['a write', WRITE, 1],
  ])('sends %s again while TikTok fails', async (_what, request, calls) => {
    const http = scriptedHttp(() => BROKEN);

    await expect(quickClient({ http }).request(request)).rejects.toMatchObject({
      code: 'E_TRANSPORT',
      status: 500,
      context: { requestId: 'R2' },
    });
    expect(http.requests).toHaveLength(calls);
  });

  it('sends a write again when it cannot have arrived', async () => {
    const http = scriptedHttp((_request, index) => {
      if (index === 0) throw new TransportError('refused', 'not-sent');
      return FINE;
    });

    expect(await quickClient({ http }).request(WRITE)).toEqual({ answer: 1 });
  });

  it.each([
    ['seconds', '0.05'],
    ['a date', 'Wed, 15 Oct 2025 12:00:00 GMT'],
  ])('waits as long as Retry-After says in %s', async (_form, retryAfter) => {
    const http = scriptedHttp((_request, index) =>
      index === 0 ? { ...SLOW_DOWN, headers: { 'retry-after': retryAfter } } : FINE,
    );
    const clock = createServerClock(() => 1_760_529_600);
    const startedAt = performance.now();
    await quickClient({ http, clock }).request(WRITE);
    const waited = performance.now() - startedAt;

    expect(http.requests).toHaveLength(2);
    if (retryAfter === '0.05') expect(waited).toBeGreaterThanOrEqual(49);
  });

  it('does not wait for the next hour', async () => {
    const http = scriptedHttp(() => ({ status: 429, text: refusal(36009037, 'Hourly limit') }));

    await expect(quickClient({ http }).request(GET)).rejects.toMatchObject({ hourly: true });
    expect(http.requests).toHaveLength(1);
  });

  it('takes over the time of TikTok when its own is refused', async () => {
    const http = scriptedHttp((request) => {
      const isRight = queryOf(request)['timestamp'] === '1760529600';
      const headers = { date: 'Wed, 15 Oct 2025 12:00:00 GMT' };
      return { headers, ...(isRight ? FINE : { status: 400, text: refusal(36009004, "Invalid 'timestamp'") }) };
    });
    const clock = createServerClock(() => 1_760_529_600 - 600);
    const client = quickClient({ http, clock });

    expect(await client.request(WRITE)).toEqual({ answer: 1 });
    await client.request(WRITE);
    expect(client.callCount()).toBe(3);
  });

  it('says to set the clock when TikTok does not tell its time', async () => {
    const http = scriptedHttp(() => ({ status: 400, text: refusal(36009004, "Invalid 'timestamp' parameter") }));
    const error: unknown = await quickClient({ http })
      .request(GET)
      .catch((caught: unknown) => caught);

    expect(explain(error)).toContain('Set the clock of this host');
    expect(http.requests).toHaveLength(2);
  });

  it('takes a success without data for no answer', async () => {
    const http = scriptedHttp((_request, index) => (index === 0 ? { text: success(null) } : FINE));

    expect(await quickClient({ http }).request(GET)).toEqual({ answer: 1 });
  });

  it('names the place of an unknown shape and does not repeat the call', async () => {
    const http = scriptedHttp(() => ({ text: success({ list: [{ id: 7 }] }) }));
    const schema = z.object({ list: z.array(z.object({ id: z.string() })) });

    await expect(quickClient({ http }).request({ ...GET, schema })).rejects.toMatchObject({
      code: 'E_TIKTOK_SCHEMA',
      path: 'list.0.id',
      context: { requestId: 'R1', shopId: SHOP.id },
    });
    expect(http.requests).toHaveLength(1);
  });

  it('stops waiting when it is cancelled', async () => {
    const controller = new AbortController();
    const http = scriptedHttp(() => ({ ...SLOW_DOWN, headers: { 'retry-after': '600' } }));
    const call = quickClient({ http }).request({ ...GET, signal: controller.signal });
    setTimeout(() => {
      controller.abort(new Error('shutting down'));
    }, 20);

    await expect(call).rejects.toThrow('shutting down');
  });

  it('shows neither secret nor token in logs and errors', async () => {
    const lines: string[] = [];
    const write = (message: string, facts: unknown): void => void lines.push(`${message} ${JSON.stringify(facts)}`);
    const logger = { debug: write, info: write, warn: write, error: write } as Partial<Logger> as Logger;
    const http = scriptedHttp(
      (_request, index) => [EXPIRED, BROKEN, SLOW_DOWN][index] ?? { status: 502, text: '<html>' },
    );
    const error: unknown = await quickClient({ http, logger })
      .request(GET)
      .catch((caught: unknown) => caught);

    const shown = `${lines.join('\n')} ${JSON.stringify(error)} ${explain(error)} ${(error as Error).stack ?? ''}`;
    expect(lines.length).toBeGreaterThan(4);
    expect(shown).not.toMatch(new RegExp(`${APP.secret}|token-\\d|sign=|${SHOP.cipher}`));
  });
});

describe('createTiktokClient, against a server', () => {
  let server: LocalServer | undefined;
  afterEach(() => server?.close());

  it.each<[string, Parameters<typeof startServer>[0], RegExp]>([
    ['never answers', () => undefined, /no answer within/],
    [
      'sends a byte now and then',
      (_request, response) => {
        drip(response);
      },
      /no complete answer within/,
    ],
    [
      'closes in the middle',
      (_request, response) => {
        response.writeHead(200, { 'content-length': 1000 }).write('{"code":0,');
        setTimeout(() => response.destroy(), 5);
      },
      /connection was cut/,
    ],
  ])('ends in time when it %s', async (_what, handle, message) => {
    server = await startServer(handle);
    const client = quickClient({
      hosts: { api: server.url },
      http: createHttpClient(),
      deadlines: { readMs: 100, totalMs: 300 },
      retry: { attempts: 2, baseMs: 1, capMs: 1, jitterMs: 0 },
    });

    await expect(client.request(GET)).rejects.toThrow(message);
    expect(client.callCount()).toBe(2);
  });

  it('gets every call through a storm of 429, once each, while another shop goes on', async () => {
    const answered = new Map<string, number>();
    let seed = 7;
    const random = (): number => (seed = (seed * 16807) % 2147483647) / 2147483647;
    server = await startServer((request, response) => {
      const { searchParams } = new URL(request.url ?? '', API);
      const id = searchParams.get('ids') ?? '';
      const isStormy = searchParams.get('shop_cipher') === SHOP.cipher && random() < 0.8;
      if (!isStormy) answered.set(id, (answered.get(id) ?? 0) + 1);
      response.statusCode = isStormy ? 429 : 200;
      response.end(isStormy ? SLOW_DOWN.text : success({ id }));
    });
    const limit = { perSecond: 10_000, concurrency: 8, source: 'tests' };
    const client = quickClient({
      hosts: { api: server.url },
      limiter: createRateLimiter({ orders: limit, catalogue: limit, inventory: limit, account: limit }),
      retry: { attempts: 2, baseMs: 1, capMs: 4, jitterMs: 1 },
    });
    const call = (id: string, shop = SHOP): Promise<object> => client.request({ ...GET, shop, query: { ids: id } });
    const ids = Array.from({ length: 60 }, (_, index) => String(index));
    let stormOver = false;
    const storm = Promise.all(ids.map((id) => call(id))).then((results) => {
      stormOver = true;
      return results;
    });

    await Promise.all(['a', 'b', 'c'].map((id) => call(id, { id: 'calm', cipher: 'calm' })));
    expect(stormOver).toBe(false);
    const results = await storm;

    expect(results).toEqual(ids.map((id) => ({ id })));
    expect([...answered.values()]).toEqual(Array.from({ length: 63 }, () => 1));
  });
});

function drip(response: Parameters<Parameters<typeof startServer>[0]>[1]): void {
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => {
    clearInterval(timer);
  });
}
