import { describe, expect, it } from '@jest/globals';
import { UsageError } from '../../src/core/errors.ts';
import { escapeHtml } from '../../src/sandbox/consent.ts';
import { SANDBOX_APP } from '../../src/sandbox/options.ts';
import { withSandbox } from '../helpers/sandboxClient.ts';

const shops = [
  { region: 'US', orders: 0, seller: 'First <Seller>' },
  { region: 'JP', orders: 0, seller: 'Second Seller' },
] as const;

function page(url: string, query: Record<string, string>): string {
  return `${url}/open/authorize?${new URLSearchParams({ service_id: SANDBOX_APP.serviceId, ...query }).toString()}`;
}

async function redirectOf(response: Response): Promise<URL> {
  await response.arrayBuffer();
  return new URL(response.headers.get('location') ?? 'none:');
}

describe('consent page', () => {
  it('shows a form with all sellers, and writes what it is given as text', async () => {
    await withSandbox({ shops }, async ({ sandbox }) => {
      const html = await (await fetch(page(sandbox.url, { state: '"><b>' }))).text();

      expect(html).toContain('<option>First &lt;Seller&gt;</option>');
      expect(html).toContain('value="&quot;&gt;&lt;b&gt;"');
    });
  });

  it('sends the seller who allows it back with a code, state, app key, locale and market', async () => {
    await withSandbox({ shops }, async (client) => {
      const { sandbox } = client;
      const body = new URLSearchParams({
        service_id: SANDBOX_APP.serviceId,
        state: 's1',
        seller: 'Second Seller',
        answer: 'approve',
      });
      const response = await fetch(`${sandbox.url}/open/authorize`, { method: 'POST', body, redirect: 'manual' });
      const url = await redirectOf(response);

      expect(response.status).toBe(302);
      expect(url.origin + url.pathname).toBe(SANDBOX_APP.redirectUrl);
      expect(Object.fromEntries(url.searchParams)).toEqual({
        app_key: SANDBOX_APP.key,
        code: url.searchParams.get('code'),
        locale: 'en',
        shop_region: 'JP',
        state: 's1',
      });
      expect(url.searchParams.get('code')).toMatch(/^ROW_/);
      const answer = await client.token('get', {
        app_key: SANDBOX_APP.key,
        app_secret: SANDBOX_APP.secret,
        auth_code: url.searchParams.get('code') ?? '',
        grant_type: 'authorized_code',
      });
      expect(answer.data['seller_name']).toBe('Second Seller');
    });
  });

  it('sends the seller who refuses back without a code', async () => {
    await withSandbox({ shops }, async ({ sandbox }) => {
      const body = new URLSearchParams({ service_id: SANDBOX_APP.serviceId, state: 's1', answer: 'deny' });
      const url = await redirectOf(
        await fetch(`${sandbox.url}/open/authorize`, { method: 'POST', body, redirect: 'manual' }),
      );

      expect(Object.fromEntries(url.searchParams)).toEqual({ code: 'null', error: 'auth_denied', state: 's1' });
    });
  });

  it('says yes by itself with auto=1', async () => {
    await withSandbox({ shops }, async ({ sandbox }) => {
      const url = await redirectOf(await fetch(page(sandbox.url, { auto: '1', state: 's2' }), { redirect: 'manual' }));

      expect(url.searchParams.get('state')).toBe('s2');
      expect(url.searchParams.get('code')).toMatch(/^TTP_/);
    });
  });

  it('knows no app under a wrong service id', async () => {
    await withSandbox({ shops }, async ({ sandbox }) => {
      const response = await fetch(page(sandbox.url, { service_id: '1' }));

      expect(response.status).toBe(400);
      expect(await response.text()).toContain(SANDBOX_APP.serviceId);
    });
  });
});

describe('giveConsent', () => {
  it('refuses sellers and apps that do not exist', async () => {
    await withSandbox({ shops }, async ({ sandbox }) => {
      expect(() => sandbox.control.consent({ seller: 'Nobody' })).toThrow(UsageError);
      expect(() => sandbox.control.consent({ appKey: 'nobody' })).toThrow(UsageError);
      await Promise.resolve();
    });
  });
});

describe('escapeHtml', () => {
  it('leaves no sign that HTML reads', () => {
    expect(escapeHtml(`<a href="x" id='y'>&`)).toBe('&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;');
  });
});
