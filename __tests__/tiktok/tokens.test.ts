import { mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { redactText } from '../../src/core/redact.ts';
import { createTokenStore, type TokenRecord } from '../../src/tiktok/tokens.ts';

const RECORD: TokenRecord = {
  app: 'tiktok',
  openId: '7010736057180325637',
  sellerName: 'Sample Seller',
  region: 'US',
  userType: 0,
  scopes: ['seller.order.info'],
  accessToken: 'TTP_SampleAccessTokenAAAA',
  accessExpires: 1761120000,
  refreshToken: 'TTP_SampleRefreshTokenAAAA',
  refreshExpires: 1792051200,
  obtainedAt: 1760515200,
};

let root: string;
let folder: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'store-'));
  folder = join(root, 'tokens');
});

afterEach(() => rm(root, { recursive: true, force: true }));

describe('createTokenStore', () => {
  it('keeps what it is given, for the owner alone', async () => {
    await createTokenStore(folder).write(RECORD);

    expect(await createTokenStore(folder).read(RECORD)).toEqual(RECORD);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(readdirSync(folder).map((file) => statSync(join(folder, file)).mode & 0o777)).toEqual([0o600]);
  });

  it('keeps accounts apart and lists them, whatever their names', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.tuple(fc.string({ minLength: 1, maxLength: 9 }), fc.string({ minLength: 1, maxLength: 9 })), {
          selector: String,
          maxLength: 4,
        }),
        async (keys) => {
          const store = createTokenStore(folder);
          for (const [app, openId] of keys) await store.write({ ...RECORD, app, openId });

          const listed = await store.list();
          for (const key of listed) expect(await store.read(key)).toMatchObject(key);
          expect(listed.map(({ app, openId }) => JSON.stringify([app, openId])).sort()).toEqual(
            keys.map((key) => JSON.stringify(key)).sort(),
          );
          await rm(folder, { recursive: true });
        },
      ),
      { numRuns: 25 },
    );
  });

  it('knows nothing of an account without a file', async () => {
    const store = createTokenStore(folder);
    await store.write(RECORD);
    await store.remove(RECORD);

    expect(await store.read(RECORD)).toBeUndefined();
    expect(await store.list()).toEqual([]);
  });

  it.each(['{"accessToken": "TTP_Cut', '{}', ''])(
    'says that the file is broken and quotes none of it: %j',
    async (text) => {
      const store = createTokenStore(folder);
      writeFileSync(join(folder, 'tiktok.7010736057180325637.json'), text);

      const error: unknown = await store.read(RECORD).catch((caught: unknown) => caught);

      expect(error).toMatchObject({ code: 'E_STATE', remedy: expect.stringContaining('tiktok-odoo auth link') });
      expect(String(error)).not.toContain('TTP_Cut');
    },
  );

  it('registers the tokens as secrets', async () => {
    await createTokenStore(folder).write(RECORD);

    expect(redactText(`${RECORD.accessToken} ${RECORD.refreshToken}`)).toBe('*** ***');
  });

  it('lets one task at a time at an account', async () => {
    const store = createTokenStore(folder);
    let inside = 0;
    let most = 0;
    const task = async (): Promise<void> => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setTimeout(resolve, 10));
      inside -= 1;
    };

    await Promise.all(Array.from({ length: 4 }, () => store.withLock(RECORD, task)));

    expect(most).toBe(1);
  });
});
