import { SANDBOX_APP } from '../../src/sandbox/options.ts';
import type { OdooTestDatabase } from '../../__tests__/helpers/odooServer.ts';

/** Settings of a bridge between a database and a sandbox, as environment variables. */
export function bridgeEnv(
  { url, db, bridge, admin }: Pick<OdooTestDatabase, 'url' | 'db' | 'bridge' | 'admin'>,
  tiktok: string,
  stateDir: string,
): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: stateDir,
    ODOO_URL: url,
    ODOO_DB: db,
    ODOO_USER: bridge.login,
    ODOO_API_KEY: bridge.apiKey,
    ODOO_ADMIN_USER: admin.login,
    ODOO_ADMIN_API_KEY: admin.apiKey,
    TIKTOK_API_URL: tiktok,
    TIKTOK_AUTH_URL: tiktok,
    TIKTOK_CONSENT_URL: tiktok,
    TIKTOK_CONSENT_URL_US: tiktok,
    TIKTOK_APP_MAIN_KEY: SANDBOX_APP.key,
    TIKTOK_APP_MAIN_SECRET: SANDBOX_APP.secret,
    TIKTOK_APP_MAIN_SERVICE_ID: SANDBOX_APP.serviceId,
    TIKTOK_APP_MAIN_REDIRECT_URL: SANDBOX_APP.redirectUrl,
    TIKTOK_ODOO_STATE_DIR: stateDir,
    TIKTOK_ODOO_LOG_LEVEL: 'error',
  };
}
