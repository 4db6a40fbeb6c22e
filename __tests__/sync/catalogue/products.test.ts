import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { convertWeight } from '../../../src/mapping/listings/products.ts';
import {
  grantGroups,
  readListingViews,
  requireListing,
  syncCatalogueTwice,
  syncOneCatalogue,
  syncWell,
} from '../../helpers/catalogueWorld.ts';
import { startDeadlyProxy } from '../../helpers/deadlyProxy.ts';
import { createWorld, VERSIONS, type World, WORLD_TIMEOUT } from '../../helpers/world.ts';

const LONG = 180_000;
const MAKE = { createProducts: true };
/** Those that exist on a version give the right to make products there. */
const PRODUCT_GROUPS = ['product.group_product_manager', 'sales_team.group_sale_manager', 'stock.group_stock_manager'];

describe.each(VERSIONS)('products from TikTok on Odoo %s', (version) => {
  let world: World;

  beforeAll(async () => {
    // no product has these seller SKUs
    world = await createWorld(version, { shops: [{ region: 'US', skus: 6, skusPerProduct: 3, skuPrefix: 'NEW-' }] });
  }, WORLD_TIMEOUT);
  afterAll(() => world.close());
  beforeEach(() => {
    world.passTime(2);
  });

  interface ProductRow {
    readonly id: number;
    readonly code: string;
    readonly values: readonly string[];
    readonly templateId: number;
    readonly row: Readonly<Record<string, unknown>>;
  }

  async function productOf(skuId: string): Promise<ProductRow> {
    const { productId } = await requireListing(world, skuId);
    const fields = [
      'default_code',
      'barcode',
      'name',
      'list_price',
      'lst_price',
      'weight',
      'image_1920',
      'type',
      'product_tmpl_id',
      'active',
    ];
    const [row] = await world.admin.read(
      'product.product',
      [productId],
      [...fields, ...Object.keys(world.admin.profile.storableProduct), VALUES],
    );
    if (!row) throw new Error(`SKU ${skuId} has no product.`);
    const values = await world.admin.read('product.template.attribute.value', row[VALUES] as number[], ['name']);
    return {
      id: row.id,
      code: String(row['default_code']),
      values: values.map((value) => String(value['name'])),
      templateId: (row['product_tmpl_id'] as [number, string])[0],
      row,
    };
  }

  function list(
    skus: readonly { sellerSku: string; barcode?: string; values?: readonly string[] }[],
    title = 'Listed',
  ): readonly string[] {
    const made = skus.map(({ sellerSku, barcode = '', values = [] }) => ({
      sellerSku,
      barcode,
      price: '5.00',
      attributes: values.map((value, index) => ({ name: ['Color', 'Size', 'Material'][index] ?? '', value })),
    }));
    return world.control.addProduct({ title, skus: made }).skuIds;
  }

  function listPriced(
    title: string,
    skus: readonly { sellerSku: string; price: string; values: readonly string[] }[],
  ): readonly string[] {
    const made = skus.map(({ sellerSku, price, values }) => ({
      sellerSku,
      price,
      attributes: values.map((value, index) => ({ name: ['Color', 'Size'][index] ?? '', value })),
    }));
    return world.control.addProduct({ title, skus: made }).skuIds;
  }

  it('need a right that the bridge’s user has not, and the error names the group that gives it', async () => {
    const before = await world.admin.searchCount('product.product', []);
    const report = await syncOneCatalogue(world, MAKE);

    expect(report.error?.code).toBe('E_ODOO_ACCESS');
    expect(report.error?.message).toMatch(
      /may not create product\.template.*One of these groups gives it: (Products\/Create|.*Administrator)/,
    );
    // the listings are there all the same
    expect(report.counts.new).toBe((await readListingViews(world)).size);
    expect(await world.admin.searchCount('product.product', [])).toBe(before);
    await grantGroups(world, ...PRODUCT_GROUPS);
  });

  it('are only counted in a dry run', async () => {
    const before = await world.admin.searchCount('product.product', []);
    const report = await syncWell(world, { ...MAKE, dryRun: true });

    expect(report.counts.created).toBe(8);
    expect(await world.admin.searchCount('product.product', [])).toBe(before);
  });

  it('become templates with exactly TikTok’s variants, or stand alone', async () => {
    const report = await syncCatalogueTwice(world, MAKE);
    const goods = world.control.catalogue().filter(({ kind }) => kind === 'goods');
    const products = await Promise.all(goods.map(async (sku) => [sku, await productOf(sku.skuId)] as const));
    const gift = world.control.catalogue().find(({ kind }) => kind === 'gift');
    const alone = await productOf(gift?.skuId ?? '');

    expect(report.counts).toMatchObject({ created: 8 });
    // bundles are sold by their parts
    expect(report.listings.map(({ sellerSku }) => sellerSku.replace(/\d+$/, ''))).toEqual([
      'NEW-BUNDLE-',
      'NEW-BUNDLE-',
      'NEW-BUNDLE-',
    ]);
    for (const [sku, { code, values, row }] of products) {
      expect([code, row['barcode'], row['name']]).toEqual([sku.sellerSku, sku.barcode, sku.title]);
      expect([...values].sort()).toEqual(sku.attributes.map(({ value }) => value).sort());
      expect(row).toMatchObject(world.admin.profile.storableProduct);
    }
    for (const { productId } of world.control.products().filter(({ skuIds }) => skuIds.length === 3)) {
      const ofItem = products.filter(([sku]) => sku.productId === productId);
      const [templateId] = new Set(ofItem.map(([, product]) => product.templateId));
      expect(await world.admin.searchCount('product.product', [['product_tmpl_id', '=', templateId]])).toBe(3);
      const [template] = await world.admin.read('product.template', [templateId ?? 0], ['list_price', 'image_1920']);
      expect(template?.['list_price']).toBe(Math.min(...ofItem.map(([sku]) => Number(sku.price))));
      expect(String(template?.['image_1920'])).toMatch(/^iVBOR/);
    }
    expect(alone).toMatchObject({ code: gift?.sellerSku, values: [] });
    expect(alone.row).toMatchObject({ name: gift?.title, list_price: Number(gift?.price) });
    expect((await requireListing(world, gift?.skuId ?? '')).note).toBe('Made from TikTok’s catalogue.');
    const { weight } = world.control.products().find(({ productId }) => productId === gift?.productId) ?? {};
    expect(alone.row['weight']).toBeCloseTo(convertWeight(weight, 'kg'), 2);
  });

  it('cost what TikTok’s variants cost, where one attribute explains the prices', async () => {
    const skuIds = listPriced('Priced', [
      { sellerSku: 'PRICE-S', price: '5.00', values: ['Red', 'S'] },
      { sellerSku: 'PRICE-L', price: '7.50', values: ['Red', 'L'] },
    ]);
    const odd = listPriced('Odd', [
      { sellerSku: 'ODD-1', price: '1.00', values: ['Red', 'S'] },
      { sellerSku: 'ODD-2', price: '2.00', values: ['Red', 'L'] },
      { sellerSku: 'ODD-3', price: '3.00', values: ['Blue', 'S'] },
      { sellerSku: 'ODD-4', price: '5.00', values: ['Blue', 'L'] },
    ]);
    const report = await syncCatalogueTwice(world, MAKE);
    const prices = await Promise.all(
      [...skuIds, ...odd].map(async (skuId) => (await productOf(skuId)).row['lst_price']),
    );

    expect(prices).toEqual([5, 7.5, 1, 1, 1, 1]);
    expect(report.notes).toEqual([expect.stringContaining('no single attribute explains its prices')]);
  });

  it('stay as people change them', async () => {
    const [sku] = world.control.catalogue();
    const { id } = await productOf(sku?.skuId ?? '');
    await world.admin.write('product.product', [id], { default_code: 'MINE', barcode: false });
    world.control.setProduct(sku?.productId ?? '', { title: 'Another title' });
    await syncCatalogueTwice(world, MAKE);
    const listing = await requireListing(world, sku?.skuId ?? '');
    const [row] = await world.admin.read('product.product', [id], ['default_code', 'barcode', 'name']);

    expect(row).toMatchObject({ default_code: 'MINE', barcode: false, name: sku?.title });
    expect(listing).toMatchObject({ productId: id, title: 'Another title' });
  });

  it('get a new variant when TikTok has a new one', async () => {
    const skuIds = list(
      [
        { sellerSku: 'GROW-1', values: ['Red', 'M'] },
        { sellerSku: 'GROW-2', values: ['Blue', 'M'] },
      ],
      'Growing',
    );
    await syncWell(world, MAKE);
    const [first = '', second = ''] = skuIds;
    const before = await productOf(first);
    // the second one comes back in another colour, as a new SKU would
    await world.admin.write('x_tiktok_listing', [(await requireListing(world, second)).id], {
      x_product_id: false,
      x_match: 'unmatched',
    });
    await world.admin.unlink('product.product', [(await productOfCode('GROW-2')) ?? 0]);
    world.passTime(2);
    world.control.setSku(second, {
      attributes: [
        { name: 'Color', value: 'Green' },
        { name: 'Size', value: 'L' },
      ],
      skuName: 'Green, L',
    });
    await syncCatalogueTwice(world, MAKE);
    const after = await productOf(second);

    expect(after.templateId).toBe(before.templateId);
    expect([...after.values].sort()).toEqual(['Green', 'L']);
    expect((await productOf(first)).id).toBe(before.id);
  });

  it('have the Item ID as Internal Reference where the shop says so', async () => {
    await world.setShop({ x_reference_source: 'item_id' });
    const [skuId = ''] = list([{ sellerSku: 'BY-ITEM' }]);
    await syncCatalogueTwice(world, MAKE);
    await world.setShop({ x_reference_source: 'seller_sku' });
    const listing = await requireListing(world, skuId);

    expect(listing).toMatchObject({ code: listing.itemId, match: 'item_id' });
  });

  it('do without a barcode that is in use, or an image that cannot be had, and say so', async () => {
    const [taken = '', twin = ''] = [
      ...list([{ sellerSku: 'CODE-1', barcode: '4006381333931' }]),
      ...list([{ sellerSku: 'CODE-2', barcode: '4006381333931' }]),
    ];
    world.control.addFault({ fault: '5xx', paths: ['/images/'] });
    const report = await syncCatalogueTwice(world, MAKE);
    world.control.clearFaults();
    const products = [await productOf(taken), await productOf(twin)];

    expect(products.map(({ row }) => row['barcode'])).toEqual(['4006381333931', false]);
    expect(products.map(({ row }) => row['image_1920'])).toEqual([false, false]);
    expect(report.notes).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/barcode 4006381333931 is in use/),
        expect.stringMatching(/image is left out/),
      ]),
    );
  });

  it('are not made where a product, or two SKUs, stand in the way', async () => {
    const archived = { ...world.admin.profile.storableProduct, name: 'Old', default_code: 'OLD-1', active: false };
    await world.admin.create('product.product', [archived]);
    const skuIds = ['OLD-1', 'TWIN-1', 'TWIN-1'].flatMap((sellerSku) => list([{ sellerSku }]));
    const report = await syncCatalogueTwice(world, MAKE);
    const views = await readListingViews(world);

    expect(report.counts.created).toBe(0);
    expect(skuIds.map((skuId) => views.get(skuId)?.productId)).toEqual([0, 0, 0]);
  });

  it(
    'are made once, after whichever call a run dies',
    async () => {
      const proxy = await startDeadlyProxy(world.database.url);
      const prepare = (run: number): readonly string[] => {
        world.passTime(2);
        const values = [`Red ${run}`, `Blue ${run}`];
        return list(
          values.map((value, index) => ({ sellerSku: `KILL-${run}-${index}`, values: [value] })),
          `Killed ${run}`,
        );
      };
      const syncAndDie = async (): Promise<void> => {
        const bridge = world.openBridge({ odooUrl: proxy.url });
        await syncOneCatalogue(world, MAKE, bridge).catch(() => undefined);
        await bridge.close();
      };
      const skuIds = [...prepare(0)];
      await syncAndDie();
      const calls = [...proxy.written()];
      for (const [index] of calls.entries()) {
        skuIds.push(...prepare(index + 1));
        proxy.plan(({ number }) => (number === index + 1 ? 'die-after' : 'pass'));
        await syncAndDie();
      }
      await proxy.close();
      await syncCatalogueTwice(world, MAKE);
      const made = await world.admin.searchRead(
        'product.product',
        [['default_code', '=like', 'KILL-%']],
        ['default_code'],
      );
      const views = await readListingViews(world);

      expect(calls).toEqual(
        expect.arrayContaining(['product.attribute/load', 'product.template/load', 'product.product/load']),
      );
      expect(made).toHaveLength(skuIds.length);
      expect(skuIds.map((skuId) => views.get(skuId)?.code)).toEqual(skuIds.map((skuId) => views.get(skuId)?.sellerSku));
    },
    LONG,
  );

  async function productOfCode(code: string): Promise<number | undefined> {
    const [id] = await world.admin.search('product.product', [['default_code', '=', code]]);
    return id;
  }
});

const VALUES = 'product_template_attribute_value_ids';
