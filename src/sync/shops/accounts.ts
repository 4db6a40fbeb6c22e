import { StateError } from '../../core/errors.ts';
import { fromOdooDateTime } from '../../core/time.ts';
import type { OdooClient } from '../../odoo/client.ts';
import type { AccountKey, TokenRecord, TokenStore } from '../../tiktok/tokens.ts';
import { textOf } from '../rows.ts';
import { readShops, type Shop } from './shop.ts';

/** An authorisation as Odoo and this host know it; nothing in it is secret. Moments are Unix seconds. */
export interface AccountStatus {
  /** Section of `.odoorc`. */
  readonly app: string;
  readonly openId: string;
  readonly sellerName: string;
  /** Odoo's word: linked, expiring, expired, revoked; `unknown` when Odoo has no record of it. */
  readonly state: string;
  readonly message: string;
  /** Whether this host can use it. */
  readonly tokens: 'here' | 'missing' | 'broken';
  readonly accessExpires: number | undefined;
  readonly refreshExpires: number | undefined;
  readonly shops: readonly AccountShop[];
}

/** A shop of an account. */
export type AccountShop = Pick<Shop, 'shopId' | 'name' | 'region' | 'state' | 'enabled' | 'message' | 'lastOrderSync'>;

/**
 * Reads all accounts, those in Odoo and those that only this host has tokens of. What this host knows about expiry counts,
 * because tokens are renewed here.
 */
export async function readAccounts(odoo: OdooClient, tokens: TokenStore): Promise<AccountStatus[]> {
  const rows = await odoo.searchRead(
    'x_tiktok_account',
    [],
    ['x_app', 'x_open_id', 'x_seller_name', 'x_state', 'x_message', 'x_access_expires', 'x_refresh_expires'],
    { order: 'x_name, id' },
  );
  const shops = await readShops(odoo);
  const here = await tokens.list();
  const known = rows.map(async (row): Promise<AccountStatus> => {
    const key = { app: textOf(row['x_app']), openId: textOf(row['x_open_id']) };
    const { record, tokens: state } = await readTokens(tokens, here, key);
    return {
      ...key,
      sellerName: textOf(row['x_seller_name']),
      state: textOf(row['x_state']),
      message: textOf(row['x_message']),
      tokens: state,
      accessExpires: record?.accessExpires ?? fromOdooDateTime(textOf(row['x_access_expires'])),
      refreshExpires: record?.refreshExpires ?? fromOdooDateTime(textOf(row['x_refresh_expires'])),
      shops: shops.filter((shop) => shop.openId === key.openId).map(toAccountShop),
    };
  });
  const inOdoo = new Set(rows.map((row) => textOf(row['x_open_id'])));
  const strangers = here.filter(({ openId }) => !inOdoo.has(openId));
  const unknown = strangers.map(async (key): Promise<AccountStatus> => {
    const { record, tokens: state } = await readTokens(tokens, here, key);
    const { sellerName = '', accessExpires, refreshExpires } = record ?? {};
    const message = 'Odoo has no record of this account: link it again.';
    return { ...key, sellerName, state: 'unknown', message, tokens: state, accessExpires, refreshExpires, shops: [] };
  });
  return Promise.all([...known, ...unknown]);
}

async function readTokens(
  store: TokenStore,
  here: readonly AccountKey[],
  key: AccountKey,
): Promise<{ readonly record?: TokenRecord | undefined; readonly tokens: AccountStatus['tokens'] }> {
  if (!here.some(({ app, openId }) => app === key.app && openId === key.openId)) return { tokens: 'missing' };
  try {
    const record = await store.read(key);
    return { record, tokens: record ? 'here' : 'missing' };
  } catch (error) {
    if (error instanceof StateError) return { tokens: 'broken' };
    throw error;
  }
}

function toAccountShop({ shopId, name, region, state, enabled, message, lastOrderSync }: Shop): AccountShop {
  return { shopId, name, region, state, enabled, message, lastOrderSync };
}
