import { mkdtempSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TiktokAuthError } from '../../src/tiktok/errors.ts';
import { createStateStore, parseCallback, STATE_LIFETIME_SECONDS } from '../../src/tiktok/oauthState.ts';

let folder: string;
let now: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'states-'));
  now = 1_760_000_000;
});

afterEach(() => rm(folder, { recursive: true, force: true }));

describe('createStateStore', () => {
  it('gives a state back to the app it was issued for, also in another process', async () => {
    const state = await createStateStore(folder, () => now).issue('tiktok.uk');

    expect(state).toMatch(/^[0-9a-f]{32}$/);
    expect(await createStateStore(folder, () => now).take(state)).toBe('tiktok.uk');
  });

  it('lets a state be used once, even by many at the same moment', async () => {
    const store = createStateStore(folder, () => now);
    const state = await store.issue('tiktok');

    const takes = await Promise.allSettled(Array.from({ length: 10 }, () => store.take(state)));

    expect(takes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(store.take(state)).rejects.toThrow(TiktokAuthError);
  });

  it('refuses a state that took too long', async () => {
    const store = createStateStore(folder, () => now);
    const state = await store.issue('tiktok');
    now += STATE_LIFETIME_SECONDS;

    await expect(store.take(state)).rejects.toThrow(TiktokAuthError);
  });

  it.each(['', 'never-issued', '../../etc/passwd', 'a'.repeat(32)])('refuses the state %j', async (state) => {
    await expect(createStateStore(folder, () => now).take(state)).rejects.toThrow(/not begun here/);
  });

  it('clears away what is over', async () => {
    const store = createStateStore(folder, () => now);
    await store.issue('tiktok');
    now += STATE_LIFETIME_SECONDS + 1;
    await store.issue('tiktok');

    expect(readdirSync(folder)).toHaveLength(1);
  });
});

describe('parseCallback', () => {
  it.each([
    'https://bridge.example.com/callback?app_key=k&code=TTP_abc%2B1&locale=en&shop_region=US&state=s1',
    'code=TTP_abc%2B1&state=s1',
    '  /callback?state=s1&code=TTP_abc%2B1#top ',
  ])('reads %s', (text) => {
    expect(parseCallback(text)).toEqual({ code: 'TTP_abc+1', state: 's1' });
  });

  it.each(['?code=null&error=auth_denied&state=s1', '?error=access_denied', '?code=null&state=s1'])(
    'says that the seller refused: %s',
    (text) => {
      expect(() => parseCallback(text)).toThrow(/did not allow/);
    },
  );

  it.each(['', 'hello', '?code=abc', '?state=s1'])('says what to copy when it is given %j', (text) => {
    expect(() => parseCallback(text)).toThrow(/not the address/);
  });
});
