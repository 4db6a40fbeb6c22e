import { describe, expect, it } from '@jest/globals';
import { createHttpClient } from '../../src/core/http.ts';
import { explain } from '../../src/core/errors.ts';
import type { Logger } from '../../src/core/logger.ts';
import { createServerClock } from '../../src/tiktok/clock.ts';
import { type AuthContext, consentUrl, exchangeCode, refreshToken, toExpiry } from '../../src/tiktok/oauth.ts';
import { useHttpMock } from '../helpers/httpMock.ts';
import { QUICK, refusal, success } from '../helpers/tiktokClient.ts';
import { readFixtureText } from '../helpers/tiktokFixtures.ts';

const AUTH = 'https://auth.tiktok-shops.com';
const APP = { section: 'tiktok', key: '6abcdef', secret: 'secret-in-the-url', serviceId: '7172' };
const mock = useHttpMock();

function context(more: Partial<AuthContext> = {}): AuthContext {
  const clock = createServerClock(() => 1_760_515_200);
  return { app: APP, hosts: { auth: AUTH }, http: createHttpClient(), clock, retry: QUICK, ...more };
}

const GET = {
  app_key: '6abcdef',
  app_secret: 'secret-in-the-url',
  auth_code: 'TTP_code+/',
  grant_type: 'authorized_code',
};
const PAIR = {
  access_token: 'access-token',
  access_token_expire_in: 1761120000,
  refresh_token: 'refresh-token',
  refresh_token_expire_in: 1792051200,
  open_id: '7010736057180325637',
};

describe('consentUrl', () => {
  it('names the service and the state', () => {
    expect(consentUrl(APP, 'https://services.tiktokshop.com/open/authorize', 's 1')).toBe(
      'https://services.tiktokshop.com/open/authorize?service_id=7172&state=s+1',
    );
  });

  it('says that the service id is missing', () => {
    expect(() => consentUrl({ ...APP, serviceId: undefined }, AUTH, 's')).toThrow(/service_id/);
  });
});

describe('exchangeCode', () => {
  it('trades a code for tokens', async () => {
    mock(AUTH).get('/api/v2/token/get').query(GET).reply(200, readFixtureText('realistic/auth-token-get'));

    expect(await exchangeCode(context(), 'TTP_code+/')).toEqual({
      app: 'tiktok',
      openId: '7010736057180325637',
      sellerName: 'Sample Seller',
      region: 'US',
      userType: 0,
      scopes: ['seller.order.info', 'seller.product.basic', 'seller.finance.info'],
      accessToken: 'TTP_SampleAccessTokenAAAA',
      accessExpires: 1761120000,
      refreshToken: 'TTP_SampleRefreshTokenAAAA',
      refreshExpires: 1792051200,
      obtainedAt: 1760515200,
    });
  });

  it('names the way out when the code is used up', async () => {
    mock(AUTH).get('/api/v2/token/get').query(true).reply(200, readFixtureText('realistic/auth-token-get-error'));

    const error: unknown = await exchangeCode(context(), 'old').catch((caught: unknown) => caught);

    expect(error).toMatchObject({ code: 'E_TIKTOK_AUTH', apiCode: 36004004 });
    expect(error).toMatchObject({ context: { requestId: '20261015081500010003A0B1C2D3E4F5' } });
    expect(explain(error)).toContain('tiktok-odoo auth link');
  });

  it.each([
    [36004004, "Invalid 'app_key'", 'E_TIKTOK_AUTH'],
    [36004009, "The 'app_secret' is wrong", 'E_TIKTOK_APP'],
    [36009004, "Invalid credentials. Invalid 'app_key' query parameter.", 'E_TIKTOK_APP'],
    [12345, 'Something new', 'E_TIKTOK_AUTH'],
  ])('turns code %d, %s, into %s', async (code, message, expected) => {
    mock(AUTH).get('/api/v2/token/get').query(true).reply(200, refusal(code, message));

    await expect(exchangeCode(context(), 'c')).rejects.toMatchObject({ code: expected });
  });

  it('says which field is missing', async () => {
    mock(AUTH)
      .get('/api/v2/token/get')
      .query(true)
      .reply(200, success({ ...PAIR, open_id: '' }));

    await expect(exchangeCode(context(), 'c')).rejects.toMatchObject({ code: 'E_TIKTOK_SCHEMA', path: 'open_id' });
  });

  it('never shows the secret, the code or the tokens', async () => {
    const lines: string[] = [];
    const write = (message: string, facts: unknown): void => void lines.push(`${message} ${JSON.stringify(facts)}`);
    const logger = { debug: write, info: write, warn: write, error: write } as Partial<Logger> as Logger;
    mock(AUTH).get('/api/v2/token/get').query(true).reply(200, success(PAIR));
    await exchangeCode(context({ logger }), 'the-code');
    mock(AUTH).get('/api/v2/token/get').query(true).times(5).replyWithError('socket hang up');
    const error: unknown = await exchangeCode(context({ logger }), 'the-code').catch((caught: unknown) => caught);

    const shown = `${lines.join('\n')} ${explain(error)} ${JSON.stringify(error)} ${(error as Error).stack ?? ''}`;
    expect(shown).toContain('/api/v2/token/get');
    expect(shown).not.toMatch(/secret-in-the-url|the-code|access-token|refresh-token/);
  });
});

describe('refreshToken', () => {
  const before = { ...record(), refreshToken: 'old-refresh' };

  it('trades a refresh token, with the grant type that the documentation names', async () => {
    mock(AUTH)
      .get('/api/v2/token/refresh')
      .query({
        app_key: '6abcdef',
        app_secret: 'secret-in-the-url',
        refresh_token: 'old-refresh',
        grant_type: 'refresh_token',
      })
      .reply(200, readFixtureText('realistic/auth-token-refresh'));

    expect(await refreshToken(context(), before)).toMatchObject({
      accessToken: 'TTP_SampleAccessTokenBBBB',
      refreshToken: 'TTP_SampleRefreshTokenBBBB',
      accessExpires: 1761724800,
    });
  });

  it('keeps what TikTok does not say again', async () => {
    mock(AUTH)
      .get('/api/v2/token/refresh')
      .query(true)
      .reply(200, success({ ...PAIR, open_id: undefined }));

    expect(await refreshToken(context(), before)).toMatchObject({ sellerName: 'Seller', scopes: ['a'], region: 'GB' });
  });

  it('does not take the tokens of somebody else', async () => {
    mock(AUTH)
      .get('/api/v2/token/refresh')
      .query(true)
      .reply(200, success({ ...PAIR, open_id: 'another' }));

    await expect(refreshToken(context(), before)).rejects.toMatchObject({ code: 'E_TIKTOK_AUTH' });
  });

  it('tries again after a lost answer, a page of a proxy and a request to slow down', async () => {
    const path = '/api/v2/token/refresh';
    mock(AUTH).get(path).query(true).replyWithError('socket hang up');
    mock(AUTH).get(path).query(true).reply(502, '<html>Bad gateway</html>');
    mock(AUTH).get(path).query(true).reply(429, refusal(36009002, 'Too many requests'), { 'Retry-After': '0' });
    mock(AUTH).get(path).query(true).reply(200, success(PAIR));

    expect(await refreshToken(context(), before)).toMatchObject({ accessToken: 'access-token' });
  });

  it('does not wait an hour with the lock in its hand', async () => {
    const slow = refusal(36009002, 'Too many requests');
    mock(AUTH).get('/api/v2/token/refresh').query(true).reply(429, slow, { 'Retry-After': '3600' });

    await expect(refreshToken(context(), before)).rejects.toMatchObject({
      code: 'E_TIKTOK_RATE_LIMIT',
      retryAfterMs: 3_600_000,
    });
  });
});

describe('toExpiry', () => {
  const now = 1_760_000_000;

  it.each([
    ['Unix seconds', 1_761_120_000, 1_761_120_000],
    ['Unix seconds a hundred years ahead', 4_913_600_000, 4_913_600_000],
    ['a duration', 604_800, now + 604_800],
    ['milliseconds', 1_761_120_000_000, 1_761_120_000],
  ])('reads %s', (_what, value, expected) => {
    expect(toExpiry(value, now)).toBe(expected);
  });
});

function record(): Parameters<typeof refreshToken>[1] {
  return {
    app: 'tiktok',
    openId: '7010736057180325637',
    sellerName: 'Seller',
    region: 'GB',
    userType: 0,
    scopes: ['a'],
    accessToken: 'x',
    accessExpires: 1,
    refreshToken: 'y',
    refreshExpires: 2,
    obtainedAt: 0,
  };
}
