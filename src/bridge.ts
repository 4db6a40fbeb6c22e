import { join } from 'node:path';
import type { Config } from './config/types.ts';
import { requireAdmin, requireApp, requireLinkableApp, requireOdoo } from './config/require.ts';
import { ensurePrivateFolder } from './core/files.ts';
import { createHttpClient } from './core/http.ts';
import { createLogger, type Logger } from './core/logger.ts';
import { once, remember } from './core/once.ts';
import { nowSeconds } from './core/time.ts';
import { loadMappings, type Mappings } from './mapping/files/load.ts';
import { connectOdoo, type OdooClient } from './odoo/client.ts';
import { verifyProfile } from './odoo/verify.ts';
import { install, type InstallOptions, type InstallOutcome, upgrade } from './addon/install.ts';
import { recordXid } from './addon/layers/records.ts';
import { type InstallPlan, planInstall } from './addon/plan.ts';
import { RECORDS } from './addon/records.ts';
import { requireAddon } from './addon/requireAddon.ts';
import { planUninstall, uninstall, type UninstallOutcome, type UninstallPlan } from './addon/uninstall.ts';
import type { CatalogueReport } from './sync/catalogue/report.ts';
import { type CatalogueSyncRequest, syncCatalogue } from './sync/catalogue/sync.ts';
import type { InventoryReport } from './sync/inventory/report.ts';
import { type InventorySyncRequest, syncInventory } from './sync/inventory/sync.ts';
import { exportItems, type ExportReport, type ExportRequest } from './sync/items/export.ts';
import { importItems, type ImportReport, type ImportRequest } from './sync/items/import.ts';
import type { OrdersReport } from './sync/orders/report.ts';
import { type ShownOrder, showOrder } from './sync/orders/show.ts';
import { type OrderSyncDeps, type OrderSyncRequest, syncOrders } from './sync/orders/sync.ts';
import { createConfirmQueue } from './sync/orders/run.ts';
import type { PricesReport } from './sync/prices/report.ts';
import { type PricesSyncRequest, syncPrices } from './sync/prices/sync.ts';
import { type AccountStatus, readAccounts } from './sync/shops/accounts.ts';
import { setShop, type ShownShop, showShop } from './sync/shops/change.ts';
import { completeLink, type LinkDeps, type LinkReport } from './sync/shops/completeLink.ts';
import type { SettingChange } from './sync/shops/draft.ts';
import { disableShop, type EnableReport, type EnableRequest, enableShop } from './sync/shops/enable.ts';
import type { ShopSyncDeps } from './sync/shops/each.ts';
import { readShops, type Shop } from './sync/shops/shop.ts';
import { createAccessTokens } from './tiktok/accessTokens.ts';
import type { TiktokApp } from './tiktok/account.ts';
import { createTiktokClient, type TiktokClient } from './tiktok/client.ts';
import { createServerClock, type ServerClock } from './tiktok/clock.ts';
import { createRateLimiter } from './tiktok/limits.ts';
import { type AuthContext, consentUrl, exchangeCode } from './tiktok/oauth.ts';
import { createStateStore } from './tiktok/oauthState.ts';
import { createTokenStore, type TokenStore } from './tiktok/tokens.ts';

/** Everything that the use cases need, built once and closed in reverse. */
export interface Bridge {
  readonly config: Config;
  readonly logger: Logger;
  readonly mappings: Mappings;
  /** Odoo as the bridge's own user; the addon is there. */
  odoo(): Promise<OdooClient>;
  /** Odoo as the administrator, for installing and for what only an administrator may make. */
  admin(): Promise<OdooClient>;
  tiktokFor(account: { readonly app: string; readonly openId: string }): TiktokClient;
  /** Address of the consent page of an app; the state in it can be used once. */
  startLink(
    app: string | undefined,
    region: string | undefined,
  ): Promise<{ readonly url: string; readonly app: string }>;
  linkDeps(): Promise<LinkDeps>;
  orderSyncDeps(): Promise<OrderSyncDeps>;
  shopSyncDeps(): Promise<ShopSyncDeps>;
  /** The addon as an administrator may change it. */
  readonly addon: AddonCommands;
  /** What people ask for about shops. */
  readonly shops: ShopCommands;
  /** Listings and their products in a spreadsheet. */
  readonly items: ItemCommands;
  /** Syncs orders while no other process of this host syncs the same shop. */
  syncOrders(request: Omit<OrderSyncRequest, 'lockFolder'>): Promise<OrdersReport[]>;
  /** Syncs catalogues while no other process of this host syncs the same shop's. */
  syncCatalogue(request: Omit<CatalogueSyncRequest, 'lockFolder'>): Promise<CatalogueReport[]>;
  /** Sends free stock, while no other process of this host does for the same shop. */
  syncInventory(request: Omit<InventorySyncRequest, 'lockFolder'>): Promise<InventoryReport[]>;
  /** Sends prices, while no other process of this host does for the same shop. */
  syncPrices(request: Omit<PricesSyncRequest, 'lockFolder'>): Promise<PricesReport[]>;
  showOrder(orderId: string, shop?: string): Promise<ShownOrder>;
  readonly tokens: TokenStore;
  readonly clock: ServerClock;
  close(): Promise<void>;
}

/** The addon's use cases, run as an administrator. */
export interface AddonCommands {
  /** What an install or upgrade would write; writes nothing. */
  plan(): Promise<InstallPlan>;
  install(options: InstallOptions): Promise<InstallOutcome>;
  upgrade(options: InstallOptions): Promise<InstallOutcome>;
  planUninstall(): Promise<UninstallPlan>;
  uninstall(onProgress: (line: string) => void): Promise<UninstallOutcome>;
}

/** The use cases about accounts and shops, run as the bridge's own user. */
export interface ShopCommands {
  completeLink(callback: string): Promise<LinkReport>;
  accounts(): Promise<AccountStatus[]>;
  list(): Promise<Shop[]>;
  show(shop: string): Promise<ShownShop>;
  set(
    shop: string,
    pairs: readonly string[],
    dryRun: boolean,
  ): Promise<{ readonly shop: Shop; readonly changes: readonly SettingChange[] }>;
  enable(request: EnableRequest): Promise<EnableReport>;
  disable(shop: string): Promise<{ readonly shop: Shop; readonly wasEnabled: boolean }>;
}

/** The use cases about item files, run as the bridge's own user. */
export interface ItemCommands {
  export(request: ExportRequest): Promise<ExportReport>;
  import(request: ImportRequest): Promise<ImportReport>;
}

export type {
  AccountStatus,
  CatalogueReport,
  EnableReport,
  ImportReport,
  InstallOutcome,
  InventoryReport,
  LinkReport,
  OrdersReport,
  PricesReport,
  SettingChange,
  Shop,
  ShownOrder,
};

/** Where the bridge runs. */
export interface BridgePlace {
  /** The folder `mappings/` that comes with the bridge. */
  readonly shippedMappings: string;
  /** Whether the log goes to standard error; default true. */
  readonly logToStderr?: boolean;
}

/**
 * Builds the bridge from its settings. Nothing is connected before it is needed.
 *
 * @throws StateError when the state folder cannot be used.
 * @throws MappingError when a mapping file is wrong.
 */
export function openBridge(config: Config, place: BridgePlace): Bridge {
  const logger = createLogger({ ...config.log, stderr: place.logToStderr });
  const mappings = loadMappings({ shippedDir: place.shippedMappings, dir: config.mappingsDir });
  ensurePrivateFolder(config.stateDir);
  const closers: (() => void | Promise<void>)[] = [() => logger.close()];
  const http = createHttpClient();
  closers.push(() => {
    http.close();
  });
  const clock = createServerClock();
  const limiter = createRateLimiter();
  const tokens = createTokenStore(join(config.stateDir, 'tokens'));
  const states = createStateStore(join(config.stateDir, 'consent'), nowSeconds);
  const confirms = createConfirmQueue();
  const locks = join(config.stateDir, 'locks');
  ensurePrivateFolder(locks);

  const authOf = (section: string): AuthContext => ({
    app: toApp(config, section),
    hosts: { auth: config.tiktok.authUrl },
    http,
    clock,
    logger,
  });
  const tiktokFor = remember(
    (account: { readonly app: string; readonly openId: string }) => `${account.app} ${account.openId}`,
    ({ app, openId }) => {
      const auth = authOf(app);
      const access = createAccessTokens({ auth, store: tokens, openId, logger });
      return createTiktokClient({
        app: auth.app,
        hosts: { api: config.tiktok.apiUrl },
        tokens: access,
        http,
        logger,
        limiter,
        clock,
      });
    },
  );
  const connect = (access: ReturnType<typeof requireOdoo>): Promise<OdooClient> =>
    connectOdoo({
      login: access.login,
      transport: access.transport,
      logger,
      deadlines: { readMs: access.timeoutMs, totalMs: access.timeoutMs * 2 },
    });
  const odoo = once(async () => {
    const client = await connect(requireOdoo(config));
    closers.push(() => {
      client.close();
    });
    await requireAddon(client);
    await verifyProfile(client);
    return client;
  });
  const admin = once(async () => {
    const client = await connect(requireAdmin(config));
    closers.push(() => {
      client.close();
    });
    return client;
  });

  const linkDeps = async (): Promise<LinkDeps> => ({
    odoo: await odoo(),
    mappings,
    states,
    tokens,
    tiktokFor,
    exchange: (app, code) => exchangeCode(authOf(app), code),
  });
  const shopSyncDeps = async (): Promise<ShopSyncDeps> => ({
    odoo: await odoo(),
    tiktokFor,
    mappings,
    logger,
    now: () => clock.now(),
    elapsed: () => performance.now(),
  });
  const orderSyncDeps = async (): Promise<OrderSyncDeps> => ({ ...(await shopSyncDeps()), confirms });

  return {
    config,
    logger,
    mappings,
    tokens,
    clock,
    odoo,
    admin,
    tiktokFor,
    linkDeps,
    orderSyncDeps,
    shopSyncDeps,
    addon: addonCommands(admin),
    shops: {
      completeLink: async (callback) => completeLink(await linkDeps(), callback),
      accounts: async () => readAccounts(await odoo(), tokens),
      list: async () => readShops(await odoo()),
      show: async (shop) => showShop(await odoo(), mappings, shop),
      set: async (shop, pairs, dryRun) => setShop(await odoo(), mappings, { shop, pairs, dryRun, now: clock.now() }),
      enable: async (request) =>
        enableShop(
          { odoo: await odoo(), admin, tiktokFor, mappings, now: () => clock.now(), masterData: masterData() },
          request,
        ),
      disable: async (shop) => disableShop(await odoo(), shop),
    },
    items: {
      export: async (request) => exportItems(await odoo(), request),
      import: async (request) => importItems(await odoo(), request),
    },
    syncOrders: async (request) => syncOrders(await orderSyncDeps(), { ...request, lockFolder: locks }),
    syncCatalogue: async (request) => syncCatalogue(await shopSyncDeps(), { ...request, lockFolder: locks }),
    syncInventory: async (request) => syncInventory(await shopSyncDeps(), { ...request, lockFolder: locks }),
    syncPrices: async (request) => syncPrices(await shopSyncDeps(), { ...request, lockFolder: locks }),
    showOrder: async (orderId, shop) => showOrder(await orderSyncDeps(), orderId, shop),
    startLink: async (name, region) => {
      const app = toLinkableApp(config, name);
      const host = region === 'US' ? config.tiktok.consentUrlUs : config.tiktok.consentUrl;
      return { url: consentUrl(app, host, await states.issue(app.section)), app: app.section };
    },
    close: once(async () => {
      for (const close of closers.reverse()) await close();
    }),
  };
}

function addonCommands(admin: () => Promise<OdooClient>): AddonCommands {
  return {
    plan: async () => planInstall(await admin()),
    install: async (options) => install(await admin(), options),
    upgrade: async (options) => upgrade(await admin(), options),
    planUninstall: async () => planUninstall(await admin()),
    uninstall: async (onProgress) => uninstall(await admin(), onProgress),
  };
}

/** External ids of the records that the addon brings for shops, by field of `x_tiktok_shop`. */
function masterData(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    RECORDS.flatMap(({ name, shopField }) => (shopField === undefined ? [] : [[shopField, recordXid(name)] as const])),
  );
}

function toApp(config: Config, name: string): TiktokApp {
  const app = requireApp(config, name);
  return { section: app.name, key: app.key, secret: app.secret, serviceId: app.serviceId };
}

function toLinkableApp(config: Config, name: string | undefined): TiktokApp {
  const app = requireLinkableApp(config, name);
  return { section: app.name, key: app.key, secret: app.secret, serviceId: app.serviceId };
}
