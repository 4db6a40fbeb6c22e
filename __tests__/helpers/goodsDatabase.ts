/**
 * Databases that a shop can be linked to at once: the addon is installed, and there are goods with stock, warehouses and
 * taxes. Made once per machine and state of the source, copied for each test.
 */
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install } from '../../src/addon/install.ts';
import { withLock } from '../../src/core/files.ts';
import type { OdooClient } from '../../src/odoo/client.ts';
import { connectTo } from './odooFixtures.ts';
import { freshDatabase, type OdooTestDatabase, type OdooTestVersion, serverFacts } from './odooServer.ts';
import { copyDatabase, databasesLike, dropDatabase, runSql } from './postgres.ts';

/** Internal References of the goods, as the sandbox names the SKUs of a shop of 12 SKUs. */
export const GOODS_CODES: readonly string[] = [
  ...numbered('SKU', 12, 3),
  ...numbered('BUNDLE', 3, 2),
  ...numbered('GIFT', 2, 2),
];

/** Names of the own warehouse (code WH), of the one that stands for goods at TikTok, and of the taxes in the price. */
export const OWN_WAREHOUSE_NAME = 'Own goods';
export const FBT_WAREHOUSE_NAME = 'Goods at TikTok';
export const GOODS_TAX_NAME = 'VAT 20% in price';
export const SHIPPING_TAX_NAME = 'VAT 20% on shipping';

/** More of each than all tests of a file order. */
const PLENTY = 10_000;

const LOCKS = join(tmpdir(), 'tiktok-odoo-test-locks');
const SOURCES = ['../../src/addon', '../../src/odoo', 'goodsDatabase.ts', 'odooServer.ts'];

/** A fresh copy; the caller drops it. */
export async function goodsDatabase(version: OdooTestVersion): Promise<OdooTestDatabase> {
  const { url, admin, bridge } = serverFacts(version);
  const prepared = await ensurePrepared(version);
  const db = `tt_${process.pid}_${randomBytes(5).toString('hex')}`;
  await copyDatabase(version, prepared, db);
  return { url, db, admin, bridge, drop: () => dropDatabase(version, db) };
}

async function ensurePrepared(version: OdooTestVersion): Promise<string> {
  const prefix = `tiktok_goods_${version}_`;
  const name = `${prefix}${await recipeHash(version)}`;
  if ((await databasesLike(version, prefix)).includes(name)) return name;
  mkdirSync(LOCKS, { recursive: true });
  const task = async (): Promise<void> => {
    const there = await databasesLike(version, prefix);
    if (there.includes(name)) return;
    await prepare(version, name);
    for (const old of there) await dropDatabase(version, old);
  };
  await withLock(LOCKS, prefix, task, 120_000);
  return name;
}

/** Complete once it has its name: a run that is killed half-way leaves nothing that would be taken for it. */
async function prepare(version: OdooTestVersion, name: string): Promise<void> {
  const draft = await freshDatabase(version);
  const admin = await connectTo(draft, 'admin');
  await install(admin, { bridgeUserLogin: draft.bridge.login });
  await stockGoods(admin);
  await makeTaxes(admin);
  admin.close();
  const close = `ALTER DATABASE ${draft.db} ALLOW_CONNECTIONS false`;
  const end = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${draft.db}'`;
  await runSql(version, 'postgres', close);
  await runSql(version, 'postgres', end);
  await runSql(version, 'postgres', `ALTER DATABASE ${draft.db} RENAME TO ${name}`);
}

async function stockGoods(admin: OdooClient): Promise<void> {
  const [company] = await admin.search('res.company', [], { limit: 1, order: 'id' });
  const [own] = await admin.searchRead('stock.warehouse', [], ['lot_stock_id'], { limit: 1, order: 'id' });
  await admin.write('stock.warehouse', [own?.id ?? 0], { name: OWN_WAREHOUSE_NAME });
  await admin.create('stock.warehouse', [{ name: FBT_WAREHOUSE_NAME, code: 'FBT', company_id: company }]);
  const productIds = await admin.create(
    'product.product',
    GOODS_CODES.map((code) => ({
      ...admin.profile.storableProduct,
      name: `Goods ${code}`,
      default_code: code,
      // nothing of TikTok's costs this: a price from the product would be seen
      list_price: 7.77,
      invoice_policy: 'order',
    })),
  );
  const [location_id] = own?.['lot_stock_id'] as [number, string];
  const counting = admin.withContext({ inventory_mode: true });
  const quants = productIds.map((product_id) => ({ product_id, location_id, inventory_quantity: PLENTY }));
  const quantIds = await counting.create('stock.quant', quants);
  if ((await admin.fieldsOf('stock.quant')).has('inventory_quantity_set')) {
    await counting.call({ model: 'stock.quant', method: 'action_apply_inventory', ids: quantIds });
  }
}

async function makeTaxes(admin: OdooClient): Promise<void> {
  const fields = await admin.fieldsOf('account.tax');
  const included = fields.has('price_include_override')
    ? { price_include_override: 'tax_included' }
    : { price_include: true };
  const names = [GOODS_TAX_NAME, SHIPPING_TAX_NAME];
  await admin.create(
    'account.tax',
    names.map((name) => ({ name, amount: 20, type_tax_use: 'sale', ...included })),
  );
}

/** Changes with everything that the prepared database is made by. */
async function recipeHash(version: OdooTestVersion): Promise<string> {
  const hash = createHash('sha256');
  const { template } = serverFacts(version);
  const sql = `SELECT oid, shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = '${template}'`;
  hash.update(await runSql(version, 'postgres', sql));
  for (const source of SOURCES) {
    const path = fileURLToPath(new URL(source, import.meta.url));
    for (const file of filesOf(path)) hash.update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}

function filesOf(path: string): string[] {
  if (path.endsWith('.ts')) return [path];
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => join(path, name));
}

function numbered(word: string, count: number, digits: number): string[] {
  return Array.from({ length: count }, (_, index) => `${word}-${String(index + 1).padStart(digits, '0')}`);
}
