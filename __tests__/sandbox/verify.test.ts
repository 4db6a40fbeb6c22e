import { describe, expect, it } from '@jest/globals';
import { SANDBOX_APP } from '../../src/sandbox/options.ts';
import { readTiktokFixture, withSandbox, type CallOptions, type SandboxClient } from '../helpers/sandboxClient.ts';

const SEARCH = '/order/202309/orders/search';
const SHOPS = '/authorization/202309/shops';
const now = (): number => Math.floor(Date.now() / 1000);

interface LiveShape {
  readonly http_status: number;
  readonly body: { readonly code: number; readonly message: string };
}

interface Case {
  readonly name: string;
  /** Shape seen live whose status, code and wording the refusal has. */
  readonly shape: string;
  readonly method?: string;
  readonly path?: string;
  readonly options: (right: CallOptions) => CallOptions;
}

const withoutHelp = (message: string): string => message.replace(/ For more details: .*$/, '');

/** The right call without one of its query parameters. */
function withoutQuery(right: CallOptions, name: string): CallOptions {
  return { ...right, query: Object.fromEntries(Object.entries(right.query ?? {}).filter(([key]) => key !== name)) };
}

function withoutBody(right: CallOptions): CallOptions {
  return { ...right, body: undefined };
}

const CASES: readonly Case[] = [
  { name: 'an unknown path', shape: 'path', path: '/order/202309/nothing', options: (right) => right },
  { name: 'a wrong method', shape: 'method', method: 'GET', options: withoutBody },
  {
    name: 'an unknown app, even when the signature is wrong too',
    shape: 'invalid-app-key',
    options: (right) => ({ ...right, app: { key: 'unknown', secret: 'x' }, sign: '0'.repeat(64) }),
  },
  {
    name: 'an old timestamp',
    shape: 'timestamp-expired',
    options: (right) => ({ ...right, timestamp: String(now() - 5 * 60 - 5) }),
  },
  { name: 'a wrong signature', shape: 'bad-sign', options: (right) => ({ ...right, sign: '0'.repeat(64) }) },
  {
    name: 'a missing cipher',
    shape: 'shop-cipher-missing',
    options: (right) => withoutQuery(right, 'shop_cipher'),
  },
  {
    name: 'a cipher of another shop',
    shape: 'token-type',
    options: (right) => ({ ...right, query: { ...right.query, shop_cipher: 'TTP_other' } }),
  },
  {
    name: 'a cipher where the call is about the seller',
    shape: 'shop-cipher-unexpected',
    method: 'GET',
    path: SHOPS,
    options: withoutBody,
  },
  {
    name: 'a missing page size',
    shape: 'missing-body-field',
    options: (right) => withoutQuery(right, 'page_size'),
  },
];

async function rightCall(client: SandboxClient): Promise<CallOptions> {
  const { accessToken, ciphers } = await client.link();
  return { token: accessToken, query: { shop_cipher: ciphers[0] ?? '', page_size: '10' }, body: {} };
}

describe('verifyCall', () => {
  it('takes a call that is right', async () => {
    await withSandbox({}, async (client) => {
      const answer = await client.call('POST', SEARCH, await rightCall(client));

      expect(answer).toMatchObject({ status: 200, code: 0, message: 'Success' });
    });
  });

  it.each(CASES)('refuses $name as seen live', async ({ shape, method = 'POST', path = SEARCH, options }) => {
    await withSandbox({}, async (client) => {
      const answer = await client.call(method, path, options(await rightCall(client)));

      const { http_status, body } = readTiktokFixture(`live-shapes/error-${shape}`) as LiveShape;
      expect({ status: answer.status, code: answer.code, message: withoutHelp(answer.message) }).toEqual({
        status: http_status,
        code: body.code,
        message: withoutHelp(body.message),
      });
      expect(answer.data).toBeNull();
      expect(answer.request_id).toMatch(/^\d{14}[0-9A-F]{18}$/);
    });
  });

  it.each([
    { name: 'expired', shape: 'token-expired', end: 'expire' },
    { name: 'revoked', shape: 'token-expired', end: 'revoke' },
  ])('refuses a token that was $name as seen live', async ({ shape, end }) => {
    await withSandbox({}, async (client) => {
      const right = await rightCall(client);
      if (end === 'expire') client.sandbox.control.expireTokens();
      else client.sandbox.control.revoke();

      const answer = await client.call('POST', SEARCH, right);

      const { http_status, body } = readTiktokFixture(`live-shapes/error-${shape}`) as LiveShape;
      expect(answer).toMatchObject({ status: http_status, code: body.code });
      expect(withoutHelp(answer.message)).toBe(withoutHelp(body.message));
    });
  });

  it('refuses an app without the scope as seen live', async () => {
    const app = { ...SANDBOX_APP, scopes: ['seller.product.basic'] };
    await withSandbox({ apps: [app] }, async (client) => {
      const answer = await client.call('POST', SEARCH, await rightCall(client));

      const { http_status, body } = readTiktokFixture('live-shapes/error-scope') as LiveShape;
      expect(answer).toMatchObject({ status: http_status, code: body.code });
      expect(withoutHelp(answer.message)).toBe(withoutHelp(body.message));
    });
  });

  it.each([
    { name: 'no timestamp', change: { timestamp: '' }, code: 36009004 },
    { name: 'a timestamp in milliseconds', change: { timestamp: String(now() * 1000) }, code: 36009004 },
    { name: 'a timestamp from the future', change: { timestamp: String(now() + 45) }, code: 36009004 },
    { name: 'no signature', change: { sign: '' }, code: 36009004 },
    { name: 'no token', change: { token: '' }, code: 36009004 },
    { name: 'an unknown token', change: { token: 'TTP_unknown' }, code: 36009004 },
    { name: 'a body that is no object', change: { body: [] }, code: 36009004 },
  ])('refuses $name', async ({ change, code }) => {
    await withSandbox({}, async (client) => {
      const answer = await client.call('POST', SEARCH, { ...(await rightCall(client)), ...change });

      expect(answer).toMatchObject({ status: 400, code, data: null });
    });
  });

  it.each([-5 * 60 + 3, 27])('takes a timestamp that is %i seconds off', async (seconds) => {
    await withSandbox({}, async (client) => {
      const answer = await client.call('POST', SEARCH, {
        ...(await rightCall(client)),
        timestamp: String(now() + seconds),
      });

      expect(answer.code).toBe(0);
    });
  });

  it('judges timestamps by its own clock, and says in the Date header what that is', async () => {
    await withSandbox({ settings: { clockSkewSeconds: 900 } }, async (client) => {
      const answer = await client.call('GET', SHOPS, { token: 'any' });

      expect(answer.message).toMatch(/^Invalid timestamp/);
      const skew = Date.parse(answer.headers.get('date') ?? '') - Date.now();
      expect(Math.round(skew / 1000)).toBeGreaterThanOrEqual(898);
    });
  });

  it('refuses a shop that was switched off', async () => {
    await withSandbox({}, async (client) => {
      const right = await rightCall(client);
      const [shop] = client.sandbox.control.shops();
      client.sandbox.control.setShop(shop?.shopId ?? '', { isActive: false });

      expect(await client.call('POST', SEARCH, right)).toMatchObject({ status: 401, code: 36009043 });
    });
  });

  it('keeps two apps and two sellers apart', async () => {
    const other = {
      ...SANDBOX_APP,
      key: 'secondapp',
      secret: 'second-secret-for-tests',
      serviceId: '7400000000000000002',
    };
    const shops = [
      { region: 'US', orders: 5, seller: 'One' },
      { region: 'GB', orders: 5, seller: 'Two' },
    ] as const;
    await withSandbox({ apps: [SANDBOX_APP, other], shops }, async (client) => {
      const one = await client.link(SANDBOX_APP, 'One');
      const two = await client.link(SANDBOX_APP, 'Two');
      const otherOne = await client.link(other, 'One');
      const search = (token: string, cipher: string, app = SANDBOX_APP): ReturnType<SandboxClient['call']> =>
        client.call('POST', SEARCH, { token, app, query: { shop_cipher: cipher, page_size: '1' }, body: {} });

      expect([one.ciphers.length, two.ciphers.length]).toEqual([1, 1]);
      expect(one.openId).not.toBe(otherOne.openId);
      expect(one.ciphers[0]).not.toBe(otherOne.ciphers[0]);
      expect(await search(one.accessToken, one.ciphers[0] ?? '')).toMatchObject({ code: 0 });
      expect(await search(otherOne.accessToken, otherOne.ciphers[0] ?? '', other)).toMatchObject({ code: 0 });
      expect(await search(one.accessToken, two.ciphers[0] ?? '')).toMatchObject({ code: 101000 });
      expect(await search(otherOne.accessToken, one.ciphers[0] ?? '', other)).toMatchObject({ code: 101000 });
      expect(await search(one.accessToken, one.ciphers[0] ?? '', other)).toMatchObject({ code: 101000 });
    });
  });
});
