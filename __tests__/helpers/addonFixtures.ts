/** People and TikTok things in a database with the addon, for tests of the addon. */
import { silentLogger } from '../../src/core/logger.ts';
import { connectOdoo, type OdooClient } from '../../src/odoo/client.ts';
import { upsert } from '../../src/odoo/loader.ts';
import { externalId } from '../../src/odoo/values.ts';
import type { OdooTestDatabase } from './odooServer.ts';

const PASSWORD = 'a-Long-enough-1';

/** Makes an internal user with these groups (external ids) besides that of internal users. Needs the administrator. */
export async function createUser(admin: OdooClient, login: string, ...groups: readonly string[]): Promise<number> {
  const ids = await admin.findByXid('res.groups', ['base.group_user', ...groups]);
  const [id] = await admin.create('res.users', [
    {
      name: login,
      login,
      password: PASSWORD,
      email: `${login}@example.com`,
      [admin.profile.userGroups]: [[6, 0, [...ids.values()]]],
    },
  ]);
  return id ?? 0;
}

/** Connects as a user that {@link createUser} made. */
export function connectAs(database: OdooTestDatabase, login: string): Promise<OdooClient> {
  const { url, db } = database;
  return connectOdoo({ login: { url, db, user: login, password: PASSWORD }, transport: 'auto', logger: silentLogger });
}

/** Makes a shop and one order of it, as the bridge does, and answers the order's database id. */
export async function createTiktokOrder(bridge: OdooClient, shopId: string, orderId: string): Promise<number> {
  const shop = externalId('shop', shopId);
  await upsert(bridge, 'x_tiktok_shop', [
    { externalId: shop, values: { x_name: `Shop ${shopId}`, x_shop_id: shopId } },
  ]);
  const order = externalId('tiktok_order', orderId);
  const values = {
    x_name: orderId,
    x_order_id: orderId,
    'x_shop_id/id': shop,
    x_state: 'blocked',
    x_status: 'AWAITING_SHIPMENT',
    x_reason: 'No product for seller SKU “LAMP-RED”.',
  };
  const { ids } = await upsert(bridge, 'x_tiktok_order', [{ externalId: order, values }]);
  return ids.get(order) ?? 0;
}
