import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { install } from '../../../src/addon/install.ts';
import { VIEWS } from '../../../src/addon/views/all.ts';
import type { ViewElement } from '../../../src/addon/views/arch.ts';
import type { Domain, OdooClient } from '../../../src/odoo/client.ts';
import { upsert } from '../../../src/odoo/loader.ts';
import { externalId } from '../../../src/odoo/values.ts';
import { createTiktokOrder } from '../../helpers/addonFixtures.ts';
import { connectTo, createOrders, createStockedProducts } from '../../helpers/odooFixtures.ts';
import type { OdooTestDatabase, OdooTestVersion } from '../../helpers/odooServer.ts';
import { freshDatabase } from '../../helpers/odooServer.ts';

const VERSIONS: readonly OdooTestVersion[] = ['19', '14'];
const SHOP = '7494000000000000001';
const ORDER = '576461413038785752';

/** Debian's browser, offline and without the services that it would start by itself. */
const CHROMIUM = {
  executablePath: '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};
/** Odoo asks for a file that Debian's package leaves out. */
const KNOWN_ERROR = 'selfie_segmentation';

function filtersIn(node: ViewElement): string[] {
  const { domain } = node.attributes;
  const own = node.tag === 'filter' && typeof domain === 'string' ? [domain] : [];
  return [...own, ...node.children.flatMap((child) => (typeof child === 'string' ? [] : filtersIn(child)))];
}

/** A domain of a filter as the web client would evaluate it. */
function evaluate(domain: string): Domain {
  const json = domain
    .replace(/datetime\.datetime\.now\(\)\.to_utc\(\)\.strftime\('[^']+'\)/, "'2026-01-01 00:00:00'")
    .replaceAll('(', '[')
    .replaceAll(')', ']')
    .replaceAll("'", '"')
    .replace(/\bTrue\b/g, 'true')
    .replace(/\bFalse\b/g, 'false');
  return JSON.parse(json) as Domain;
}

/** A warehouse and two listings, one with a product whose stock differs, one without. */
async function createGoods(bridge: OdooClient, productId: number): Promise<void> {
  const shop = { 'x_shop_id/id': externalId('shop', SHOP) };
  const warehouse = { x_name: 'Main warehouse', x_type: 'SALES_WAREHOUSE', x_status: 'ENABLED', ...shop };
  await upsert(bridge, 'x_tiktok_warehouse', [{ externalId: externalId('warehouse', SHOP, '1'), values: warehouse }]);
  const bound = { x_name: 'Blue lamp', x_match: 'seller_sku', x_stock_state: 'differs', 'x_product_id/.id': productId };
  const loose = { x_name: 'Red lamp', x_match: 'unmatched', x_match_note: 'No product has it.' };
  await upsert(bridge, 'x_tiktok_listing', [
    { externalId: externalId('listing', SHOP, '1'), values: { ...bound, ...shop } },
    { externalId: externalId('listing', SHOP, '2'), values: { ...loose, ...shop } },
  ]);
}

describe.each(VERSIONS)('VIEWS on Odoo %s', (version) => {
  let database: OdooTestDatabase;
  let admin: OdooClient;
  let saleOrderName: string;

  beforeAll(async () => {
    database = await freshDatabase(version);
    admin = await connectTo(database, 'admin');
    await install(admin, { bridgeUserLogin: database.bridge.login });
    const bridge = await connectTo(database);
    await createTiktokOrder(bridge, SHOP, ORDER);
    const imported = externalId('tiktok_order', '576461413038785753');
    await createTiktokOrder(bridge, SHOP, '576461413038785753');
    const productIds = await createStockedProducts(admin, 1);
    const [saleOrderId] = await createOrders(admin, ['576461413038785753'], productIds);
    await createGoods(bridge, productIds[0] ?? 0);
    await upsert(bridge, 'x_tiktok_order', [
      { externalId: imported, values: { x_state: 'imported', x_reason: '', 'x_sale_order_id/.id': saleOrderId ?? 0 } },
    ]);
    const [order] = await admin.read('sale.order', [saleOrderId ?? 0], ['name']);
    saleOrderName = String(order?.['name']);
    bridge.close();
  });

  afterAll(async () => {
    admin.close();
    await database.drop();
  });

  it.each(VIEWS.map((view) => [view.name, view] as const))('%s opens', async (name, { model, type, inherits }) => {
    const xid = inherits ?? `__tiktok_shop__.addon_view_${name}`;
    const viewId = (await admin.findByXid('ir.ui.view', [xid])).get(xid) ?? false;
    const kind = type === 'list' ? admin.profile.listView : type;
    const call =
      version === '14'
        ? { model, method: 'fields_view_get', args: { view_id: viewId, view_type: kind } }
        : { model, method: 'get_view', args: { view_id: viewId, view_type: kind } };

    const { arch } = (await admin.call(call)) as { arch: string };

    expect(viewId).not.toBe(false);
    expect(arch).toMatch(inherits === undefined ? /<field name="x_/ : /name="x_tiktok_|string="TikTok/);
  });

  it.each(VIEWS.filter(({ type }) => type === 'search').map((view) => [view.name, view] as const))(
    '%s filters by what Odoo can search for',
    async (_, { model, arch }) => {
      for (const domain of filtersIn(arch)) {
        expect(await admin.searchCount(model, evaluate(domain))).toBeGreaterThanOrEqual(0);
      }
    },
  );

  describe('in a browser', () => {
    let browser: Browser;
    let page: Page;
    const errors: string[] = [];

    beforeAll(async () => {
      browser = await chromium.launch(CHROMIUM);
      page = await browser.newPage({ viewport: { width: 1400, height: 900 }, timezoneId: 'America/New_York' });
      page.setDefaultTimeout(90_000);
      page.on('pageerror', (error) => errors.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error' && !message.text().includes(KNOWN_ERROR)) errors.push(message.text());
      });
      await page.goto(`${database.url}/web/login?db=${database.db}`);
      await page.fill('input[name=login]', database.admin.login);
      await page.fill('input[name=password]', database.admin.password);
      await page.click('button[type=submit]');
      await page.waitForSelector('.o_main_navbar');
    });

    afterAll(async () => {
      await browser.close();
    });

    const open = async (action: string): Promise<void> => {
      const xid = `__tiktok_shop__.addon_action_${action}`;
      const id = (await admin.findByXid('ir.actions.act_window', [xid])).get(xid) ?? 0;
      await page.goto('about:blank');
      await page.goto(`${database.url}/web#action=${id}`);
      await page.waitForSelector('.o_data_row');
    };

    it('shows the orders with their state and reason', async () => {
      await open('orders');

      const rows = await page.locator('.o_data_row').allInnerTexts();
      expect(rows).toHaveLength(2);
      expect(rows.find((row) => row.includes(ORDER))).toMatch(/Shop 7494000000000000001[\s\S]*Blocked[\s\S]*LAMP-RED/);
    });

    it('finds what is overdue, wherever the browser is', async () => {
      const moment = (hours: number): string =>
        new Date(Date.now() + hours * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
      const ids = await admin.search('x_tiktok_order', [], { order: 'id' });
      await admin.write('x_tiktok_order', ids.slice(0, 1), { x_ship_by: moment(-1) });
      await admin.write('x_tiktok_order', ids.slice(1), { x_ship_by: moment(1) });

      await open('orders');
      await page.click(version === '14' ? '.o_filter_menu button' : '.o_searchview_dropdown_toggler');
      await page.locator('.dropdown-item', { hasText: 'Overdue' }).first().click();
      await page.waitForSelector('.o_searchview_facet');

      await page.locator('.o_data_row').nth(1).waitFor({ state: 'detached' });
      expect(await page.locator('.o_data_row').allInnerTexts()).toEqual([expect.stringContaining(ORDER)]);
    });

    it('shows one order with its reason on top and a way to its sale order', async () => {
      await open('orders_todo');
      expect(await page.locator('.o_data_row').count()).toBe(1);
      await page.locator('.o_data_row .o_data_cell').first().click();
      await page.waitForSelector('.o_form_view .alert-danger');
      expect(await page.locator('.alert-danger:visible').innerText()).toContain('LAMP-RED');

      await open('orders');
      await page.locator('.o_data_row', { hasText: 'Imported' }).locator('.o_data_cell').first().click();
      await page.locator('button.oe_stat_button', { hasText: 'Sale order' }).click();
      await page.waitForSelector('.o_form_view [name=order_line]');
      expect(await page.locator('.o_form_view').innerText()).toContain(saleOrderName);
    });

    it('shows a shop with all its pages', async () => {
      await open('shops');
      await page.locator('.o_data_row .o_data_cell').first().click();
      await page.waitForSelector('.o_form_view .o_notebook');

      const tabs = page.locator('.o_notebook .nav-link');
      expect(await tabs.allInnerTexts()).toEqual([
        'Company and money',
        'Orders',
        'Warehouse and delivery',
        'Products',
        'Catalogue',
        'Stock and prices',
        'What is synced',
        'Technical',
      ]);
      for (const tab of await tabs.all()) await tab.click();
      await page.locator('.o_notebook .nav-link', { hasText: 'Stock and prices' }).click();
      expect(await page.locator('.o_data_row', { hasText: 'Main warehouse' }).innerText()).toContain('ENABLED');
    });

    it('shows the listings that wait for a product, and the stock of those that have one', async () => {
      await open('listings_unmatched');
      expect(await page.locator('.o_data_row').allInnerTexts()).toEqual([expect.stringContaining('No product has it')]);

      await open('stock');
      expect(await page.locator('.o_data_row').allInnerTexts()).toEqual([
        expect.stringMatching(/Blue lamp[\s\S]*Differs/),
      ]);
      await page.locator('.o_data_row .o_data_cell').first().click();
      await page.waitForSelector('.o_form_view [name=x_stock_state]');
    });

    it.each(['product.product', 'product.template'])('leads from a %s to its listings', async (model) => {
      const [product] = await admin.searchRead('x_tiktok_listing', [['x_product_id', '!=', false]], ['x_product_id']);
      const [productId] = product?.['x_product_id'] as [number, string];
      const [row] = await admin.read('product.product', [productId], ['product_tmpl_id']);
      const [templateId] = row?.['product_tmpl_id'] as [number, string];
      await page.goto('about:blank');
      const id = model === 'product.product' ? productId : templateId;
      await page.goto(`${database.url}/web#id=${id}&model=${model}&view_type=form`);
      await page.waitForSelector('.o_form_view .oe_stat_button, .o_form_view_container .oe_stat_button');

      const button = page.locator('button.oe_stat_button', { hasText: 'TikTok listings' }).first();
      if (!(await button.isVisible())) await page.click('.o_button_more');
      await button.click();

      await page.waitForSelector('.o_list_view .o_data_row');
      expect(await page.locator('.o_data_row').allInnerTexts()).toEqual([expect.stringContaining('Blue lamp')]);
    });

    it('makes no error in the web client', () => {
      expect(errors).toEqual([]);
    });
  });
});
