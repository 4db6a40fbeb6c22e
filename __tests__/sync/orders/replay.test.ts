import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { OrderMix } from '../../../src/sandbox/options.ts';
import type { OrderStatus } from '../../../src/sandbox/wire.ts';
import { FBT_WAREHOUSE_NAME, OWN_WAREHOUSE_NAME } from '../../helpers/goodsDatabase.ts';
import { readOrder, requireSaleOrder, syncTwice } from '../../helpers/odooWorld.ts';
import { shownGoods, shownLines, truthOf } from '../../helpers/tiktokTruth.ts';
import { createWorld, VERSIONS, type World, WORLD_TIMEOUT } from '../../helpers/world.ts';

const STRANGE_SKU = '1729382256910270001';

describe.each(VERSIONS)('held orders and the policies of a shop on Odoo %s', (version) => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld(version, { shops: [{ region: 'US', skus: 12, skuSpread: 11 }] });
  }, WORLD_TIMEOUT);
  afterAll(() => world.close());
  beforeEach(() => {
    world.control.moveClock(2);
  });

  function place(kinds: readonly (keyof OrderMix)[] = [], status?: OrderStatus): string {
    const [orderId] = world.control.placeOrders({ kinds, status });
    return orderId ?? '';
  }

  /** Places an order of one unit of a SKU that nothing in Odoo has. */
  function placeStrange(skuId: string, sellerSku: string, itemId = `9${skuId.slice(1)}`): string {
    const orderId = place();
    const order = world.control.order(orderId);
    const lines = order.line_items.map((line) => ({
      ...line,
      sku_id: skuId,
      seller_sku: sellerSku,
      product_id: itemId,
    }));
    world.control.patchOrder(orderId, { set: { line_items: lines, update_time: order.update_time } });
    return orderId;
  }

  async function productOf(code: string): Promise<number> {
    const [id] = await world.admin.search('product.product', [['default_code', '=', code]]);
    return id ?? 0;
  }

  async function listingOf(skuId: string): Promise<Record<string, unknown> & { id: number }> {
    const fields = ['x_match', 'x_match_note', 'x_product_id', 'x_item_id', 'x_seller_sku'];
    const [row] = await world.admin.searchRead('x_tiktok_listing', [['x_sku_id', '=', skuId]], fields);
    if (!row) throw new Error(`SKU ${skuId} has no listing.`);
    return row;
  }

  describe('unknown SKUs', () => {
    it('hold an order until a person chooses a product in the listing', async () => {
      const orderId = placeStrange(STRANGE_SKU, 'NOWHERE-1');
      await syncTwice(world);
      const held = await readOrder(world, orderId);
      const listing = await listingOf(STRANGE_SKU);
      await world.admin.write('x_tiktok_listing', [listing.id], {
        x_product_id: await productOf('SKU-012'),
        x_match: 'manual',
      });
      await syncTwice(world);
      const replayed = await readOrder(world, orderId);

      expect(held.record).toMatchObject({ state: 'blocked', code: 'unknown_sku', heldSkus: STRANGE_SKU });
      expect(held.saleOrder).toBeUndefined();
      expect([listing['x_match'], listing['x_seller_sku']]).toEqual(['unmatched', 'NOWHERE-1']);
      expect(replayed.record).toMatchObject({ state: 'imported', code: '', heldSkus: '' });
      expect(replayed.saleOrder && shownGoods(replayed.saleOrder)).toEqual(['SKU-012 × 1']);
    });

    it('hold an order until a product gets the seller SKU as its Internal Reference', async () => {
      const skuId = '1729382256910270002';
      const orderId = placeStrange(skuId, 'LATER-1');
      await world.sync();
      await world.admin.create('product.product', [
        { ...world.admin.profile.storableProduct, name: 'Later', default_code: 'LATER-1' },
      ]);
      await syncTwice(world);

      expect((await readOrder(world, orderId)).record).toMatchObject({ state: 'imported' });
      expect((await listingOf(skuId))['x_match']).toBe('seller_sku');
    });

    it('are found by the Item ID, and by the barcode', async () => {
      const byItem = '1729382256910270003';
      const byBarcode = '1729382256910270004';
      const itemId = '1729382256910279999';
      const storable = world.admin.profile.storableProduct;
      await world.admin.create('product.product', [
        { ...storable, name: 'By item', default_code: itemId },
        { ...storable, name: 'By barcode', default_code: 'SCANNED', barcode: '4006381333931' },
      ]);
      const orderIds = [placeStrange(byItem, '', itemId), placeStrange(byBarcode, '4006381333931')];
      await syncTwice(world);
      const codes = await Promise.all(orderIds.map(async (id) => (await requireSaleOrder(world, id)).lines[0]?.code));

      expect(codes).toEqual([itemId, 'SCANNED']);
      expect([(await listingOf(byItem))['x_match'], (await listingOf(byBarcode))['x_match']]).toEqual([
        'item_id',
        'barcode',
      ]);
    });

    it('are held when two products carry the same code, because the wrong one would be shipped', async () => {
      const storable = world.admin.profile.storableProduct;
      await world.admin.create('product.product', [
        { ...storable, name: 'One', default_code: 'TWICE' },
        { ...storable, name: 'Two', default_code: 'TWICE' },
      ]);
      const orderId = placeStrange('1729382256910270005', 'TWICE');
      await syncTwice(world);

      expect((await readOrder(world, orderId)).record).toMatchObject({ state: 'blocked', code: 'unknown_sku' });
      expect((await listingOf('1729382256910270005'))['x_match']).toBe('ambiguous');
    });

    it('are held when another SKU has the same seller SKU, and that one stays as it is', async () => {
      const [first, second] = ['1729382256910270007', '1729382256910270008'];
      const storable = world.admin.profile.storableProduct;
      await world.admin.create('product.product', [{ ...storable, name: 'Twin', default_code: 'TWINNED' }]);
      const early = placeStrange(first, 'TWINNED');
      await world.sync();
      const late = placeStrange(second, 'TWINNED');
      await syncTwice(world);
      const listing = await listingOf(second);

      expect((await readOrder(world, early)).record).toMatchObject({ state: 'imported' });
      expect((await readOrder(world, late)).record).toMatchObject({ state: 'blocked', code: 'unknown_sku' });
      expect(listing['x_match']).toBe('ambiguous');
      expect(listing['x_match_note']).toContain(`2 SKUs have the seller SKU TWINNED (${first}, ${second})`);
    });

    it('are not looked for by what the shop has switched off', async () => {
      await world.setShop({ x_match_seller_sku: false });
      const orderId = placeStrange('1729382256910270009', 'SKU-001');
      await syncTwice(world);
      const held = await readOrder(world, orderId);
      await world.setShop({ x_match_seller_sku: true });

      expect(held.record).toMatchObject({ state: 'blocked', code: 'unknown_sku' });
    });

    it('stand on the default product where the shop says so', async () => {
      await world.setShop({ x_unknown_sku: 'default' });
      const orderId = placeStrange('1729382256910270006', 'NOWHERE-2');
      await syncTwice(world);
      await world.setShop({ x_unknown_sku: 'hold' });

      expect((await requireSaleOrder(world, orderId)).lines[0]).toMatchObject({
        code: 'TIKTOK-DEFAULT',
        skuId: '1729382256910270006',
      });
    });
  });

  describe('bundles', () => {
    it('become their parts where the bundle has no product, without dividing the price', async () => {
      const orderId = place(['bundle']);
      const order = world.control.order(orderId);
      const bundle = order.line_items.find((line) => line.combined_listing_skus);
      const bundleProduct = await productOf(bundle?.seller_sku ?? '');
      await world.admin.write('product.product', [bundleProduct], { default_code: 'HIDDEN' });
      await syncTwice(world);
      await world.admin.write('product.product', [bundleProduct], { default_code: bundle?.seller_sku });
      const saleOrder = await requireSaleOrder(world, orderId);
      const pieces = (bundle?.combined_listing_skus ?? []).map((part) => `${part.seller_sku} × ${part.sku_count}`);
      const single = order.line_items.filter((line) => line !== bundle).map((line) => `${line.seller_sku} × 1`);

      expect(shownGoods(saleOrder)).toEqual([...pieces, ...single].sort());
      expect(Math.round(saleOrder.total * 100)).toBe(truthOf(order).total);
      expect(saleOrder.lines.filter(({ price }) => price === Number(bundle?.original_price))).toHaveLength(1);
    });
  });

  describe('goods at TikTok', () => {
    it('are held until a warehouse for them is named, and then leave from there', async () => {
      const orderId = place(['fulfilledByTiktok', 'severalUnits']);
      await syncTwice(world);
      const held = await readOrder(world, orderId);
      const [warehouse] = await world.admin.search('stock.warehouse', [['code', '=', 'FBT']]);
      await world.setShop({ x_fbt_warehouse_id: warehouse });
      await syncTwice(world);
      const saleOrder = await requireSaleOrder(world, orderId);
      const own = await requireOwn();

      expect(held.record).toMatchObject({ state: 'blocked', code: 'fbt_warehouse' });
      expect(saleOrder.warehouse).toBe(FBT_WAREHOUSE_NAME);
      expect(new Set(saleOrder.pickings.map((picking) => picking.warehouse))).toEqual(new Set([FBT_WAREHOUSE_NAME]));
      expect(shownGoods(saleOrder)).toEqual(truthOf(world.control.order(orderId)).goods);
      expect(own).toBe(OWN_WAREHOUSE_NAME);
    });

    /** Warehouse of an order that the seller ships, placed beside. */
    async function requireOwn(): Promise<string> {
      const orderId = place();
      await world.sync();
      return (await requireSaleOrder(world, orderId)).warehouse;
    }
  });

  describe('orders that had left', () => {
    it('are shown as blocked where the shop says so, and imported once it does not', async () => {
      await world.setShop({ x_late_policy: 'block' });
      const orderId = place([], 'IN_TRANSIT');
      await syncTwice(world);
      const blocked = await readOrder(world, orderId);
      await world.setShop({ x_late_policy: 'import' });
      await syncTwice(world);
      const imported = await readOrder(world, orderId);

      expect(blocked.record).toMatchObject({ state: 'blocked', code: 'late' });
      expect(blocked.saleOrder).toBeUndefined();
      expect(imported.record).toMatchObject({ state: 'imported', late: true });
      expect(imported.saleOrder?.pickings.map(({ late }) => late)).toEqual([true]);
    });
  });

  describe('quotations', () => {
    it('stay unconfirmed where the shop says so', async () => {
      await world.setShop({ x_confirm_policy: 'draft' });
      const orderId = place(['severalUnits']);
      await syncTwice(world);
      const draft = await readOrder(world, orderId);
      await world.setShop({ x_confirm_policy: 'confirm' });

      expect(draft.record).toMatchObject({ state: 'imported' });
      expect(draft.saleOrder).toMatchObject({ state: 'draft', pickings: [] });
      expect(draft.saleOrder && shownLines(draft.saleOrder)).toEqual(truthOf(world.control.order(orderId)).lines);
    });

    it('are cancelled with their order', async () => {
      await world.setShop({ x_confirm_policy: 'draft' });
      const orderId = place();
      await world.sync();
      world.control.moveClock(2);
      world.control.cancel(orderId);
      await syncTwice(world);
      await world.setShop({ x_confirm_policy: 'confirm' });
      const { record, saleOrder } = await readOrder(world, orderId);

      expect([record?.state, saleOrder?.state]).toEqual(['cancelled', 'cancel']);
    });
  });

  describe('sale orders that a person deleted', () => {
    async function deleteSaleOrder(orderId: string): Promise<void> {
      const { id } = await requireSaleOrder(world, orderId);
      const forced = world.admin.withContext({ disable_cancel_warning: true });
      await forced.call({ model: 'sale.order', method: 'action_cancel', ids: [id] });
      await world.admin.unlink('sale.order', [id]);
    }

    it('are reported and not made again by themselves', async () => {
      const orderId = place();
      await world.sync();
      await deleteSaleOrder(orderId);
      await syncTwice(world);
      const { record, saleOrder } = await readOrder(world, orderId);

      expect(record).toMatchObject({ state: 'attention', code: 'deleted', saleOrderId: 0 });
      expect(saleOrder).toBeUndefined();
    });

    it('are made again when that is asked for', async () => {
      const orderId = place(['severalUnits', 'paidShipping']);
      await world.sync();
      await deleteSaleOrder(orderId);
      await world.sync();
      const wish = { orderIds: [orderId], recreate: true };
      await world.sync(wish);
      const { record, saleOrder } = await readOrder(world, orderId);
      await syncTwice(world, async () => [await world.sync(wish)]);

      expect(record).toMatchObject({ state: 'imported', code: '' });
      expect(saleOrder && shownLines(saleOrder)).toEqual(truthOf(world.control.order(orderId)).lines);
      expect(saleOrder?.state).toBe('sale');
      expect(await readOrder(world, orderId)).toEqual({ record, saleOrder });
    });

    it('do not come back with a cancellation', async () => {
      const orderId = place();
      await world.sync();
      await deleteSaleOrder(orderId);
      world.control.moveClock(2);
      world.control.cancel(orderId);
      await syncTwice(world);
      const { record, saleOrder } = await readOrder(world, orderId);

      expect([record?.state, saleOrder]).toEqual(['cancelled', undefined]);
    });
  });
});
