import { describe, expect, it } from '@jest/globals';
import { AuthorizedShop } from '../../../src/tiktok/schemas/shop.ts';
import { readFixture } from '../../helpers/tiktokFixtures.ts';

interface Listed {
  readonly data: { readonly shops: object[] };
}

describe('AuthorizedShop', () => {
  it.each(['realistic/authorized-shops', 'all-keys/GET_authorization_202309_shops'])(
    'reads %s and keeps every key',
    (name) => {
      for (const shop of (readFixture(name) as Listed).data.shops) expect(AuthorizedShop.parse(shop)).toEqual(shop);
    },
  );

  it('refuses a shop that cannot be named in a call', () => {
    expect(AuthorizedShop.safeParse({ id: '1', cipher: '' }).success).toBe(false);
  });
});
