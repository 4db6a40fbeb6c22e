import { describe, expect, it } from '@jest/globals';
import type { Fault } from '../../src/sandbox/faults.ts';
import { SANDBOX_APP } from '../../src/sandbox/options.ts';
import { withSandbox, type SandboxClient } from '../helpers/sandboxClient.ts';

const SHOPS = '/authorization/202309/shops';

async function withFault(fault: Fault, task: (client: SandboxClient, token: string) => Promise<void>): Promise<void> {
  await withSandbox({}, async (client) => {
    const { accessToken } = await client.link();
    client.sandbox.control.clearStatistics();
    client.sandbox.control.addFault(fault);
    await task(client, accessToken);
  });
}

describe('faults on the wire', () => {
  it('rate-limit: 429 with the Retry-After that is asked for', async () => {
    await withFault({ fault: 'rate-limit', retryAfter: 3, count: 1 }, async (client, token) => {
      const answer = await client.call('GET', SHOPS, { token });

      expect(answer).toMatchObject({ status: 429, code: 36009002, data: null });
      expect(answer.headers.get('retry-after')).toBe('3');
      expect(await client.call('GET', SHOPS, { token })).toMatchObject({ status: 200, code: 0 });
      expect(client.sandbox.control.statistics()).toMatchObject({
        calls: 2,
        rateLimited: 1,
        faults: { 'rate-limit': 1 },
      });
    });
  });

  it.each([
    { fault: { fault: '5xx' }, expected: { status: 500, code: 36009003 } },
    { fault: { fault: '5xx', status: 503 }, expected: { status: 503, code: 36009003 } },
    { fault: { fault: 'data-null' }, expected: { status: 200, code: 0, data: null } },
    {
      fault: { fault: 'refuse', status: 401, code: 105005, message: 'no', retryAfter: 1 },
      expected: { status: 401, code: 105005, message: 'no' },
    },
  ] as const)('$fault.fault: $expected', async ({ fault, expected }) => {
    await withFault(fault, async (client, token) => {
      expect(await client.call('GET', SHOPS, { token })).toMatchObject(expected);
    });
  });

  it('html: a page of a proxy', async () => {
    await withFault({ fault: 'html' }, async (client, token) => {
      expect(await client.callText('GET', SHOPS, { token })).toMatch(/^<html>/);
    });
  });

  it('slow: the right answer, late', async () => {
    await withFault({ fault: 'slow', delayMs: 150 }, async (client, token) => {
      const start = performance.now();

      expect(await client.call('GET', SHOPS, { token })).toMatchObject({ code: 0 });
      expect(performance.now() - start).toBeGreaterThan(140);
    });
  });

  it('drip: the right answer, byte by byte', async () => {
    await withFault({ fault: 'drip', delayMs: 1, paths: ['/token/'] }, async (client) => {
      const query = { app_key: SANDBOX_APP.key, app_secret: SANDBOX_APP.secret, grant_type: 'authorized_code' };
      const start = performance.now();
      const answer = await client.token('get', { ...query, auth_code: 'none' });

      expect(answer.code).toBe(36004004);
      expect(performance.now() - start).toBeGreaterThan(50);
    });
  });

  it('cut: half of an answer to a call that was carried out', async () => {
    await withFault({ fault: 'cut', paths: ['token/get'], count: 1 }, async (client) => {
      const { code = '' } = client.sandbox.control.consent();
      const query = {
        app_key: SANDBOX_APP.key,
        app_secret: SANDBOX_APP.secret,
        auth_code: code,
        grant_type: 'authorized_code',
      };

      await expect(client.token('get', query)).rejects.toThrow();
      // the code is used up: the tokens were made, and lost on the way
      expect(await client.token('get', query)).toMatchObject({ code: 36004004 });
    });
  });

  it.each(['reset'] as const)('%s: no answer, and nothing carried out', async (fault) => {
    await withFault({ fault, count: 1, paths: ['token/get'] }, async (client) => {
      const { code = '' } = client.sandbox.control.consent();
      const query = {
        app_key: SANDBOX_APP.key,
        app_secret: SANDBOX_APP.secret,
        auth_code: code,
        grant_type: 'authorized_code',
      };

      await expect(client.token('get', query)).rejects.toThrow();
      expect(await client.token('get', query)).toMatchObject({ code: 0 });
    });
  });

  it('silent: no answer until the caller gives up', async () => {
    await withFault({ fault: 'silent' }, async ({ sandbox }) => {
      const call = fetch(`${sandbox.url}${SHOPS}`, { signal: AbortSignal.timeout(200) });

      await expect(call).rejects.toThrow(/timeout/i);
    });
  });
});

describe('sandboxApp', () => {
  it('answers no business call without a word in the statistics', async () => {
    await withSandbox({}, async (client) => {
      const { accessToken } = await client.link();
      await client.call('GET', '/nothing', { token: accessToken });

      expect(client.sandbox.control.statistics()).toMatchObject({
        calls: 3,
        byOperation: { 'token/get': 1, 'shops/authorized': 1, unknown: 1 },
        refusals: { 36009009: 1 },
      });
    });
  });

  it('leads people from the front door to the control API', async () => {
    await withSandbox({}, async ({ sandbox }) => {
      const list = (await (await fetch(sandbox.url)).json()) as Record<string, string>;

      expect(Object.keys(list)).toContain('POST /sandbox/reset');
    });
  });

  it('survives badly encoded paths', async () => {
    await withSandbox({}, async ({ sandbox }) => {
      const response = await fetch(`${sandbox.url}/%E0%A4%A`);

      expect(response.status).toBe(404);
    });
  });
});
