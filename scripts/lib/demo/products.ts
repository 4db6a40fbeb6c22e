/**
 * Makes in Odoo what a shop owner has there before the bridge comes: products with stock, and the taxes of two markets.
 * Stands for an existing database; running it again makes nothing. Usage: products.ts SANDBOX_URL
 */
import type { OdooClient } from '../../../src/odoo/client.ts';
import { createOnce } from '../../../src/odoo/loader.ts';
import type { LoadRecord } from '../../../src/odoo/values.ts';
import { withAdmin } from './odoo.ts';

interface CatalogueSku {
  readonly sellerSku: string;
  readonly title: string;
  readonly skuName: string;
  readonly price: string;
}

/** Seller SKUs that the shop owner forgot: their orders are blocked until a product is named. */
const FORGOTTEN: ReadonlySet<string> = new Set(['SKU-013']);
const STOCK = 1000;
const TAXES = [
  { key: 'gb', name: '20% VAT incl.', amount: 20 },
  { key: 'id', name: '11% PPN incl.', amount: 11 },
];

await withAdmin(async (admin) => {
  const catalogue = await readCatalogue(process.argv[2] ?? '');
  const products = await makeRecords(
    admin,
    'product.product',
    catalogue.map((sku) => productRecord(admin, sku)),
  );
  const stocked = await fillStock(admin, [...products.ids]);
  const taxes = await makeRecords(admin, 'account.tax', TAXES.map(taxRecord));
  const made = products.made + taxes.made + stocked;
  process.stdout.write(
    made === 0
      ? `Odoo has the ${products.ids.length} products and ${taxes.ids.length} taxes of the demo already.\n`
      : `Odoo now has ${products.ids.length} products with stock and ${taxes.ids.length} taxes, as an existing database would.\n`,
  );
});

/** What the first shop sells; the others sell the same under the same seller SKUs. */
async function readCatalogue(sandbox: string): Promise<CatalogueSku[]> {
  const { 0: shop } = (await readJson(`${sandbox}/sandbox/shops`)) as { shopId: string }[];
  const skus = (await readJson(`${sandbox}/sandbox/shops/${shop?.shopId ?? ''}/catalogue`)) as CatalogueSku[];
  const known = skus.filter(({ sellerSku }) => sellerSku !== '' && !FORGOTTEN.has(sellerSku));
  return [...new Map(known.map((sku) => [sku.sellerSku, sku])).values()];
}

async function readJson(url: string): Promise<unknown> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answers ${response.status}`);
  return response.json();
}

function productRecord(admin: OdooClient, { sellerSku, title, skuName, price }: CatalogueSku): LoadRecord {
  return {
    externalId: `__demo__.product_${sellerSku.replace(/[^\w-]/g, '-')}`,
    values: {
      ...admin.profile.storableProduct,
      name: `${title}, ${skuName}`,
      default_code: sellerSku,
      list_price: Number(price),
      sale_ok: true,
      invoice_policy: 'order',
    },
  };
}

function taxRecord({ key, name, amount }: (typeof TAXES)[number]): LoadRecord {
  return {
    externalId: `__demo__.tax_${key}`,
    values: { name, amount, amount_type: 'percent', type_tax_use: 'sale', price_include_override: 'tax_included' },
  };
}

async function makeRecords(
  admin: OdooClient,
  model: string,
  records: readonly LoadRecord[],
): Promise<{ readonly ids: readonly number[]; readonly made: number }> {
  const known = await admin.findByXid(
    model,
    records.map(({ externalId }) => externalId),
  );
  const { ids, refused } = await createOnce(admin, model, records);
  const [first] = refused;
  if (first) throw new Error(`Odoo refuses ${first.externalId}: ${first.message}`);
  return { ids: [...ids.values()], made: ids.size - known.size };
}

/** Counts goods into the first warehouse for products that never had any. @returns For how many. */
async function fillStock(admin: OdooClient, productIds: readonly number[]): Promise<number> {
  const [warehouse] = await admin.searchRead('stock.warehouse', [], ['lot_stock_id'], { order: 'id', limit: 1 });
  const [locationId] = warehouse?.['lot_stock_id'] as [number, string];
  const quants = await admin.searchRead(
    'stock.quant',
    [
      ['location_id', '=', locationId],
      ['quantity', '>', 0],
    ],
    ['product_id'],
  );
  const full = new Set(quants.map((quant) => (quant['product_id'] as [number, string])[0]));
  const empty = productIds.filter((id) => !full.has(id));
  if (empty.length === 0) return 0;
  const stock = admin.withContext({ inventory_mode: true });
  const counts = empty.map((product_id) => ({ product_id, location_id: locationId, inventory_quantity: STOCK }));
  const ids = await stock.create('stock.quant', counts);
  await stock.call({ model: 'stock.quant', method: 'action_apply_inventory', ids });
  return empty.length;
}
