/** Both systems and the bridge between them: a real Odoo, a sandbox with shops, linked and enabled as people would. */
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Bridge, openBridge } from '../../src/bridge.ts';
import { loadConfig } from '../../src/config/load.ts';
import { silentLogger } from '../../src/core/logger.ts';
import type { OdooClient } from '../../src/odoo/client.ts';
import { SANDBOX_APP, type SandboxSettings, type ShopOptions } from '../../src/sandbox/options.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts';
import type { OrdersReport } from '../../src/sync/orders/report.ts';
import { type OrderSyncRequest, syncOrders } from '../../src/sync/orders/sync.ts';
import type { LinkReport } from '../../src/sync/shops/completeLink.ts';
import { GOODS_TAX_NAME, goodsDatabase, SHIPPING_TAX_NAME } from './goodsDatabase.ts';
import { connectTo } from './odooFixtures.ts';
import type { OdooTestDatabase, OdooTestVersion } from './odooServer.ts';

const SHIPPED_MAPPINGS = fileURLToPath(new URL('../../mappings', import.meta.url));

/** Every scenario runs on both ends of the supported range. */
export const VERSIONS = ['19', '14'] as const;

/** Longer than a world takes to be made on a busy machine; for `beforeAll`. */
export const WORLD_TIMEOUT = 180_000;

/** What a world is made of. */
export interface WorldOptions {
  /** Each sells 12 SKUs that all have a product, unless it says otherwise. Default one in the US without orders. */
  readonly shops?: readonly ShopOptions[];
  readonly settings?: Partial<SandboxSettings>;
  /** Settings of all shops by key, as `shops enable` takes them. */
  readonly given?: Readonly<Record<string, string>>;
  /** Links and enables nothing. */
  readonly bare?: boolean;
}

/** A shop of the sandbox and of Odoo. */
export interface WorldShop {
  /** TikTok's id. */
  readonly shopId: string;
  readonly region: string;
  readonly name: string;
  /** Database id of the `x_tiktok_shop`; 0 while it is not linked. */
  readonly id: number;
}

/** A bridge and how to get another one. */
export interface BridgeChoice {
  /** Default the world's own. */
  readonly stateDir?: string;
  /** Default the Odoo server itself; a proxy for example. */
  readonly odooUrl?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A sync as most tests want it. */
export type SyncWish = Partial<OrderSyncRequest>;

/** See {@link createWorld}. */
export interface World {
  readonly version: OdooTestVersion;
  readonly database: OdooTestDatabase;
  readonly admin: OdooClient;
  /** Odoo as the bridge's own user, with the least rights. */
  readonly odoo: OdooClient;
  readonly sandbox: Sandbox;
  readonly control: Sandbox['control'];
  readonly shops: readonly WorldShop[];
  /** The first shop. */
  readonly shop: WorldShop;
  readonly bridge: Bridge;
  readonly stateDir: string;
  /** Settings of a bridge as environment variables. */
  env(choice?: BridgeChoice): Record<string, string>;
  /** The world closes it. */
  openBridge(choice?: BridgeChoice): Bridge;
  /** A folder that goes with the world. */
  makeFolder(): string;
  /** The seller says yes on the consent page; the first seller unless named. */
  link(bridge?: Bridge, seller?: string): Promise<LinkReport>;
  enable(shop: WorldShop, given?: Readonly<Record<string, string>>, bridge?: Bridge): Promise<void>;
  /** Syncs all enabled shops. */
  syncAll(wish?: SyncWish, bridge?: Bridge): Promise<OrdersReport[]>;
  /** Syncs the first shop. */
  sync(wish?: SyncWish, bridge?: Bridge): Promise<OrdersReport>;
  /** Writes settings of a shop as a person does in its form. */
  setShop(values: Readonly<Record<string, unknown>>, shop?: WorldShop): Promise<void>;
  /** Lets time go by on TikTok, so that what lies behind is no longer looked back at. */
  passTime(seconds: number): void;
  close(): Promise<void>;
}

/**
 * Makes a world: a fresh database with addon, goods, stock and taxes, a sandbox, and a bridge that is linked and whose
 * shops are enabled. The caller closes it in `afterAll`.
 */
export async function createWorld(version: OdooTestVersion, options: WorldOptions = {}): Promise<World> {
  const database = await goodsDatabase(version);
  const admin = await connectTo(database, 'admin');
  const odoo = await connectTo(database, 'bridge');
  const sandbox = await startSandbox({
    port: 0,
    seed: 'world',
    shops: (options.shops ?? [{ region: 'US', orders: 0 }]).map(withDefaults),
    settings: options.settings ?? {},
    logger: silentLogger,
  });
  const folders: string[] = [];
  const bridges: Bridge[] = [];
  const makeFolder = (): string => {
    const folder = mkdtempSync(join(tmpdir(), 'world-'));
    folders.push(folder);
    return folder;
  };
  const stateDir = makeFolder();
  const env = (choice: BridgeChoice = {}): Record<string, string> => ({
    ...settingsOf(database, sandbox.url, choice.stateDir ?? stateDir, choice.odooUrl),
    ...choice.env,
  });
  const open = (choice: BridgeChoice = {}): Bridge => {
    const config = loadConfig({ env: env(choice), cwd: choice.stateDir ?? stateDir });
    const bridge = openBridge(config, { shippedMappings: SHIPPED_MAPPINGS });
    bridges.push(bridge);
    return bridge;
  };
  const bridge = open();
  const shops: WorldShop[] = sandbox.control
    .shops()
    .map(({ shopId, region, name }) => ({ shopId, region, name, id: 0 }));
  const [first] = shops;
  if (!first) throw new Error('A world has at least one shop.');

  const syncAll = async (wish: SyncWish = {}, by = bridge): Promise<OrdersReport[]> =>
    syncOrders(await by.orderSyncDeps(), { ...by.config.sync, dryRun: false, recreate: false, ...wish });
  const world: World = {
    version,
    database,
    admin,
    odoo,
    sandbox,
    control: sandbox.control,
    shops,
    get shop() {
      return shops[0] ?? first;
    },
    bridge,
    stateDir,
    env,
    openBridge: open,
    makeFolder,
    link: async (by = bridge, seller) => {
      const { url } = await by.startLink(undefined, undefined);
      const state = new URL(url).searchParams.get('state') ?? '';
      return by.shops.completeLink(sandbox.control.consent({ state, seller }).redirect);
    },
    enable: async ({ shopId }, given = {}, by = bridge) => {
      const report = await by.shops.enable({ shop: shopId, given, dryRun: false });
      if (report.result === 'refused') throw new Error(report.problems.join('\n'));
    },
    syncAll,
    sync: async (wish = {}, by = bridge) => {
      const [report] = await syncAll({ shop: world.shop.shopId, ...wish }, by);
      if (!report) throw new Error('There is no report.');
      return report;
    },
    setShop: async (values, shop = world.shop) => {
      await admin.write('x_tiktok_shop', [shop.id], values);
    },
    passTime: (seconds) => {
      const { clockSkewSeconds } = sandbox.control.settings();
      sandbox.control.changeSettings({ clockSkewSeconds: clockSkewSeconds + seconds });
      sandbox.control.moveClock(seconds);
    },
    close: async () => {
      for (const one of bridges) await one.close();
      admin.close();
      odoo.close();
      await sandbox.close();
      await database.drop();
      for (const folder of folders) await rm(folder, { recursive: true, force: true });
    },
  };
  try {
    if (options.bare !== true) await linkAndEnable(world, shops, options.given ?? {});
  } catch (error) {
    await world.close();
    throw error;
  }
  return world;
}

async function linkAndEnable(world: World, shops: WorldShop[], given: Readonly<Record<string, string>>): Promise<void> {
  const sellers = new Set(world.control.shops().map(({ seller }) => seller));
  for (const seller of sellers) await world.link(world.bridge, seller);
  const rows = await world.admin.searchRead('x_tiktok_shop', [], ['x_shop_id']);
  for (const [index, shop] of shops.entries()) {
    const id = rows.find((row) => row['x_shop_id'] === shop.shopId)?.id ?? 0;
    shops[index] = { ...shop, id };
    const taxes = shop.region === 'US' ? {} : { 'goods-tax': GOODS_TAX_NAME, 'shipping-tax': SHIPPING_TAX_NAME };
    await world.enable(shop, { warehouse: 'WH', ...taxes, ...given });
  }
}

function withDefaults(shop: ShopOptions): ShopOptions {
  return { skus: 12, emptySellerSkus: 0, sharedSellerSkus: 0, orders: 0, ...shop };
}

function settingsOf(
  { url, db, bridge, admin }: OdooTestDatabase,
  tiktok: string,
  stateDir: string,
  odooUrl = url,
): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: stateDir,
    ODOO_URL: odooUrl,
    ODOO_DB: db,
    ODOO_USER: bridge.login,
    ODOO_API_KEY: bridge.apiKey,
    ODOO_ADMIN_USER: admin.login,
    ODOO_ADMIN_API_KEY: admin.apiKey,
    TIKTOK_API_URL: tiktok,
    TIKTOK_AUTH_URL: tiktok,
    TIKTOK_CONSENT_URL: `${tiktok}/open/authorize`,
    TIKTOK_CONSENT_URL_US: `${tiktok}/open/authorize`,
    TIKTOK_APP_MAIN_KEY: SANDBOX_APP.key,
    TIKTOK_APP_MAIN_SECRET: SANDBOX_APP.secret,
    TIKTOK_APP_MAIN_SERVICE_ID: SANDBOX_APP.serviceId,
    TIKTOK_APP_MAIN_REDIRECT_URL: SANDBOX_APP.redirectUrl,
    TIKTOK_ODOO_STATE_DIR: join(stateDir, 'state'),
    TIKTOK_ODOO_LOG_LEVEL: 'silent',
  };
}
