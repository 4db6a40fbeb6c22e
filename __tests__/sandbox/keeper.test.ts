import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { StateError } from '../../src/core/errors.ts';
import { silentLogger } from '../../src/core/logger.ts';
import { sleep } from '../../src/core/time.ts';
import { worldKeeper } from '../../src/sandbox/keeper.ts';
import { makeWorld } from '../../src/sandbox/makeWorld.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const world = makeWorld(
  { port: 0, seed: 1, logger: silentLogger, shops: [{ region: 'US', orders: 1 }] },
  1_760_000_000,
);

describe('worldKeeper', () => {
  it('writes on flush what was touched, and nothing when nothing was', async () => {
    const path = join(folder, 'state.json');
    const keeper = worldKeeper(path, () => world, silentLogger);
    await keeper.flush();
    expect(() => readFileSync(path)).toThrow();

    keeper.touch();
    await keeper.flush();
    expect(readFileSync(path, 'utf8')).toContain('"seed":"1"');
  });

  it('writes by itself soon after a change', async () => {
    const path = join(folder, 'state.json');
    const keeper = worldKeeper(path, () => world, silentLogger);
    keeper.touch();
    await sleep(900);

    expect(readFileSync(path, 'utf8')).toContain('"seed":"1"');
  });

  it('says when it cannot write, and tries again with the next flush', async () => {
    const keeper = worldKeeper(join(folder, 'missing', 'state.json'), () => world, silentLogger);
    keeper.touch();

    await expect(keeper.flush()).rejects.toThrow(StateError);
    await expect(keeper.flush()).rejects.toThrow(StateError);
  });

  it('keeps nothing without a path', async () => {
    const keeper = worldKeeper(undefined, () => world, silentLogger);
    keeper.touch();

    await expect(keeper.flush()).resolves.toBeUndefined();
  });
});
