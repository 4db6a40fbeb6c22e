import type { Mappings } from '../../mapping/files/load.ts';
import type { OdooClient } from '../../odoo/client.ts';
import type { TiktokClient } from '../../tiktok/client.ts';
import { parseCallback, type StateStore } from '../../tiktok/oauthState.ts';
import { listShops } from '../../tiktok/shops.ts';
import type { TokenRecord, TokenStore } from '../../tiktok/tokens.ts';
import { type LinkedShop, linkAccount } from './link.ts';

/** What finishing a link works with; the bridge puts it together. */
export interface LinkDeps {
  readonly odoo: OdooClient;
  readonly mappings: Mappings;
  readonly states: StateStore;
  readonly tokens: TokenStore;
  /** Trades a code for tokens with the app of that section. */
  readonly exchange: (app: string, code: string) => Promise<TokenRecord>;
  readonly tiktokFor: (account: { readonly app: string; readonly openId: string }) => TiktokClient;
}

/** What a link brought. */
export interface LinkReport {
  readonly app: string;
  readonly openId: string;
  readonly sellerName: string;
  /** Unix seconds; link again before. */
  readonly refreshExpires: number;
  readonly scopes: readonly string[];
  readonly shops: readonly LinkedShop[];
}

/**
 * Finishes what the consent page began: trades the code for tokens, stores them, lists the shops, and writes account and
 * shops into Odoo. Linking an account again renews its tokens and keeps every setting.
 *
 * @param callback - The address that TikTok sent the browser to.
 * @throws TiktokAuthError when the seller refused, or the state or the code is used, expired or foreign.
 */
export async function completeLink(deps: LinkDeps, callback: string): Promise<LinkReport> {
  const { code, state } = parseCallback(callback);
  const app = await deps.states.take(state);
  const record = await deps.exchange(app, code);
  await deps.tokens.write(record);
  return relink(deps, record);
}

/** Writes an account whose tokens are on this host, and the shops that it covers now, into Odoo. */
export async function relink(deps: LinkDeps, record: TokenRecord): Promise<LinkReport> {
  const { items } = await listShops(deps.tiktokFor(record));
  const links = items.map((shop) => ({
    id: shop.id,
    name: shop.name ?? `Shop ${shop.id}`,
    region: shop.region ?? '',
    sellerType: shop.seller_type ?? '',
    cipher: shop.cipher,
    code: shop.code ?? '',
  }));
  const currencyOf = (region: string): string | undefined => deps.mappings.regions[region]?.currency;
  const shops = await linkAccount(deps.odoo, record, links, currencyOf);
  const { app, openId, sellerName, refreshExpires, scopes } = record;
  return { app, openId, sellerName, refreshExpires, scopes, shops };
}
