import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PricesReport } from '../../../src/sync/prices/report.ts';
import { syncPrices } from '../../../src/sync/prices/sync.ts';
import { fingerprint } from '../../helpers/odooWorld.ts';
import { listGoods, productOf } from '../../helpers/stockWorld.ts';
import { createWorld, VERSIONS, type World, WORLD_TIMEOUT } from '../../helpers/world.ts';

describe.each(VERSIONS)('syncPrices on Odoo %s', (version) => {
  let world: World;
  let pricelist: number;

  beforeAll(async () => {
    world = await createWorld(version);
    await listGoods(world);
    // as the catalogue sync leaves them
    const shown = world.control.catalogue();
    const rows = await world.admin.searchRead('x_tiktok_listing', [], ['x_sku_id']);
    for (const { id, ...row } of rows) {
      const price = Number(shown.find(({ skuId }) => skuId === row['x_sku_id'])?.price);
      await world.admin.write('x_tiktok_listing', [id], { x_price: price });
    }
    const currency = await world.admin.search('res.currency', [['name', '=', 'USD']]);
    const items = await Promise.all(
      [...shown.entries()]
        .filter(([, { kind }]) => kind === 'goods')
        .map(async ([, sku]) => [0, 0, await item(sku.sellerSku, Number(sku.price) + 1)]),
    );
    const made = { name: 'Prices on TikTok', currency_id: currency[0], item_ids: items };
    pricelist = (await world.admin.create('product.pricelist', [made]))[0] ?? 0;
  }, WORLD_TIMEOUT);
  afterAll(() => world.close());

  async function item(code: string, price: number): Promise<Record<string, unknown>> {
    const product_id = await productOf(world, code);
    return { applied_on: '0_product_variant', product_id, compute_price: 'fixed', fixed_price: price };
  }

  async function sync(dryRun = false): Promise<PricesReport> {
    const [report] = await syncPrices(await world.bridge.shopSyncDeps(), { shop: world.shop.shopId, dryRun });
    if (!report) throw new Error('There is no report.');
    return report;
  }

  async function setPrice(code: string, price: number): Promise<void> {
    const items = await world.admin.search('product.pricelist.item', [
      ['pricelist_id', '=', pricelist],
      ['product_id.default_code', '=', code],
    ]);
    await world.admin.write('product.pricelist.item', items, { fixed_price: price });
  }

  async function listing(code: string): Promise<Record<string, unknown>> {
    const fields = ['x_price', 'x_price_wanted', 'x_price_sent', 'x_price_sent_at', 'x_price_note'];
    const [row] = await world.admin.searchRead('x_tiktok_listing', [['x_seller_sku', '=', code]], fields);
    return row ?? {};
  }

  const priceOf = (code: string): number =>
    Number(world.control.catalogue().find(({ sellerSku }) => sellerSku === code)?.price);
  const updates = (): number => world.control.statistics().byOperation['prices/update'] ?? 0;

  it('asks for a pricelist', async () => {
    expect((await sync()).error).toMatchObject({
      code: 'E_SHOP_SETTINGS',
      message: expect.stringContaining('Pricelist for TikTok'),
    });
  });

  it('writes and sends nothing in a dry run, and says what it would', async () => {
    await world.setShop({ x_price_pricelist_id: pricelist });
    const settled = await sync(true);
    const before = await fingerprint(world);
    const report = await sync(true);

    expect(settled.error).toBeUndefined();
    expect(report).toMatchObject({ listings: 12, sent: 12, written: 12, problems: [] });
    expect(report.changes).toHaveLength(12);
    expect(await fingerprint(world)).toEqual(before);
    expect(updates()).toBe(0);
  });

  it('sends the prices that TikTok does not show, one call for each product, and nothing the second time', async () => {
    const old = priceOf('SKU-001');
    const first = await sync();
    const [calls, before] = [updates(), await fingerprint(world)];
    const second = await sync();

    expect([first.error, first.sent, calls]).toEqual([undefined, 12, 3]);
    expect(priceOf('SKU-001')).toBeCloseTo(old + 1, 2);
    expect(await listing('SKU-001')).toMatchObject({
      x_price: old + 1,
      x_price_sent: old + 1,
      x_price_sent_at: expect.any(String),
      x_price_note: false,
    });
    expect([second.sent, second.written, updates()]).toEqual([0, 0, 3]);
    expect(await fingerprint(world)).toEqual(before);
  });

  it('notes prices that are absurd, out of TikTok’s limits or 0, and sends the others', async () => {
    const kept = ['SKU-001', 'SKU-002', 'SKU-003'].map(priceOf);
    await setPrice('SKU-001', (kept[0] ?? 0) * 10);
    await setPrice('SKU-002', 0);
    await setPrice('SKU-003', 8000);
    await setPrice('SKU-004', priceOf('SKU-004') + 0.5);
    const report = await sync();
    const before = await fingerprint(world);
    const again = await sync();

    expect(report.sent).toBe(1);
    expect(report.problems.map(({ sellerSku }) => sellerSku).sort()).toEqual(['SKU-001', 'SKU-002', 'SKU-003']);
    expect(['SKU-001', 'SKU-002', 'SKU-003'].map(priceOf)).toEqual(kept);
    expect((await listing('SKU-001'))['x_price_note']).toMatch(/more than 50 %/);
    expect((await listing('SKU-003'))['x_price_note']).toMatch(/0.01 USD to 7600.00 USD/);
    expect([again.sent, again.written]).toEqual([0, 0]);
    expect(again.problems.every(({ isNew }) => !isNew)).toBe(true);
    expect(await fingerprint(world)).toEqual(before);
  });

  it('sends a big change once the guard allows it, and takes the note away', async () => {
    await world.setShop({ x_price_guard: 1000 });
    await setPrice('SKU-002', 5);
    await setPrice('SKU-003', 6);
    const report = await sync();
    await world.setShop({ x_price_guard: 50 });

    expect([report.sent, report.problems]).toEqual([3, []]);
    expect([priceOf('SKU-002'), priceOf('SKU-003')]).toEqual([5, 6]);
    expect((await listing('SKU-002'))['x_price_note']).toBe(false);
  });

  it('notes what TikTok refuses, and sends the others', async () => {
    const { skuId } = world.control.catalogue().find(({ sellerSku }) => sellerSku === 'SKU-005') ?? { skuId: '' };
    world.control.setSku(skuId, { isPromoted: true });
    await setPrice('SKU-005', priceOf('SKU-005') + 0.25);
    await setPrice('SKU-009', priceOf('SKU-009') + 0.25);
    const report = await sync();

    expect([report.error, report.sent]).toEqual([undefined, 1]);
    expect(report.problems).toEqual([expect.objectContaining({ sellerSku: 'SKU-005' })]);
    expect((await listing('SKU-005'))['x_price_note']).toMatch(/TikTok answered 12052038|promotion/);
  });
});
