import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { install, upgrade } from '../../src/addon/install.ts';
import { modelXid } from '../../src/addon/layers/models.ts';
import { addonXid } from '../../src/addon/piece.ts';
import { planInstall } from '../../src/addon/plan.ts';
import { readInstalled } from '../../src/addon/references.ts';
import { removeTargets } from '../../src/addon/remove.ts';
import { ADDON_VERSION } from '../../src/addon/version.ts';
import type { OdooClient } from '../../src/odoo/client.ts';
import { upsert } from '../../src/odoo/loader.ts';
import { externalId } from '../../src/odoo/values.ts';
import { connectTo } from '../helpers/odooFixtures.ts';
import type { OdooTestDatabase, OdooTestVersion } from '../helpers/odooServer.ts';
import { freshDatabase } from '../helpers/odooServer.ts';

const VERSIONS: readonly OdooTestVersion[] = ['19', '14'];
const SHOP = externalId('shop', '7494000000000000001');
const LISTING = externalId('listing', '7494000000000000001', '1');

/** What version 1.0 did not have; the new fields of listings and shops are those that start with these words. */
const NEW_MODEL = 'x_tiktok_warehouse';
const NEW_FIELDS =
  /_field_x_tiktok_(?:shop_x_(?:match|reference|last_catalogue|last_full|stock|low|last_stock|price|sync_prices|frequency_prices|tiktok_warehouse)|listing_x_(?:image|audit|sku_status|update_time|detail_time|warehouse_stock|stock|tiktok_stock|tiktok_committed|low|price_))/;

/** Takes an installed addon back to what version 1.0 declared. */
async function downgrade(admin: OdooClient): Promise<void> {
  const installed = [...(await readInstalled(admin))];
  const isNew = ([xid]: (typeof installed)[number]): boolean =>
    NEW_FIELDS.test(xid) || xid.includes(NEW_MODEL) || /_(?:view|action_list)_|warehouses/.test(xid);
  await removeTargets(
    admin,
    installed.filter(isNew).map(([, target]) => target),
  );
  const defaults = installed.filter(([xid]) => NEW_FIELDS.test(xid.replace('_default_', '_field_')));
  const ids = defaults.filter(([, { model }]) => model === 'ir.default').map(([, { id }]) => id);
  await admin.unlink('ir.default', await admin.search('ir.default', [['id', 'in', ids]]));
  const record = installed.find(([xid]) => xid === addonXid('version'));
  await admin.write('x_tiktok_addon', [record?.[1].id ?? 0], { x_version: '1.0' });
}

describe.each(VERSIONS)('an upgrade from version 1.0 on Odoo %s', (version) => {
  let database: OdooTestDatabase;
  let admin: OdooClient;

  beforeAll(async () => {
    database = await freshDatabase(version);
    admin = await connectTo(database, 'admin');
    await install(admin, { bridgeUserLogin: database.bridge.login });
    await downgrade(admin);
    const bridge = await connectTo(database);
    await upsert(bridge, 'x_tiktok_shop', [{ externalId: SHOP, values: { x_name: 'US', x_sync_orders: false } }]);
    await upsert(bridge, 'x_tiktok_listing', [{ externalId: LISTING, values: { x_name: 'Lamp', x_match: 'manual' } }]);
    bridge.close();
  });

  afterAll(async () => {
    admin.close();
    await database.drop();
  });

  it('adds what is new and takes nothing away', async () => {
    const { lines } = await planInstall(admin);

    expect(lines).toEqual(
      expect.arrayContaining([
        `create model ${NEW_MODEL}`,
        `create field ${NEW_MODEL}.x_warehouse_id`,
        'create field x_tiktok_shop.x_stock_percent',
        'create default of x_tiktok_shop.x_stock_percent',
        'create field x_tiktok_listing.x_price_wanted',
        `create rights of bridge on ${NEW_MODEL}`,
      ]),
    );
    expect(lines.filter((line) => !line.startsWith('create '))).toEqual([
      `change version: x_version 1.0 → ${ADDON_VERSION}`,
    ]);
  });

  it('goes on where it was broken off, also between the fields and what they start with', async () => {
    const brokenOff = upgrade(admin, {
      onProgress: (line) => {
        if (line.includes('ir.model.fields written')) throw new Error('the line was cut');
      },
    });

    await expect(brokenOff).rejects.toThrow('the line was cut');
    expect((await planInstall(admin)).lines).not.toContain('create field x_tiktok_shop.x_stock_percent');
  });

  it('lets records that exist start like new ones, and leaves alone what they had', async () => {
    await upgrade(admin);

    const [shop] = await admin.searchRead(
      'x_tiktok_shop',
      [['x_name', '=', 'US']],
      ['x_stock_percent', 'x_match_barcode', 'x_stock_weight', 'x_price_guard', 'x_frequency_prices', 'x_sync_orders'],
    );
    expect(shop).toMatchObject({
      x_stock_percent: 100,
      x_match_barcode: true,
      x_stock_weight: 1,
      x_price_guard: 50,
      x_frequency_prices: '60',
      x_sync_orders: false,
    });
    const [listing] = await admin.searchRead(
      'x_tiktok_listing',
      [],
      ['x_match', 'x_stock_sync', 'x_stock_state', 'x_stock_percent', 'x_price_wanted', 'x_stock_own'],
    );
    expect(listing).toMatchObject({
      x_match: 'manual',
      x_stock_sync: true,
      x_stock_state: 'none',
      x_stock_percent: 100,
      x_price_wanted: 0,
      x_stock_own: false,
    });
  });

  it('is complete, and writes nothing the second time', async () => {
    expect((await planInstall(admin)).lines).toEqual([]);
    expect(await upgrade(admin)).toMatchObject({ isUnchanged: true });
    expect((await admin.findByXid('ir.model', [modelXid(NEW_MODEL)])).size).toBe(1);
  });

  it('leaves switches alone that a person turned off, though a default was taken away', async () => {
    const [shop] = await admin.search('x_tiktok_shop', [['x_name', '=', 'US']]);
    await admin.write('x_tiktok_shop', [shop ?? 0], { x_match_barcode: false });
    const xid = addonXid('default', 'x_tiktok_shop', 'x_match_barcode');
    await admin.unlink('ir.default', [...(await admin.findByXid('ir.default', [xid])).values()]);

    const { lines } = await upgrade(admin);

    expect(lines).toEqual(['create default of x_tiktok_shop.x_match_barcode']);
    expect(await admin.read('x_tiktok_shop', [shop ?? 0], ['x_match_barcode'])).toMatchObject([
      { x_match_barcode: false },
    ]);
  });
});
