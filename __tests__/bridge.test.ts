import { describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Bridge, openBridge } from '../src/bridge.ts';
import { loadConfig } from '../src/config/load.ts';

const SHIPPED = fileURLToPath(new URL('../mappings', import.meta.url));

/** A bridge to an Odoo and a TikTok where nobody listens. */
function openWith(env: Readonly<Record<string, string>> = {}, folder = mkdtempSync(join(tmpdir(), 'bridge-'))): Bridge {
  const settings = {
    HOME: folder,
    ODOO_URL: 'http://127.0.0.1:9',
    ODOO_DB: 'x',
    ODOO_USER: 'x',
    ODOO_PASSWORD: 'x',
    TIKTOK_API_URL: 'http://127.0.0.1:9',
    TIKTOK_APP_MAIN_KEY: 'key',
    TIKTOK_APP_MAIN_SECRET: 'secret-secret',
    TIKTOK_APP_MAIN_SERVICE_ID: '7400000000000000001',
    TIKTOK_ODOO_STATE_DIR: join(folder, 'state'),
    TIKTOK_ODOO_LOG_LEVEL: 'silent',
  };
  return openBridge(loadConfig({ env: { ...settings, ...env }, cwd: folder }), { shippedMappings: SHIPPED });
}

describe('openBridge', () => {
  it('connects to nothing before it is needed, and keeps its folder private', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bridge-'));
    const bridge = openWith({}, folder);

    const { url } = await bridge.startLink(undefined, undefined);
    await bridge.close();

    expect(url).toMatch(
      /^https:\/\/services\.tiktokshop\.com\/open\/authorize\?service_id=7400000000000000001&state=\w+/,
    );
    expect(statSync(join(folder, 'state')).mode & 0o777).toBe(0o700);
  });

  it('tries again when a connection could not be made', async () => {
    const bridge = openWith();

    await expect(bridge.shops.list()).rejects.toMatchObject({ code: 'E_TRANSPORT' });
    await expect(bridge.shops.list()).rejects.toMatchObject({ code: 'E_TRANSPORT' });
    await bridge.close();
  });

  it('asks for an administrator only when one is needed', async () => {
    const bridge = openWith();

    await expect(bridge.addon.plan()).rejects.toMatchObject({
      code: 'E_CONFIG',
      message: expect.stringMatching(/odoo_admin_user/),
    });
    await bridge.close();
  });

  it('makes one TikTok client for each account', async () => {
    const bridge = openWith();

    const own = bridge.tiktokFor({ app: 'main', openId: '1' });

    expect(bridge.tiktokFor({ app: 'main', openId: '1' })).toBe(own);
    expect(bridge.tiktokFor({ app: 'main', openId: '2' })).not.toBe(own);
    expect(() => bridge.tiktokFor({ app: 'other', openId: '1' })).toThrow(/no TikTok app "other"/);
    await bridge.close();
  });

  it('refuses wrong mappings before anything else', () => {
    const folder = mkdtempSync(join(tmpdir(), 'bridge-'));
    mkdirSync(join(folder, 'own'));
    writeFileSync(join(folder, 'own', 'regions.json'), '{"version": 2}');

    expect(() => openWith({ TIKTOK_ODOO_MAPPINGS_DIR: join(folder, 'own') }, folder)).toThrow(/regions\.json: version/);
  });

  it('refuses a state folder that it cannot have', () => {
    const folder = mkdtempSync(join(tmpdir(), 'bridge-'));
    writeFileSync(join(folder, 'state'), 'a file');

    expect(() => openWith({}, folder)).toThrow(/cannot be made private/);
  });
});
