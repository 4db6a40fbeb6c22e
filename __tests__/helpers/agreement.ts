/** Whether both systems say the same about every order of a world, whatever happened on the way. */
import { expect } from '@jest/globals';
import { type ContactView, type OrderView, readContacts, readOrders } from './odooWorld.ts';
import { cents, shownGoods, shownLines, truthOf } from './tiktokTruth.ts';
import type { World } from './world.ts';

/**
 * Expects that every order of all shops is in Odoo as it should be, each once: record, sale order, lines, total, picking,
 * and in the US the street; and that no buyer and no address is there twice.
 */
export async function expectAgreement(world: World): Promise<void> {
  const orders = world.control.orders().map(({ orderId }) => world.control.order(orderId));
  const views = await readOrders(world);
  const expected = orders.map((order) => {
    const { state, lines, goods, total, late } = truthOf(order);
    const isImported = state === 'imported';
    const street = order.recipient_address.region_code === 'US' ? order.recipient_address.address_line1 : '';
    return [order.id, state, order.status, ...(isImported ? ['sale', lines, goods, total, late, street] : [])];
  });
  const actual = orders.map((order) => shownOrder(order.id, views.get(order.id), order.recipient_address.region_code));
  expect(actual).toEqual(expected);
  expect([...views.keys()].sort()).toEqual(orders.map(({ id }) => id).sort());
  expectNoDoubles([...(await readContacts(world)).values()]);
}

function shownOrder(orderId: string, view: OrderView | undefined, region: string): unknown[] {
  const { record, saleOrder } = view ?? {};
  const head = [orderId, record?.state, record?.status];
  if (record?.state !== 'imported') {
    expect(saleOrder?.state ?? 'cancel').toBe('cancel');
    expect(saleOrder?.pickings.filter(({ state }) => state !== 'cancel') ?? []).toEqual([]);
    return head;
  }
  if (!saleOrder) return [...head, 'no sale order'];
  expect(saleOrder.pickings).toHaveLength(1);
  const gone = / (0 × [\d.-]+|1 × 0)$/;
  const lines = shownLines(saleOrder).filter((line) => !gone.test(line));
  const goods = shownGoods(saleOrder).filter((piece) => !piece.endsWith(' × 0'));
  const street = region === 'US' ? saleOrder.delivery.street : '';
  return [...head, saleOrder.state, lines, goods, cents(String(saleOrder.total)), record.late, street];
}

function expectNoDoubles(contacts: readonly ContactView[]): void {
  const buyers = contacts.flatMap(({ buyerId }) => (buyerId === '' ? [] : [buyerId]));
  const addresses = contacts
    .filter(({ buyerId }) => buyerId === '')
    .map(({ parentId, texts }) => JSON.stringify([parentId, texts]));
  expect(doubled(buyers)).toEqual([]);
  expect(doubled(addresses)).toEqual([]);
}

function doubled(keys: readonly string[]): string[] {
  return keys.filter((key, index) => keys.indexOf(key) !== index);
}
