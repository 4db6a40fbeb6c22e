import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { install, upgrade } from '../../src/addon/install.ts';
import { planInstall } from '../../src/addon/plan.ts';
import { requireAddon } from '../../src/addon/requireAddon.ts';
import { ADDON_VERSION } from '../../src/addon/version.ts';
import type { OdooClient } from '../../src/odoo/client.ts';
import { OdooAccessError, OdooAddonError, OdooMissingError } from '../../src/odoo/errors.ts';
import { upsert } from '../../src/odoo/loader.ts';
import { externalId } from '../../src/odoo/values.ts';
import { connectAs, createUser } from '../helpers/addonFixtures.ts';
import { connectTo } from '../helpers/odooFixtures.ts';
import type { OdooTestDatabase, OdooTestVersion } from '../helpers/odooServer.ts';
import { freshDatabase } from '../helpers/odooServer.ts';

const VERSIONS: readonly OdooTestVersion[] = ['19', '14'];

/** Every record that bears one of the addon's external ids, with the moment of its last change. */
async function readMoments(admin: OdooClient): Promise<string[]> {
  const data = await admin.searchRead(
    'ir.model.data',
    [['module', '=', '__tiktok_shop__']],
    ['name', 'model', 'res_id'],
  );
  const models = [...new Set(data.map((row) => String(row['model'])))];
  const everything = admin.withContext({ 'ir.ui.menu.full_list': true });
  const moments = await Promise.all(
    models.map(async (model) => {
      const ids = data.filter((row) => row['model'] === model).map((row) => Number(row['res_id']));
      const rows = await everything.read(model, ids, ['write_date']);
      return rows.map((row) => `${model} ${row.id} ${String(row['write_date'])}`);
    }),
  );
  return [...data.map((row) => `${String(row['name'])} ${String(row['res_id'])}`), ...moments.flat()].sort();
}

describe.each(VERSIONS)('the addon on Odoo %s', (version) => {
  let database: OdooTestDatabase;
  let admin: OdooClient;

  const idOf = async (model: string, name: string): Promise<number> => {
    const ids = await admin.findByXid(model, [`__tiktok_shop__.${name}`]);
    return ids.get(`__tiktok_shop__.${name}`) ?? 0;
  };

  beforeAll(async () => {
    database = await freshDatabase(version);
    admin = await connectTo(database, 'admin');
  });

  afterAll(async () => {
    admin.close();
    await database.drop();
  });

  describe('before it is installed', () => {
    it('is missed by the bridge with the command to run', async () => {
      const bridge = await connectTo(database);

      await expect(requireAddon(bridge)).rejects.toThrow(OdooAddonError);
      await expect(requireAddon(bridge)).rejects.toMatchObject({
        remedy: expect.stringContaining('tiktok-odoo install'),
      });
      bridge.close();
    });

    it('is not upgraded', async () => {
      await expect(upgrade(admin)).rejects.toThrow(OdooAddonError);
    });

    it('is refused to a user who is no administrator, with every right that is missing', async () => {
      await createUser(admin, 'clerk', 'sales_team.group_sale_salesman');
      const clerk = await connectAs(database, 'clerk');

      const refusal = install(clerk);

      await expect(refusal).rejects.toThrow(OdooAccessError);
      await expect(refusal).rejects.toThrow(/create ir\.model \(Administration \/ Settings\).*create product\.product/);
      expect(await admin.searchCount('ir.model.data', [['module', '=', '__tiktok_shop__']])).toBe(0);
      clerk.close();
    });
  });

  describe('install', () => {
    it('can be broken off: the bridge does not take the half of it for the whole, and the next one goes on', async () => {
      const whole = (await planInstall(admin)).lines.length;
      const brokenOff = install(admin, {
        onProgress: (line) => {
          if (line.includes('ir.model.access')) throw new Error('the line was cut');
        },
      });
      await expect(brokenOff).rejects.toThrow('the line was cut');

      await expect(requireAddon(admin)).rejects.toThrow(OdooAddonError);
      const rest = (await planInstall(admin)).lines;
      expect(rest.length).toBeLessThan(whole / 2);
      expect(rest.filter((line) => !line.startsWith('create '))).toEqual([]);
    });

    it('makes everything that the plan names as new', async () => {
      const plan = await planInstall(admin);
      const progress: string[] = [];

      const outcome = await install(admin, { onProgress: (line) => progress.push(line) });

      expect(plan.lines.filter((line) => !line.startsWith('create '))).toEqual([]);
      expect(outcome.lines).toEqual(plan.lines);
      expect(outcome.isUnchanged).toBe(false);
      expect(progress.length).toBeGreaterThan(10);
      expect((await planInstall(admin)).lines).toEqual([]);
    });

    it('changes nothing when it runs again, not even a date', async () => {
      const before = await readMoments(admin);
      const calls = admin.callCount();

      const outcome = await install(admin);

      expect(outcome).toMatchObject({ isUnchanged: true, lines: [], refilled: 0, granted: [] });
      expect(admin.callCount() - calls).toBeLessThan(50);
      expect(await readMoments(admin)).toEqual(before);
    });

    it('leaves products alone that a person changed or archived', async () => {
      const shipping = await idOf('product.product', 'addon_product_shipping');
      const discount = await idOf('product.product', 'addon_product_seller_discount');
      await admin.write('product.product', [shipping], { name: 'Postage' });
      await admin.write('product.product', [discount], { active: false });

      const outcome = await install(admin);

      expect(outcome.isUnchanged).toBe(true);
      const rows = await admin.read('product.product', [shipping, discount], ['name', 'active']);
      expect(rows).toMatchObject([{ name: 'Postage' }, { active: false }]);
    });

    it('makes services without taxes, invoiced as ordered, and a product whose stock is counted', async () => {
      const names = ['shipping', 'seller_discount', 'platform_discount', 'platform_subsidy', 'default'];
      const ids = await Promise.all(names.map((name) => idOf('product.product', `addon_product_${name}`)));
      const fields = ['type', 'default_code', 'taxes_id', 'sale_ok', 'purchase_ok', 'invoice_policy'];
      const [shipping, , , , unmatched] = await admin.read('product.product', ids, fields);
      const stocked = await admin.searchCount('product.product', [
        ['id', '=', ids[4]],
        version === '14' ? ['type', '=', 'product'] : ['is_storable', '=', true],
      ]);

      expect(shipping).toMatchObject({ type: 'service', taxes_id: [], sale_ok: true, invoice_policy: 'order' });
      expect(unmatched).toMatchObject({ default_code: 'TIKTOK-DEFAULT', taxes_id: [], purchase_ok: false });
      expect(stocked).toBe(1);
    });

    it('makes a carrier that costs nothing', async () => {
      const carrier = await idOf('delivery.carrier', 'addon_carrier');

      expect(await admin.read('delivery.carrier', [carrier], ['name', 'fixed_price', 'product_id'])).toMatchObject([
        {
          name: 'TikTok Shop',
          fixed_price: 0,
          product_id: [await idOf('product.product', 'addon_product_shipping'), expect.anything()],
        },
      ]);
    });
  });

  describe('the bridge’s own user', () => {
    it('gets exactly the groups that it lacks, once', async () => {
      const userId = await createUser(admin, 'robot', 'stock.group_stock_user');

      const first = await install(admin, { bridgeUserLogin: 'robot' });
      const second = await install(admin, { bridgeUserLogin: 'robot' });

      expect([...first.granted].sort()).toEqual([
        'Contact Creation',
        'Invoicing / Billing',
        'Sales / User: All Documents',
        'TikTok Shop / Bridge',
      ]);
      expect(second).toMatchObject({ granted: [], isUnchanged: true, notes: [] });
      const robot = await connectAs(database, 'robot');
      await expect(requireAddon(robot)).resolves.toBeUndefined();
      expect(await robot.uid()).toBe(userId);
      robot.close();
    });

    it('is asked for an e-mail address, because Odoo fails without one', async () => {
      const userId = await createUser(admin, 'silent');
      await admin.write('res.users', [userId], { email: false });

      const { notes } = await install(admin, { bridgeUserLogin: 'silent' });

      expect(notes).toEqual([expect.stringContaining('e-mail')]);
    });

    it('has to exist', async () => {
      await expect(install(admin, { bridgeUserLogin: 'nobody' })).rejects.toThrow(OdooMissingError);
    });

    it('is told to ask for the group when it is in none', async () => {
      await createUser(admin, 'stranger', 'sales_team.group_sale_salesman_all_leads');
      const stranger = await connectAs(database, 'stranger');

      await expect(requireAddon(stranger)).rejects.toThrow(OdooAccessError);
      await expect(requireAddon(stranger)).rejects.toMatchObject({
        remedy: expect.stringContaining('TikTok Shop / Bridge'),
      });
      stranger.close();
    });
  });

  describe('a new shop', () => {
    it('starts with the declared settings and with the addon’s products and carrier', async () => {
      await install(admin, { bridgeUserLogin: database.bridge.login });
      const bridge = await connectTo(database);
      const shop = externalId('shop', '7494000000000000001');

      const { ids } = await upsert(bridge, 'x_tiktok_shop', [{ externalId: shop, values: { x_name: 'US' } }]);

      const fields = ['x_order_prefix', 'x_frequency_orders', 'x_sync_orders', 'x_late_policy', 'x_state'];
      const links = ['x_shipping_product_id', 'x_default_product_id', 'x_default_carrier_id', 'x_source_id'];
      const [row] = await bridge.read('x_tiktok_shop', [...ids.values()], [...fields, ...links]);
      expect(row).toMatchObject({
        x_order_prefix: 'TT-',
        x_frequency_orders: '15',
        x_sync_orders: true,
        x_late_policy: 'import',
        x_state: 'new',
        x_shipping_product_id: [await idOf('product.product', 'addon_product_shipping'), expect.anything()],
        x_default_carrier_id: [await idOf('delivery.carrier', 'addon_carrier'), 'TikTok Shop'],
        x_source_id: [expect.any(Number), 'TikTok Shop'],
      });
      expect(row?.['x_default_product_id']).toBeTruthy();
      bridge.close();
    });
  });

  describe('upgrade', () => {
    it('prints exactly what differs, mends it, and takes away what is no longer part of it', async () => {
      await admin.unlink('ir.ui.menu', [await idOf('ir.ui.menu', 'addon_menu_runs')]);
      await admin.write('ir.model.access', [await idOf('ir.model.access', 'addon_access_x_tiktok_run_user')], {
        perm_write: true,
      });
      await admin.write('ir.model.fields', [await idOf('ir.model.fields', 'addon_field_x_tiktok_order_x_reason')], {
        field_description: 'Cause',
      });
      await admin.write('ir.ui.view', [await idOf('ir.ui.view', 'addon_view_run_form')], {
        arch_db: '<form><field name="x_name"/></form>',
      });
      await upsert(admin, 'ir.ui.menu', [{ externalId: '__tiktok_shop__.addon_menu_old', values: { name: 'Old' } }]);
      const printed: string[] = [];

      const outcome = await upgrade(admin, { onProgress: (line) => printed.push(line) });

      expect(outcome.lines).toEqual([
        'change field x_tiktok_order.x_reason: field_description Cause → Reason',
        'change rights of user on x_tiktok_run: perm_write true → (empty)',
        expect.stringMatching(/^change form view TikTok run: arch_db <form><field name="x_name"\/><\/form> → <form/),
        'create menu Runs',
        'remove addon_menu_old (ir.ui.menu)',
      ]);
      expect(printed.slice(0, 5)).toEqual(outcome.lines);
      expect((await planInstall(admin)).lines).toEqual([]);
      expect(await idOf('ir.ui.menu', 'addon_menu_old')).toBe(0);
      expect(await upgrade(admin)).toMatchObject({ isUnchanged: true });
    });

    it('is asked for when the installed version is too old, and not when it is newer', async () => {
      const version = await idOf('x_tiktok_addon', 'addon_version');
      const [major] = ADDON_VERSION.split('.');
      await admin.write('x_tiktok_addon', [version], { x_version: '0.9' });

      await expect(requireAddon(admin)).rejects.toThrow(/version 0\.9/);
      await admin.write('x_tiktok_addon', [version], { x_version: `${String(major)}.999` });
      await expect(requireAddon(admin)).resolves.toBeUndefined();
      await upgrade(admin);
      expect(await admin.read('x_tiktok_addon', [version], ['x_version'])).toMatchObject([
        { x_version: ADDON_VERSION },
      ]);
    });
  });
});
