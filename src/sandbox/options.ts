import { ConfigError } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';
import { isRegion, REGIONS, type Region } from './markets.ts';

/** A TikTok app as Partner Center would know it. */
export interface SandboxApp {
  readonly key: string;
  readonly secret: string;
  readonly serviceId: string;
  /** Where the consent page sends the seller back to. */
  readonly redirectUrl: string;
  /** Scopes that sellers grant; all that the sandbox knows unless named. */
  readonly scopes?: readonly string[];
}

/** The app that the sandbox knows unless others are named. */
export const SANDBOX_APP: SandboxApp = {
  key: 'sandboxapp001',
  secret: 'sandbox-secret-0123456789abcdef01234567',
  serviceId: '7400000000000000001',
  redirectUrl: 'http://127.0.0.1:8090/oauth/tiktok/callback',
};

/**
 * How often kinds of orders occur, each a share of all orders from 0 to 1.
 *
 * The first nine exclude each other; what they leave is AWAITING_SHIPMENT. A share above 0 gives at least one order
 * in shops of 40 orders or more.
 */
export interface OrderMix {
  readonly unpaid: number;
  readonly onHold: number;
  readonly partiallyShipping: number;
  readonly awaitingCollection: number;
  readonly inTransit: number;
  readonly delivered: number;
  readonly completed: number;
  readonly cancelled: number;
  readonly sample: number;
  readonly severalUnits: number;
  /** One of the units of a SKU has another price than the others. */
  readonly twoPrices: number;
  readonly severalSkus: number;
  readonly sellerDiscount: number;
  readonly platformDiscount: number;
  readonly paidShipping: number;
  readonly bundle: number;
  readonly gift: number;
  readonly cashOnDelivery: number;
  /** Goods that lie at TikTok (FBT). */
  readonly fulfilledByTiktok: number;
  /** Shipped with a carrier of the seller. */
  readonly sellerShipping: number;
  /** Some units cancelled, the order goes on. */
  readonly partialCancel: number;
  /** The buyer asks to cancel, nobody has answered. */
  readonly cancelRequest: number;
  readonly preOrder: number;
  readonly replacement: number;
  readonly exchange: number;
  /** A buyer who ordered before, to the same address. */
  readonly sameBuyer: number;
  /** A buyer who ordered before, to another address. */
  readonly otherAddress: number;
  readonly oddName: number;
  /** Amounts, empty and new fields written as only some answers of TikTok write them. */
  readonly oddWriting: number;
  readonly buyerMessage: number;
}

/** The mix of a shop unless it says otherwise. */
export const VARIED_MIX: OrderMix = {
  unpaid: 0.03,
  onHold: 0.04,
  partiallyShipping: 0.02,
  awaitingCollection: 0.1,
  inTransit: 0.08,
  delivered: 0.06,
  completed: 0.08,
  cancelled: 0.06,
  sample: 0.03,
  severalUnits: 0.3,
  twoPrices: 0.02,
  severalSkus: 0.3,
  sellerDiscount: 0.35,
  platformDiscount: 0.25,
  paidShipping: 0.5,
  bundle: 0.05,
  gift: 0.05,
  cashOnDelivery: 0.2,
  fulfilledByTiktok: 0.04,
  sellerShipping: 0.5,
  partialCancel: 0.04,
  cancelRequest: 0.02,
  preOrder: 0.02,
  replacement: 0.01,
  exchange: 0.01,
  sameBuyer: 0.12,
  otherAddress: 0.03,
  oddName: 0.04,
  oddWriting: 0.03,
  buyerMessage: 0.1,
};

/** Nothing special: every order has left UNPAID and ON_HOLD, and waits to be shipped. */
export const PLAIN_MIX = Object.fromEntries(Object.keys(VARIED_MIX).map((kind) => [kind, 0])) as Record<
  keyof OrderMix,
  number
>;

/** What a shop is made of. The same options and seed give the same shop. */
export interface ShopOptions {
  readonly region: Region;
  readonly name?: string;
  /** Shops of one seller come with one authorisation; default `Sample Seller`. */
  readonly seller?: string;
  readonly sellerType?: 'LOCAL' | 'CROSS_BORDER';
  readonly orders?: number;
  /** SKUs for sale, besides bundles and gifts; default 40. */
  readonly skus?: number;
  /** SKUs of one product; default 4. With 1 they have no sales attributes, with more than 24 they have three. */
  readonly skusPerProduct?: number;
  /** Warehouses that orders ship from, 1 to 7, besides the one for returns; default 1. */
  readonly warehouses?: number;
  /** How many of the SKUs are ordered at all; 1 puts every order on one SKU. Default all. */
  readonly skuSpread?: number;
  /** Put before every seller SKU: `JP-` makes `JP-SKU-001`. Default nothing. */
  readonly skuPrefix?: string;
  /** Share of SKUs without a seller SKU; default 0.03. */
  readonly emptySellerSkus?: number;
  /** Share of SKUs that carry the seller SKU of another one; default 0.03. */
  readonly sharedSellerSkus?: number;
  /** Days over which the orders are spread, back from the start; default 14. */
  readonly spanDays?: number;
  readonly mix?: Partial<OrderMix>;
  /** 300 orders of 3 different SKUs out of 50, one unit each, shipping paid, new buyers, all AWAITING_SHIPMENT. */
  readonly bench?: boolean;
  /** Whether new orders pass through ON_HOLD for an hour (`is_on_hold_order`); default true. */
  readonly onHoldFlow?: boolean;
}

/** A limit of calls per app and shop. */
export interface RateLimit {
  readonly perSecond: number;
  /** Calls that may come at once. */
  readonly burst: number;
}

/** Behaviour that can be changed while the sandbox runs. */
export interface SandboxSettings {
  /** Life of an access token in seconds; TikTok's is 7 days. */
  readonly accessTokenSeconds: number;
  /** Life of a refresh token in seconds; TikTok's differs by market. */
  readonly refreshTokenSeconds: number;
  /** Whether a refresh token dies as soon as it was used. */
  readonly refreshKillsOldToken: boolean;
  /** How long search does not show a new order that detail already shows, in seconds. */
  readonly searchDelaySeconds: number;
  /** `cursor`: a page goes on behind the last order; `offset`: it skips as many orders as were shown. */
  readonly pageTokens: 'cursor' | 'offset';
  /** Calls per app and shop, null for no limit. */
  readonly rateLimit: RateLimit | null;
  /** Seconds by which the sandbox's clock for signatures is ahead of real time. */
  readonly clockSkewSeconds: number;
  /** How much faster than in life orders go along by themselves; 0 leaves them where they are. */
  readonly speed: number;
  /** Whether buyers can order only what is available; else they may order more, and TikTok shows 0. */
  readonly enforceStock: boolean;
  /** Search for products answers no page beyond so many hits (12052180). */
  readonly productSearchLimit: number;
}

/** Settings that the sandbox starts with. */
export const DEFAULT_SETTINGS: SandboxSettings = {
  accessTokenSeconds: 7 * 86_400,
  refreshTokenSeconds: 365 * 86_400,
  refreshKillsOldToken: true,
  searchDelaySeconds: 0,
  pageTokens: 'cursor',
  rateLimit: null,
  clockSkewSeconds: 0,
  speed: 0,
  enforceStock: false,
  productSearchLimit: 10_000,
};

/** Everything that a sandbox is started with. */
export interface SandboxOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** Default 127.0.0.1. The control API answers only callers on this machine, whatever the host. */
  readonly host?: string;
  readonly seed: string | number;
  readonly shops: readonly ShopOptions[];
  /** Orders per shop where the shop names no number; default 300. */
  readonly orders?: number;
  readonly apps?: readonly SandboxApp[];
  /** Unix seconds; real time unless given. */
  readonly clock?: () => number;
  readonly settings?: Partial<SandboxSettings>;
  readonly logger: Logger;
  /** File that keeps the state across restarts; when it exists, seed and shops are taken from it. */
  readonly dataFile?: string;
}

/**
 * Checks options that can come from a command line.
 *
 * @throws ConfigError that names every mistake.
 */
export function checkOptions(options: SandboxOptions): void {
  const mistakes = [
    ...(Number.isInteger(options.port) && options.port >= 0 && options.port <= 65_535
      ? []
      : [`port ${options.port} is not between 0 and 65535`]),
    ...(options.shops.length > 0 ? [] : ['there is no shop']),
    ...(options.shops.length <= MAX_SHOPS ? [] : [`there are more than ${MAX_SHOPS} shops`]),
    ...options.shops.flatMap((shop, index) => shopMistakes(shop).map((mistake) => `shop ${index + 1}: ${mistake}`)),
  ];
  if (mistakes.length === 0) return;
  throw new ConfigError(`The sandbox cannot start: ${mistakes.join('; ')}.`, {
    remedy: `Markets are ${REGIONS.join(', ')}.`,
  });
}

/** Ids carry the number of the shop in two digits. */
const MAX_SHOPS = 99;

/** Least and most of what a shop counts. */
const COUNTS = {
  orders: [0, 1_000_000],
  skus: [1, 1_000_000],
  skuSpread: [1, 1_000_000],
  // TikTok's limit is 300 in some markets, 100 in the others
  skusPerProduct: [1, 300],
  warehouses: [1, 7],
} as const satisfies Partial<Record<keyof ShopOptions, readonly [number, number]>>;

function shopMistakes(shop: ShopOptions): string[] {
  return [
    ...(isRegion(shop.region) ? [] : [`"${String(shop.region)}" is not a market`]),
    ...(Object.keys(COUNTS) as (keyof typeof COUNTS)[]).flatMap((name) => countMistakes(name, shop[name])),
    ...Object.entries(shop.mix ?? {})
      .filter(([, share]) => share < 0 || share > 1)
      .map(([kind, share]) => `share ${share} of ${kind} is not between 0 and 1`),
  ];
}

function countMistakes(name: keyof typeof COUNTS, count: number | undefined): string[] {
  const [least, most] = COUNTS[name];
  if (count === undefined || (Number.isInteger(count) && count >= least && count <= most)) return [];
  return [`${name} ${count} is not a whole number from ${least} to ${most}`];
}
