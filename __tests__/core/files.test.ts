import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ensurePrivateFolder, readFileIfAny, withLock, writeFileAtomically } from '../../src/core/files.ts';
import { sleep } from '../../src/core/time.ts';

const FILES = fileURLToPath(new URL('../../src/core/files.ts', import.meta.url));
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'files-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

describe('ensurePrivateFolder', () => {
  it('makes folders that only their owner can enter, and tightens one that others could', () => {
    const path = join(folder, 'a', 'b');
    ensurePrivateFolder(path);
    chmodSync(path, 0o755);
    ensurePrivateFolder(path);

    expect(statSync(path).mode & 0o777).toBe(0o700);
  });

  it('says what to do when a file is in the way', () => {
    writeFileSync(join(folder, 'file'), '');

    expect(() => {
      ensurePrivateFolder(join(folder, 'file'));
    }).toThrow(expect.objectContaining({ code: 'E_STATE', remedy: expect.stringContaining('state_dir') }));
  });
});

describe('writeFileAtomically', () => {
  it('replaces the file, for its owner alone, and leaves nothing else behind', async () => {
    const path = join(folder, 'x.json');
    await writeFileAtomically(path, 'old');
    await writeFileAtomically(path, 'new – ü');

    expect(readFileSync(path, 'utf8')).toBe('new – ü');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['x.json']);
  });

  it('never shows half a file to a reader', async () => {
    const path = join(folder, 'x.json');
    const texts = ['a'.repeat(200_000), 'b'.repeat(200_000)];
    await writeFileAtomically(path, texts[0] ?? '');
    const seen = new Set<string>();
    for (let turn = 0; turn < 20; turn += 1) {
      const writing = writeFileAtomically(path, texts[turn % 2] ?? '');
      const reads = Array.from({ length: 5 }, () => readFileIfAny(path));
      for (const text of await Promise.all(reads)) seen.add(text ?? 'none');
      await writing;
    }

    expect([...seen].filter((text) => !texts.includes(text))).toEqual([]);
  });

  it('keeps the old file and cleans up when it cannot write', async () => {
    const path = join(folder, 'taken');
    mkdirSync(path);

    await expect(writeFileAtomically(path, 'x')).rejects.toMatchObject({ code: 'E_STATE' });
    expect(readdirSync(folder)).toEqual(['taken']);
    await expect(writeFileAtomically(join(folder, 'no', 'where'), 'x')).rejects.toMatchObject({ code: 'E_STATE' });
  });
});

describe('readFileIfAny', () => {
  it('knows a missing file from an unreadable one', async () => {
    expect(await readFileIfAny(join(folder, 'none'))).toBeUndefined();
    await expect(readFileIfAny(folder)).rejects.toMatchObject({ code: 'E_STATE' });
  });
});

describe('withLock', () => {
  it('lets one at a time in and gives results and errors back', async () => {
    const order: string[] = [];
    const task = (name: string) => async (): Promise<string> => {
      order.push(`${name} in`);
      await sleep(20);
      order.push(`${name} out`);
      if (name === 'b') throw new Error('from b');
      return name;
    };
    const all = await Promise.allSettled([withLock(folder, 'l', task('a')), withLock(folder, 'l', task('b'))]);

    expect(order.filter((_entry, index) => index % 2 === 0).map((entry) => entry.endsWith(' in'))).toEqual([
      true,
      true,
    ]);
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('keeps locks of other names apart', async () => {
    expect(await withLock(folder, 'a', () => withLock(folder, 'b', () => Promise.resolve('both'), 100))).toBe('both');
  });

  it('says that another holds it, in time', async () => {
    const startedAt = performance.now();
    const call = withLock(folder, 'l', () => withLock(folder, 'l', () => Promise.resolve(), 300));

    await expect(call).rejects.toThrow(/held by another/);
    expect(performance.now() - startedAt).toBeLessThan(3000);
  });

  it('tells a folder that is not there from a lock that is held', async () => {
    await expect(withLock(join(folder, 'none'), 'l', () => Promise.resolve())).rejects.toThrow(/cannot be made/);
  });

  it('keeps the result of a task whose lock was taken away', async () => {
    const result = await withLock(folder, 'l', async () => {
      await rm(join(folder, 'l.lock'), { recursive: true });
      await sleep(2500);
      return 'done';
    });

    expect(result).toBe('done');
  });

  it('takes over the lock of a process that was killed', async () => {
    const script = `import { withLock } from ${JSON.stringify(FILES)};
      await withLock(${JSON.stringify(folder)}, 'l', async () => { console.log('in'); await new Promise(() => setInterval(() => {}, 1000)); });`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'close');
    expect(existsSync(join(folder, 'l.lock'))).toBe(true);

    expect(await withLock(folder, 'l', () => Promise.resolve('mine'), 20_000)).toBe('mine');
  });
});
