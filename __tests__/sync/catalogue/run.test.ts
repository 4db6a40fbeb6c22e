import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readOrder } from '../../helpers/odooWorld.ts';
import {
  readListingViews,
  requireListing,
  syncCatalogueTwice,
  syncOneCatalogue,
  syncWell,
} from '../../helpers/catalogueWorld.ts';
import { type DeadlyProxy, startDeadlyProxy } from '../../helpers/deadlyProxy.ts';
import { createWorld, VERSIONS, type World, WORLD_TIMEOUT } from '../../helpers/world.ts';

const LONG = 120_000;

describe.each(VERSIONS)('the catalogue sync on Odoo %s', (version) => {
  let world: World;
  let proxy: DeadlyProxy;

  beforeAll(async () => {
    world = await createWorld(version, { shops: [{ region: 'US', skus: 12 }] });
    proxy = await startDeadlyProxy(world.database.url);
  }, WORLD_TIMEOUT);
  afterAll(async () => {
    await proxy.close();
    await world.close();
  });
  beforeEach(() => {
    world.passTime(2);
  });

  /** Puts a product of one SKU up for sale. @returns Its SKU id. */
  function list(sellerSku: string, barcode = '', title = `Item ${sellerSku.trim() || 'nameless'}`): string {
    const { skuIds } = world.control.addProduct({ title, skus: [{ sellerSku, price: '5.00', barcode }] });
    return skuIds[0] ?? '';
  }

  function itemOf(skuId: string): string {
    return world.control.catalogue().find((sku) => sku.skuId === skuId)?.productId ?? '';
  }

  /** Makes a product in Odoo. @returns Its database id. */
  async function makeProduct(values: Readonly<Record<string, unknown>>): Promise<number> {
    const { storableProduct } = world.admin.profile;
    const [id] = await world.admin.create('product.product', [{ ...storableProduct, name: 'Made', ...values }]);
    return id ?? 0;
  }

  describe('from scratch', () => {
    it('writes nothing in a dry run, and says what it would', async () => {
      const report = await syncWell(world, { dryRun: true });

      expect(report.counts).toMatchObject({ new: 17, sellerSku: 17, unmatched: 0 });
      expect((await readListingViews(world)).size).toBe(0);
    });

    it('makes a listing of every SKU and finds its product', async () => {
      const report = await syncCatalogueTwice(world);
      const views = [...(await readListingViews(world)).values()];
      const shown = views.map(({ skuId, sellerSku, code, match, barcode, price }) => [
        ...[skuId, sellerSku, code, match, barcode],
        price,
      ]);
      const truth = world.control.catalogue();

      expect(report).toMatchObject({ mode: 'full', read: 17, counts: { new: 17, sellerSku: 17, unmatched: 0 } });
      expect(report.listings).toEqual([]);
      expect(shown.sort()).toEqual(
        truth
          .map((sku) => [...[sku.skuId, sku.sellerSku, sku.sellerSku, 'seller_sku', sku.barcode], Number(sku.price)])
          .sort(),
      );
      expect(views.map(({ variant }) => variant)).toContain('Natural, XL');
      expect(new Set(views.map(({ status, skuStatus }) => `${status} ${skuStatus}`))).toEqual(
        new Set(['ACTIVATE NORMAL']),
      );
      expect(views.every(({ image }) => image.startsWith('http'))).toBe(true);
    });
  });

  describe('changes on TikTok', () => {
    it('are read alone and written once', async () => {
      const [first] = world.control.products();
      const skuId = first?.skuIds[0] ?? '';
      world.control.setProduct(first?.productId ?? '', { title: 'A new title' });
      world.control.setSku(skuId, {
        price: '12.34',
        skuName: 'Purple, S',
        attributes: [{ name: 'Color', value: 'Purple' }],
      });
      // what lies behind the overlap is not read again
      world.control.setProduct(world.control.products()[1]?.productId ?? '', { updateTime: 1_750_000_000 });
      const report = await syncCatalogueTwice(world, { overlapSeconds: 60 });

      expect(report).toMatchObject({ mode: 'changes', counts: { new: 0, changed: first?.skuIds.length } });
      expect(report.products).toBeLessThan(world.control.products().length);
      expect(await requireListing(world, skuId)).toMatchObject({
        title: 'A new title',
        price: 12.34,
        variant: 'Purple',
      });
    });

    it('that take a SKU off sale are shown, and its product stays', async () => {
      const [, product] = world.control.products();
      const skuId = product?.skuIds[0] ?? '';
      world.control.setSku(skuId, { status: 'DEACTIVATED' });
      world.control.setProduct(world.control.products()[2]?.productId ?? '', { status: 'SELLER_DEACTIVATED' });
      await syncCatalogueTwice(world);
      const views = await readListingViews(world);

      expect(views.get(skuId)).toMatchObject({ skuStatus: 'DEACTIVATED', match: 'seller_sku' });
      expect(views.get(world.control.products()[2]?.skuIds[0] ?? '')).toMatchObject({ status: 'SELLER_DEACTIVATED' });
      world.control.setProduct(world.control.products()[2]?.productId ?? '', { status: 'ACTIVATE' });
    });

    it('that remove a SKU are noticed at once, those that remove a product when everything is read', async () => {
      const removed = list('SKU-003', '', 'Twice the same');
      const kept = world.control.addProduct({
        title: 'Two of a kind',
        skus: ['ONE-A', 'ONE-B'].map((sellerSku) => ({ sellerSku, price: '1.00' })),
      });
      const [staying = '', leaving = ''] = kept.skuIds;
      await syncWell(world);
      world.passTime(2);
      world.control.removeSku(leaving);
      world.control.setProduct(kept.productId, { title: 'One of a kind' });
      world.control.removeSku(removed);
      const changes = await syncCatalogueTwice(world);
      const before = await readListingViews(world);
      const full = await syncCatalogueTwice(world, { full: true });
      const after = await readListingViews(world);

      expect(changes.counts.gone).toBe(1);
      expect([before.get(leaving)?.skuStatus, before.get(staying)?.skuStatus]).toEqual(['GONE', 'NORMAL']);
      expect(before.get(removed)?.skuStatus).toBe('NORMAL');
      expect(full).toMatchObject({ mode: 'full', counts: { gone: 1 } });
      expect(after.get(removed)?.skuStatus).toBe('GONE');
    });

    it('that bring a SKU back are shown too', async () => {
      const skuId = list('BACK-1');
      await syncWell(world);
      world.passTime(2);
      world.control.setSku(skuId, { isGone: true });
      await syncWell(world, { full: true });
      const gone = await requireListing(world, skuId);
      world.passTime(2);
      world.control.setSku(skuId, { isGone: false });
      world.control.setProduct(itemOf(skuId), { title: 'Here again' });
      await syncCatalogueTwice(world);

      expect(gone.skuStatus).toBe('GONE');
      expect(await requireListing(world, skuId)).toMatchObject({ skuStatus: 'NORMAL', title: 'Here again' });
    });
  });

  describe('matching', () => {
    it('takes the Item ID of a product with one SKU, and the barcode that only its details show', async () => {
      const byItem = list('');
      const byBarcode = list('NOBODY-1', '4006381333931');
      await makeProduct({ default_code: itemOf(byItem) });
      await makeProduct({ default_code: 'SCANNED', barcode: '4006381333931' });
      const report = await syncCatalogueTwice(world);
      const views = await readListingViews(world);

      expect(report.counts).toMatchObject({ itemId: 1, barcode: 1 });
      expect(views.get(byItem)).toMatchObject({ match: 'item_id', code: itemOf(byItem) });
      expect(views.get(byBarcode)).toMatchObject({ match: 'barcode', code: 'SCANNED', barcode: '4006381333931' });
    });

    it('lists with the reason what it cannot be certain of, and never guesses', async () => {
      const admin = world.admin;
      const [other = 0] = await admin.create('res.company', [{ name: 'Other company' }]);
      const uid = await world.odoo.uid();
      await admin.write('res.users', [uid], { company_ids: [[4, other]] });
      await makeProduct({ default_code: 'DOUBLE' });
      await makeProduct({ default_code: 'DOUBLE' });
      await makeProduct({ default_code: 'SHARED' });
      await makeProduct({ default_code: 'ARCHIVED', active: false });
      await admin.create('product.product', [{ name: 'Advice', default_code: 'SERVICE', ...serviceType() }]);
      await admin
        .withContext({ allowed_company_ids: [other] })
        .create('product.product', [
          { ...admin.profile.storableProduct, name: 'Theirs', default_code: 'THEIRS', company_id: other },
        ]);
      await makeProduct({ default_code: 'SPACED OUT' });
      const codes = ['DOUBLE', 'SHARED', 'SHARED', 'ARCHIVED', 'SERVICE', 'THEIRS', '', 'NOWHERE', ' SPACED OUT '];
      const skuIds = codes.map((code) => list(code));
      const report = await syncCatalogueTwice(world);
      const views = await readListingViews(world);
      const shown = skuIds.map((skuId) => [views.get(skuId)?.match, views.get(skuId)?.note]);

      expect(shown).toEqual([
        ['ambiguous', expect.stringContaining('2 products have the Internal Reference DOUBLE')],
        [
          'ambiguous',
          expect.stringContaining(`2 SKUs have the seller SKU SHARED (${skuIds[1] ?? ''}, ${skuIds[2] ?? ''})`),
        ],
        ['ambiguous', expect.stringContaining('2 SKUs have the seller SKU SHARED')],
        ['unmatched', expect.stringContaining('is archived')],
        ['unmatched', expect.stringContaining('is a service, which cannot be shipped')],
        ['unmatched', expect.stringContaining('belongs to another company')],
        ['unmatched', expect.stringContaining('It has no seller SKU')],
        ['unmatched', expect.stringContaining('No product has the Internal Reference NOWHERE')],
        ['seller_sku', ''],
      ]);
      expect(report.listings.map(({ skuId }) => skuId)).toEqual(expect.arrayContaining(skuIds.slice(0, 8)));
      expect(report.counts.ambiguous).toBeGreaterThanOrEqual(3);
    });

    it('is tried again when products have changed in Odoo', async () => {
      const skuId = list('LATER-9');
      await syncWell(world);
      const before = await requireListing(world, skuId);
      await makeProduct({ default_code: 'LATER-9' });
      const report = await syncCatalogueTwice(world);

      expect(before.match).toBe('unmatched');
      expect(report.counts.sellerSku).toBe(1);
      expect(await requireListing(world, skuId)).toMatchObject({ match: 'seller_sku', code: 'LATER-9', note: '' });
    });

    it('leaves what a person has chosen, and looks anew for a product that was deleted', async () => {
      const [chosen, cleared, deleted] = ['HAND-1', 'HAND-2', 'HAND-3'].map((code) => list(code)) as [
        string,
        string,
        string,
      ];
      await syncWell(world);
      const wrong = await makeProduct({ default_code: 'OTHER-HAND' });
      const ids = [await requireListing(world, chosen), await requireListing(world, cleared)];
      await world.admin.write('x_tiktok_listing', [ids[0]?.id ?? 0], { x_product_id: wrong });
      await world.admin.write('x_tiktok_listing', [ids[1]?.id ?? 0], { x_match: 'manual', x_product_id: false });
      await makeProduct({ default_code: 'HAND-1' });
      await makeProduct({ default_code: 'HAND-2' });
      const doomed = await makeProduct({ default_code: 'HAND-3' });
      await syncCatalogueTwice(world);
      const found = await requireListing(world, deleted);
      await world.admin.unlink('product.product', [doomed]);
      await syncCatalogueTwice(world);
      const views = await readListingViews(world);

      expect(views.get(chosen)).toMatchObject({ match: 'manual', code: 'OTHER-HAND', note: '' });
      expect(views.get(cleared)).toMatchObject({ match: 'manual', productId: 0 });
      expect([found.match, views.get(deleted)?.match]).toEqual(['seller_sku', 'unmatched']);
    });

    it('follows the switches of the shop', async () => {
      await makeProduct({ default_code: 'SWITCHED', barcode: '4006381333948' });
      const skuId = list('SWITCHED', '4006381333948');
      await world.setShop({ x_match_seller_sku: false, x_match_barcode: false });
      await syncWell(world);
      const off = await requireListing(world, skuId);
      await world.setShop({ x_match_barcode: true });
      await syncWell(world);
      const on = await requireListing(world, skuId);
      await world.setShop({ x_match_seller_sku: true });

      expect(off).toMatchObject({ match: 'unmatched', productId: 0 });
      expect(on).toMatchObject({ match: 'barcode', code: 'SWITCHED' });
    });

    it('can be replaced by a default product, which people name by Internal Reference or by name', async () => {
      const named = await makeProduct({ default_code: 'MISC', name: 'Anything else' });
      const set = async (pair: string): Promise<unknown> => {
        await world.bridge.shops.set(world.shop.shopId, [pair], false);
        const field = `x_${pair.split('=')[0]?.replaceAll('-', '_') ?? ''}_id`;
        const [row] = await world.admin.read('x_tiktok_shop', [world.shop.id], [field]);
        return (row?.[field] as [number, string])[0];
      };
      const [carrier] = await world.admin.search('delivery.carrier', [['name', '=', 'TikTok Shop']]);

      expect(await set('default-product=misc')).toBe(named);
      expect(await set('default-product=SKU-001')).not.toBe(named);
      expect(await set('default-product=Anything else')).toBe(named);
      expect(await set('default-carrier=TikTok Shop')).toBe(carrier);
    });

    it('imports by itself the orders that were held for a SKU, at the next order sync', async () => {
      await makeProduct({ default_code: 'SHELF-7', barcode: '4006381333955' });
      const skuId = list('UNKNOWN-7', '4006381333955');
      const [orderId = ''] = world.control.placeOrders({ lines: [{ skuId }] });
      await world.sync();
      const held = await readOrder(world, orderId);
      await syncCatalogueTwice(world);
      await world.sync();
      const imported = await readOrder(world, orderId);

      expect(held.record).toMatchObject({ state: 'blocked', code: 'unknown_sku' });
      expect(imported.record).toMatchObject({ state: 'imported' });
      expect(imported.saleOrder?.lines.map(({ code }) => code)).toContain('SHELF-7');
    });
  });

  describe('listings from a spreadsheet', () => {
    /** Makes what an import of Item ID and Internal Reference makes. */
    async function importListing(itemId: string, productId: number): Promise<number> {
      const values = { x_name: 'From a file', x_shop_id: world.shop.id, x_item_id: itemId, x_product_id: productId };
      const [id] = await world.odoo.create('x_tiktok_listing', [{ ...values, x_match: 'manual' }]);
      return id ?? 0;
    }

    it('learn their SKU ID', async () => {
      const productId = await makeProduct({ default_code: 'FILE-1' });
      const skuId = list('', '', 'Known by a file');
      const id = await importListing(itemOf(skuId), productId);
      await syncCatalogueTwice(world);

      expect(await requireListing(world, skuId)).toMatchObject({
        id,
        title: 'Known by a file',
        match: 'manual',
        code: 'FILE-1',
      });
    });

    it('give their product to a listing that is there already', async () => {
      const productId = await makeProduct({ default_code: 'FILE-2' });
      const skuId = list('FILE-UNKNOWN');
      await syncWell(world);
      const before = await requireListing(world, skuId);
      await importListing(itemOf(skuId), productId);
      await syncCatalogueTwice(world);
      const after = await requireListing(world, skuId);

      expect(after).toMatchObject({ id: before.id, match: 'manual', code: 'FILE-2', note: '' });
      expect(await world.admin.searchCount('x_tiktok_listing', [['x_item_id', '=', itemOf(skuId)]])).toBe(1);
    });

    it('say what is wrong when the item is unknown', async () => {
      const id = await importListing('1729000000000099999', await makeProduct({ default_code: 'FILE-3' }));
      await syncCatalogueTwice(world, { full: true });
      const [row] = await world.admin.read('x_tiktok_listing', [id], ['x_match_note']);
      await world.odoo.unlink('x_tiktok_listing', [id]);

      expect(row?.['x_match_note']).toBe('TikTok lists no item 1729000000000099999: correct the Item ID.');
    });
  });

  describe('when something breaks', () => {
    it('minds no product that vanishes between two calls', async () => {
      const skuId = list('VANISHING');
      world.control.addFault({ fault: 'refuse', paths: [itemOf(skuId)], code: 12_052_032, message: 'gone' });
      const report = await syncWell(world);
      world.control.clearFaults();

      expect(report.counts.new).toBe(1);
      expect(await requireListing(world, skuId)).toMatchObject({ barcode: '', match: 'unmatched' });
    });

    it('keeps what needed no details, and reads those the next time', async () => {
      const skuId = list('SKU-005', '4006381333962');
      world.control.addFault({ fault: 'refuse', paths: [itemOf(skuId)], code: 12_019_999, message: 'no' });
      const failed = await syncOneCatalogue(world);
      const before = await requireListing(world, skuId);
      world.control.clearFaults();
      await syncCatalogueTwice(world);

      expect(failed.error?.code).toBe('E_TIKTOK_API');
      expect(before).toMatchObject({ sellerSku: 'SKU-005', barcode: '' });
      expect((await requireListing(world, skuId)).barcode).toBe('4006381333962');
    });

    it(
      'ends as if nothing had happened, after whichever call it dies',
      async () => {
        const prepare = (run: number): void => {
          world.passTime(2);
          list(`KILLED-${run}`);
          world.control.setProduct(world.control.products()[0]?.productId ?? '', { title: `Title ${run}` });
        };
        const syncAndDie = async (): Promise<void> => {
          const bridge = world.openBridge({ odooUrl: proxy.url });
          await syncOneCatalogue(world, {}, bridge).catch(() => undefined);
          await bridge.close();
        };
        prepare(0);
        proxy.plan(() => 'pass');
        await syncAndDie();
        const calls = [...proxy.written()];
        for (const [index] of calls.entries()) {
          prepare(index + 1);
          proxy.plan(({ number }) => (number === index + 1 ? 'die-after' : 'pass'));
          await syncAndDie();
        }
        proxy.plan(() => 'pass');
        await syncCatalogueTwice(world);
        const views = await readListingViews(world);

        expect(calls).toEqual([
          'x_tiktok_listing/load',
          'x_tiktok_listing/load',
          'x_tiktok_shop/write',
          'x_tiktok_run/create',
        ]);
        const truth = world.control.catalogue();
        expect(truth.map(({ skuId, title }) => [skuId, title])).toEqual(
          truth.map(({ skuId }) => [skuId, views.get(skuId)?.title]),
        );
      },
      LONG,
    );
  });

  function serviceType(): Record<string, string> {
    return world.admin.profile.major === 15 || world.admin.profile.major === 16
      ? { detailed_type: 'service' }
      : { type: 'service' };
  }
});
