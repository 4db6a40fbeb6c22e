import OdooAwait from 'odoo-await';
import { getProduct } from '../../../src/tiktok/products.ts';
import type { ProductDetail, ProductSku } from '../../../src/tiktok/schemas/product.ts';
import type { CatalogueStage } from './stage.ts';

/** What the plain client took. */
export interface PlainRun {
  readonly skus: number;
  readonly seconds: number;
  readonly odooCalls: number;
  readonly tiktokCalls: number;
}

/** A client that counts its calls. */
interface Counting {
  readonly odoo: OdooAwait;
  calls: number;
}

/**
 * Matches SKUs as a small script with odoo-await does: product by product, SKU by SKU, one call at a time. What it made is
 * removed again.
 *
 * @param count - Least number of SKUs; whole products are taken.
 */
export async function matchOneByOne(stage: CatalogueStage, count: number): Promise<PlainRun> {
  const { url, db, bridge: user } = stage.database;
  const { hostname, port } = new URL(url);
  const odoo = new OdooAwait({
    baseUrl: `http://${hostname}`,
    port: Number(port),
    db,
    username: user.login,
    password: user.apiKey,
  });
  await odoo.connect();
  const client: Counting = { odoo, calls: 0 };
  const [shop] = await stage.bridge.shops.list();
  if (!shop) throw new Error('There is no shop.');
  const tiktok = stage.bridge.tiktokFor(shop);
  const before = tiktok.callCount();
  const made: number[] = [];
  let skus = 0;
  const started = performance.now();
  for (const { productId } of stage.sandbox.control.products()) {
    if (skus >= count) break;
    const product = await getProduct(tiktok, { id: shop.shopId, cipher: shop.cipher }, productId);
    for (const sku of product.skus ?? []) {
      made.push(await matchOne(client, stage.shopRecordId, product, sku));
      skus += 1;
    }
  }
  const seconds = (performance.now() - started) / 1000;
  await (await stage.bridge.odoo()).unlink('x_tiktok_listing', made);
  return { skus, seconds, odooCalls: client.calls, tiktokCalls: tiktok.callCount() - before };
}

/** @returns Database id of the listing. */
async function matchOne(client: Counting, shopId: number, product: ProductDetail, sku: ProductSku): Promise<number> {
  const [known] = await search(client, 'x_tiktok_listing', [['x_sku_id', '=', sku.id]]);
  const code = sku.seller_sku ?? '';
  const barcode = sku.identifier_code?.code ?? '';
  const byCode = code === '' ? [] : await search(client, 'product.product', [['default_code', '=', code]]);
  const found = byCode.length > 0 ? byCode : await search(client, 'product.product', [['barcode', '=', barcode]]);
  const values = {
    x_name: product.title,
    x_shop_id: shopId,
    x_item_id: product.id,
    x_sku_id: sku.id,
    x_seller_sku: code,
    x_barcode: barcode,
    x_price: Number(sku.price?.tax_exclusive_price ?? 0),
    x_product_id: found.length === 1 ? found[0] : false,
    x_match: found.length === 1 ? 'seller_sku' : 'unmatched',
  };
  client.calls += 1;
  if (known === undefined) return client.odoo.create('x_tiktok_listing', values);
  await client.odoo.update('x_tiktok_listing', known, values);
  return known;
}

async function search(client: Counting, model: string, domain: unknown[]): Promise<number[]> {
  client.calls += 1;
  return client.odoo.search(model, domain);
}
