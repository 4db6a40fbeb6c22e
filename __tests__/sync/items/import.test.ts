import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readTables, type Rows, writeTable } from '../../../src/core/tables.ts';
import { type ImportReport, type ImportRequest, importItems } from '../../../src/sync/items/import.ts';
import { exportItems } from '../../../src/sync/items/export.ts';
import { type ListingView, readListingViews, requireListing, syncWell } from '../../helpers/catalogueWorld.ts';
import { fingerprint, readOrder, requireSaleOrder } from '../../helpers/odooWorld.ts';
import { createWorld, VERSIONS, type World, WORLD_TIMEOUT } from '../../helpers/world.ts';

const HEAD = ['Shop ID', 'Item ID', 'SKU ID', 'Seller SKU', 'Internal Reference'];

describe.each(VERSIONS)('item files on Odoo %s', (version) => {
  let world: World;
  let folder: string;

  beforeAll(async () => {
    world = await createWorld(version, {
      shops: [
        { region: 'US', skus: 12 },
        { region: 'US', skus: 3, name: 'Second shop' },
      ],
    });
    folder = world.makeFolder();
    for (const { shopId } of world.shops) await syncWell(world, { shop: shopId });
  }, WORLD_TIMEOUT);
  afterAll(() => world.close());

  function imported(file: string, wish: Partial<ImportRequest> = {}): Promise<ImportReport> {
    return importItems(world.odoo, { file, dryRun: false, ...wish });
  }

  /** Imports, imports again, and expects that the second time nothing was written. @returns The first report. */
  async function importTwice(file: string, wish: Partial<ImportRequest> = {}): Promise<ImportReport> {
    const first = await imported(file, wish);
    const before = await fingerprint(world);
    const second = await imported(file, wish);
    expect(await fingerprint(world)).toEqual(before);
    expect(second.links).toEqual([]);
    return first;
  }

  async function file(name: string, rows: Rows): Promise<string> {
    const path = join(folder, name);
    await writeTable(path, rows);
    return path;
  }

  /** A row of the first shop. */
  function row(names: { item?: string; sku?: string; seller?: string; shop?: string }, reference: string): string[] {
    return [names.shop ?? world.shop.shopId, names.item ?? '', names.sku ?? '', names.seller ?? '', reference];
  }

  /** Puts a product of one SKU up for sale. */
  function list(sellerSku: string): { readonly itemId: string; readonly skuId: string } {
    const { productId, skuIds } = world.control.addProduct({
      title: `Item ${sellerSku}`,
      skus: [{ sellerSku, price: '5.00' }],
    });
    return { itemId: productId, skuId: skuIds[0] ?? '' };
  }

  async function makeProduct(code: string, values: Readonly<Record<string, unknown>> = {}): Promise<number> {
    const { storableProduct } = world.admin.profile;
    const [id] = await world.admin.create('product.product', [
      { ...storableProduct, name: `Goods ${code}`, default_code: code, ...values },
    ]);
    return id ?? 0;
  }

  async function listings(shop = world.shop): Promise<ListingView[]> {
    return [...(await readListingViews(world, shop)).values()];
  }

  describe('the round trip', () => {
    it.each(['all.csv', 'all.xlsx'])(
      'writes every listing to %s, and reading it back changes nothing',
      async (name) => {
        const path = join(folder, name);

        const report = await exportItems(world.odoo, { file: path, unmatched: false, overwrite: false });
        const before = await fingerprint(world);
        const back = await imported(path);

        const all = [...(await listings()), ...(await listings(world.shops[1]))];
        const [head = [], ...body] = (await readTables(path))[0]?.rows ?? [];
        expect(report).toMatchObject({ shops: 2, listings: all.length, unmatched: 0 });
        expect(head).toEqual([...HEAD.slice(0, 4), 'Title', 'Variant', 'Internal Reference', 'Barcode', 'Matched by']);
        expect(body.map((cells) => [cells[2], cells[6], cells[8]]).sort()).toEqual(
          all.map(({ skuId, code }) => [skuId, code, 'Seller SKU']).sort(),
        );
        expect(back).toMatchObject({ links: [], unchanged: all.length, skipped: 0, mistakes: [], refused: [] });
        expect(await fingerprint(world)).toEqual(before);
      },
    );

    it('links what a person fills in, shows it before, and writes it once', async () => {
      const { skuId } = list('ROUND-1');
      world.passTime(2);
      await syncWell(world);
      const path = join(folder, 'open.xlsx');
      await exportItems(world.odoo, { file: path, shop: world.shop.name, unmatched: true, overwrite: false });
      const [head = [], ...body] = (await readTables(path))[0]?.rows ?? [];
      const filled = body.map((cells) =>
        cells.map((text, index) => (head[index] === 'Internal Reference' ? 'SKU-001' : text)),
      );
      await file('open.xlsx', [head, ...filled]);

      const before = await fingerprint(world);
      const dry = await imported(path, { dryRun: true });
      expect(await fingerprint(world)).toEqual(before);
      const report = await importTwice(path);

      expect(body).toHaveLength(1);
      expect(report.links).toEqual([
        expect.objectContaining({ row: 2, skuId, sellerSku: 'ROUND-1', from: '', to: 'SKU-001', isNew: false }),
      ]);
      expect(dry.links).toEqual(report.links);
      expect(await requireListing(world, skuId)).toMatchObject({ code: 'SKU-001', match: 'manual', note: '' });
    });

    it('changes a link, by seller SKU or by Item ID alone, and leaves empty cells alone', async () => {
      const [first, second] = await listings();
      const path = await file('change.csv', [
        HEAD,
        row({ seller: first?.sellerSku ?? '' }, 'SKU-007'),
        row({ sku: second?.skuId ?? '' }, ''),
      ]);

      const report = await importTwice(path);

      expect(report).toMatchObject({
        links: [{ row: 2, from: first?.code, to: 'SKU-007' }],
        skipped: 1,
        mistakes: [],
      });
      expect(await requireListing(world, first?.skuId ?? '')).toMatchObject({ code: 'SKU-007', match: 'manual' });
      expect(await requireListing(world, second?.skuId ?? '')).toEqual(second);
      await syncWell(world);
      expect(await requireListing(world, first?.skuId ?? '')).toMatchObject({ code: 'SKU-007', match: 'manual' });
    });

    it('refuses to overwrite a file that somebody may have filled in', async () => {
      const path = await file('mine.csv', [['x']]);
      const request = { file: path, unmatched: false, overwrite: false };

      await expect(exportItems(world.odoo, request)).rejects.toThrow(/is there already/);
      await exportItems(world.odoo, { ...request, overwrite: true });
      expect((await readTables(path))[0]?.rows.length).toBeGreaterThan(10);
    });
  });

  describe('what follows', () => {
    it('is the order that was held for the SKU', async () => {
      const { itemId, skuId } = list('HELD-1');
      const [orderId = ''] = world.control.placeOrders();
      const order = world.control.order(orderId);
      const lines = order.line_items.map((line) => ({
        ...line,
        sku_id: skuId,
        product_id: itemId,
        seller_sku: 'HELD-1',
      }));
      world.control.patchOrder(orderId, { set: { line_items: lines } });
      await world.sync();
      const held = await readOrder(world, orderId);
      const path = await file('held.csv', [HEAD, row({ item: itemId }, 'SKU-002')]);

      await importTwice(path);
      await world.sync();

      expect(held.record).toMatchObject({ state: 'blocked', code: 'unknown_sku' });
      expect((await requireSaleOrder(world, orderId)).lines[0]).toMatchObject({ code: 'SKU-002', skuId });
    });

    it('is the SKU ID of a listing that was made by Item ID, at the next catalogue sync', async () => {
      const { itemId, skuId } = list('LATER-1');
      const path = await file('later.xlsx', [HEAD, row({ item: itemId }, 'SKU-003')]);

      const report = await importTwice(path);
      const made = (await listings()).find((view) => view.itemId === itemId);
      world.passTime(2);
      await syncWell(world);
      const learned = (await listings()).filter((view) => view.itemId === itemId);

      expect(report.links).toMatchObject([{ itemId, skuId: '', isNew: true, to: 'SKU-003' }]);
      expect(made).toMatchObject({ skuId: '', match: 'manual', code: 'SKU-003' });
      expect(learned).toMatchObject([{ skuId, match: 'manual', code: 'SKU-003', sellerSku: 'LATER-1' }]);
      expect((await imported(path)).links).toEqual([]);
    });
  });

  describe('mistakes', () => {
    it('are named all at once with their rows, and nothing is written', async () => {
      const [company] = await world.admin.create('res.company', [{ name: 'Another company' }]);
      await world.admin.write('res.users', [await world.odoo.uid()], { company_ids: [[4, company]] });
      await makeProduct('OLD-1', { active: false });
      await makeProduct('SERVICE-1', { type: 'service' });
      await makeProduct('ELSEWHERE-1', { company_id: company });
      await makeProduct('DOUBLE-1');
      await makeProduct('DOUBLE-1');
      const [own, next] = await listings();
      const [foreign] = await listings(world.shops[1]);
      const sku = own?.skuId ?? '';
      const path = await file('wrong.csv', [
        HEAD,
        row({ sku }, 'OLD-1'),
        row({ sku: next?.skuId ?? '' }, 'SERVICE-1'),
        row({ item: '1729382256910270111' }, 'ELSEWHERE-1'),
        row({ item: '1729382256910270222' }, 'DOUBLE-1'),
        row({ item: '1729382256910270333' }, 'NOBODY-1'),
        row({ sku }, 'SKU-009'),
        row({ sku: foreign?.skuId ?? '' }, 'SKU-009'),
        row({ item: '1.72938E+18' }, 'SKU-009'),
        row({ item: '1729382256910270000' }, 'SKU-009'),
        row({ shop: '7495000000000000404', item: '1729382256910270444' }, 'SKU-009'),
        row({ item: '1729382256910270555' }, 'SKU-009'),
      ]);

      const before = await fingerprint(world);
      const report = await imported(path);

      expect(report).toMatchObject({ links: [], refused: [] });
      expect(report.mistakes.map(({ row: number, message }) => `${number ?? ''} ${message}`)).toEqual([
        expect.stringMatching(/^2 .*OLD-1 is archived/),
        expect.stringMatching(/^3 .*SERVICE-1 is a service/),
        expect.stringMatching(/^4 .*ELSEWHERE-1 belongs to another company/),
        expect.stringMatching(/^5 2 products have the Internal Reference DOUBLE-1/),
        expect.stringMatching(/^6 No product has the Internal Reference NOBODY-1/),
        expect.stringMatching(/^7 Row 2 names the same SKU/),
        expect.stringMatching(/^8 SKU ID \d+ belongs to Second shop/),
        expect.stringMatching(/^9 Item ID 1\.72938E\+18 was cut by the spreadsheet/),
        expect.stringMatching(/^10 Item ID 1729382256910270000 was rounded/),
        expect.stringMatching(/^11 There is no shop 7495000000000000404/),
      ]);
      expect(await fingerprint(world)).toEqual(before);
    });

    it('are rows without a shop where there are several, until one is named', async () => {
      const { itemId } = list('SHOPLESS-1');
      const path = await file('bulk-edit.xlsx', [
        ['product_id', 'product_name', 'sku_id', 'seller_sku', 'internal_reference'],
        ['V4', 'All_Information', '', '', ''],
        ['Product ID', 'Product name', 'SKU ID', 'Seller SKU', ''],
        [itemId, 'Shopless', '', 'SHOPLESS-1', 'SKU-004'],
      ]);

      const nameless = await imported(path);
      const report = await importTwice(path, { shop: world.shop.name });

      expect(nameless.mistakes).toEqual([{ row: 4, message: expect.stringContaining('--shop') }]);
      expect(report).toMatchObject({ links: [{ row: 4, itemId, isNew: true }], mistakes: [] });
    });
  });

  it('goes on where it was stopped', async () => {
    const rows = Array.from({ length: 600 }, (_, index) => row({ item: `17293822569103${10_001 + index}` }, 'SKU-005'));
    const path = await file('many.csv', [HEAD, ...rows]);
    const stop = new AbortController();
    const onProgress = (): void => {
      stop.abort(new Error('stop'));
    };

    await expect(imported(path, { signal: stop.signal, onProgress })).rejects.toThrow('stop');
    const report = await importTwice(path);

    expect(report).toMatchObject({ unchanged: 500, refused: [] });
    expect(report.links).toHaveLength(100);
  });
});
