import { opaque } from './ids.ts';
import { MARKETS, type Market, type Region } from './markets.ts';
import type { SandboxShop, World } from './world.ts';

/** What stands for a shop in the calls of one app; another app has another one. */
export function shopCipher(world: World, appKey: string, shop: SandboxShop): string {
  const { tokenPrefix } = MARKETS[shop.options.region];
  return `${tokenPrefix}${opaque(24, world.seed, 'cipher', appKey, shop.ids.shop)}`;
}

/** The market of a seller's first shop. */
export function baseRegion(world: World, seller: string): Region {
  return world.shops.find((shop) => shop.seller === seller)?.options.region ?? 'US';
}

/** How the tokens and codes of a seller begin. */
export function tokenPrefixOf(world: World, seller: string): Market['tokenPrefix'] {
  return MARKETS[baseRegion(world, seller)].tokenPrefix;
}
