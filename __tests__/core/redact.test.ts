import { describe, expect, it } from '@jest/globals';
import { ConfigError } from '../../src/core/errors.ts';
import { MASK, redact, redactText, registerSecret } from '../../src/core/redact.ts';

describe('redactText', () => {
  it('masks secrets in addresses', () => {
    const url = 'https://x/api/v2/token/get?app_key=k&app_secret=s3cr3t&auth_code=c0de&grant_type=g';

    expect(redactText(url)).toBe(
      `https://x/api/v2/token/get?app_key=k&app_secret=${MASK}&auth_code=${MASK}&grant_type=g`,
    );
  });

  it('masks bearer tokens', () => {
    expect(redactText('Authorization: Bearer abc.def-ghi')).toBe(`Authorization: Bearer ${MASK}`);
  });

  it('masks registered secrets wherever they are, however they were registered', () => {
    registerSecret('canary-secret');
    registerSecret(undefined);
    registerSecret('short');

    expect(redactText('a canary-secret, short')).toBe(`a ${MASK}, short`);
  });

  it('masks the longer of two secrets that begin alike', () => {
    registerSecret('token-one');
    registerSecret('token-one-and-more');

    expect(redactText('token-one-and-more token-one')).toBe(`${MASK} ${MASK}`);
  });
});

describe('registerSecret', () => {
  it('also knows the secret as it stands in an address', () => {
    registerSecret('se+cret/=');

    expect(redactText('?q=se%2Bcret%2F%3D')).toBe(`?q=${MASK}`);
  });

  it('bears a secret that is no well-formed text', () => {
    registerSecret('\ud800-lone-surrogate');

    expect(redactText('a \ud800-lone-surrogate')).toBe(`a ${MASK}`);
  });
});

describe('redact', () => {
  it('masks secret and personal keys at any depth', () => {
    const value = {
      orderId: '576',
      headers: { 'x-tts-access-token': 'abc', Authorization: 'x' },
      recipient_address: { name: 'Canary' },
      lines: [{ buyer_email: 'canary@example.com', sku: 'TOTE' }],
    };

    expect(redact(value)).toEqual({
      orderId: '576',
      headers: { 'x-tts-access-token': MASK, Authorization: MASK },
      recipient_address: MASK,
      lines: [{ buyer_email: MASK, sku: 'TOTE' }],
    });
  });

  it('shows an error with its code, its context and its cause', () => {
    const cause = new Error('bad url ?sign=abcdef');
    const shown = redact(new ConfigError('Wrong.', { cause, context: { key: 'odoo_url', name: 'Canary' } }));

    expect(shown).toMatchObject({
      error: 'ConfigError',
      message: 'Wrong.',
      errorCode: 'E_CONFIG',
      context: { key: 'odoo_url', name: MASK },
      cause: { error: 'Error', message: `bad url ?sign=${MASK}` },
    });
  });

  it('bears cycles, large numbers and what is shared', () => {
    const cyclic: Record<string, unknown> = { id: 10n ** 20n };
    cyclic['self'] = cyclic;
    const shared = { sku: 'A' };

    expect(redact(cyclic)).toEqual({ id: '100000000000000000000', self: '[circular]' });
    expect(redact({ one: shared, two: shared })).toEqual({ one: { sku: 'A' }, two: { sku: 'A' } });
  });

  it('leaves the original as it is', () => {
    const value = { password: 'x' };
    redact(value);

    expect(value).toEqual({ password: 'x' });
  });
});
