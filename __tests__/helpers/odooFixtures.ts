/** Records that tests of the Odoo side work on, made by an administrator as a shop owner would have them. */
import { connectOdoo, type OdooClient } from '../../src/odoo/client.ts';
import { silentLogger } from '../../src/core/logger.ts';
import { createOnce } from '../../src/odoo/loader.ts';
import type { OdooLogin, TransportKind } from '../../src/odoo/transport/types.ts';
import { externalId, type LoadRecord, type LoadValue } from '../../src/odoo/values.ts';
import type { OdooTestDatabase } from './odooServer.ts';

/** A login for a test database, as the administrator or as the bridge's own least-privileged user. */
export function loginOf(database: OdooTestDatabase, who: 'admin' | 'bridge' = 'bridge'): OdooLogin {
  const { login, password, apiKey } = database[who];
  return { url: database.url, db: database.db, user: login, password, apiKey };
}

/** Connects to a test database over the protocol that `auto` chooses, or a given one. */
export function connectTo(
  database: OdooTestDatabase,
  who: 'admin' | 'bridge' = 'bridge',
  transport: 'auto' | TransportKind = 'auto',
): Promise<OdooClient> {
  return connectOdoo({ login: loginOf(database, who), transport, logger: silentLogger });
}

/** Makes storable products and puts 1000 of each into the first warehouse. Needs the administrator. */
export async function createStockedProducts(admin: OdooClient, count: number): Promise<number[]> {
  const values = Array.from({ length: count }, (_, index) => ({
    ...admin.profile.storableProduct,
    name: `Product ${index}`,
    default_code: `SKU-${index}`,
    list_price: 77,
    invoice_policy: 'order',
  }));
  const productIds = await admin.create('product.product', values);
  const [warehouse] = await admin.searchRead('stock.warehouse', [], ['lot_stock_id'], { limit: 1 });
  const [locationId] = warehouse?.['lot_stock_id'] as [number, string];
  const quants = productIds.map((productId) => ({
    product_id: productId,
    location_id: locationId,
    inventory_quantity: 1000,
  }));
  const stock = admin.withContext({ inventory_mode: true });
  const quantIds = await stock.create('stock.quant', quants);
  if ((await admin.fieldsOf('stock.quant')).has('inventory_quantity_set')) {
    await stock.call({ model: 'stock.quant', method: 'action_apply_inventory', ids: quantIds });
  }
  return productIds;
}

/** A contact to load. */
export function buyerRecord(key: string, values: Readonly<Record<string, LoadValue>> = {}): LoadRecord {
  return { externalId: externalId('buyer', 'test', key), values: { name: `TikTok buyer ${key}`, ...values } };
}

/** A sale order to load, with one line per product, of quantity 2 at 20.00 and without taxes. */
export function orderRecord(
  client: OdooClient,
  key: string,
  buyerKey: string,
  productIds: readonly number[],
  values: Readonly<Record<string, LoadValue>> = {},
): LoadRecord {
  const { taxes, technicalPriceUnit } = client.profile.saleOrderLine;
  const lines = productIds.map((productId, index) => ({
    externalId: externalId('order_line', key, index),
    values: {
      'product_id/.id': productId,
      name: `Line ${index}`,
      product_uom_qty: 2,
      price_unit: 20,
      [`${taxes}/.id`]: '',
      ...(technicalPriceUnit ? { technical_price_unit: 0 } : {}),
    },
  }));
  return {
    externalId: externalId('order', key),
    values: {
      'partner_id/id': externalId('buyer', 'test', buyerKey),
      client_order_ref: key,
      date_order: '2025-03-04 05:06:07',
      ...values,
    },
    children: { order_line: lines },
  };
}

/** Makes sale orders of one new buyer and answers their ids in the order of the keys. */
export async function createOrders(
  client: OdooClient,
  keys: readonly string[],
  productIds: readonly number[],
): Promise<number[]> {
  const buyer = `of ${keys[0] ?? ''}`;
  await createOnce(client, 'res.partner', [buyerRecord(buyer)]);
  const records = keys.map((key) => orderRecord(client, key, buyer, productIds));
  const { ids } = await createOnce(client, 'sale.order', records);
  return records.map(({ externalId: name }) => ids.get(name) ?? 0);
}

/** Ships everything of a sale order: what the warehouse does when it hands the parcel over. */
export async function shipOrder(client: OdooClient, saleOrderId: number): Promise<void> {
  const { done, picked } = client.profile.stockMove;
  const moves = await client.searchRead(
    'stock.move',
    [['sale_line_id.order_id', '=', saleOrderId]],
    ['product_uom_qty', 'picking_id'],
  );
  for (const move of moves) {
    await client.write('stock.move', [move.id], {
      [done]: move['product_uom_qty'],
      ...(picked ? { picked: true } : {}),
    });
  }
  const pickingIds = [...new Set(moves.map((move) => (move['picking_id'] as [number, string])[0]))];
  await client
    .withContext({ skip_backorder: true, skip_sms: true })
    .call({ model: 'stock.picking', method: 'button_validate', ids: pickingIds });
}
