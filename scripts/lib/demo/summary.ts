/**
 * Counts what is in Odoo. Usage: summary.ts save FILE (before a run) | print FILE (after it; says whether anything was
 * made) | example (prints the id of an imported order).
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createOutput } from '../../../src/cli/output.ts';
import type { Domain, OdooClient, Row } from '../../../src/odoo/client.ts';
import { OdooAccessError } from '../../../src/odoo/errors.ts';
import { withAdmin } from './odoo.ts';

/** Everything of which the demo makes records. */
const MODELS = [
  'res.partner',
  'sale.order',
  'sale.order.line',
  'stock.picking',
  'stock.move',
  'product.product',
  'product.pricelist',
  'crm.team',
  'account.tax',
  'x_tiktok_account',
  'x_tiktok_shop',
  'x_tiktok_order',
  'x_tiktok_listing',
  'x_tiktok_run',
];

const [mode = '', file = ''] = process.argv.slice(2);
const output = createOutput();

await withAdmin(async (admin) => {
  // archived records count, too
  const everything = admin.withContext({ active_test: false });
  if (mode === 'save') writeFileSync(file, JSON.stringify(await countAll(everything)));
  else if (mode === 'example') output.line(await findExample(everything));
  else await print(everything);
});

async function countAll(odoo: OdooClient): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const model of MODELS) {
    counts[model] = await countRecords(odoo, model);
  }
  return counts;
}

/** The addon may not be installed yet, or only by half. */
async function countRecords(odoo: OdooClient, model: string): Promise<number> {
  if ((await odoo.fieldsOf(model)).size === 0) return 0;
  try {
    return await odoo.searchCount(model, []);
  } catch (error) {
    if (error instanceof OdooAccessError) return 0;
    throw error;
  }
}

async function findExample(odoo: OdooClient): Promise<string> {
  const imported: Domain = [
    ['x_state', '=', 'imported'],
    ['x_total', '>', 0],
  ];
  const [row] = await odoo.searchRead('x_tiktok_order', imported, ['x_order_id'], { order: 'id', limit: 1 });
  return row ? String(row['x_order_id']) : '';
}

async function print(odoo: OdooClient): Promise<void> {
  const shops = await odoo.searchRead('x_tiktok_shop', [], ['x_name', 'x_currency_id'], { order: 'x_region desc' });
  const rows: (string | number)[][] = [];
  for (const shop of shops) rows.push(await shopRow(odoo, shop));
  output.line('\nIn Odoo now:');
  output.table(
    ['Shop', 'Buyers', 'Addresses', 'Sale orders', 'Transfers', 'Waiting', 'Blocked', 'Attention', 'Cancelled', 'Sold'],
    rows,
  );
  await printReasons(odoo);
  printDifference(await countAll(odoo));
}

async function shopRow(odoo: OdooClient, shop: Row): Promise<(string | number)[]> {
  const ofShop: Domain = [['x_tiktok_shop_id', '=', shop.id]];
  const orders = await odoo.searchRead('sale.order', [...ofShop, ['state', '!=', 'cancel']], ['amount_total']);
  const states = await odoo.searchRead('x_tiktok_order', [['x_shop_id', '=', shop.id]], ['x_state']);
  const inState = (state: string): number => states.filter((row) => row['x_state'] === state).length;
  const sold = orders.reduce((sum, order) => sum + Number(order['amount_total']), 0);
  const [, currency] = shop['x_currency_id'] as [number, string];
  return [
    String(shop['x_name']),
    await odoo.searchCount('res.partner', [...ofShop, ['parent_id', '=', false]]),
    await odoo.searchCount('res.partner', [['parent_id.x_tiktok_shop_id', '=', shop.id]]),
    orders.length,
    await odoo.searchCount('stock.picking', [
      ['sale_id.x_tiktok_shop_id', '=', shop.id],
      ['state', '!=', 'cancel'],
    ]),
    ...['waiting', 'blocked', 'attention', 'cancelled'].map(inState),
    `${sold.toLocaleString('en', { maximumFractionDigits: 2 })} ${currency}`,
  ];
}

/** Orders that are not imported, grouped by reason, with the words of one of them. */
async function printReasons(odoo: OdooClient): Promise<void> {
  const held: Domain = [['x_state', 'in', ['waiting', 'blocked', 'attention']]];
  const rows = await odoo.searchRead('x_tiktok_order', held, ['x_state', 'x_reason_code', 'x_reason', 'x_order_id']);
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = `${String(row['x_state'])} ${String(row['x_reason_code'])}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  if (groups.size === 0) return;
  output.line('\nNot imported, and why:');
  output.table(
    ['Orders', 'State', 'For example'],
    [...groups.values()]
      .sort((a, b) => b.length - a.length)
      .map((group) => [group.length, String(group[0]?.['x_state']), String(group[0]?.['x_reason'])]),
  );
}

function printDifference(after: Readonly<Record<string, number>>): void {
  if (!existsSync(file)) return;
  const before = JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>;
  const changed = MODELS.filter((model) => before[model] !== after[model]);
  if (changed.length === 0) {
    output.line('\nThis run changed nothing: there are exactly as many records of every kind as before.');
  } else {
    const made = changed.map((model) => `${(after[model] ?? 0) - (before[model] ?? 0)} ${model}`);
    output.line(`\nThis run made ${made.join(', ')}.`);
  }
}
