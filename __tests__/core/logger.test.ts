import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createLogger, silentLogger } from '../../src/core/logger.ts';

const LOGGER = fileURLToPath(new URL('../../src/core/logger.ts', import.meta.url));
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'log-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

function run(body: string): { readonly out: string; readonly lines: Record<string, unknown>[] } {
  const script = `import { createLogger } from ${JSON.stringify(LOGGER)};\n${body}`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    encoding: 'utf8',
  });
  const lines = stderr
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { out: stdout, lines };
}

describe('createLogger', () => {
  it('writes JSON lines to standard error, from its level up', () => {
    const { out, lines } = run(`const log = createLogger({ level: 'info' });
      log.debug('no'); log.info('order synced', { orderId: '1' }); log.warn('w'); log.error('e', { cause: new Error('why') });`);

    expect(out).toBe('');
    expect(lines.map(({ level, message }) => [level, message])).toEqual([
      ['info', 'order synced'],
      ['warn', 'w'],
      ['error', 'e'],
    ]);
    expect(lines[0]).toMatchObject({ orderId: '1', timestamp: expect.any(String) });
    expect(lines[2]).toMatchObject({ cause: { error: 'Error', message: 'why' } });
  });

  it('masks secrets and persons, in the sentence too', () => {
    const { lines } = run(`const log = createLogger({ level: 'info' });
      log.info('GET /x?app_secret=canary-1', { url: '/y?sign=canary-2', buyer_email: 'canary-3', recipient_address: { full: 'canary-4' } });`);

    expect(lines).toHaveLength(1);
    expect(JSON.stringify(lines)).not.toContain('canary');
  });

  it('writes nothing when it is silent', () => {
    expect(run(`createLogger({ level: 'silent' }).error('e');`).lines).toEqual([]);
  });

  it('leaves standard error alone when it is told to', () => {
    expect(run(`createLogger({ level: 'debug', stderr: false }).error('e');`).lines).toEqual([]);
  });

  it('has every line in the file once it is closed', async () => {
    const file = join(folder, 'bridge.log');
    const log = createLogger({ level: 'silent', file });
    await log.close();
    const script = `const log = createLogger({ level: 'warn', file: ${JSON.stringify(file)} });
      const child = log.child({ shopId: '7495' });
      for (let i = 0; i < 500; i += 1) child.warn('line', { i });
      await log.close(); process.exit(0);`;
    run(script);

    const lines = readFileSync(file, 'utf8').trim().split('\n');
    expect(lines).toHaveLength(500);
    expect(JSON.parse(lines[499] ?? '')).toMatchObject({ message: 'line', i: 499, shopId: '7495' });
  });
});

describe('silentLogger', () => {
  it('can be used like any other', async () => {
    const log = silentLogger.child({ a: 1 });
    log.debug('d');
    log.info('i');
    log.warn('w');
    log.error('e');

    await expect(log.close()).resolves.toBeUndefined();
  });
});
