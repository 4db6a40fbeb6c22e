import { describe, expect, it } from '@jest/globals';
import { loadConfig } from '../../src/config/load.ts';
import { requireAdmin, requireApp, requireLinkableApp, requireOdoo } from '../../src/config/require.ts';
import type { Config } from '../../src/config/types.ts';
import { ConfigError, explain } from '../../src/core/errors.ts';

function config(env: Record<string, string>): Config {
  return loadConfig({ env: { HOME: '/nowhere', ...env }, cwd: '/' });
}

function refusal(task: () => unknown): string {
  try {
    task();
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return explain(error);
  }
  throw new Error('was not refused');
}

const ODOO = { ODOO_URL: 'https://odoo.example.com', ODOO_DB: 'prod', ODOO_USER: 'bridge' };

describe('requireOdoo', () => {
  it('gives what a connection needs', () => {
    expect(requireOdoo(config({ ...ODOO, ODOO_API_KEY: 'key' }))).toEqual({
      login: { url: 'https://odoo.example.com', db: 'prod', user: 'bridge', password: undefined, apiKey: 'key' },
      transport: 'auto',
      timeoutMs: 130_000,
    });
  });

  it('names all that is missing, with the variables', () => {
    expect(refusal(() => requireOdoo(config({ ODOO_DB: 'prod' })))).toBe(
      'Settings are missing: odoo_url (environment: ODOO_URL), odoo_user (environment: ODOO_USER), ' +
        'odoo_api_key (environment: ODOO_API_KEY) or odoo_password (environment: ODOO_PASSWORD). ' +
        'Set them in the section [options] of .odoorc, or in the environment.',
    );
  });

  it('asks for an API key where JSON-2 is wanted', () => {
    const settings = config({ ...ODOO, ODOO_PASSWORD: 'pw', ODOO_TRANSPORT: 'json2' });

    expect(refusal(() => requireOdoo(settings))).toContain('odoo_api_key (environment: ODOO_API_KEY), which');
  });
});

describe('requireAdmin', () => {
  it("gives the administrator's login, never the bridge's own", () => {
    const settings = config({ ...ODOO, ODOO_PASSWORD: 'pw', ODOO_ADMIN_USER: 'admin', ODOO_ADMIN_PASSWORD: 'boss' });

    expect(requireAdmin(settings).login).toMatchObject({ user: 'admin', password: 'boss' });
    expect(refusal(() => requireAdmin(config({ ...ODOO, ODOO_PASSWORD: 'pw' })))).toContain(
      'odoo_admin_user (environment: ODOO_ADMIN_USER), odoo_admin_api_key',
    );
  });
});

describe('requireApp', () => {
  const two = { TIKTOK_APP_UK_KEY: 'k1', TIKTOK_APP_UK_SECRET: 's1', TIKTOK_APP_US_KEY: 'k2' };

  it('gives the app of that name, or the only one', () => {
    expect(requireApp(config(two), 'uk')).toMatchObject({ name: 'uk', key: 'k1', secret: 's1' });
    expect(requireApp(config({ TIKTOK_APP_KEY: 'k', TIKTOK_APP_SECRET: 's' }))).toMatchObject({ name: 'main' });
  });

  it('says which apps there are', () => {
    expect(refusal(() => requireApp(config(two)))).toBe(
      'There are several TikTok apps in the settings. Name one of: uk, us.',
    );
    expect(refusal(() => requireApp(config(two), 'th'))).toBe(
      'There is no TikTok app "th" in the settings. Add a section [app:th] with app_key and app_secret to .odoorc, or name one of: uk, us.',
    );
    expect(refusal(() => requireApp(config({})))).toBe(
      'There is no TikTok app in the settings. Add a section [app:main] with app_key and app_secret to .odoorc.',
    );
  });

  it('names what the app lacks', () => {
    expect(refusal(() => requireApp(config(two), 'us'))).toBe(
      'A setting is missing: app_secret (environment: TIKTOK_APP_US_SECRET). ' +
        'Set it in the section [app:us] of .odoorc, or in the environment.',
    );
  });
});

describe('requireLinkableApp', () => {
  it('asks for the service id too', () => {
    const app = { TIKTOK_APP_KEY: 'k', TIKTOK_APP_SECRET: 's' };

    expect(refusal(() => requireLinkableApp(config(app)))).toContain('TIKTOK_APP_MAIN_SERVICE_ID');
    expect(requireLinkableApp(config({ ...app, TIKTOK_APP_SERVICE_ID: '7' }))).toMatchObject({ serviceId: '7' });
  });
});
