import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { StateError } from '../core/errors.ts';
import { ensurePrivateFolder, readFileIfAny, withLock, writeFileAtomically } from '../core/files.ts';
import { registerSecret } from '../core/redact.ts';

/** Whose tokens: one seller's for one app. */
export interface AccountKey {
  /** Section of the app in `.odoorc`. */
  readonly app: string;
  /** The seller's `open_id`. */
  readonly openId: string;
}

/** The tokens of an account and what TikTok told with them; times are Unix seconds. */
export const TokenRecord = z.object({
  app: z.string().min(1),
  openId: z.string().min(1),
  sellerName: z.string(),
  region: z.string(),
  userType: z.number().int(),
  scopes: z.array(z.string()),
  accessToken: z.string().min(1),
  accessExpires: z.number().int(),
  refreshToken: z.string().min(1),
  refreshExpires: z.number().int(),
  obtainedAt: z.number().int(),
});
export type TokenRecord = z.infer<typeof TokenRecord>;

/** Tokens on the disk: one file per account, readable by its owner only, replaced in one step. */
export interface TokenStore {
  /** The accounts there are, broken files included. */
  list(): Promise<AccountKey[]>;
  /** @throws StateError when the file cannot be read or is broken. */
  read(account: AccountKey): Promise<TokenRecord | undefined>;
  /** The record is on the disk when this returns. */
  write(record: TokenRecord): Promise<void>;
  remove(account: AccountKey): Promise<void>;
  /** Runs a task while nobody else, in this process or another, holds the same account. */
  withLock<T>(account: AccountKey, task: () => Promise<T>): Promise<T>;
}

/** Longer than a renewal with its repetitions takes. */
const LOCK_WAIT_MS = 120_000;
const SUFFIX = '.json';

/**
 * Opens the store in a folder, which is made private (0700).
 *
 * @throws StateError when the folder cannot be made private.
 */
export function createTokenStore(folder: string): TokenStore {
  ensurePrivateFolder(folder);
  const fileOf = (account: AccountKey): string => join(folder, `${nameOf(account)}${SUFFIX}`);
  return {
    list: async () => (await readdir(folder)).flatMap((file) => toAccount(file)).sort(byName),
    read: async (account) => {
      const text = await readFileIfAny(fileOf(account));
      return text === undefined ? undefined : parseRecord(text, fileOf(account));
    },
    write: async (record) => {
      rememberSecrets(record);
      await writeFileAtomically(fileOf(record), `${JSON.stringify(record, null, 2)}\n`);
    },
    remove: (account) => rm(fileOf(account), { force: true }),
    withLock: (account, task) => withLock(folder, nameOf(account), task, LOCK_WAIT_MS),
  };
}

function parseRecord(text: string, file: string): TokenRecord {
  try {
    const record = TokenRecord.parse(JSON.parse(text));
    rememberSecrets(record);
    return record;
  } catch {
    // the cause would quote the file, which holds secrets
    throw new StateError(`The token file ${file} is broken.`, {
      remedy: 'Remove it and link the account again: tiktok-odoo auth link.',
    });
  }
}

function rememberSecrets(record: TokenRecord): void {
  registerSecret(record.accessToken);
  registerSecret(record.refreshToken);
}

function nameOf(account: AccountKey): string {
  return `${escapeName(account.app)}.${escapeName(account.openId)}`;
}

function toAccount(file: string): AccountKey[] {
  const [app, openId, suffix, ...rest] = file.split('.');
  if (!app || !openId || `.${suffix ?? ''}` !== SUFFIX || rest.length > 0) return [];
  return [{ app: decodeURIComponent(app), openId: decodeURIComponent(openId) }];
}

/** Letters, digits, `-` and `_` stay; all others become `%xx`, the dot too, which separates the parts of the name. */
function escapeName(text: string): string {
  return encodeURIComponent(text).replace(
    /[.!~*'()]/g,
    (char) => `%${char.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}

function byName(a: AccountKey, b: AccountKey): number {
  return nameOf(a) < nameOf(b) ? -1 : 1;
}
