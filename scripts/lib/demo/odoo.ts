import { loadConfig } from '../../../src/config/load.ts';
import { requireAdmin } from '../../../src/config/require.ts';
import { silentLogger } from '../../../src/core/logger.ts';
import { connectOdoo, type OdooClient } from '../../../src/odoo/client.ts';

/** Runs a task with Odoo as its administrator, with the settings that TIKTOK_ODOO_RC names. */
export async function withAdmin(task: (admin: OdooClient) => Promise<void>): Promise<void> {
  const { login, transport } = requireAdmin(loadConfig());
  const admin = await connectOdoo({ login, transport, logger: silentLogger });
  try {
    await task(admin);
  } finally {
    admin.close();
  }
}
