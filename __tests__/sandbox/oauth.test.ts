import { describe, expect, it } from '@jest/globals';
import { SANDBOX_APP } from '../../src/sandbox/options.ts';
import { readTiktokFixture, withSandbox, type SandboxClient } from '../helpers/sandboxClient.ts';

const APP = { app_key: SANDBOX_APP.key, app_secret: SANDBOX_APP.secret };
const now = (): number => Math.floor(Date.now() / 1000);

type Answer = Awaited<ReturnType<SandboxClient['token']>>;

function exchange(client: SandboxClient, code: string | undefined): Promise<Answer> {
  return client.token('get', { ...APP, auth_code: code ?? '', grant_type: 'authorized_code' });
}

function refresh(client: SandboxClient, token: string): Promise<Answer> {
  return client.token('refresh', { ...APP, refresh_token: token, grant_type: 'refresh_token' });
}

function fields(value: unknown): string[] {
  return Object.keys(value as object).sort();
}

describe('answerTokenCall', () => {
  it('exchanges a code for tokens in the shape of real ones, with absolute expiries', async () => {
    await withSandbox({}, async (client) => {
      const answer = await exchange(client, client.sandbox.control.consent().code);

      const wanted = readTiktokFixture('realistic/auth-token-get') as Answer;
      expect(answer).toMatchObject({ status: 200, code: 0, message: wanted.message });
      expect(fields(answer.data)).toEqual(fields(wanted.data));
      expect(answer.data).toMatchObject({ seller_name: 'Sample Seller', seller_base_region: 'US', user_type: 0 });
      expect(answer.data['access_token']).toMatch(/^TTP_\w{48}$/);
      expect(Math.abs(Number(answer.data['access_token_expire_in']) - now() - 7 * 86_400)).toBeLessThan(3);
    });
  });

  it.each([
    { region: 'GB', prefix: 'GCP_' },
    { region: 'ID', prefix: 'ROW_' },
  ] as const)('begins tokens of $region with $prefix', async ({ region, prefix }) => {
    await withSandbox({ shops: [{ region, orders: 0 }] }, async (client) => {
      const { accessToken, refreshToken, ciphers } = await client.link();

      expect([accessToken, refreshToken, ciphers[0]].every((text) => text?.startsWith(prefix))).toBe(true);
    });
  });

  it('takes a code once, within 30 minutes', async () => {
    await withSandbox({}, async (client) => {
      const { control } = client.sandbox;
      const first = control.consent().code;
      const late = control.consent().code;
      await exchange(client, first);
      const again = await exchange(client, first);
      control.moveClock(30 * 60);
      const tooLate = await exchange(client, late);

      const wanted = readTiktokFixture('realistic/auth-token-get-error') as Answer;
      for (const answer of [again, tooLate]) {
        expect(answer).toMatchObject({ status: 200, code: wanted.code, message: wanted.message, data: null });
      }
    });
  });

  it('rotates: a new pair each time, and the old refresh token dies at once', async () => {
    await withSandbox({}, async (client) => {
      const { refreshToken, accessToken } = await client.link();
      const fresh = await refresh(client, refreshToken);

      expect(fresh.code).toBe(0);
      expect(fresh.data['refresh_token']).not.toBe(refreshToken);
      expect(fresh.data['access_token']).not.toBe(accessToken);
      expect(await refresh(client, refreshToken)).toMatchObject({ code: 36004001, data: null });
      expect(await refresh(client, String(fresh.data['refresh_token']))).toMatchObject({ code: 0 });
    });
  });

  it('leaves the old refresh token alive where it is told to', async () => {
    await withSandbox({ settings: { refreshKillsOldToken: false } }, async (client) => {
      const { refreshToken } = await client.link();
      await refresh(client, refreshToken);

      expect(await refresh(client, refreshToken)).toMatchObject({ code: 0 });
    });
  });

  it('refuses expired and revoked authorisations until the seller consents again', async () => {
    await withSandbox({}, async (client) => {
      const { control } = client.sandbox;
      const first = await client.link();
      control.expireTokens({ refresh: true });
      expect(await refresh(client, first.refreshToken)).toMatchObject({ code: 36004001 });

      const second = await client.link();
      expect(second.openId).toBe(first.openId);
      control.revoke(second.openId);
      expect(await refresh(client, second.refreshToken)).toMatchObject({ code: 36004005 });

      const third = await client.link();
      expect(await refresh(client, third.refreshToken)).toMatchObject({ code: 0 });
      expect(control.authorisations()).toHaveLength(1);
    });
  });

  it('lets access tokens run out on the clock', async () => {
    await withSandbox({ settings: { accessTokenSeconds: 60 } }, async (client) => {
      const { accessToken } = await client.link();
      client.sandbox.control.moveClock(60);

      const answer = await client.call('GET', '/authorization/202309/shops', { token: accessToken });
      expect(answer).toMatchObject({ status: 401, code: 105002 });
    });
  });

  it.each([
    { name: 'an unknown app', change: { app_key: 'unknown' } },
    { name: 'a wrong secret', change: { app_secret: 'wrong' } },
    { name: 'a wrong grant type', change: { grant_type: 'code' } },
  ])('refuses $name', async ({ change }) => {
    await withSandbox({}, async (client) => {
      const code = client.sandbox.control.consent().code ?? '';
      const answer = await client.token('get', { ...APP, auth_code: code, grant_type: 'authorized_code', ...change });

      expect(answer).toMatchObject({ status: 400, code: 36009004, data: null });
    });
  });

  it('takes GET only', async () => {
    await withSandbox({}, async ({ sandbox }) => {
      const response = await fetch(`${sandbox.url}/api/v2/token/get`, { method: 'POST' });

      expect(response.status).toBe(405);
    });
  });
});
