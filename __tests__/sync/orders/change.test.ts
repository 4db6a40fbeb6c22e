import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { OrderMix } from '../../../src/sandbox/options.ts';
import type { OrderStatus, WireOrder } from '../../../src/sandbox/wire.ts';
import { invoiceOrder } from '../../helpers/odooBooks.ts';
import { shipOrder } from '../../helpers/odooFixtures.ts';
import {
  activitiesOn,
  fingerprint,
  readContacts,
  readOrder,
  readOrders,
  requireSaleOrder,
  syncTwice,
} from '../../helpers/odooWorld.ts';
import { cents, shownGoods, shownLines, truthOf } from '../../helpers/tiktokTruth.ts';
import { createWorld, VERSIONS, type World, WORLD_TIMEOUT } from '../../helpers/world.ts';

const NEW_STREET = '742 Evergreen Terrace';

describe.each(VERSIONS)('what changes on TikTok after the first sync, on Odoo %s', (version) => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld(version, { shops: [{ region: 'US' }, { region: 'GB' }] });
  }, WORLD_TIMEOUT);
  afterAll(() => world.close());
  // TikTok's times are whole seconds: what a test does comes after what the one before it did
  beforeEach(() => {
    later();
  });

  function later(): void {
    world.control.moveClock(2);
  }

  function place(kinds: readonly (keyof OrderMix)[] = [], status?: OrderStatus, region = 'US'): string {
    const shopId = world.shops.find((shop) => shop.region === region)?.shopId;
    const [orderId] = world.control.placeOrders({ shopId, kinds, status });
    return orderId ?? '';
  }

  /** Places an order and syncs it. */
  async function placeSynced(kinds: readonly (keyof OrderMix)[] = [], region = 'US'): Promise<string> {
    const orderId = place(kinds, undefined, region);
    if (region === 'US') await world.sync();
    else await world.syncAll();
    later();
    return orderId;
  }

  async function ship(orderId: string): Promise<void> {
    await shipOrder(world.admin, (await requireSaleOrder(world, orderId)).id);
  }

  describe('statuses', () => {
    it('imports an order once it is no longer on hold', async () => {
      const orderId = place([], 'ON_HOLD');
      await syncTwice(world);
      const held = await readOrder(world, orderId);
      later();
      world.control.advance(orderId);
      await syncTwice(world);
      const released = await readOrder(world, orderId);

      expect([held.record?.state, held.record?.code, held.saleOrder]).toEqual(['waiting', 'on_hold', undefined]);
      expect([released.record?.state, released.record?.code]).toEqual(['imported', '']);
      expect(released.saleOrder && shownLines(released.saleOrder)).toEqual(truthOf(world.control.order(orderId)).lines);
    });

    it('follows an order to its end and leaves the sale order as it is', async () => {
      const orderId = await placeSynced(['severalUnits']);
      const before = await requireSaleOrder(world, orderId);
      const seen: (string | undefined)[] = [];
      for (const status of ['AWAITING_COLLECTION', 'IN_TRANSIT', 'DELIVERED', 'COMPLETED'] as const) {
        later();
        world.control.advance(orderId, status);
        await world.sync();
        seen.push((await readOrder(world, orderId)).record?.status);
      }

      expect(seen).toEqual(['AWAITING_COLLECTION', 'IN_TRANSIT', 'DELIVERED', 'COMPLETED']);
      expect(await requireSaleOrder(world, orderId)).toEqual(before);
      expect((await readOrder(world, orderId)).record).toMatchObject({ state: 'imported', late: false });
    });

    it('shows that the buyer asks to cancel, and that this is over', async () => {
      const orderId = await placeSynced();
      world.control.requestCancel(orderId);
      await syncTwice(world);
      const asked = await readOrder(world, orderId);
      later();
      world.control.patchOrder(orderId, { set: { is_buyer_request_cancel: false } });
      await syncTwice(world);
      const over = await readOrder(world, orderId);

      expect(asked.record).toMatchObject({ state: 'imported', code: 'buyer_cancel', buyerCancel: true });
      expect(asked.saleOrder?.state).toBe('sale');
      expect(over.record).toMatchObject({ state: 'imported', code: '', buyerCancel: false });
    });
  });

  describe('cancellations', () => {
    it.each(['UNPAID', 'ON_HOLD', 'AWAITING_SHIPMENT'] as const)(
      'makes nothing of an order that is cancelled in %s before it was imported',
      async (status) => {
        const orderId = place([], status);
        if (status !== 'AWAITING_SHIPMENT') await world.sync();
        later();
        world.control.cancel(orderId);
        await syncTwice(world);
        const { record, saleOrder } = await readOrder(world, orderId);

        expect(record).toMatchObject({ state: 'cancelled', imported: false });
        expect(saleOrder).toBeUndefined();
      },
    );

    it('cancels sale order and picking while nothing has left', async () => {
      const orderId = await placeSynced(['severalSkus']);
      world.control.cancel(orderId);
      const [report] = await syncTwice(world);
      const { record, saleOrder } = await readOrder(world, orderId);

      expect(report?.counts.cancelled).toBe(1);
      expect(record).toMatchObject({ state: 'cancelled', imported: true });
      expect(saleOrder?.state).toBe('cancel');
      expect(saleOrder?.pickings.map(({ state }) => state)).toEqual(['cancel']);
      expect(await activitiesOn(world, 'sale.order', saleOrder?.id ?? 0)).toEqual([]);
    });

    it('leaves an order to a person whose goods have left', async () => {
      const orderId = await placeSynced();
      await ship(orderId);
      world.control.cancel(orderId);
      await syncTwice(world);
      const { record, saleOrder } = await readOrder(world, orderId);

      expect(record).toMatchObject({ state: 'attention', code: 'cancelled_shipped' });
      expect(saleOrder?.state).toBe('sale');
      expect(saleOrder?.pickings.map(({ state }) => state)).toEqual(['done']);
      expect(await activitiesOn(world, 'sale.order', saleOrder?.id ?? 0)).toEqual([
        expect.stringContaining(`Order ${orderId} was cancelled on TikTok`),
      ]);
    });

    it('leaves an order to a person that is invoiced', async () => {
      const orderId = await placeSynced(['paidShipping']);
      await invoiceOrder(world.admin, (await requireSaleOrder(world, orderId)).id);
      world.control.cancel(orderId);
      await syncTwice(world);
      const { record, saleOrder } = await readOrder(world, orderId);

      expect(record).toMatchObject({ state: 'attention', code: 'cancelled_invoiced' });
      expect(saleOrder?.state).toBe('sale');
      expect(saleOrder?.pickings.map(({ state }) => state)).toEqual(['assigned']);
    });

    it('is content once the person has cancelled the sale order', async () => {
      const orderId = await placeSynced(['paidShipping']);
      const { id } = await requireSaleOrder(world, orderId);
      const invoiceId = await invoiceOrder(world.admin, id);
      world.control.cancel(orderId);
      await world.sync();
      await world.admin.call({ model: 'account.move', method: 'button_draft', ids: [invoiceId] });
      await world.admin.call({ model: 'account.move', method: 'button_cancel', ids: [invoiceId] });
      const forced = world.admin.withContext({ disable_cancel_warning: true });
      await forced.call({ model: 'sale.order', method: 'action_cancel', ids: [id] });
      await syncTwice(world);
      const { record, saleOrder } = await readOrder(world, orderId);

      expect([record?.state, saleOrder?.state]).toEqual(['cancelled', 'cancel']);
    });

    it('notices a cancellation within the second of the import', async () => {
      const orderId = place();
      await world.sync();
      const { update_time } = world.control.order(orderId);
      world.control.cancel(orderId);
      world.control.patchOrder(orderId, { set: { update_time } });
      await syncTwice(world);
      const { record, saleOrder } = await readOrder(world, orderId);

      expect([record?.state, saleOrder?.state]).toEqual(['cancelled', 'cancel']);
    });

    it('says nothing to TikTok about a sale order that is cancelled in Odoo, but shows it', async () => {
      const orderId = await placeSynced();
      const { id } = await requireSaleOrder(world, orderId);
      const forced = world.admin.withContext({ disable_cancel_warning: true });
      await forced.call({ model: 'sale.order', method: 'action_cancel', ids: [id] });
      world.control.advance(orderId);
      await syncTwice(world);
      const { record, saleOrder } = await readOrder(world, orderId);

      expect(record).toMatchObject({ state: 'attention', code: 'cancelled_in_odoo' });
      expect(saleOrder?.state).toBe('cancel');
      expect(world.control.order(orderId).status).toBe('AWAITING_COLLECTION');
    });
  });

  describe('partial cancellations', () => {
    async function expectAsTruth(orderId: string): Promise<void> {
      const truth = truthOf(world.control.order(orderId));
      const { record, saleOrder } = await readOrder(world, orderId);
      const lines = (saleOrder ? shownLines(saleOrder) : []).filter((line) => !line.includes(' 0 ×'));

      expect(record).toMatchObject({ state: 'imported', code: '' });
      expect(lines.filter((line) => !line.endsWith(' × 0'))).toEqual(truth.lines);
      expect(saleOrder && shownGoods(saleOrder).filter((piece) => !piece.endsWith('× 0'))).toEqual(truth.goods);
      expect(cents(String(saleOrder?.total))).toBe(truth.total);
      expect(cents(String(record?.total))).toBe(truth.total);
    }

    it('leaves units out that are cancelled before the import', async () => {
      const orderId = place(['severalUnits', 'sellerDiscount', 'platformDiscount', 'paidShipping']);
      world.control.cancel(orderId, { units: 1 });
      await syncTwice(world);

      await expectAsTruth(orderId);
    });

    it('lowers the quantity after the import, and the picking follows', async () => {
      const orderId = await placeSynced(['severalUnits', 'paidShipping']);
      world.control.cancel(orderId, { units: 1 });
      await syncTwice(world);

      await expectAsTruth(orderId);
      expect((await requireSaleOrder(world, orderId)).pickings.map(({ state }) => state)).toEqual(['assigned']);
    });

    it('lowers discounts with the goods', async () => {
      const orderId = await placeSynced(['severalUnits', 'severalSkus', 'sellerDiscount', 'platformDiscount']);
      world.control.cancel(orderId, { units: 2 });
      await syncTwice(world);

      await expectAsTruth(orderId);
    });

    it('keeps the taxes of lines whose quantity or price changes', async () => {
      const kinds = ['severalUnits', 'sellerDiscount', 'paidShipping', 'sellerShipping'] as const;
      const orderId = await placeSynced(kinds, 'GB');
      const taxesOf = async (): Promise<unknown> =>
        (await requireSaleOrder(world, orderId)).lines.map(({ kind, taxes }) => [kind, taxes]);
      const before = await taxesOf();
      world.control.cancel(orderId, { units: 1 });
      await syncTwice(world, () => world.syncAll());

      await expectAsTruth(orderId);
      expect(await taxesOf()).toEqual(before);
    });

    it('takes a SKU away whose units are all cancelled', async () => {
      const orderId = await placeSynced(['severalSkus', 'paidShipping']);
      world.control.cancel(orderId, { units: 1 });
      await syncTwice(world);

      await expectAsTruth(orderId);
    });

    it('cancels the order with its last unit', async () => {
      const orderId = await placeSynced(['severalUnits']);
      const units = world.control.order(orderId).line_items.length;
      world.control.cancel(orderId, { units: units - 1 });
      await world.sync();
      later();
      world.control.cancel(orderId, { units: 1 });
      await syncTwice(world);
      const { record, saleOrder } = await readOrder(world, orderId);

      expect([record?.state, saleOrder?.state]).toEqual(['cancelled', 'cancel']);
    });

    it('leaves units to a person whose goods have left', async () => {
      const orderId = await placeSynced(['severalUnits']);
      await ship(orderId);
      const before = await requireSaleOrder(world, orderId);
      world.control.cancel(orderId, { units: 1 });
      await syncTwice(world);
      const { record, saleOrder } = await readOrder(world, orderId);

      expect(record).toMatchObject({ state: 'attention', code: 'partial_cancel_shipped' });
      expect(saleOrder).toEqual(before);
      expect(await activitiesOn(world, 'sale.order', before.id)).toHaveLength(1);
    });

    it('leaves units to a person who has changed the quantities', async () => {
      const orderId = await placeSynced(['severalUnits', 'severalSkus']);
      const before = await requireSaleOrder(world, orderId);
      const [first] = before.lines;
      const onOrder = world.admin.withContext({ skip_procurement: true });
      const uncut = before.lines.find(({ kind, id }) => kind === 'goods' && id !== first?.id);
      await onOrder.write('sale.order.line', [uncut?.id ?? 0], { product_uom_qty: 0 });
      world.control.cancel(orderId, { lineItemIds: [firstLineOf(orderId, first?.skuId ?? '')] });
      await syncTwice(world);
      const { record } = await readOrder(world, orderId);

      expect(record).toMatchObject({ state: 'attention', code: 'partial_cancel_edited' });
      expect((await requireSaleOrder(world, orderId)).lines[0]).toEqual(first);
    });

    function firstLineOf(orderId: string, skuId: string): string {
      return world.control.order(orderId).line_items.find((line) => line.sku_id === skuId)?.id ?? '';
    }
  });

  describe('addresses', () => {
    it('brings a new address to the order, its open pickings and their moves', async () => {
      const orderId = await placeSynced();
      const before = await requireSaleOrder(world, orderId);
      world.control.changeAddress(orderId, { address_line1: NEW_STREET });
      await syncTwice(world);
      const after = await requireSaleOrder(world, orderId);
      const places = after.pickings.flatMap((picking) => [picking.partnerId, ...picking.moves.map((m) => m.partnerId)]);

      expect(after.delivery).toMatchObject({ street: NEW_STREET, parentId: before.partner.id, type: 'delivery' });
      expect(new Set(places)).toEqual(new Set([after.delivery.id]));
      expect([after.partner, after.invoicePartnerId]).toEqual([before.partner, before.invoicePartnerId]);
      expect((await readContacts(world, [before.delivery.id])).get(before.delivery.id)).toEqual(before.delivery);
    });

    it('takes an address back that the buyer had before', async () => {
      const orderId = await placeSynced();
      const before = await requireSaleOrder(world, orderId);
      const old = world.control.order(orderId).recipient_address;
      world.control.changeAddress(orderId, { address_line1: NEW_STREET });
      await world.sync();
      later();
      world.control.changeAddress(orderId, old);
      await syncTwice(world);

      expect((await requireSaleOrder(world, orderId)).delivery).toEqual(before.delivery);
    });

    it('notices a new address although TikTok left the time of the order as it was', async () => {
      const orderId = await placeSynced();
      world.control.changeAddress(orderId, { address_line1: NEW_STREET }, true);
      await syncTwice(world);

      expect((await requireSaleOrder(world, orderId)).delivery.street).toBe(NEW_STREET);
    });

    it('does nothing for an address that TikTok masks', async () => {
      const orderId = await placeSynced([], 'GB');
      const before = await requireSaleOrder(world, orderId);
      world.control.changeAddress(orderId, { address_line1: NEW_STREET, name: 'Jane Roe' });
      await syncTwice(world, () => world.syncAll());
      const { record, saleOrder } = await readOrder(world, orderId);

      expect(saleOrder).toEqual(before);
      expect(record?.state).toBe('imported');
    });

    it('leaves an address to a person once goods have left', async () => {
      const orderId = await placeSynced();
      await ship(orderId);
      const before = await requireSaleOrder(world, orderId);
      world.control.changeAddress(orderId, { address_line1: NEW_STREET });
      await syncTwice(world);
      const { record, saleOrder } = await readOrder(world, orderId);

      expect(record).toMatchObject({ state: 'attention', code: 'address_shipped' });
      expect(saleOrder).toEqual(before);
    });
  });

  describe('the order of events', () => {
    it('ends the same whatever order news come in', async () => {
      const shopId = world.shop.shopId;
      const histories = permutations(['placed', 'fewer', 'moved', 'collected'] as const);
      const orders = histories.map(() => historyOf(place(['severalUnits', 'paidShipping'])));
      const rounds = [0, 1, 2, 3];
      for (const round of rounds) {
        for (const [index, history] of histories.entries()) {
          world.control.putOrder(shopId, orders[index]?.[history[round] ?? 'placed']);
        }
        await world.sync();
      }
      const before = await fingerprint(world);
      await world.sync();
      const views = await readOrders(
        world,
        orders.map(({ placed }) => placed.id),
      );

      expect(await fingerprint(world)).toEqual(before);
      const shown = [...views.values()].map(({ record, saleOrder }) => ({
        state: record?.state,
        status: record?.status,
        street: saleOrder?.delivery.street,
      }));
      expect(new Set(shown.map((one) => JSON.stringify(one)))).toEqual(
        new Set([JSON.stringify({ state: 'imported', status: 'AWAITING_COLLECTION', street: NEW_STREET })]),
      );
      const actual = orders.map(({ placed }) => {
        const saleOrder = views.get(placed.id)?.saleOrder;
        return saleOrder && [shownLines(saleOrder), shownGoods(saleOrder), cents(String(saleOrder.total))];
      });
      expect(actual).toEqual(
        orders.map(({ collected }) => {
          const { lines, goods, total } = truthOf(collected);
          return [lines, goods, total];
        }),
      );
    });

    interface History {
      readonly placed: WireOrder;
      readonly fewer: WireOrder;
      readonly moved: WireOrder;
      readonly collected: WireOrder;
    }

    /** Four states of one order, each a second after the one before. */
    function historyOf(orderId: string): History {
      const placed = structuredClone(world.control.order(orderId));
      const step = (order: WireOrder, changes: Partial<WireOrder>): WireOrder => ({
        ...structuredClone(order),
        ...changes,
        update_time: order.update_time + 1,
      });
      const [first, ...others] = placed.line_items;
      const fewer = step(placed, {
        line_items: [...(first ? [{ ...first, display_status: 'CANCELLED' }] : []), ...others],
      });
      const address = { ...placed.recipient_address, address_line1: NEW_STREET, address_detail: NEW_STREET };
      const moved = step(fewer, { recipient_address: address });
      return { placed, fewer, moved, collected: step(moved, { status: 'AWAITING_COLLECTION' }) };
    }
  });
});

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, index) =>
    permutations([...items.slice(0, index), ...items.slice(index + 1)]).map((rest) => [item, ...rest]),
  );
}
