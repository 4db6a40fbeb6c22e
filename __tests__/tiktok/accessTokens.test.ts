import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHttpClient, type HttpClient } from '../../src/core/http.ts';
import { nowSeconds } from '../../src/core/time.ts';
import type { AccessTokens } from '../../src/tiktok/account.ts';
import { createAccessTokens, isDue } from '../../src/tiktok/accessTokens.ts';
import { createServerClock } from '../../src/tiktok/clock.ts';
import { TiktokAuthError } from '../../src/tiktok/errors.ts';
import { createTokenStore, type TokenRecord } from '../../src/tiktok/tokens.ts';
import { startTokenServer, type TokenServer, type TokenServerHooks } from '../helpers/tokenServer.ts';

const WORKER = fileURLToPath(new URL('../helpers/tokenWorker.ts', import.meta.url));
const NOW = nowSeconds();
const DAY = 86_400;
const FIRST: TokenRecord = {
  app: 'tiktok',
  openId: 'seller-1',
  sellerName: 'Sample Seller',
  region: 'US',
  userType: 0,
  scopes: [],
  accessToken: 'access-0',
  accessExpires: NOW + 7 * DAY,
  refreshToken: 'refresh-0',
  refreshExpires: NOW + 365 * DAY,
  obtainedAt: NOW,
};

let folder: string;
let server: TokenServer | undefined;
let http: HttpClient;
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tokens-'));
  http = createHttpClient({ maxSockets: 32 });
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  http.close();
  await server?.close();
  server = undefined;
  await rm(folder, { recursive: true, force: true });
});

async function serve(record: Partial<TokenRecord> = {}, hooks: TokenServerHooks = {}): Promise<TokenServer> {
  await createTokenStore(folder).write({ ...FIRST, ...record });
  server = await startTokenServer(hooks);
  return server;
}

function tokensOf(url: string): AccessTokens {
  const app = { section: 'tiktok', key: 'key', secret: 'secret-of-tests' };
  const policy = { attempts: 2, baseMs: 5, capMs: 10, jitterMs: 5 };
  const auth = { app, hosts: { auth: url }, http, clock: createServerClock(), retry: policy };
  return createAccessTokens({ auth, store: createTokenStore(folder), openId: 'seller-1' });
}

interface WorkerLine {
  readonly token?: string;
  readonly code?: string;
  readonly remedy?: string;
}

function startWorker(url: string, what: 'get' | 'call', workers: number): [ChildProcess, Promise<WorkerLine[]>] {
  const child = spawn(process.execPath, ['--import', 'tsx', WORKER, url, folder, what, String(workers)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const lines = new Promise<WorkerLine[]>((resolve) => {
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.on('close', () => {
      resolve(
        text
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line) as WorkerLine),
      );
    });
  });
  return [child, lines];
}

function storedText(): string {
  const file = readdirSync(folder).find((name) => name.endsWith('.json')) ?? '';
  return readFileSync(join(folder, file), 'utf8');
}

describe('createAccessTokens', () => {
  it('gives the stored token without asking anybody', async () => {
    const { url, rotations } = await serve();

    expect(await tokensOf(url).get()).toBe('access-0');
    expect(rotations()).toBe(0);
  });

  it('renews before the end, and the new pair is on the disk by then', async () => {
    const { url } = await serve({ accessExpires: NOW + 300, obtainedAt: NOW - 6 * DAY });

    expect(await tokensOf(url).get()).toBe('access-1');
    expect(JSON.parse(storedText())).toMatchObject({ accessToken: 'access-1', refreshToken: 'refresh-1' });
  });

  it('goes on with the old token while an early renewal fails for want of a network', async () => {
    await createTokenStore(folder).write({ ...FIRST, accessExpires: NOW + 300, obtainedAt: NOW - 6 * DAY });

    expect(await tokensOf('http://127.0.0.1:9').get()).toBe('access-0');
  });

  it('says so when the token is over and the network is away', async () => {
    await createTokenStore(folder).write({ ...FIRST, accessExpires: NOW - 1 });

    await expect(tokensOf('http://127.0.0.1:9').get()).rejects.toMatchObject({ code: 'E_TRANSPORT' });
  });

  it('takes what another process has renewed', async () => {
    const { url, rotations } = await serve();
    const tokens = tokensOf(url);
    await createTokenStore(folder).write({ ...FIRST, accessToken: 'access-of-another' });

    expect(await tokens.renew('access-0')).toBe('access-of-another');
    expect(rotations()).toBe(0);
  });

  it('asks once for many callers', async () => {
    const { url, rotations } = await serve({}, { delayMs: 50 });
    const tokens = tokensOf(url);

    const all = await Promise.all(Array.from({ length: 20 }, () => tokens.renew('access-0')));

    expect(new Set(all)).toEqual(new Set(['access-1']));
    expect(rotations()).toBe(1);
  });

  it('names the way out of a refusal and does not ask again', async () => {
    const { url, refusals } = await serve({ refreshToken: 'revoked' });
    const tokens = tokensOf(url);

    await expect(tokens.renew('access-0')).rejects.toThrow(TiktokAuthError);
    await expect(tokens.renew('access-0')).rejects.toMatchObject({
      remedy: expect.stringContaining('tiktok-odoo auth link'),
    });
    expect(refusals()).toBe(1);
  });

  it('works again at once after the account was linked anew', async () => {
    const { url } = await serve({ refreshToken: 'revoked' });
    const tokens = tokensOf(url);
    await expect(tokens.renew('access-0')).rejects.toThrow(TiktokAuthError);
    await createTokenStore(folder).write({ ...FIRST, accessToken: 'linked-again' });

    expect(await tokens.get()).toBe('linked-again');
  });

  it('says that an account was never linked', async () => {
    await expect(tokensOf('http://127.0.0.1:9').get()).rejects.toMatchObject({ code: 'E_TIKTOK_AUTH' });
  });

  it('rotates once for two processes with 20 workers each', async () => {
    const { url, rotations, refusals } = await serve({ accessExpires: NOW - 60 }, { delayMs: 200 });

    const [, first] = startWorker(url, 'call', 20);
    const [, second] = startWorker(url, 'call', 20);
    const lines = [...(await first), ...(await second)];

    expect(lines).toHaveLength(40);
    expect(new Set(lines.map((line) => line.token))).toEqual(new Set(['access-1']));
    expect({ rotations: rotations(), refusals: refusals() }).toEqual({ rotations: 1, refusals: 0 });
  });

  it('rotates once when TikTok rejects the token that 40 workers of two processes use', async () => {
    const { url, rotations, refusals, spoil } = await serve({}, { delayMs: 200 });
    spoil();

    const [, first] = startWorker(url, 'call', 20);
    const [, second] = startWorker(url, 'call', 20);
    const lines = [...(await first), ...(await second)];

    expect(new Set(lines.map((line) => line.token))).toEqual(new Set(['access-1']));
    expect({ rotations: rotations(), refusals: refusals() }).toEqual({ rotations: 1, refusals: 0 });
  });

  it('has the new pair on the disk when it is first used, so that a kill then loses nothing', async () => {
    let stored = '';
    let kill = (): void => undefined;
    const { url, rotations } = await serve(
      { accessExpires: NOW - 60 },
      {
        onCall: () => {
          stored ||= storedText();
          kill();
        },
      },
    );
    const [child, lines] = startWorker(url, 'call', 1);
    kill = () => child.kill('SIGKILL');
    await lines;

    expect(JSON.parse(stored)).toMatchObject({ accessToken: 'access-1', refreshToken: 'refresh-1' });
    expect(await tokensOf(url).get()).toBe('access-1');
    expect(rotations()).toBe(1);
  });

  it('is whole or says what to do when a process is killed right after the answer has left', async () => {
    let kill = (): void => undefined;
    const { url } = await serve(
      { accessExpires: NOW - 60 },
      {
        onRotated: () => {
          kill();
        },
      },
    );
    const [child, lines] = startWorker(url, 'get', 1);
    kill = () => child.kill('SIGKILL');
    expect(await lines).toEqual([]);

    const next = await tokensOf(url)
      .get()
      .catch((error: unknown) => error);

    // the pair was lost with the process: TikTok lets the old one die, and only the seller can give another
    if (next instanceof Error) expect(next).toMatchObject({ code: 'E_TIKTOK_AUTH', remedy: expect.any(String) });
    else expect(next).toBe('access-1');
    expect(['refresh-0', 'refresh-1']).toContain((JSON.parse(storedText()) as TokenRecord).refreshToken);
  });
});

describe('isDue', () => {
  it.each([
    ['a week', 7 * DAY, 600],
    ['a minute', 60, 6],
  ])('says so ahead of the end of %s', (_name, lifetime, early) => {
    const record = { obtainedAt: 1000, accessExpires: 1000 + lifetime };

    expect(isDue(record, record.accessExpires - early - 1)).toBe(false);
    expect(isDue(record, record.accessExpires - early)).toBe(true);
  });
});
