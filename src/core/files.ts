import { chmodSync, mkdirSync } from 'node:fs';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { lock } from 'proper-lockfile';
import { StateError } from './errors.ts';
import { sleep } from './time.ts';

/**
 * Makes a folder that only its owner can enter (mode 0700); an existing one is tightened.
 *
 * @throws StateError when that is not possible.
 */
export function ensurePrivateFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    chmodSync(path, 0o700);
  } catch (cause) {
    throw new StateError(`The folder ${path} cannot be made private.`, {
      cause,
      remedy: 'Name another folder with state_dir, or give this user the right to it.',
    });
  }
}

/**
 * Replaces a file in one step: readers see the old or the new content, and the new one is on the disk when this returns.
 *
 * @param mode - Permission bits; 0600 keeps it to its owner.
 * @throws StateError when it cannot be written; the old file is unchanged then.
 */
export async function writeFileAtomically(path: string, content: string | Uint8Array, mode = 0o600): Promise<void> {
  const temporary = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  try {
    const file = await open(temporary, 'w', mode);
    try {
      await file.writeFile(content, 'utf8');
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
    await syncFolder(dirname(path));
  } catch (cause) {
    await rm(temporary, { force: true });
    throw new StateError(`The file ${path} cannot be written.`, {
      cause,
      remedy: 'Check the disk and the rights of its folder.',
    });
  }
}

/** Reads a text file; undefined when there is none. */
export async function readFileIfAny(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new StateError(`The file ${path} cannot be read.`, { cause: error, remedy: 'Check its rights.' });
  }
}

const STALE_MS = 10_000;

/**
 * Runs a task while no other process (and no other caller in this one) holds the lock of that name.
 *
 * The lock is a folder that is touched while it is held, so that one left by a killed process is taken over after ten
 * seconds. A process that stands still for so long loses it: locks spare work, correctness must not hang on them.
 *
 * @param folder - An existing folder; the lock lies in it.
 * @throws StateError when the lock cannot be had within about `waitMs`.
 */
export async function withLock<T>(folder: string, name: string, task: () => Promise<T>, waitMs = 60_000): Promise<T> {
  const release = await takeLock(folder, name, waitMs);
  try {
    return await task();
  } finally {
    // fails only when the lock was taken over; the task's own result counts
    await release().catch(() => undefined);
  }
}

async function takeLock(folder: string, name: string, waitMs: number): Promise<() => Promise<void>> {
  const giveUpAt = performance.now() + waitMs;
  for (;;) {
    try {
      return await lock(join(folder, name), {
        realpath: false,
        // a lock that was taken over while this process stood still must not end it, as the default would
        onCompromised: () => undefined,
        stale: STALE_MS,
        update: 2_000,
      });
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'ELOCKED') {
        throw new StateError(`The lock ${name} cannot be made in ${folder}.`, {
          cause,
          remedy: 'Check the folder and its rights.',
        });
      }
      if (performance.now() >= giveUpAt) {
        throw new StateError(`The lock ${name} is held by another process.`, {
          cause,
          remedy: 'Wait until it is done, or stop it.',
        });
      }
      await sleep(50 + Math.random() * 100);
    }
  }
}

/** Makes a rename durable; not every file system allows it, and none needs it for correctness of the content. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync().catch(() => undefined);
  } finally {
    await folder.close();
  }
}
