import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toOdooDateTime } from '../../../src/core/time.ts';
import type { WireOrder } from '../../../src/sandbox/wire.ts';
import type { OrdersReport } from '../../../src/sync/orders/report.ts';
import { GOODS_TAX_NAME, OWN_WAREHOUSE_NAME, SHIPPING_TAX_NAME } from '../../helpers/goodsDatabase.ts';
import { type OrderView, readContacts, readOrders, type SaleOrderView, syncTwice } from '../../helpers/odooWorld.ts';
import { cents, type OrderTruth, shownGoods, shownLines, truthOf } from '../../helpers/tiktokTruth.ts';
import { createWorld, VERSIONS, type World, WORLD_TIMEOUT } from '../../helpers/world.ts';

const SHOPS = [
  { region: 'US', orders: 60 },
  { region: 'GB', orders: 20, mix: { sellerShipping: 1 } },
  { region: 'JP', orders: 12 },
  { region: 'ID', orders: 12, mix: { sellerShipping: 0.3 } },
] as const;
const MASKED = /[*•]/;

describe.each(VERSIONS)('a first sync of varied shops on Odoo %s', (version) => {
  let world: World;
  let reports: readonly OrdersReport[];
  let orders: readonly WireOrder[];
  let views: ReadonlyMap<string, OrderView>;

  beforeAll(async () => {
    world = await createWorld(version, { shops: SHOPS });
    reports = await syncTwice(world, () => world.syncAll());
    orders = world.control.orders().map(({ orderId }) => world.control.order(orderId));
    views = await readOrders(world);
  }, WORLD_TIMEOUT);
  afterAll(() => world.close());

  /** Orders that should have a sale order, with it. */
  function imported(region?: string): { order: WireOrder; truth: OrderTruth; saleOrder: SaleOrderView }[] {
    return orders.flatMap((order) => {
      const saleOrder = views.get(order.id)?.saleOrder;
      const wanted = region === undefined || order.recipient_address.region_code === region;
      return saleOrder && wanted ? [{ order, truth: truthOf(order), saleOrder }] : [];
    });
  }

  it('records every order with its state and reason, and no other', () => {
    const expected = orders.map((order) => [order.id, truthOf(order).state, truthOf(order).code]);
    const actual = [...views].map(([id, { record }]) => [id, record?.state, record?.code]);

    expect(new Set(expected.map(([, state]) => state))).toEqual(
      new Set(['imported', 'waiting', 'blocked', 'cancelled']),
    );
    expect(actual.sort()).toEqual(expected.sort());
  });

  it('counts them in the reports', () => {
    const states = orders.map((order) => truthOf(order).state);
    const count = (state: string): number => states.filter((one) => one === state).length;
    const sum = (name: keyof OrdersReport['counts']): number =>
      reports.reduce((total, report) => total + report.counts[name], 0);

    expect({
      created: sum('created'),
      waiting: sum('waiting'),
      blocked: sum('blocked'),
      cancelled: sum('cancelled'),
      errors: reports.map(({ error }) => error),
    }).toEqual({
      created: count('imported'),
      waiting: count('waiting'),
      blocked: count('blocked'),
      cancelled: count('cancelled'),
      errors: SHOPS.map(() => undefined),
    });
  });

  it('makes sale orders of the importable ones only, and confirms them', () => {
    const importable = orders.filter((order) => truthOf(order).state === 'imported').map(({ id }) => id);
    const made = [...views].filter(([, { saleOrder }]) => saleOrder).map(([id]) => id);
    const states = imported().map(({ saleOrder }) => saleOrder.state);

    expect(made.sort()).toEqual(importable.sort());
    expect(new Set(states)).toEqual(new Set(['sale']));
  });

  it('writes one line per SKU and unit price, gifts and amounts apart', () => {
    const kinds = new Set(imported().flatMap(({ saleOrder }) => saleOrder.lines.map(({ kind }) => kind)));

    expect(Object.fromEntries(imported().map(({ order, saleOrder }) => [order.id, shownLines(saleOrder)]))).toEqual(
      Object.fromEntries(imported().map(({ order, truth }) => [order.id, truth.lines])),
    );
    expect(kinds).toEqual(new Set(['goods', 'gift', 'discount', 'platform_discount', 'platform_subsidy', 'shipping']));
  });

  it('adds up to the cent in the shop’s own currency', () => {
    const currencies: Readonly<Record<string, string>> = { US: 'USD', GB: 'GBP', JP: 'JPY', ID: 'IDR' };
    const expected = imported().map(({ order, truth }) => [
      order.id,
      truth.total,
      truth.total,
      currencies[order.recipient_address.region_code],
    ]);
    const actual = imported().map(({ order, saleOrder }) => [
      order.id,
      cents(String(saleOrder.total)),
      cents(String(views.get(order.id)?.record?.total)),
      saleOrder.currency,
    ]);

    expect(actual).toEqual(expected);
  });

  it('keeps amounts whole in currencies without decimals', () => {
    const amounts = [...imported('JP'), ...imported('ID')].flatMap(({ saleOrder }) => [
      saleOrder.total,
      ...saleOrder.lines.map(({ price }) => price),
    ]);

    expect(amounts.length).toBeGreaterThan(20);
    expect(amounts.filter((amount) => !Number.isInteger(amount))).toEqual([]);
  });

  it('ships the right pieces from the shop’s warehouse', () => {
    const expected = imported().map(({ order, truth }) => [order.id, truth.goods, [OWN_WAREHOUSE_NAME]]);
    const actual = imported().map(({ order, saleOrder }) => [
      order.id,
      shownGoods(saleOrder),
      [...new Set([saleOrder.warehouse, ...saleOrder.pickings.map(({ warehouse }) => warehouse)])],
    ]);

    expect(actual).toEqual(expected);
  });

  it('reserves the goods that are there', () => {
    const states = imported().flatMap(({ saleOrder }) => saleOrder.pickings.map(({ state }) => state));

    expect(new Set(states)).toEqual(new Set(['assigned']));
  });

  it('flags orders whose goods had left before, on order and picking', () => {
    const expected = imported().map(({ order, truth }) => [order.id, truth.late, [truth.late]]);
    const actual = imported().map(({ order, saleOrder }) => [
      order.id,
      views.get(order.id)?.record?.late,
      saleOrder.pickings.map(({ late }) => late),
    ]);

    expect(expected.filter(([, late]) => late).length).toBeGreaterThan(5);
    expect(actual).toEqual(expected);
  });

  it('dates orders by the moment of the purchase and names them by TikTok’s id', () => {
    const expected = imported().map(({ order }) => [toOdooDateTime(order.create_time), `TT-${order.id}`, [order.id]]);
    const actual = imported().map(({ saleOrder }) => [
      saleOrder.dateOrder,
      saleOrder.reference,
      saleOrder.pickings.map(({ orderId }) => orderId),
    ]);

    expect(actual).toEqual(expected);
  });

  it('sets sales team and source, and no fiscal position', () => {
    const shopOf = new Map(world.control.orders().map(({ orderId, shopId }) => [orderId, shopId]));
    const names = new Map(world.shops.map(({ shopId, name }) => [shopId, name]));
    const expected = imported().map(({ order }) => [names.get(shopOf.get(order.id) ?? ''), 'TikTok Shop', '']);

    expect(imported().map(({ saleOrder }) => [saleOrder.team, saleOrder.source, saleOrder.fiscalPosition])).toEqual(
      expected,
    );
  });

  it('names no tax in the US, where TikTok remits it, and the shop’s own included ones elsewhere', () => {
    const taxesOf = (region: string, isShipping: boolean): string[] => {
      const lines = imported(region).flatMap(({ saleOrder }) => saleOrder.lines);
      return [
        ...new Set(
          lines.filter(({ kind }) => (kind === 'shipping') === isShipping).map(({ taxes }) => taxes.join(', ')),
        ),
      ];
    };

    expect(['US', 'GB', 'JP', 'ID'].map((region) => [taxesOf(region, false), taxesOf(region, true)])).toEqual([
      [[''], ['']],
      [[GOODS_TAX_NAME], [SHIPPING_TAX_NAME]],
      [[GOODS_TAX_NAME], [SHIPPING_TAX_NAME]],
      [[GOODS_TAX_NAME], [SHIPPING_TAX_NAME]],
    ]);
  });

  it('never lets a discount of Odoo or a price of the product in', () => {
    const lines = imported().flatMap(({ saleOrder }) => saleOrder.lines);

    expect(new Set(lines.map(({ discount }) => discount))).toEqual(new Set([0]));
    expect(lines.filter(({ price }) => price === 7.77)).toEqual([]);
  });

  it('makes one contact per buyer, and bills each order to its buyer', async () => {
    const contacts = [...(await readContacts(world)).values()].filter(({ buyerId }) => buyerId !== '');
    const buyers = new Set(imported().map(({ order }) => order.user_id));

    expect(contacts.map(({ buyerId }) => buyerId).sort()).toEqual([...buyers].sort());
    expect(buyers.size).toBeLessThan(imported().length);
    expect(imported().map(({ saleOrder }) => [saleOrder.partner.buyerId, saleOrder.invoicePartnerId])).toEqual(
      imported().map(({ order, saleOrder }) => [order.user_id, saleOrder.partner.id]),
    );
  });

  it('makes one delivery address per buyer and address that can be read', async () => {
    const readable = imported().filter(({ order }) => isReadable(order));
    const keys = new Set(readable.map(({ order }) => `${order.user_id} ${order.recipient_address.full_address}`));
    const addresses = [...(await readContacts(world)).values()].filter(
      ({ buyerId, street }) => buyerId === '' && street !== '',
    );

    expect(readable.map(({ saleOrder }) => [saleOrder.delivery.parentId, saleOrder.delivery.type])).toEqual(
      readable.map(({ saleOrder }) => [saleOrder.partner.id, 'delivery']),
    );
    expect(readable.map(({ saleOrder }) => saleOrder.delivery.name)).toEqual(
      readable.map(({ order }) => order.recipient_address.name.replace(/\s+/g, ' ').trim()),
    );
    expect(addresses).toHaveLength(keys.size);
  });

  it('delivers to the address of the sale order', () => {
    const expected = imported().map(({ saleOrder }) => [saleOrder.delivery.id]);
    const actual = imported().map(({ saleOrder }) => [
      ...new Set(
        saleOrder.pickings.flatMap((picking) => [picking.partnerId, ...picking.moves.map((m) => m.partnerId)]),
      ),
    ]);

    expect(actual).toEqual(expected);
  });

  it('writes no masked text into any contact', async () => {
    const texts = [...(await readContacts(world)).values()].flatMap((contact) => contact.texts);
    const masked = orders.filter((order) => !isReadable(order));

    expect(masked.length).toBeGreaterThan(5);
    expect(texts.filter((text) => MASKED.test(text))).toEqual([]);
  });

  it('calls buyers without a readable name by the end of their id', () => {
    const unnamed = imported('ID').filter(({ order }) => !isReadable(order));

    expect(unnamed.length).toBeGreaterThan(2);
    expect(unnamed.map(({ saleOrder }) => saleOrder.partner.name)).toEqual(
      unnamed.map(({ order }) => `TikTok buyer …${order.user_id.slice(-4)}`),
    );
  });
});

/** Whether TikTok shows the address: outside the US only where the seller ships himself. */
function isReadable(order: WireOrder): boolean {
  return order.recipient_address.region_code === 'US' || order.shipping_type === 'SELLER';
}
