import { UsageError } from '../../core/errors.ts';
import { giveConsent } from '../consent.ts';
import type { FaultBoard } from '../faults.ts';
import { skusOf } from '../goods.ts';
import { MARKETS } from '../markets.ts';
import { endTokens } from '../oauth.ts';
import { DEFAULT_SETTINGS } from '../options.ts';
import { shopCipher } from '../sellers.ts';
import type { Counter } from '../statistics.ts';
import type { Authorisation, SandboxShop, World } from '../world.ts';
import { checkNames } from './checkNames.ts';
import { goodsControl } from './goods.ts';
import { orderControl, requireShop } from './orders.ts';
import type { AuthorisationSummary, SandboxControl, ShopChanges, ShopSummary } from './types.ts';

/** What the control API works on. */
export interface ControlContext {
  readonly world: () => World;
  /** Makes all shops anew. */
  readonly reset: () => void;
  readonly now: () => number;
  readonly faults: FaultBoard;
  readonly counter: Counter;
  /** Is called after every change. */
  readonly changed: () => void;
}

/** Makes the control API of a sandbox. */
export function sandboxControl(context: ControlContext): SandboxControl {
  const { world, now, changed, faults, counter } = context;
  return {
    ...orderControl({ world, now, changed }),
    ...goodsControl({ world, now, changed }),
    reset: context.reset,
    now,
    shops: () => world().shops.map((shop) => summariseShop(world(), shop)),
    setShop: (shopId, changes) => {
      checkNames(changes, SHOP_SWITCHES, 'switch');
      Object.assign(requireShop(world(), shopId), changes);
      changed();
    },
    moveClock: (seconds) => {
      world().clockOffset += seconds;
      changed();
      return now();
    },
    settings: () => world().settings,
    changeSettings: (changes) => {
      checkNames(changes, Object.keys(DEFAULT_SETTINGS), 'setting');
      world().settings = { ...world().settings, ...changes };
      changed();
      return world().settings;
    },
    consent: (request = {}) => {
      const answer = giveConsent(world(), request, now());
      changed();
      return answer;
    },
    authorisations: () => world().authorisations.map(summariseAuthorisation),
    revoke: (openId) => {
      for (const authorisation of chosen(world(), openId)) authorisation.isRevoked = true;
      changed();
    },
    expireTokens: ({ openId, access = true, refresh = false } = {}) => {
      for (const { accessTokens, refreshTokens } of chosen(world(), openId)) {
        endTokens([...(access ? accessTokens : []), ...(refresh ? refreshTokens : [])], now());
      }
      changed();
    },
    addFault: (fault) => {
      faults.add(fault);
    },
    faults: () => faults.list(),
    clearFaults: () => {
      faults.clear();
    },
    statistics: () => counter.read(),
    clearStatistics: () => {
      counter.clear();
    },
  };
}

function chosen(world: World, openId: string | undefined): Authorisation[] {
  const found = world.authorisations.filter((one) => openId === undefined || one.openId === openId);
  if (found.length === 0 && openId !== undefined) {
    throw new UsageError(`There is no authorisation ${JSON.stringify(openId)}.`);
  }
  return found;
}

const SHOP_SWITCHES: readonly (keyof ShopChanges)[] = ['onHoldFlow', 'isActive', 'shownRegion'];

function summariseShop(world: World, shop: SandboxShop): ShopSummary {
  const byStatus: Record<string, number> = {};
  for (const { order } of shop.orders.values()) byStatus[order.status] = (byStatus[order.status] ?? 0) + 1;
  return {
    shopId: shop.ids.shop,
    name: shop.name,
    seller: shop.seller,
    region: shop.options.region,
    currency: MARKETS[shop.options.region].currency,
    code: shop.ids.code,
    ciphers: Object.fromEntries(world.apps.map((app) => [app.key, shopCipher(world, app.key, shop)])),
    onHoldFlow: shop.onHoldFlow,
    isActive: shop.isActive,
    skus: [...shop.goods.products.values()].reduce((sum, product) => sum + skusOf(product).length, 0),
    orders: shop.orders.size,
    byStatus,
  };
}

function summariseAuthorisation(authorisation: Authorisation): AuthorisationSummary {
  return {
    openId: authorisation.openId,
    appKey: authorisation.appKey,
    seller: authorisation.seller,
    isRevoked: authorisation.isRevoked,
    accessExpiresAt: authorisation.accessTokens.at(-1)?.expiresAt,
    refreshExpiresAt: authorisation.refreshTokens.at(-1)?.expiresAt,
  };
}
