import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freshDatabase, type OdooTestDatabase } from '../../../__tests__/helpers/odooServer.ts';
import { install } from '../../../src/addon/install.ts';
import { type Bridge, openBridge } from '../../../src/bridge.ts';
import { loadConfig } from '../../../src/config/load.ts';
import { chunksOf } from '../../../src/core/lists.ts';
import { silentLogger } from '../../../src/core/logger.ts';
import type { OdooClient } from '../../../src/odoo/client.ts';
import { QUIET } from '../../../src/odoo/loader.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/server.ts';
import { bridgeEnv } from '../bridgeEnv.ts';
import { compileProcess, MAPPINGS_FOLDER } from '../compiled.ts';
import { connectAs } from '../orders/database.ts';
import type { CatalogueProcessRun } from './catalogueProcess.ts';

const run = promisify(execFile);
/** 10,000 SKUs are 400 products, whose details one run reads. */
const SKUS_PER_PRODUCT = 25;
/** Every so many products are known by their barcode only, and every so many SKUs have no product at all. */
const ONLY_BARCODE = 40;
const NO_PRODUCT = 100;
const CREATE_AT_ONCE = 500;

/** A shop of the sandbox, a database with products, and the bridge between them. */
export interface CatalogueStage {
  readonly database: OdooTestDatabase;
  readonly sandbox: Sandbox;
  readonly bridge: Bridge;
  readonly shopId: string;
  /** Database id of the `x_tiktok_shop`. */
  readonly shopRecordId: number;
  readonly admin: OdooClient;
  /** Settings of the bridge, and where it keeps its state, for processes of their own. */
  readonly env: Readonly<Record<string, string>>;
  readonly stateDir: string;
  /** Syncs the catalogue in a process of its own. */
  sync(): Promise<CatalogueProcessRun>;
  close(): Promise<void>;
}

/** Prepares everything up to the first sync. */
export async function openStage(options: {
  readonly skus: number;
  readonly progress: (line: string) => void;
}): Promise<CatalogueStage> {
  const { skus, progress } = options;
  const closers: (() => Promise<void> | void)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.reverse()) await closer();
  };
  try {
    progress('preparing a database and a shop');
    const shop = { region: 'US', orders: 0, skus, skusPerProduct: SKUS_PER_PRODUCT } as const;
    const sandbox = await startSandbox({ port: 0, seed: 'catalogue', shops: [shop], logger: silentLogger });
    closers.push(() => sandbox.close());
    const database = await freshDatabase('19');
    closers.push(() => database.drop());
    const admin = await connectAs(database, database.admin, silentLogger);
    closers.push(() => {
      admin.close();
    });
    await install(admin, { bridgeUserLogin: database.bridge.login });
    progress(`making products for ${skus} SKUs`);
    await makeProducts(admin, sandbox);
    const stateDir = await mkdtemp(join(tmpdir(), 'tiktok-bench-'));
    closers.push(() => rm(stateDir, { recursive: true }));
    const env = bridgeEnv(database, sandbox.url, stateDir);
    const bridge = openBridge(loadConfig({ env, cwd: stateDir }), { shippedMappings: MAPPINGS_FOLDER });
    closers.push(() => bridge.close());
    const shopId = await linkAndEnable(bridge, sandbox);
    const [shopRecordId = 0] = await admin.search('x_tiktok_shop', [['x_shop_id', '=', shopId]]);
    const path = await compileProcess('catalogue/catalogueProcess.ts');
    const sync = async (): Promise<CatalogueProcessRun> => {
      const { stdout } = await run(process.execPath, [path, MAPPINGS_FOLDER], { env, cwd: stateDir });
      const result = JSON.parse(stdout) as CatalogueProcessRun;
      if (result.error !== undefined) throw new Error(`The bridge could not sync: ${result.error}`);
      return result;
    };
    return { database, sandbox, bridge, shopId, shopRecordId, admin, env, stateDir, sync, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Products as a shop owner has them: most carry the seller SKU, some the barcode only, a few are missing. */
async function makeProducts(admin: OdooClient, { control }: Sandbox): Promise<void> {
  const codes = new Set<string>();
  const wanted = control.catalogue().flatMap(({ sellerSku, barcode, title, skuName }, index) => {
    const isKnown = sellerSku === '' || codes.has(sellerSku) || index % NO_PRODUCT === 1;
    codes.add(sellerSku);
    if (isKnown) return [];
    const name = `${title}, ${skuName}`;
    return [index % ONLY_BARCODE === 0 ? { name, barcode } : { name, default_code: sellerSku }];
  });
  const quiet = admin.withContext(QUIET);
  for (const page of chunksOf(wanted, CREATE_AT_ONCE)) {
    const { storableProduct } = admin.profile;
    await quiet.create(
      'product.product',
      page.map((values) => ({ ...storableProduct, ...values })),
    );
  }
}

async function linkAndEnable(bridge: Bridge, { control }: Sandbox): Promise<string> {
  const { url } = await bridge.startLink(undefined, undefined);
  const state = new URL(url).searchParams.get('state') ?? '';
  await bridge.shops.completeLink(control.consent({ state }).redirect);
  const shopId = control.shops()[0]?.shopId ?? '';
  const report = await bridge.shops.enable({ shop: shopId, given: { warehouse: 'WH' }, dryRun: false });
  if (report.result === 'refused') throw new Error(report.problems.join('\n'));
  return shopId;
}
