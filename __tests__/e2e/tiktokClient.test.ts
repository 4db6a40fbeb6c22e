import { afterEach, describe, expect, it } from '@jest/globals';
import { nowSeconds } from '../../src/core/time.ts';
import { type Fault, FAULT_KINDS } from '../../src/sandbox/faults.ts';
import type { SandboxOptions } from '../../src/sandbox/options.ts';
import { listWarehouses } from '../../src/tiktok/logistics.ts';
import { getOrders, searchOrders } from '../../src/tiktok/orders.ts';
import { getProduct, searchProducts } from '../../src/tiktok/products.ts';
import { type LinkedSandbox, linkSandbox } from '../helpers/linkedSandbox.ts';

const ORDERS = 250;
let linked: LinkedSandbox;

afterEach(() => linked.close());

async function link(options: Partial<SandboxOptions> = {}, hostNow: () => number = nowSeconds): Promise<LinkedSandbox> {
  linked = await linkSandbox({ seed: 'client', shops: [{ region: 'US' }], orders: ORDERS, ...options }, hostNow);
  return linked;
}

async function readAll({ client, shop }: LinkedSandbox): Promise<string[]> {
  const ids: string[] = [];
  for await (const page of searchOrders(client, shop, {})) {
    expect(page.rejected).toEqual([]);
    expect(page.totalCount).toBe(ORDERS);
    ids.push(...page.orders.map(({ id }) => id));
  }
  return ids;
}

describe('the TikTok client, against the sandbox', () => {
  it('links, and reads shops, orders, products and warehouses', async () => {
    await link();
    const { client, shop } = linked;

    const ids = await readAll(linked);
    expect(new Set(ids).size).toBe(ORDERS);
    const { orders, rejected } = await getOrders(client, shop, [...ids.slice(0, 60), '999']);
    expect(orders.map(({ id }) => id).sort()).toEqual(ids.slice(0, 60).sort());
    expect(rejected).toEqual([]);
    for await (const page of searchProducts(client, shop, {})) {
      expect(page.rejected).toEqual([]);
      expect(await getProduct(client, shop, page.products[0]?.id ?? '')).toMatchObject({ id: page.products[0]?.id });
    }
    expect((await listWarehouses(client, shop)).items.length).toBeGreaterThan(0);
  });

  it.each<[string, Fault]>(
    FAULT_KINDS.filter((kind) => kind !== 'refuse').map((fault) => [
      fault,
      { fault, count: 4, paths: ['/orders/search'], delayMs: 2000 },
    ]),
  )('reads every order although calls end in %s', async (_kind, fault) => {
    await link();
    linked.sandbox.control.addFault(fault);

    expect(new Set(await readAll(linked)).size).toBe(ORDERS);
    expect(linked.sandbox.control.faults()).toEqual([]);
  });

  it.each([-600, 600])('signs with the right time on a host whose clock is off by %d s', async (error) => {
    await link({}, () => nowSeconds() + error);

    expect(await readAll(linked)).toHaveLength(ORDERS);
  });

  it('renews a token that ends in the middle', async () => {
    await link();
    linked.sandbox.control.expireTokens();

    expect(await readAll(linked)).toHaveLength(ORDERS);
  });

  it('stops with a clear word when the seller revokes the authorisation', async () => {
    await link();
    linked.sandbox.control.revoke(linked.record.openId);

    await expect(readAll(linked)).rejects.toMatchObject({
      code: 'E_TIKTOK_AUTH',
      remedy: expect.stringContaining('auth link'),
    });
  });

  it('keeps to a limit that it does not know', async () => {
    await link({ settings: { rateLimit: { perSecond: 20, burst: 2 } } });

    expect(await readAll(linked)).toHaveLength(ORDERS);
  });
});
