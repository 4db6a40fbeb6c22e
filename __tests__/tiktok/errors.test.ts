import { describe, expect, it } from '@jest/globals';
import { BridgeError, explain, TransportError } from '../../src/core/errors.ts';
import {
  type Envelope,
  partialErrors,
  TiktokApiError,
  TiktokAppError,
  TiktokAuthError,
  TiktokRateLimitError,
  TiktokSchemaError,
  TiktokScopeError,
  TiktokShopError,
  toTiktokError,
} from '../../src/tiktok/errors.ts';
import { listFixtures, readFixture } from '../helpers/tiktokFixtures.ts';

interface Stored {
  readonly http_status: number;
  readonly body: { readonly code: number; readonly message: string; readonly request_id: string };
}

const FACTS = { path: '/order/202309/orders/search', shopId: '7495' };

function envelope(code: number, message = 'message'): Envelope {
  return { code, message, requestId: 'R1', data: null };
}

describe('toTiktokError', () => {
  const expected: Record<string, [string, string]> = {
    'error-bad-sign': ['E_TIKTOK_APP', 'operator'],
    'error-internal': ['E_TRANSPORT', 'nobody'],
    'error-invalid-app-key': ['E_TIKTOK_APP', 'operator'],
    'error-method': ['E_TIKTOK_API', 'operator'],
    'error-missing-body-field': ['E_TIKTOK_API', 'operator'],
    'error-path': ['E_TIKTOK_API', 'operator'],
    'error-rate-limit': ['E_TIKTOK_RATE_LIMIT', 'nobody'],
    'error-scope': ['E_TIKTOK_SCOPE', 'operator'],
    'error-shop-cipher-missing': ['E_TIKTOK_API', 'operator'],
    'error-shop-cipher-unexpected': ['E_TIKTOK_API', 'operator'],
    'error-timestamp-expired': ['E_TIKTOK_APP', 'operator'],
    'error-token-expired': ['E_TIKTOK_AUTH', 'operator'],
    'error-token-type': ['E_TIKTOK_SHOP', 'operator'],
  };

  it.each(listFixtures('live-shapes', /error-/))('says who must act about %s', (name) => {
    const { http_status, body } = readFixture(name) as Stored;

    const error = toTiktokError(
      http_status,
      { code: body.code, message: body.message, requestId: body.request_id, data: null },
      FACTS,
    );

    expect([error.code, error.actor]).toEqual(expected[name.replace('live-shapes/', '')]);
    expect(error.context).toMatchObject({ requestId: body.request_id, apiCode: body.code, ...FACTS });
    expect(error.message).not.toContain('For more details');
  });

  it.each([
    [401, 105002, TiktokAuthError, false],
    [200, 105002, TiktokAuthError, false],
    [401, 105777, TiktokAuthError, false],
    [401, 36009005, TiktokAuthError, false],
    [401, 1, TiktokAuthError, false],
    [401, 36009043, TiktokShopError, false],
    [401, 36009044, TiktokShopError, false],
    [401, 105005, TiktokScopeError, false],
    [400, 36009033, TiktokAppError, false],
    [401, 106001, TiktokAppError, false],
    [429, 36009002, TiktokRateLimitError, true],
    [429, 7, TiktokRateLimitError, true],
    [429, 36009037, TiktokRateLimitError, true],
    [500, 36009003, TransportError, true],
    [200, 36009007, TransportError, true],
    [503, 7, TransportError, true],
    [200, 10006402, TiktokApiError, true],
    [200, 12052180, TiktokApiError, false],
    [200, 98001004, TiktokApiError, false],
  ])('answers HTTP %d with code %d by its own class', (status, code, type, retryable) => {
    const error = toTiktokError(status, envelope(code), FACTS);

    expect(error).toBeInstanceOf(type);
    expect(error.retryable).toBe(retryable);
  });

  it('tells the hourly allowance from the other limits', () => {
    const facts = { ...FACTS, retryAfterMs: 5000 };

    expect(toTiktokError(429, envelope(36009037), facts)).toMatchObject({ hourly: true, retryAfterMs: 5000 });
    expect(toTiktokError(429, envelope(36009002), facts)).toMatchObject({ hourly: false, retryAfterMs: 5000 });
  });

  it.each([
    ["Invalid timestamp. The value of the 'timestamp' query parameter must not be earlier", /set the clock/i],
    ['Invalid credentials. Invalid `app_key` query parameter.', /app key/],
    ["Invalid credentials. The 'sign' query parameter is missing.", /app_secret/],
    ["Missing credentials. The 'x-tts-access-token' header is required", /auth link/],
  ])('reads the parameter that 36009004 is about: %s', (message, remedy) => {
    expect(explain(toTiktokError(400, envelope(36009004, message), FACTS))).toMatch(remedy);
  });

  it('takes the remedy of the code, and else that of the class', () => {
    expect(toTiktokError(200, envelope(12052850), FACTS).remedy).toMatch(/parts/);
    expect(toTiktokError(200, envelope(12052700), FACTS)).toBeInstanceOf(TiktokShopError);
    expect(toTiktokError(200, envelope(12052704), FACTS).remedy).toMatch(/auth link/);
    expect(toTiktokError(200, envelope(12052990), FACTS).remedy).toBeUndefined();
  });

  it('keeps messages short and in one line', () => {
    const error = toTiktokError(200, envelope(12052180, `a\n  b ${'x'.repeat(5000)}`), FACTS);

    expect(error.message).toMatch(/^TikTok answered 12052180: a b x+…$/);
    expect(error.message.length).toBeLessThan(350);
  });

  it('says something even when TikTok does not', () => {
    expect(toTiktokError(200, envelope(5, ''), FACTS).message).toBe('TikTok answered 5: (no message)');
  });
});

describe('the classes', () => {
  it.each([
    new TiktokAuthError('m'),
    new TiktokAppError('m', { fault: 'clock' }),
    new TiktokScopeError('m'),
    new TiktokShopError('m'),
    new TiktokSchemaError('m', { path: 'orders.0.id' }),
  ])('carry a remedy: $name', (error) => {
    expect(error).toBeInstanceOf(BridgeError);
    expect(error.remedy).toEqual(expect.any(String));
    expect(error.retryable).toBe(false);
  });

  it('keep the cause', () => {
    const cause = new Error('why');

    expect(new TiktokApiError('m', { cause }).cause).toBe(cause);
  });
});

describe('partialErrors', () => {
  it('lists what a batch with code 0 refused', () => {
    const { data } = readFixture('realistic/inventory-update-partial-error') as { data: unknown };

    expect(partialErrors(data)).toMatchObject([{ code: 12052990, detail: { sku_id: expect.any(String) } }]);
  });

  it.each([null, undefined, {}, { errors: null }, { errors: [] }, 'text'])('is empty for %j', (data) => {
    expect(partialErrors(data)).toEqual([]);
  });

  it('bears odd entries', () => {
    expect(partialErrors({ errors: [null, { code: '7', message: 8, detail: 'x' }] })).toEqual([
      { code: 0, message: '', detail: {} },
      { code: 7, message: '', detail: {} },
    ]);
  });
});
