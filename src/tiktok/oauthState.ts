import { randomBytes } from 'node:crypto';
import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ensurePrivateFolder, readFileIfAny, writeFileAtomically } from '../core/files.ts';
import { TiktokAuthError } from './errors.ts';

/** What a consent page was opened for. */
const Pending = z.object({ app: z.string().min(1), expires: z.number().int() });

/** Random states of consent pages: each is taken once, and not for ever, so that no foreign code can be slipped in. */
export interface StateStore {
  /** A new state for an app section, on the disk when this returns. */
  issue(app: string): Promise<string>;
  /**
   * Uses a state up; of two processes with the same state one gets it.
   *
   * @returns The app section that it was issued for.
   * @throws TiktokAuthError when it is unknown, used or expired.
   */
  take(state: string): Promise<string>;
}

/** People need a while to log in; the code that comes back then lives 30 minutes by itself. */
export const STATE_LIFETIME_SECONDS = 3600;
const STATE_FILE = /^[0-9a-f]{32}\.json$/;

/**
 * Opens the store in a folder, which is made private.
 *
 * @param now - Unix seconds.
 */
export function createStateStore(folder: string, now: () => number): StateStore {
  ensurePrivateFolder(folder);
  const fileOf = (state: string): string => join(folder, `${state}.json`);
  const load = async (file: string): Promise<z.infer<typeof Pending> | undefined> => {
    const parsed = Pending.safeParse(parseOrUndefined(await readFileIfAny(file)));
    return parsed.success && parsed.data.expires > now() ? parsed.data : undefined;
  };
  return {
    issue: async (app) => {
      for (const file of await readdir(folder)) {
        const path = join(folder, file);
        if (STATE_FILE.test(file) && !(await load(path))) await rm(path, { force: true });
      }
      const state = randomBytes(16).toString('hex');
      await writeFileAtomically(fileOf(state), JSON.stringify({ app, expires: now() + STATE_LIFETIME_SECONDS }));
      return state;
    },
    take: async (state) => {
      const own = join(folder, `${randomBytes(8).toString('hex')}.taken`);
      const isTaken = STATE_FILE.test(`${state}.json`) && (await renameIfAny(fileOf(state), own));
      const pending = isTaken ? await load(own) : undefined;
      await rm(own, { force: true });
      if (pending) return pending.app;
      throw new TiktokAuthError('This authorisation was not begun here, is used already or took too long.', {
        remedy: 'Begin again: tiktok-odoo auth link.',
      });
    },
  };
}

/** What comes back from the consent page. */
export interface Callback {
  readonly code: string;
  readonly state: string;
}

/**
 * Reads what the consent page sent back: the whole address or its query.
 *
 * @throws TiktokAuthError when the seller refused, or code or state is missing.
 */
export function parseCallback(text: string): Callback {
  const query = text.includes('?') ? text.slice(text.indexOf('?') + 1) : text;
  const parameters = new URLSearchParams(query.trim().replace(/#.*$/, ''));
  const code = parameters.get('code');
  const state = parameters.get('state');
  if (parameters.has('error') || code === 'null') {
    throw new TiktokAuthError('The seller did not allow the app to work for the shop.', {
      context: { reason: parameters.get('error') ?? 'refused' },
    });
  }
  if (code && state) return { code, state };
  throw new TiktokAuthError('This is not the address that TikTok sends the browser to after the consent.', {
    remedy: 'Copy the whole address of the page, with code= and state= in it.',
  });
}

function parseOrUndefined(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function renameIfAny(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch {
    return false;
  }
}
