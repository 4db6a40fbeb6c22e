import OdooAwait from 'odoo-await';
import type { BenchDatabase } from './database.ts';
import type { WantedOrder } from './wanted.ts';

/** What the plain client took. */
export interface OneByOneRun {
  readonly seconds: number;
  readonly calls: number;
}

/** A client that counts its calls. */
interface Counting {
  readonly odoo: OdooAwait;
  calls: number;
}

/**
 * Imports orders as a small script with odoo-await does: one call at a time, one order after the other.
 *
 * It logs in with the bridge's user and API key. odoo-await sends no context with these calls, so Odoo keeps its own
 * notes, as it does for the scripts that this stands for.
 */
export async function importOneByOne(database: BenchDatabase, orders: readonly WantedOrder[]): Promise<OneByOneRun> {
  const { url, db, bridge } = database;
  const { hostname, port } = new URL(url);
  const baseUrl = `http://${hostname}`;
  const odoo = new OdooAwait({ baseUrl, port: Number(port), db, username: bridge.login, password: bridge.apiKey });
  await odoo.connect();
  const client: Counting = { odoo, calls: 0 };
  const started = performance.now();
  for (const wanted of orders) await importOne(client, wanted);
  return { seconds: (performance.now() - started) / 1000, calls: client.calls };
}

async function importOne(
  client: Counting,
  { orderId, dateOrder, buyer, address, order, lines }: WantedOrder,
): Promise<void> {
  const { x_tiktok_buyer_id, x_tiktok_shop_id } = buyer;
  const known = await search(client, 'res.partner', { x_tiktok_buyer_id, x_tiktok_shop_id });
  const buyerId = known ?? (await create(client, 'res.partner', buyer));
  const { street, zip } = address;
  const place = { parent_id: buyerId, type: 'delivery', street, zip };
  // a contact that was made a moment ago has no address yet
  const knownAddress = known === undefined ? undefined : await search(client, 'res.partner', place);
  const addressId = knownAddress ?? (await create(client, 'res.partner', { ...address, parent_id: buyerId }));
  if ((await search(client, 'sale.order', { x_tiktok_order_id: orderId })) !== undefined) return;
  const saleOrderId = await create(client, 'sale.order', {
    ...order,
    partner_id: buyerId,
    partner_invoice_id: buyerId,
    partner_shipping_id: addressId,
    order_line: lines.map((line) => [0, 0, line]),
  });
  client.calls += 2;
  await client.odoo.action('sale.order', 'action_confirm', [saleOrderId]);
  // confirming sets the date to now
  await client.odoo.update('sale.order', saleOrderId, { date_order: dateOrder });
}

async function search(
  client: Counting,
  model: string,
  values: Readonly<Record<string, unknown>>,
): Promise<number | undefined> {
  client.calls += 1;
  const domain = Object.entries(values).map(([field, value]) => [field, '=', value]);
  const [found] = await client.odoo.search(model, domain);
  return found;
}

function create(client: Counting, model: string, values: object): Promise<number> {
  client.calls += 1;
  return client.odoo.create(model, values);
}
