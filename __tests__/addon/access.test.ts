import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { install } from '../../src/addon/install.ts';
import type { OdooClient } from '../../src/odoo/client.ts';
import { OdooAccessError } from '../../src/odoo/errors.ts';
import { createOnce, upsert } from '../../src/odoo/loader.ts';
import { externalId } from '../../src/odoo/values.ts';
import { connectAs, createTiktokOrder, createUser } from '../helpers/addonFixtures.ts';
import { connectTo } from '../helpers/odooFixtures.ts';
import type { OdooTestDatabase, OdooTestVersion } from '../helpers/odooServer.ts';
import { freshDatabase } from '../helpers/odooServer.ts';

const VERSIONS: readonly OdooTestVersion[] = ['19', '14'];
const SHOP = '7494000000000000001';
const THINGS = ['x_tiktok_account', 'x_tiktok_shop', 'x_tiktok_warehouse', 'x_tiktok_order', 'x_tiktok_listing'];
const USER_GROUP = '__tiktok_shop__.addon_group_user';

describe.each(VERSIONS)('ACCESS on Odoo %s', (version) => {
  let database: OdooTestDatabase;
  let admin: OdooClient;
  let bridge: OdooClient;
  let seller: OdooClient;
  let stranger: OdooClient;
  let orderRecordId: number;

  beforeAll(async () => {
    database = await freshDatabase(version);
    admin = await connectTo(database, 'admin');
    await install(admin, { bridgeUserLogin: database.bridge.login });
    await createUser(admin, 'seller', 'sales_team.group_sale_salesman', USER_GROUP);
    await createUser(admin, 'stranger', 'sales_team.group_sale_salesman_all_leads');
    bridge = await connectTo(database);
    seller = await connectAs(database, 'seller');
    stranger = await connectAs(database, 'stranger');
    orderRecordId = await createTiktokOrder(bridge, SHOP, '576461413038785001');
  });

  afterAll(async () => {
    for (const client of [admin, bridge, seller, stranger]) client.close();
    await database.drop();
  });

  describe('the bridge’s own user', () => {
    it('makes and changes orders, shops, warehouses, listings and runs', async () => {
      const shop = { 'x_shop_id/id': externalId('shop', SHOP) };
      const listing = { externalId: externalId('listing', SHOP, '1'), values: { x_name: 'Lamp', ...shop } };
      const run = { externalId: externalId('run', '1'), values: { x_name: 'orders', x_job: 'orders', ...shop } };

      expect((await upsert(bridge, 'x_tiktok_listing', [listing])).refused).toEqual([]);
      expect((await upsert(bridge, 'x_tiktok_run', [run])).refused).toEqual([]);
      const warehouse = { externalId: externalId('warehouse', SHOP, '1'), values: { x_name: 'Main', ...shop } };
      expect((await upsert(bridge, 'x_tiktok_warehouse', [warehouse])).refused).toEqual([]);
      await bridge.write('x_tiktok_order', [orderRecordId], { x_state: 'waiting' });
      expect(await bridge.read('x_tiktok_order', [orderRecordId], ['x_state'])).toMatchObject([{ x_state: 'waiting' }]);
    });

    it('writes the TikTok fields of sale orders and contacts', async () => {
      const buyer = { externalId: externalId('buyer', SHOP, '1'), values: { name: 'Ada', x_tiktok_buyer_id: '1' } };
      const order = {
        externalId: externalId('order', '576461413038785001'),
        values: {
          'partner_id/id': buyer.externalId,
          x_tiktok_order_id: '576461413038785001',
        },
      };

      expect((await createOnce(bridge, 'res.partner', [buyer])).refused).toEqual([]);
      const { refused, ids } = await createOnce(bridge, 'sale.order', [order]);
      await bridge.write('x_tiktok_order', [orderRecordId], { x_sale_order_id: ids.get(order.externalId) ?? 0 });

      expect(refused).toEqual([]);
    });

    it('clears away old runs, but never orders, shops or accounts', async () => {
      const runs = await bridge.search('x_tiktok_run', []);
      await bridge.unlink('x_tiktok_run', runs);

      expect(await bridge.searchCount('x_tiktok_run', [])).toBe(0);
      await expect(bridge.unlink('x_tiktok_order', [orderRecordId])).rejects.toThrow(OdooAccessError);
      const shops = await bridge.search('x_tiktok_shop', []);
      await expect(bridge.unlink('x_tiktok_shop', shops)).rejects.toThrow(OdooAccessError);
    });

    it('does not pretend to another version of the addon', async () => {
      const versions = await bridge.search('x_tiktok_addon', []);

      await expect(bridge.write('x_tiktok_addon', versions, { x_version: '9.9' })).rejects.toThrow(OdooAccessError);
    });
  });

  describe('a person in the group TikTok Shop / User', () => {
    it('reads and changes', async () => {
      const [shop] = await seller.search('x_tiktok_shop', []);
      await seller.write('x_tiktok_shop', [shop ?? 0], { x_order_prefix: 'T-' });
      await seller.write('x_tiktok_order', [orderRecordId], { x_reason: 'asked the buyer' });

      expect(await seller.read('x_tiktok_order', [orderRecordId], ['x_reason', 'x_shop_id'])).toMatchObject([
        { x_reason: 'asked the buyer', x_shop_id: [shop, `Shop ${SHOP}`] },
      ]);
    });

    it('writes messages on orders', async () => {
      const call = {
        model: 'x_tiktok_order',
        method: 'message_post',
        ids: [orderRecordId],
        args: { body: 'Checked.' },
      };

      await expect(seller.call(call)).resolves.toBeTruthy();
    });

    it.each(THINGS)('makes no %s', async (model) => {
      await expect(seller.create(model, [{ x_name: 'mine' }])).rejects.toThrow(OdooAccessError);
    });

    it('says which warehouse of Odoo feeds one of TikTok', async () => {
      const [warehouse] = await seller.search('x_tiktok_warehouse', []);
      const [own] = await seller.search('stock.warehouse', [], { limit: 1 });

      await seller.write('x_tiktok_warehouse', [warehouse ?? 0], { x_warehouse_id: own });

      expect(await seller.read('x_tiktok_warehouse', [warehouse ?? 0], ['x_warehouse_id'])).toMatchObject([
        { x_warehouse_id: [own, expect.anything()] },
      ]);
    });

    it('deletes no order, shop, warehouse or listing', async () => {
      for (const model of ['x_tiktok_order', 'x_tiktok_shop', 'x_tiktok_warehouse', 'x_tiktok_listing']) {
        const ids = await seller.search(model, [], { limit: 1 });

        expect(ids).toHaveLength(1);
        await expect(seller.unlink(model, ids)).rejects.toThrow(OdooAccessError);
      }
    });
  });

  describe('a salesperson who is in none of the groups', () => {
    it('is told which group would help', async () => {
      const refusal = stranger.search('x_tiktok_order', []);

      await expect(refusal).rejects.toThrow(OdooAccessError);
      await expect(refusal).rejects.toMatchObject({ remedy: expect.stringMatching(/TikTok Shop ?\/ ?User/) });
    });

    it('works with sale orders and contacts as before', async () => {
      const [order] = await stranger.searchRead(
        'sale.order',
        [['x_tiktok_order_id', '!=', false]],
        ['x_tiktok_order_ref', 'x_tiktok_shop_id', 'partner_id'],
      );

      expect(order?.['x_tiktok_order_ref']).toMatchObject([orderRecordId, '576461413038785001']);
      await expect(
        stranger.write('sale.order', [order?.id ?? 0], { client_order_ref: 'seen' }),
      ).resolves.toBeUndefined();
    });
  });

  describe('somebody of another company', () => {
    it('sees neither its shops nor their orders and warehouses', async () => {
      const [company] = await admin.create('res.company', [{ name: 'Elsewhere' }]);
      await admin.write('res.users', [await admin.uid()], { company_ids: [[4, company]] });
      const [home] = await admin.search('res.company', [['id', '!=', company]]);
      const [shop] = await bridge.search('x_tiktok_shop', []);
      await admin.write('x_tiktok_shop', [shop ?? 0], { x_company_id: home });
      const userId = await createUser(admin, 'elsewhere', USER_GROUP);
      await admin.write('res.users', [userId], { company_ids: [[6, 0, [company]]], company_id: company });
      const elsewhere = await connectAs(database, 'elsewhere');

      expect(await elsewhere.searchCount('x_tiktok_shop', [])).toBe(0);
      expect(await elsewhere.searchCount('x_tiktok_order', [])).toBe(0);
      expect(await elsewhere.searchCount('x_tiktok_warehouse', [])).toBe(0);
      expect(await seller.searchCount('x_tiktok_warehouse', [])).toBe(1);
      expect(await seller.searchCount('x_tiktok_order', [])).toBe(1);
      elsewhere.close();
    });
  });
});
