import { describe, expect, it } from '@jest/globals';
import { TokenPair } from '../../../src/tiktok/schemas/token.ts';
import { readFixture } from '../../helpers/tiktokFixtures.ts';

describe('TokenPair', () => {
  it.each(['realistic/auth-token-get', 'realistic/auth-token-refresh'])('reads %s', (name) => {
    const { data } = readFixture(name) as { data: object };

    expect(TokenPair.parse(data)).toEqual(data);
  });

  it.each(['access_token', 'refresh_token', 'access_token_expire_in', 'refresh_token_expire_in'])(
    'refuses a pair without %s',
    (key) => {
      const { data } = readFixture('realistic/auth-token-get') as { data: object };

      expect(TokenPair.safeParse({ ...data, [key]: undefined }).success).toBe(false);
    },
  );
});
