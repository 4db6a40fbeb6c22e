import type { Goods, SalesWarehouse } from './goods.ts';
import type { ShopIds } from './ids.ts';
import type { SandboxApp, SandboxSettings, ShopOptions } from './options.ts';
import type { WireOrder } from './wire.ts';

/** An order as the sandbox keeps it. */
export interface StoredOrder {
  readonly id: string;
  order: WireOrder;
  /** Text that is answered as it is, without masking: for orders that were put in by hand. */
  verbatim: string | undefined;
  /** Unix seconds from which search shows it; detail always does. */
  searchableFrom: number;
}

/** A shop of the sandbox. */
export interface SandboxShop {
  readonly index: number;
  readonly ids: ShopIds;
  readonly options: ShopOptions;
  readonly name: string;
  readonly seller: string;
  readonly goods: Goods;
  /** Where orders ship from; the one for returns and the one of TikTok are not among them. */
  readonly warehouses: SalesWarehouse[];
  readonly orders: Map<string, StoredOrder>;
  /** Whether new orders pass through ON_HOLD. */
  onHoldFlow: boolean;
  /** The market that the list of authorised shops names; may be one that does not exist. */
  shownRegion: string;
  /** An inactive shop is refused with 36009043. */
  isActive: boolean;
  /** Number of the next order. */
  nextSequence: number;
  /** Counts changes, so that sorted lists know when they are old. */
  version: number;
}

/** A token and the moment, in Unix seconds, from which it is no good. */
export interface Token {
  readonly token: string;
  expiresAt: number;
}

/** What a seller has granted to an app. */
export interface Authorisation {
  readonly openId: string;
  readonly appKey: string;
  readonly seller: string;
  /** The newest last; older ones live until they expire. */
  accessTokens: Token[];
  /** The newest last. */
  refreshTokens: Token[];
  isRevoked: boolean;
}

/** A code from the consent page. */
export interface AuthCode {
  readonly code: string;
  readonly appKey: string;
  readonly seller: string;
  readonly expiresAt: number;
  isUsed: boolean;
}

/** Everything that a sandbox keeps: what a restart must not lose. */
export interface World {
  readonly seed: string;
  readonly apps: readonly SandboxApp[];
  readonly shops: readonly SandboxShop[];
  readonly authorisations: Authorisation[];
  codes: AuthCode[];
  settings: SandboxSettings;
  /** Seconds by which orders' time is ahead of real time. */
  clockOffset: number;
  /** Counts tokens and codes, so that each is new. */
  issued: number;
}

/** Finds an order by id in any shop. */
export function findOrder(
  world: World,
  orderId: string,
): { readonly shop: SandboxShop; readonly stored: StoredOrder } | undefined {
  for (const shop of world.shops) {
    const stored = shop.orders.get(orderId);
    if (stored) return { shop, stored };
  }
  return undefined;
}
