import { createHttpClient, type HttpClient, type HttpRequest, type HttpResponse } from '../../src/core/http.ts';
import type { RetryPolicy } from '../../src/core/retry.ts';
import type { AccessTokens, ShopRef } from '../../src/tiktok/account.ts';
import { createTiktokClient, type TiktokClient, type TiktokClientOptions } from '../../src/tiktok/client.ts';
import { createRateLimiter, type TrafficLimit } from '../../src/tiktok/limits.ts';

/** Where the tests pretend that TikTok is. */
export const API = 'https://open-api.tiktokglobalshop.com';
export const APP = { section: 'tiktok', key: '6abcdef', secret: 'test_secret_0001' };
export const SHOP: ShopRef = { id: '7495000000000000001', cipher: 'TTP_SampleCipherUSAAAA' };
/** Repeats within milliseconds. */
export const QUICK: RetryPolicy = { attempts: 5, baseMs: 2, capMs: 20, jitterMs: 2 };
const FAST: TrafficLimit = { perSecond: 1000, concurrency: 8, source: 'tests' };

/** Tokens that count how often they were renewed. */
export function fakeTokens(): AccessTokens & { readonly renewals: string[] } {
  const renewals: string[] = [];
  return {
    openId: '7010736057180325637',
    renewals,
    get: () => Promise.resolve(`token-${renewals.length + 1}`),
    renew: (refused) => {
      renewals.push(refused);
      return Promise.resolve(`token-${renewals.length + 1}`);
    },
  };
}

/** A client without real waiting; parts can be replaced. */
export function quickClient(options: Partial<TiktokClientOptions> = {}): TiktokClient {
  return createTiktokClient({
    app: APP,
    hosts: { api: API },
    tokens: fakeTokens(),
    http: createHttpClient(),
    limiter: createRateLimiter({ orders: FAST, catalogue: FAST, inventory: FAST, account: FAST }),
    retry: QUICK,
    ...options,
  });
}

/** Answers requests from a script and keeps them, where no network is needed to show a behaviour. */
export function scriptedHttp(
  answer: (request: HttpRequest, index: number) => Partial<HttpResponse> | Promise<Partial<HttpResponse>>,
): HttpClient & { readonly requests: HttpRequest[] } {
  const requests: HttpRequest[] = [];
  return {
    requests,
    request: async (request) => {
      requests.push(request);
      const given = await answer(request, requests.length - 1);
      return { status: 200, headers: {}, text: '', ...given };
    },
    count: () => requests.length,
    close: () => undefined,
  };
}

/** TikTok's envelope around data. */
export function success(data: unknown): string {
  return JSON.stringify({ code: 0, message: 'Success', request_id: 'R1', data });
}

/** TikTok's envelope of a refusal. */
export function refusal(code: number, message: string): string {
  return JSON.stringify({ code, message, request_id: 'R2', data: null });
}
