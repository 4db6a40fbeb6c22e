import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHttpClient, type HttpClient } from '../../src/core/http.ts';
import { silentLogger } from '../../src/core/logger.ts';
import { nowSeconds } from '../../src/core/time.ts';
import { type Fault, FAULT_KINDS } from '../../src/sandbox/faults.ts';
import { SANDBOX_APP, type SandboxOptions } from '../../src/sandbox/options.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts';
import type { ShopRef } from '../../src/tiktok/account.ts';
import { createAccessTokens } from '../../src/tiktok/accessTokens.ts';
import { createTiktokClient, type TiktokClient } from '../../src/tiktok/client.ts';
import { createServerClock } from '../../src/tiktok/clock.ts';
import { createRateLimiter } from '../../src/tiktok/limits.ts';
import { listWarehouses } from '../../src/tiktok/logistics.ts';
import { type AuthContext, exchangeCode } from '../../src/tiktok/oauth.ts';
import { parseCallback } from '../../src/tiktok/oauthState.ts';
import { getOrders, searchOrders } from '../../src/tiktok/orders.ts';
import { getProduct, searchProducts } from '../../src/tiktok/products.ts';
import { listShops } from '../../src/tiktok/shops.ts';
import { createTokenStore, type TokenRecord } from '../../src/tiktok/tokens.ts';

const ORDERS = 250;
const POLICY = { attempts: 5, baseMs: 2, capMs: 10, jitterMs: 2 };
let folder: string;
let http: HttpClient;
let sandbox: Sandbox;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'client-'));
  http = createHttpClient();
});

afterEach(async () => {
  http.close();
  await sandbox.close();
  await rm(folder, { recursive: true, force: true });
});

interface Linked {
  readonly client: TiktokClient;
  readonly shop: ShopRef;
  readonly record: TokenRecord;
}

/** Links the sandbox's first seller as the command line does, and opens a client. */
async function link(options: Partial<SandboxOptions> = {}, hostNow: () => number = nowSeconds): Promise<Linked> {
  sandbox = await startSandbox({
    port: 0,
    seed: 'client',
    shops: [{ region: 'US' }],
    orders: ORDERS,
    logger: silentLogger,
    ...options,
  });
  const app = { section: 'tiktok', ...SANDBOX_APP };
  const clock = createServerClock(hostNow);
  const auth: AuthContext = { app, hosts: { auth: sandbox.url }, http, clock, retry: POLICY };
  const { redirect } = sandbox.control.consent({ state: 's1' });
  const record = await exchangeCode(auth, parseCallback(redirect).code);
  const store = createTokenStore(folder);
  await store.write(record);
  const limit = { perSecond: 1000, concurrency: 4, source: 'tests' };
  const client = createTiktokClient({
    app,
    hosts: { api: sandbox.url },
    tokens: createAccessTokens({ auth, store, openId: record.openId }),
    http,
    clock,
    limiter: createRateLimiter({ orders: limit, catalogue: limit, inventory: limit, account: limit }),
    deadlines: { readMs: 500, totalMs: 1000 },
    retry: POLICY,
  });
  const { items } = await listShops(client);
  return { client, record, shop: { id: items[0]?.id ?? '', cipher: items[0]?.cipher ?? '' } };
}

async function readAll({ client, shop }: Linked): Promise<string[]> {
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
    const linked = await link();
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
    const linked = await link();
    sandbox.control.addFault(fault);

    expect(new Set(await readAll(linked)).size).toBe(ORDERS);
    expect(sandbox.control.faults()).toEqual([]);
  });

  it.each([-600, 600])('signs with the right time on a host whose clock is off by %d s', async (error) => {
    const linked = await link({}, () => nowSeconds() + error);

    expect(await readAll(linked)).toHaveLength(ORDERS);
  });

  it('renews a token that ends in the middle', async () => {
    const linked = await link();
    sandbox.control.expireTokens();

    expect(await readAll(linked)).toHaveLength(ORDERS);
  });

  it('stops with a clear word when the seller revokes the authorisation', async () => {
    const linked = await link();
    sandbox.control.revoke(linked.record.openId);

    await expect(readAll(linked)).rejects.toMatchObject({
      code: 'E_TIKTOK_AUTH',
      remedy: expect.stringContaining('auth link'),
    });
  });

  it('keeps to a limit that it does not know', async () => {
    const linked = await link({ settings: { rateLimit: { perSecond: 20, burst: 2 } } });

    expect(await readAll(linked)).toHaveLength(ORDERS);
  });
});
