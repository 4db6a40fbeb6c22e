import { describe, expect, it } from '@jest/globals';
import { Refusal, REFUSALS } from '../../src/sandbox/refusal.ts';
import { readTiktokFixture } from '../helpers/sandboxClient.ts';

const withoutHelp = (message: string): string => message.replace(/ For more details: .*$/, '');

describe('REFUSALS', () => {
  it.each([
    { shape: 'rate-limit', refusal: REFUSALS.rateLimit() },
    { shape: 'internal', refusal: REFUSALS.internal() },
    { shape: 'scope', refusal: REFUSALS.scope() },
    { shape: 'token-type', refusal: REFUSALS.tokenMismatch() },
  ])('words $shape as seen live', ({ shape, refusal }) => {
    const { http_status, body } = readTiktokFixture(`live-shapes/error-${shape}`) as {
      http_status: number;
      body: { code: number; message: string };
    };

    expect(refusal).toBeInstanceOf(Refusal);
    expect([refusal.status, refusal.code, withoutHelp(refusal.message)]).toEqual([
      http_status,
      body.code,
      withoutHelp(body.message),
    ]);
  });

  it('says when to come back', () => {
    expect(REFUSALS.rateLimit(7).retryAfter).toBe(7);
    expect(REFUSALS.rateLimit().retryAfter).toBeUndefined();
  });
});
