import { connectOdoo, type OdooClient } from '../../../src/odoo/client.ts';
import { externalId } from '../../../src/odoo/values.ts';
import { install } from '../../../src/addon/install.ts';
import type { Logger } from '../../../src/core/logger.ts';
import { freshDatabase, type OdooTestDatabase, type OdooTestLogin } from '../../../__tests__/helpers/odooServer.ts';

/** A database for one benchmark: the addon, goods with stock, taxes and a pricelist. */
export interface BenchDatabase extends OdooTestDatabase {
  /** Settings for the shop's record, by field of `x_tiktok_shop`. */
  readonly shopSettings: Readonly<Record<string, number>>;
}

/** One product to sell. */
export interface Goods {
  /** Seller SKU, which becomes the Internal Reference. */
  readonly sellerSku: string;
  readonly name: string;
  readonly price: string;
}

/** More than all rounds together can sell. */
const PLENTY = 1_000_000;
const LIST_PRICE = 10;
const VAT_PERCENT = 20;

/**
 * Makes a fresh database and fills it with what an order import needs.
 *
 * @param url - The Odoo server that is to work on it.
 */
export async function prepareDatabase(url: string, goods: readonly Goods[], logger: Logger): Promise<BenchDatabase> {
  const database = { ...(await freshDatabase('19')), url };
  const admin = await connectAs(database, database.admin, logger);
  try {
    await install(admin, { bridgeUserLogin: database.bridge.login });
    await stockGoods(admin, goods);
    return { ...database, shopSettings: await makeShopSettings(admin) };
  } catch (error) {
    await database.drop();
    throw error;
  } finally {
    admin.close();
  }
}

/** Connects to a database over JSON-2. */
export function connectAs(
  { url, db }: Pick<OdooTestDatabase, 'url' | 'db'>,
  { login, apiKey }: OdooTestLogin,
  logger: Logger,
): Promise<OdooClient> {
  return connectOdoo({ login: { url, db, user: login, apiKey }, transport: 'json2', logger });
}

/** Storable products with stock, as a shop that sells from its own warehouse has them. */
async function stockGoods(admin: OdooClient, goods: readonly Goods[]): Promise<void> {
  const productIds = await admin.create(
    'product.product',
    goods.map(({ sellerSku, name }) => ({
      ...admin.profile.storableProduct,
      name,
      default_code: sellerSku,
      list_price: LIST_PRICE,
      taxes_id: false,
    })),
  );
  const [warehouse] = await admin.searchRead('stock.warehouse', [], ['lot_stock_id'], { limit: 1, order: 'id' });
  const location = warehouse?.['lot_stock_id'];
  const location_id = Array.isArray(location) ? Number(location[0]) : 0;
  const counting = admin.withContext({ inventory_mode: true });
  const quants = await counting.create(
    'stock.quant',
    productIds.map((product_id) => ({ product_id, location_id, inventory_quantity: PLENTY })),
  );
  await counting.call({ model: 'stock.quant', method: 'action_apply_inventory', ids: quants });
}

/** A shop in the United Kingdom: prices include the tax, and orders are in pounds while the company keeps dollars. */
async function makeShopSettings(admin: OdooClient): Promise<Record<string, number>> {
  const [company] = await admin.searchRead('res.company', [], ['id'], { limit: 1, order: 'id' });
  const [warehouse] = await admin.search('stock.warehouse', [], { limit: 1, order: 'id' });
  const [team] = await admin.search('crm.team', [], { limit: 1, order: 'id' });
  const [pounds] = await admin.search('res.currency', [['name', '=', 'GBP']]);
  const [pricelist] = await admin.create('product.pricelist', [{ name: 'TikTok GB', currency_id: pounds }]);
  const [goodsTax, shippingTax] = await admin.create(
    'account.tax',
    ['VAT on goods', 'VAT on shipping'].map((name) => ({
      name,
      amount: VAT_PERCENT,
      type_tax_use: 'sale',
      price_include_override: 'tax_included',
    })),
  );
  const ids = await admin.findByXid('product.product', SERVICES.map(serviceXid));
  const source = await admin.findByXid('utm.source', [externalId('addon', 'utm_source')]);
  return numbersOnly({
    x_company_id: company?.id,
    x_currency_id: pounds,
    x_warehouse_id: warehouse,
    x_team_id: team,
    x_pricelist_id: pricelist,
    x_goods_tax_id: goodsTax,
    x_shipping_tax_id: shippingTax,
    x_source_id: [...source.values()][0],
    ...Object.fromEntries(SERVICES.map((name) => [`x_${name}_product_id`, ids.get(serviceXid(name))])),
  });
}

const SERVICES = ['shipping', 'seller_discount', 'platform_discount', 'platform_subsidy'] as const;

function serviceXid(name: string): string {
  return externalId('addon', 'product', name);
}

function numbersOnly(values: Readonly<Record<string, number | undefined>>): Record<string, number> {
  const missing = Object.entries(values).filter(([, value]) => value === undefined);
  if (missing.length > 0) throw new Error(`The database lacks ${missing.map(([name]) => name).join(', ')}`);
  return values as Record<string, number>;
}
