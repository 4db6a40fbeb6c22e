/** A sandbox whose first seller is linked as the command line does it, and a client of its first shop. */
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHttpClient } from '../../src/core/http.ts';
import { silentLogger } from '../../src/core/logger.ts';
import { nowSeconds } from '../../src/core/time.ts';
import { SANDBOX_APP, type SandboxOptions } from '../../src/sandbox/options.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts';
import type { ShopRef } from '../../src/tiktok/account.ts';
import { createAccessTokens } from '../../src/tiktok/accessTokens.ts';
import { createTiktokClient, type TiktokClient } from '../../src/tiktok/client.ts';
import { createServerClock } from '../../src/tiktok/clock.ts';
import { createRateLimiter } from '../../src/tiktok/limits.ts';
import { type AuthContext, exchangeCode } from '../../src/tiktok/oauth.ts';
import { parseCallback } from '../../src/tiktok/oauthState.ts';
import { listShops } from '../../src/tiktok/shops.ts';
import { createTokenStore, type TokenRecord } from '../../src/tiktok/tokens.ts';

/** Repeats within milliseconds. */
const POLICY = { attempts: 5, baseMs: 2, capMs: 10, jitterMs: 2 };
const LIMIT = { perSecond: 1000, concurrency: 4, source: 'tests' };

/** See {@link linkSandbox}. */
export interface LinkedSandbox {
  readonly sandbox: Sandbox;
  readonly client: TiktokClient;
  readonly shop: ShopRef;
  readonly record: TokenRecord;
  close(): Promise<void>;
}

/** Starts a sandbox on a free port and links it; the caller closes it. */
export async function linkSandbox(
  options: Omit<SandboxOptions, 'port' | 'logger'>,
  hostNow: () => number = nowSeconds,
): Promise<LinkedSandbox> {
  const folder = mkdtempSync(join(tmpdir(), 'client-'));
  const http = createHttpClient();
  const sandbox = await startSandbox({ port: 0, logger: silentLogger, ...options });
  const app = { section: 'tiktok', ...SANDBOX_APP };
  const clock = createServerClock(hostNow);
  const auth: AuthContext = { app, hosts: { auth: sandbox.url }, http, clock, retry: POLICY };
  const { redirect } = sandbox.control.consent({ state: 's1' });
  const record = await exchangeCode(auth, parseCallback(redirect).code);
  const store = createTokenStore(folder);
  await store.write(record);
  const client = createTiktokClient({
    app,
    hosts: { api: sandbox.url },
    tokens: createAccessTokens({ auth, store, openId: record.openId }),
    http,
    clock,
    limiter: createRateLimiter({ orders: LIMIT, catalogue: LIMIT, inventory: LIMIT, account: LIMIT }),
    deadlines: { readMs: 500, totalMs: 1000 },
    retry: POLICY,
  });
  const { items } = await listShops(client);
  return {
    sandbox,
    client,
    record,
    shop: { id: items[0]?.id ?? '', cipher: items[0]?.cipher ?? '' },
    close: async () => {
      http.close();
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
