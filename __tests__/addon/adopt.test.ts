import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { install } from '../../src/addon/install.ts';
import { planInstall } from '../../src/addon/plan.ts';
import { uninstall } from '../../src/addon/uninstall.ts';
import type { OdooClient } from '../../src/odoo/client.ts';
import { upsert } from '../../src/odoo/loader.ts';
import { externalId } from '../../src/odoo/values.ts';
import { connectTo } from '../helpers/odooFixtures.ts';
import type { OdooTestDatabase, OdooTestVersion } from '../helpers/odooServer.ts';
import { freshDatabase } from '../helpers/odooServer.ts';

const VERSIONS: readonly OdooTestVersion[] = ['19', '14'];

describe.each(VERSIONS)('a default product and a carrier of people’s own on Odoo %s', (version) => {
  let database: OdooTestDatabase;
  let admin: OdooClient;
  let productId = 0;
  let carrierId = 0;

  beforeAll(async () => {
    database = await freshDatabase(version);
    admin = await connectTo(database, 'admin');
    const [goods = 0, postage = 0] = await admin.create('product.product', [
      { name: 'Anything', default_code: 'TIKTOK-DEFAULT' },
      { name: 'Postage', type: 'service' },
    ]);
    productId = goods;
    [carrierId = 0] = await admin.create('delivery.carrier', [
      { name: 'TikTok Shop', delivery_type: 'fixed', product_id: postage },
    ]);
  });

  afterAll(async () => {
    admin.close();
    await database.drop();
  });

  it('are found by Internal Reference and by name, and not made once more', async () => {
    const { lines } = await planInstall(admin);

    expect(lines).not.toContain('create Product for unmatched SKUs');
    expect(lines).not.toContain('create Carrier TikTok Shop');
    expect(lines).toContain('create Shipping');
  });

  it('are what new shops start with', async () => {
    await install(admin, { bridgeUserLogin: database.bridge.login });
    const bridge = await connectTo(database);
    const shop = { externalId: externalId('shop', '7494000000000000001'), values: { x_name: 'US' } };

    const { ids } = await upsert(bridge, 'x_tiktok_shop', [shop]);

    const fields = ['x_default_product_id', 'x_default_carrier_id'];
    expect(await bridge.read('x_tiktok_shop', [...ids.values()], fields)).toMatchObject([
      { x_default_product_id: [productId, expect.anything()], x_default_carrier_id: [carrierId, 'TikTok Shop'] },
    ]);
    expect(await install(admin)).toMatchObject({ isUnchanged: true });
    bridge.close();
  });

  it('stay when the addon goes', async () => {
    await uninstall(admin);

    expect(await admin.search('product.product', [['default_code', '=', 'TIKTOK-DEFAULT']])).toEqual([productId]);
    expect(await admin.search('delivery.carrier', [['name', '=', 'TikTok Shop']])).toEqual([carrierId]);
  });
});
