import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { WireOrder } from '../../../src/sandbox/wire.ts';
import { GOODS_TAX_NAME } from '../../helpers/goodsDatabase.ts';
import {
  cursorOf,
  fingerprint,
  type OrderView,
  readContacts,
  readOrder,
  readOrders,
  requireSaleOrder,
  syncTwice,
} from '../../helpers/odooWorld.ts';
import { shownLines, truthOf } from '../../helpers/tiktokTruth.ts';
import { createWorld, VERSIONS, type World, type WorldShop, WORLD_TIMEOUT } from '../../helpers/world.ts';

/** How an order is spoilt, and what has to come of it. */
interface Poison {
  readonly what: string;
  readonly spoil: (order: WireOrder) => Record<string, unknown>;
  readonly state: string;
  readonly code: string;
}

const POISON: readonly Poison[] = [
  { what: 'an unknown status', spoil: () => ({ status: 'FROZEN' }), state: 'waiting', code: 'unknown_status' },
  { what: 'no line items', spoil: () => ({ line_items: [] }), state: 'blocked', code: 'no_items' },
  { what: 'no payment', spoil: () => ({ payment: null }), state: 'blocked', code: 'no_payment' },
  { what: 'no time', spoil: () => ({ create_time: 0 }), state: 'skipped', code: 'before_import_from' },
  { what: 'an amount beyond belief', spoil: priced('99999999999999999999'), state: 'blocked', code: 'amount' },
  { what: 'a negative amount', spoil: priced('-5.00'), state: 'blocked', code: 'amount' },
  { what: 'no number as an amount', spoil: priced('free'), state: 'blocked', code: 'amount' },
  { what: 'fractions of a cent', spoil: priced('5.001'), state: 'blocked', code: 'amount' },
  { what: 'no price', spoil: priced(''), state: 'blocked', code: 'amount' },
  {
    what: 'a discount larger than the price',
    spoil: (order) => ({ line_items: order.line_items.map((line) => ({ ...line, seller_discount: '9999.00' })) }),
    state: 'blocked',
    code: 'amount',
  },
  {
    what: 'another currency',
    spoil: (order) => ({ payment: { ...order.payment, currency: 'EUR' } }),
    state: 'blocked',
    code: 'currency',
  },
  { what: 'text where line items belong', spoil: () => ({ line_items: 'none' }), state: 'blocked', code: 'unreadable' },
  { what: 'no status', spoil: () => ({ status: undefined }), state: 'blocked', code: 'unreadable' },
  {
    what: 'a line item without SKU',
    spoil: (order) => ({ line_items: order.line_items.map((line) => ({ ...line, sku_id: undefined })) }),
    state: 'blocked',
    code: 'unreadable',
  },
  { what: 'no address', spoil: () => ({ recipient_address: undefined }), state: 'imported', code: '' },
  { what: 'an empty address', spoil: () => ({ recipient_address: {} }), state: 'imported', code: '' },
  { what: 'no buyer', spoil: () => ({ user_id: undefined, buyer_email: '' }), state: 'imported', code: '' },
  {
    what: 'fields that nobody knows',
    spoil: () => ({ novelty: { deep: [1, null, { x: '…' }] }, another_flag: true }),
    state: 'imported',
    code: '',
  },
  { what: 'an unknown market in the address', spoil: addressed({ region_code: 'XX' }), state: 'imported', code: '' },
  { what: 'emoji', spoil: named('🦄 Lea 👩‍👩‍👧 Muster 🏳️‍🌈'), state: 'imported', code: '' },
  { what: 'right-to-left text', spoil: named('‮فاطمة الزهراء‬ נועם'), state: 'imported', code: '' },
  { what: 'control characters', spoil: named('Le\u0000a\u0007 \u001bMus\u2028ter\uD800'), state: 'imported', code: '' },
  { what: 'a name of 5,000 characters', spoil: named('Xaverine '.repeat(556)), state: 'imported', code: '' },
  {
    what: 'markup and quotes',
    spoil: (order) => ({
      ...named(`<script>alert("x")</script> O'Neill; DROP TABLE`)(order),
      buyer_message: '</p><img src=x onerror=alert(1)> "quoted", comma\nline',
    }),
    state: 'imported',
    code: '',
  },
  {
    what: 'a product name of 5,000 characters',
    spoil: (order) => ({
      line_items: order.line_items.map((line) => ({ ...line, product_name: '長い名前'.repeat(1250) })),
    }),
    state: 'imported',
    code: '',
  },
];

describe.each(VERSIONS)('a page of orders on Odoo %s', (version) => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld(version, {
      shops: [{ region: 'US' }, { region: 'GB', mix: { sellerShipping: 1 } }],
    });
  }, WORLD_TIMEOUT);
  afterAll(() => world.close());
  afterEach(() => {
    world.control.moveClock(2);
  });

  function place(shop: WorldShop = world.shop): string {
    const [orderId] = world.control.placeOrders({ shopId: shop.shopId });
    return orderId ?? '';
  }

  function britishShop(): WorldShop {
    const shop = world.shops.find(({ region }) => region === 'GB');
    if (!shop) throw new Error('There is no British shop.');
    return shop;
  }

  describe('with poison among good orders', () => {
    const poisonIds = new Map<string, string>();
    let goodIds: readonly string[];
    let views: ReadonlyMap<string, OrderView>;
    let afterFirst: unknown;
    let afterSecond: unknown;

    beforeAll(async () => {
      goodIds = world.control.placeOrders({ count: 10 });
      for (const { what, spoil } of POISON) {
        const id = place();
        const order = world.control.order(id);
        world.control.putOrder(world.shop.shopId, { ...order, ...spoil(order) }, id);
        poisonIds.set(what, id);
      }
      await world.sync();
      afterFirst = await fingerprint(world);
      views = await readOrders(world);
      await world.sync();
      afterSecond = await fingerprint(world);
    }, WORLD_TIMEOUT);

    it('imports every good order', () => {
      const expected = goodIds.map((id) => truthOf(world.control.order(id)).lines);
      const actual = goodIds.map((id) => {
        const saleOrder = views.get(id)?.saleOrder;
        return saleOrder?.state === 'sale' ? shownLines(saleOrder) : undefined;
      });

      expect(actual).toEqual(expected);
    });

    it.each(POISON)('shows an order with $what as $state', ({ what, state, code }) => {
      const { record, saleOrder } = views.get(poisonIds.get(what) ?? '') ?? {};

      expect([record?.state, record?.code, saleOrder?.state]).toEqual([
        state,
        code,
        state === 'imported' ? 'sale' : undefined,
      ]);
    });

    it('writes nothing when it is read again', () => {
      expect(afterSecond).toEqual(afterFirst);
    });

    it('says in one sentence what is wrong with each that is held, and what to do', () => {
      const reasons = [...views.values()].flatMap(({ record }) => (record?.state === 'blocked' ? [record.reason] : []));

      expect(reasons.length).toBeGreaterThan(8);
      expect(reasons.filter((reason) => !/^[A-Z].{30,400}[:;] .+\.$/s.test(reason))).toEqual([]);
    });

    it('passes no order by: the cursor has moved, and every order is shown', async () => {
      const shown = new Set(views.keys());
      const all = world.control.orders({ shopId: world.shop.shopId }).map(({ orderId }) => orderId);

      expect(await cursorOf(world, world.shop.id)).not.toBe('');
      expect(all.filter((id) => !shown.has(id))).toEqual([]);
    });

    it('keeps names readable and within Odoo’s limits', async () => {
      const contacts = [...(await readContacts(world)).values()];
      const unwanted = contacts
        .flatMap(({ texts }) => texts)
        .filter((text) => /[\p{Cc}\p{Cs}\u202A-\u202E]/u.test(text));
      const names = contacts.map(({ name }) => name);

      expect(unwanted).toEqual([]);
      expect(Math.max(...names.map((name) => name.length))).toBeLessThanOrEqual(250);
      expect(names).toEqual(expect.arrayContaining(['🦄 Lea 👩‍👩‍👧 Muster 🏳️‍🌈', 'فاطمة الزهراء נועם']));
    });

    it('gives an order without address to the buyer’s own contact', () => {
      const saleOrder = views.get(poisonIds.get('no address') ?? '')?.saleOrder;

      expect(saleOrder?.delivery.id).toBe(saleOrder?.partner.id);
      expect(saleOrder?.partner.name).toMatch(/^TikTok buyer …\d{4}$/);
    });

    it('writes what buyers say as text, not as markup', () => {
      const note = views.get(poisonIds.get('markup and quotes') ?? '')?.saleOrder?.note ?? '';

      expect(note).toContain('onerror');
      expect(note).not.toMatch(/<(img|script)/);
    });
  });

  it('keeps every digit of ids that are JSON numbers beyond 2^53', async () => {
    const orderId = place();
    const order = world.control.order(orderId);
    const userId = '7494560109732334507123';
    const text = JSON.stringify({ ...order, user_id: 'USER', line_items: order.line_items })
      .replace('"USER"', userId)
      .replaceAll(/"product_id":"(\d+)"/g, '"product_id":$1');
    world.control.putOrder(world.shop.shopId, text, orderId);
    await syncTwice(world);
    const saleOrder = await requireSaleOrder(world, orderId);
    const [line] = await world.admin.searchRead(
      'sale.order.line',
      [['order_id', '=', saleOrder.id]],
      ['x_tiktok_item_id'],
    );

    expect(saleOrder.partner.buyerId).toBe(userId);
    expect(line?.['x_tiktok_item_id']).toBe(order.line_items[0]?.product_id);
  });

  it('reports an order that has not even an id, and goes on', async () => {
    const good = place();
    world.control.putOrder(
      world.shop.shopId,
      { status: 'AWAITING_SHIPMENT', update_time: world.control.now() },
      'no-id',
    );
    const report = await world.sync();
    world.control.removeOrder('no-id');

    expect(report.counts.blocked).toBeGreaterThan(0);
    expect(report.orders.filter(({ reason }) => reason?.code === 'unreadable').map(({ orderId }) => orderId)).toContain(
      'without id',
    );
    expect((await readOrder(world, good)).record?.state).toBe('imported');
  });

  it('imports an order that became readable', async () => {
    const orderId = place();
    const order = structuredClone(world.control.order(orderId));
    world.control.putOrder(world.shop.shopId, { ...order, line_items: 'none' }, orderId);
    await world.sync();
    const before = (await readOrder(world, orderId)).record?.code;
    world.control.putOrder(world.shop.shopId, order, orderId);
    await syncTwice(world);

    expect([before, (await readOrder(world, orderId)).record?.state]).toEqual(['unreadable', 'imported']);
  });

  it('sets an order aside that Odoo refuses, with Odoo’s words, and takes it when the cause is gone', async () => {
    const [other] = await world.admin.create('res.company', [{ name: 'Another company' }]);
    const [product] = await world.admin.create('product.product', [
      { ...world.admin.profile.storableProduct, name: 'Not ours', default_code: 'NOT-OURS' },
    ]);
    const [bad = '', ...good] = world.control.placeOrders({ count: 5 });
    const order = world.control.order(bad);
    const line_items = order.line_items.map((line) => ({ ...line, sku_id: 'foreign-sku', seller_sku: '' }));
    world.control.patchOrder(bad, { set: { line_items, update_time: order.update_time } });
    await world.sync();
    const [listing] = await world.admin.search('x_tiktok_listing', [['x_sku_id', '=', 'foreign-sku']]);
    await world.admin.write('x_tiktok_listing', [listing ?? 0], { x_product_id: product, x_match: 'manual' });
    await world.admin.write('product.product', [product ?? 0], { company_id: other });
    await syncTwice(world);
    const refused = await readOrder(world, bad);
    const others = await readOrders(world, good);
    await world.admin.write('product.product', [product ?? 0], { company_id: false });
    await syncTwice(world);

    expect(refused.saleOrder).toBeUndefined();
    expect(refused.record).toMatchObject({ state: 'blocked', code: 'refused' });
    expect(refused.record?.reason).toContain(`Odoo refuses order ${bad}: `);
    expect([...others.values()].map(({ record }) => record?.state)).toEqual(good.map(() => 'imported'));
    expect((await readOrder(world, bad)).record?.state).toBe('imported');
  });

  it('blocks an order that does not add up in Odoo, and does not confirm it', async () => {
    const shop = britishShop();
    const [tax] = await world.admin.search('account.tax', [['name', '=', GOODS_TAX_NAME]]);
    const fields = await world.admin.fieldsOf('account.tax');
    const [excluded, included] = fields.has('price_include_override')
      ? [{ price_include_override: 'tax_excluded' }, { price_include_override: 'tax_included' }]
      : [{ price_include: false }, { price_include: true }];
    const good = place(shop);
    await world.syncAll();
    await world.admin.write('account.tax', [tax ?? 0], excluded);
    const bad = place(shop);
    await syncTwice(world, () => world.syncAll());
    const blocked = await readOrder(world, bad);
    await world.admin.write('account.tax', [tax ?? 0], included);

    expect((await readOrder(world, good)).record?.state).toBe('imported');
    expect(blocked.record).toMatchObject({ state: 'blocked', code: 'total_mismatch' });
    expect(blocked.saleOrder).toMatchObject({ state: 'draft', pickings: [] });

    await world.admin.unlink('sale.order', [blocked.saleOrder?.id ?? 0]);
    await syncTwice(world, () => world.syncAll());
    expect((await readOrder(world, bad)).saleOrder?.state).toBe('sale');
  });
});

function priced(price: string): Poison['spoil'] {
  return (order) => ({ line_items: order.line_items.map((line) => ({ ...line, original_price: price })) });
}

function addressed(changes: Readonly<Record<string, string>>): Poison['spoil'] {
  return (order) => ({ recipient_address: { ...order.recipient_address, ...changes } });
}

function named(name: string): Poison['spoil'] {
  return addressed({ name, first_name: name, last_name: '' });
}
