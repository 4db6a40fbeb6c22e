import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHttpClient } from '../../src/core/http.ts';
import { RAPID_TRIES } from '../../src/core/retry.ts';
import { fromOdooDateTime } from '../../src/core/time.ts';
import type { Fault } from '../../src/sandbox/faults.ts';
import { SANDBOX_APP } from '../../src/sandbox/options.ts';
import type { OrdersReport } from '../../src/sync/orders/report.ts';
import { type OrderSyncDeps, syncOrders } from '../../src/sync/orders/sync.ts';
import { createAccessTokens } from '../../src/tiktok/accessTokens.ts';
import { createTiktokClient, type TiktokClient } from '../../src/tiktok/client.ts';
import { createRateLimiter, TRAFFIC_LIMITS } from '../../src/tiktok/limits.ts';
import { expectAgreement } from '../helpers/agreement.ts';
import { cursorOf, syncTwice } from '../helpers/odooWorld.ts';
import { createWorld, type SyncWish, VERSIONS, type World, WORLD_TIMEOUT } from '../helpers/world.ts';

const SEARCH = ['orders/search'];
/** Each hits fewer times than a call is tried. */
const PASSING: readonly Fault[] = [
  { fault: 'rate-limit', count: 3, retryAfter: 0, paths: SEARCH },
  { fault: '5xx', count: 3, paths: SEARCH },
  { fault: 'html', count: 3, paths: SEARCH },
  { fault: 'data-null', count: 3, paths: SEARCH },
  { fault: 'cut', count: 3, paths: SEARCH },
  { fault: 'reset', count: 3, paths: SEARCH },
  { fault: 'silent', count: 2, paths: SEARCH },
  { fault: 'drip', count: 1, delayMs: 2000, paths: SEARCH },
  { fault: 'slow', count: 3, delayMs: 200, paths: SEARCH },
];
const LASTING: readonly Fault[] = [
  { fault: '5xx', paths: SEARCH },
  { fault: 'html', paths: SEARCH },
  { fault: 'data-null', paths: SEARCH },
  { fault: 'cut', paths: SEARCH },
  { fault: 'refuse', code: 36009003, message: 'Internal error', paths: SEARCH },
  { fault: 'refuse', code: 105005, message: 'Access denied', paths: SEARCH },
];

describe.each(VERSIONS)('a TikTok that fails, with Odoo %s', (version) => {
  let world: World;
  let deps: OrderSyncDeps;
  const http = createHttpClient({ deadlines: { readMs: 500, totalMs: 3000 } });

  beforeAll(async () => {
    world = await createWorld(version, { shops: [{ region: 'US' }] });
    deps = { ...(await world.bridge.orderSyncDeps()), tiktokFor: impatientClient };
  }, WORLD_TIMEOUT);
  afterAll(async () => {
    http.close();
    await world.close();
  });
  beforeEach(() => {
    world.passTime(700);
  });
  afterEach(() => {
    world.control.clearFaults();
  });

  /** The bridge's client, but for shorter deadlines and pauses. */
  function impatientClient({ app, openId }: { readonly app: string; readonly openId: string }): TiktokClient {
    const { config, clock, tokens, logger } = world.bridge;
    const { key, secret, serviceId } = SANDBOX_APP;
    const auth = {
      app: { section: app, key, secret, serviceId },
      hosts: { auth: config.tiktok.authUrl },
      http,
      clock,
      logger,
    };
    const limits = { ...TRAFFIC_LIMITS, orders: { ...TRAFFIC_LIMITS.orders, perSecond: 1000 } };
    return createTiktokClient({
      app: auth.app,
      hosts: { api: config.tiktok.apiUrl },
      tokens: createAccessTokens({ auth, store: tokens, openId, logger }),
      http,
      logger,
      clock,
      limiter: createRateLimiter(limits),
      retry: RAPID_TRIES,
    });
  }

  async function sync(wish: SyncWish = {}): Promise<OrdersReport> {
    const request = { ...world.bridge.config.sync, dryRun: false, recreate: false, ...wish };
    const [report] = await syncOrders(deps, request);
    if (!report) throw new Error('There is no report.');
    return report;
  }

  it.each(PASSING)('loses and doubles nothing when it passes: $fault', async (fault) => {
    world.control.placeOrders({ count: 5 });
    world.control.addFault(fault);
    const report = await sync({ pageSize: 2 });

    expect([report.error, report.counts.created]).toEqual([undefined, 5]);
    expect(world.control.statistics().faults[fault.fault]).toBeGreaterThan(0);
    await expectAgreement(world);
  });

  it.each(LASTING)('says so and keeps its place when it lasts: $fault', async (fault) => {
    world.control.placeOrders({ count: 3 });
    const before = await cursorOf(world, world.shop.id);
    world.control.addFault(fault);
    const failed = await sync();
    const kept = await cursorOf(world, world.shop.id);
    world.control.clearFaults();
    const next = await sync();

    expect(failed.error?.code).toMatch(/^E_(TRANSPORT|TIKTOK_\w+)$/);
    expect(failed.error?.message).not.toMatch(/<html|undefined|\[object/);
    expect([kept, next.error, next.counts.created]).toEqual([before, undefined, 3]);
  });

  it('keeps the pages that it had when TikTok fails in the middle', async () => {
    const ids = [...world.control.placeOrders({ count: 6 })];
    const onProgress = (): void => {
      world.control.addFault({ fault: '5xx', paths: SEARCH });
    };
    const failed = await sync({ pageSize: 2, pagesInFlight: 1, onProgress });
    const reached = fromOdooDateTime(await cursorOf(world, world.shop.id)) ?? 0;
    world.control.clearFaults();
    const next = await sync();

    expect(failed.error).toMatchObject({ code: expect.any(String) });
    expect(failed.counts.created + next.counts.created).toBe(6);
    expect(reached).toBeLessThanOrEqual(Math.max(...ids.map((id) => world.control.order(id).update_time)));
    await expectAgreement(world);
  });

  it('lives through a storm of 429', async () => {
    world.control.placeOrders({ count: 30 });
    world.control.addFault({ fault: 'rate-limit', share: 0.8, count: 12, retryAfter: 0, paths: SEARCH });
    const report = await sync({ pageSize: 2 });

    expect([report.error, report.counts.created]).toEqual([undefined, 30]);
    expect(world.control.statistics().rateLimited).toBeGreaterThan(8);
    await syncTwice(world);
    await expectAgreement(world);
  });

  it.each([-7200, 7200])('goes by TikTok’s clock, which is %d s ahead of its own', async (seconds) => {
    world.passTime(seconds);
    await world.setShop({ x_last_order_sync: false });
    world.control.placeOrders({ count: 1 });
    await sync();
    const cursor = fromOdooDateTime(await cursorOf(world, world.shop.id)) ?? 0;
    const [later = ''] = world.control.placeOrders({ count: 1 });
    const next = await sync();
    const { update_time } = world.control.order(later);

    expect(next.counts.created).toBe(1);
    expect(Math.abs(cursor - update_time)).toBeLessThan(600);
  });
});
