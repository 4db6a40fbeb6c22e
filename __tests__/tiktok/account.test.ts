import { describe, expect, it } from '@jest/globals';
import { TIKTOK_HOSTS } from '../../src/tiktok/account.ts';

describe('TIKTOK_HOSTS', () => {
  it.each(Object.entries<string>({ ...TIKTOK_HOSTS }))(
    'has a %s host over HTTPS without a trailing slash',
    (_use, url) => {
      expect(new URL(url).origin).toBe(url);
      expect(url).toMatch(/^https:/);
    },
  );
});
