import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { install } from '../../src/addon/install.ts';
import { planInstall } from '../../src/addon/plan.ts';
import { requireAddon } from '../../src/addon/requireAddon.ts';
import { planUninstall, uninstall } from '../../src/addon/uninstall.ts';
import type { OdooClient } from '../../src/odoo/client.ts';
import { OdooAccessError, OdooAddonError } from '../../src/odoo/errors.ts';
import { createOnce, upsert } from '../../src/odoo/loader.ts';
import { externalId } from '../../src/odoo/values.ts';
import { connectAs, createTiktokOrder, createUser } from '../helpers/addonFixtures.ts';
import { connectTo, createStockedProducts } from '../helpers/odooFixtures.ts';
import type { OdooTestDatabase, OdooTestVersion } from '../helpers/odooServer.ts';
import { freshDatabase } from '../helpers/odooServer.ts';

const VERSIONS: readonly OdooTestVersion[] = ['19', '14'];
const SHOP = '7494000000000000001';
const ORDER = '576461413038785752';
const BUYER = externalId('buyer', SHOP, '7494012345678901234');
const SALE_ORDER = externalId('order', ORDER);
const LINES = [
  { externalId: externalId('order_line', ORDER, '1729582718312380123_1'), kind: 'goods', skuId: '1729582718312380123' },
  { externalId: externalId('order_line', ORDER, 'shipping'), kind: 'shipping', skuId: '' },
  { externalId: externalId('order_line', ORDER, 'platform_discount'), kind: 'platform_discount', skuId: '' },
];

/** What still speaks of the addon, in every place of Odoo where something of it can be. */
async function findTraces(admin: OdooClient): Promise<string[]> {
  const everything = admin.withContext({ active_test: false, 'ir.ui.menu.full_list': true });
  const places = [
    ['ir.model', 'model', 'x\\_tiktok%'],
    ['ir.model.fields', 'name', 'x\\_%'],
    ['ir.ui.view', 'name', '%TikTok%'],
    ['ir.ui.view', 'arch_db', '%x\\_tiktok%'],
    ['ir.ui.menu', 'name', '%TikTok%'],
    ['ir.actions.act_window', 'res_model', 'x\\_tiktok%'],
    ['ir.actions.server', 'name', 'Open TikTok%'],
    ['ir.model.access', 'name', 'x\\_tiktok%'],
    ['ir.rule', 'name', 'TikTok%'],
    ['res.groups', 'name', '%Bridge%'],
    ['ir.filters', 'name', 'Mine'],
    ['mail.message', 'model', 'x\\_tiktok%'],
  ] as const;
  const found: string[] = [];
  for (const [model, field, pattern] of places) {
    const ids = await everything.search(model, [[field, '=like', pattern]]);
    if (ids.length > 0) found.push(`${model} ${field}: ${ids.length}`);
  }
  return found;
}

describe.each(VERSIONS)('the addon on Odoo %s', (version) => {
  let database: OdooTestDatabase;
  let admin: OdooClient;
  let bridge: OdooClient;

  const keptNames = async (): Promise<string[]> => {
    const rows = await admin.searchRead('ir.model.data', [['module', '=', '__tiktok_shop__']], ['name', 'model']);
    return rows.map((row) => `${String(row['model'])} ${String(row['name'])}`).sort();
  };

  /** What the order sync leaves in Odoo, and what people made around it. */
  const work = async (): Promise<void> => {
    const [product] = await createStockedProducts(admin, 1);
    const orderRecordId = await createTiktokOrder(bridge, SHOP, ORDER);
    await bridge.call({
      model: 'x_tiktok_order',
      method: 'message_post',
      ids: [orderRecordId],
      args: { body: 'Seen' },
    });
    await createOnce(bridge, 'x_tiktok_warehouse', [
      { externalId: externalId('warehouse', SHOP, '1'), values: { x_name: 'Main' } },
    ]);
    await createOnce(bridge, 'res.partner', [
      { externalId: BUYER, values: { name: 'Ada', x_tiktok_buyer_id: '7494012345678901234' } },
    ]);
    const services = await admin.findByXid('product.product', ['__tiktok_shop__.addon_product_shipping']);
    const [service] = [...services.values()];
    const { refused } = await createOnce(bridge, 'sale.order', [
      {
        externalId: SALE_ORDER,
        values: {
          'partner_id/id': BUYER,
          x_tiktok_order_id: ORDER,
          'x_tiktok_shop_id/id': externalId('shop', SHOP),
          'x_tiktok_order_ref/id': externalId('tiktok_order', ORDER),
        },
        children: {
          order_line: LINES.map(({ externalId: xid, kind, skuId }) => ({
            externalId: xid,
            values: {
              'product_id/.id': (kind === 'goods' ? product : service) ?? 0,
              product_uom_qty: 1,
              price_unit: 5,
              x_tiktok_kind: kind,
              x_tiktok_sku_id: skuId,
              [`${bridge.profile.saleOrderLine.taxes}/id`]: '',
            },
          })),
        },
      },
    ]);
    expect(refused).toEqual([]);
    await admin.create('ir.filters', [
      { name: 'Mine', model_id: 'sale.order', domain: "[('x_tiktok_order_id', '!=', False)]" },
    ]);
    await admin.create('ir.ui.view', [
      {
        name: 'TikTok order of mine',
        model: 'x_tiktok_order',
        type: 'form',
        inherit_id: (await admin.findByXid('ir.ui.view', ['__tiktok_shop__.addon_view_order_form'])).values().next()
          .value,
        arch_db: '<xpath expr="//notebook" position="inside"><page string="Mine"/></xpath>',
      },
    ]);
  };

  beforeAll(async () => {
    database = await freshDatabase(version);
    admin = await connectTo(database, 'admin');
    await install(admin, { bridgeUserLogin: database.bridge.login });
    bridge = await connectTo(database);
    await work();
  });

  afterAll(async () => {
    bridge.close();
    admin.close();
    await database.drop();
  });

  it('says what an uninstall removes and what it keeps, and writes nothing', async () => {
    const before = await keptNames();

    const { lines } = await planUninstall(admin);

    expect(lines).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^remove the addon's \d+ models, fields, views/),
        'remove TikTok orders: 1',
        'remove shops with their settings: 1',
        'remove TikTok warehouses: 1',
        'keep sale orders with their external ids: 1',
        'keep contacts and addresses with their external ids: 1',
        'keep Shipping: it is in use',
        'remove Seller discount',
      ]),
    );
    expect(await keptNames()).toEqual(before);
  });

  it('is not uninstalled by a user who is no administrator', async () => {
    await createUser(admin, 'clerk', 'sales_team.group_sale_manager');
    const clerk = await connectAs(database, 'clerk');

    await expect(uninstall(clerk)).rejects.toThrow(OdooAccessError);
    await expect(requireAddon(bridge)).resolves.toBeUndefined();
    clerk.close();
  });

  it('leaves nothing of itself, and keeps sale orders, contacts, what they use, and their external ids', async () => {
    const progress: string[] = [];

    const outcome = await uninstall(admin, (line) => progress.push(line));

    expect(outcome.removed).toBeGreaterThan(60);
    expect(progress.length).toBeGreaterThan(8);
    expect(await findTraces(admin)).toEqual([]);
    const sources = ['utm.medium addon_utm_medium', 'utm.source addon_utm_source'];
    expect(await keptNames()).toEqual(
      [
        'product.product addon_product_shipping',
        'product.template addon_product_shipping_product_template',
        `res.partner ${BUYER.slice(16)}`,
        `sale.order ${SALE_ORDER.slice(16)}`,
        ...LINES.map((line) => `sale.order.line ${line.externalId.slice(16)}`),
        // Odoo 14 lets nobody delete these
        ...(version === '14' ? sources : []),
      ].sort(),
    );
    expect(await admin.searchCount('sale.order.line', [['product_id.default_code', '=', 'TIKTOK-SHIPPING']])).toBe(2);
    await expect(requireAddon(bridge)).rejects.toThrow(OdooAddonError);
  });

  it('finds nothing to do the second time', async () => {
    expect((await planUninstall(admin)).lines).toEqual([]);
    expect(await uninstall(admin)).toEqual({ lines: [], removed: 0 });
  });

  it('finds sale orders, lines and contacts again when it is installed again', async () => {
    const outcome = await install(admin, { bridgeUserLogin: database.bridge.login });

    expect(outcome.refilled).toBe(5);
    const ids = await admin.findByXid('sale.order', [SALE_ORDER]);
    expect(await admin.read('sale.order', [...ids.values()], ['x_tiktok_order_id'])).toMatchObject([
      { x_tiktok_order_id: ORDER },
    ]);
    const lineIds = await admin.findByXid(
      'sale.order.line',
      LINES.map((line) => line.externalId),
    );
    const lines = await admin.read(
      'sale.order.line',
      LINES.map((line) => lineIds.get(line.externalId) ?? 0),
      ['x_tiktok_kind', 'x_tiktok_sku_id'],
    );
    expect(lines).toMatchObject(
      LINES.map(({ kind, skuId }) => ({ x_tiktok_kind: kind, x_tiktok_sku_id: skuId || false })),
    );
    const buyers = await admin.findByXid('res.partner', [BUYER]);
    expect(await admin.read('res.partner', [...buyers.values()], ['x_tiktok_buyer_id'])).toMatchObject([
      { x_tiktok_buyer_id: '7494012345678901234' },
    ]);
    expect(outcome.lines).not.toContain('create Shipping');
    expect(await install(admin, { bridgeUserLogin: database.bridge.login })).toMatchObject({ isUnchanged: true });
  });

  it('goes on where an uninstall was broken off', async () => {
    await upsert(bridge, 'x_tiktok_shop', [{ externalId: externalId('shop', SHOP), values: { x_name: 'Again' } }]);
    const steps: string[] = [];
    const brokenOff = uninstall(admin, (line) => {
      steps.push(line);
      if (line.includes('ir.model.fields')) throw new Error('the line was cut');
    });
    await expect(brokenOff).rejects.toThrow('the line was cut');

    await expect(requireAddon(bridge)).rejects.toThrow(OdooAddonError);
    expect((await planUninstall(admin)).lines).not.toEqual([]);
    await uninstall(admin);

    expect(await findTraces(admin)).toEqual([]);
    expect((await planInstall(admin)).lines.filter((line) => !line.startsWith('create '))).toEqual([]);
  });
});
