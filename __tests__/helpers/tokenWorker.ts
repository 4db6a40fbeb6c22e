/**
 * A process that uses the tokens of a folder: `tokenWorker.ts <url> <folder> <get|call> <workers>`.
 *
 * Prints one JSON line per worker: its token, or the error's code and remedy.
 */
import { createHttpClient } from '../../src/core/http.ts';
import { BridgeError } from '../../src/core/errors.ts';
import { createAccessTokens } from '../../src/tiktok/accessTokens.ts';
import { createTiktokClient } from '../../src/tiktok/client.ts';
import { createServerClock } from '../../src/tiktok/clock.ts';
import { createRateLimiter } from '../../src/tiktok/limits.ts';
import { listShops } from '../../src/tiktok/shops.ts';
import { createTokenStore } from '../../src/tiktok/tokens.ts';

const [url = '', folder = '', what = 'get', workers = '1'] = process.argv.slice(2);
const http = createHttpClient({ maxSockets: 32 });
const app = { section: 'tiktok', key: 'key', secret: 'secret-of-tests' };
const clock = createServerClock();
const auth = { app, hosts: { auth: url }, http, clock, retry: { attempts: 2, baseMs: 10, capMs: 20, jitterMs: 5 } };
const tokens = createAccessTokens({ auth, store: createTokenStore(folder), openId: 'seller-1' });
const fast = { perSecond: 1000, concurrency: 32, source: 'tests' };
const limiter = createRateLimiter({ orders: fast, catalogue: fast, inventory: fast, account: fast });
const client = createTiktokClient({ app, hosts: { api: url }, tokens, http, clock, limiter });

async function work(): Promise<object> {
  try {
    if (what === 'call') await listShops(client);
    return { token: await tokens.get() };
  } catch (error) {
    return error instanceof BridgeError ? { code: error.code, remedy: error.remedy } : { code: String(error) };
  }
}

const results = await Promise.all(Array.from({ length: Number(workers) }, work));
process.stdout.write(results.map((result) => `${JSON.stringify(result)}\n`).join(''));
http.close();
