import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { silentLogger } from '../../../src/core/logger.ts';
import { loadMappings } from '../../../src/mapping/files/load.ts';
import type { OdooClient } from '../../../src/odoo/client.ts';
import { readPlaces } from '../../../src/sync/places.ts';
import { idOf } from '../../../src/sync/rows.ts';
import { readSettings } from '../../../src/sync/shops/settings.ts';
import { readShops } from '../../../src/sync/shops/shop.ts';
import { withUnits } from '../../../src/sync/units.ts';
import { MAPPINGS_FOLDER } from '../compiled.ts';
import { linkBridge } from './bridgeWay.ts';
import { connectAs, prepareDatabase } from './database.ts';
import { drawOrders, type SandboxShop, SKUS, startShop } from './sandboxShop.ts';
import { importBy, type WayContext } from './ways.ts';
import type { WantedContext } from './wanted.ts';

const run = promisify(execFile);
const ODOO_SCRIPT = fileURLToPath(new URL('../../odoo', import.meta.url));
/** Orders that the bridge imports before the first round, so that both of Odoo's workers know the database. */
const WARMUP = 10;

/** How the benchmark's world is made. */
export interface StageOptions {
  /** How many of the 50 SKUs buyers order. */
  readonly skuSpread?: number;
  readonly progress: (line: string) => void;
}

/** A database, a sandbox and the bridge between them, ready for the first round. */
export interface Stage {
  readonly context: WayContext;
  close(): Promise<void>;
}

/** Starts what is needed, links the shop and imports a few orders. */
export async function openStage({ skuSpread = SKUS, progress }: StageOptions): Promise<Stage> {
  progress('starting an Odoo with two workers');
  await run(ODOO_SCRIPT, ['up', '--version', '19', '--workers', '2'], { maxBuffer: 16 * 1024 * 1024 });
  const closers: (() => Promise<void> | void)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.reverse()) await closer();
  };
  try {
    progress('preparing a database');
    const shop = await startShop('benchmark', silentLogger, skuSpread);
    closers.push(() => shop.sandbox.close());
    const database = await prepareDatabase(urlOfTwoWorkers(), shop.goods, silentLogger);
    closers.push(() => database.drop());
    const bridge = await linkBridge(database, shop);
    closers.push(() => bridge.close());
    const admin = await connectAs(database, database.admin, silentLogger);
    closers.push(() => {
      admin.close();
    });
    await enableShop(admin, database.shopSettings);
    const [uid = 0] = await admin.search('res.users', [['login', '=', database.bridge.login]]);
    const wanted = await readWanted(admin, shop);
    const context = { database, shop, bridge, admin, uid, wanted };
    progress('warming up');
    await warmUp(context);
    return { context, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** As a person would in the shop's form: the bridge checks it all at its first sync. */
async function enableShop(admin: OdooClient, settings: Readonly<Record<string, number>>): Promise<void> {
  const shops = await admin.search('x_tiktok_shop', []);
  await admin.write('x_tiktok_shop', shops, { ...settings, x_enabled: true });
}

async function warmUp(context: WayContext): Promise<void> {
  for (const way of ['bridge', 'bridgeOnePage', 'bridge'] as const) {
    await importBy(way, drawOrders(context.shop, WARMUP), context);
  }
}

/**
 * All remote ways use this server and nothing else does: the ordinary one may be busy with other databases. With one page
 * in flight, or one call at a time, only one of its workers works at a time.
 */
function urlOfTwoWorkers(): string {
  const home = process.env['TIKTOK_ODOO_HOME'] ?? '/var/lib/tiktok-odoo';
  const facts = JSON.parse(readFileSync(join(home, 'servers', '19-workers.json'), 'utf8')) as { url: string };
  return facts.url;
}

/** What the mapping needs to know, read as the bridge reads it. */
async function readWanted(admin: OdooClient, { sandbox, goods }: SandboxShop): Promise<WantedContext> {
  const mappings = loadMappings({ shippedDir: MAPPINGS_FOLDER });
  const [record] = await readShops(admin);
  if (!record) throw new Error('The shop is not linked');
  const reading = readSettings(record, mappings);
  if (!reading.ok) throw new Error(reading.problems.join(' '));
  const codes = goods.map(({ sellerSku }) => sellerSku);
  const rows = await admin.searchRead('product.product', [['default_code', 'in', codes]], ['default_code', 'uom_id']);
  const byCode = new Map(
    rows.map((row) => [String(row['default_code']), { productId: row.id, uomId: idOf(row['uom_id']) }]),
  );
  const products = sandbox.control.catalogue().flatMap(({ skuId, sellerSku }) => {
    const product = byCode.get(sellerSku);
    return product ? [[skuId, product] as const] : [];
  });
  const shop = await withUnits(admin, reading.settings);
  return { shop, mappings, places: await readPlaces(admin), profile: admin.profile, products: new Map(products) };
}
