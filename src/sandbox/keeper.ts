import type { Logger } from '../core/logger.ts';
import { saveWorld } from './dataFile.ts';
import type { World } from './world.ts';

/** Keeps a world in a file. */
export interface Keeper {
  /** Says that something changed; it is written soon, together with what changes meanwhile. */
  readonly touch: () => void;
  /** Writes what is not written yet. @throws StateError when that fails. */
  readonly flush: () => Promise<void>;
}

const DELAY_MS = 500;

/**
 * Makes a keeper; without a path it keeps nothing.
 *
 * A failure to write in the background is logged and tried again with the next change.
 */
export function worldKeeper(path: string | undefined, world: () => World, logger: Logger): Keeper {
  if (path === undefined) return { touch: () => undefined, flush: () => Promise.resolve() };
  let timer: NodeJS.Timeout | undefined;
  let isChanged = false;
  let writing: Promise<void> = Promise.resolve();
  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const write = async (): Promise<void> => {
      if (!isChanged) return;
      isChanged = false;
      try {
        await saveWorld(world(), path);
      } catch (error) {
        isChanged = true;
        throw error;
      }
    };
    // one write after the other, also when the one before failed
    writing = writing.catch(() => undefined).then(write);
    return writing;
  };
  return {
    touch: () => {
      isChanged = true;
      timer ??= setTimeout(() => {
        flush().catch((error: unknown) => {
          logger.error('sandbox state was not written', { error });
        });
      }, DELAY_MS).unref();
    },
    flush,
  };
}
