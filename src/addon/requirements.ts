import type { OdooClient } from '../odoo/client.ts';
import { OdooAccessError, OdooVersionError } from '../odoo/errors.ts';
import { missingRights } from '../odoo/procedures/rights.ts';
import type { Right } from './access.ts';

/** A field that only exists when an app of Odoo is installed. */
interface AppRequirement {
  readonly model: string;
  readonly field: string;
  readonly app: string;
}

/** A right, and the group that gives it in the words of Odoo's screens. */
interface RightRequirement {
  readonly model: string;
  readonly right: Right;
  readonly group: string;
}

const APPS: readonly AppRequirement[] = [
  { model: 'sale.order', field: 'client_order_ref', app: 'Sales' },
  { model: 'account.journal', field: 'type', app: 'Invoicing' },
  { model: 'stock.picking', field: 'sale_id', app: 'Inventory (with Sales)' },
  { model: 'sale.order', field: 'carrier_id', app: 'Delivery Costs (module delivery)' },
];

const SYSTEM_RIGHTS: readonly RightRequirement[] = [
  { model: 'ir.model', right: 'create', group: 'Administration / Settings' },
  { model: 'ir.ui.view', right: 'create', group: 'Administration / Settings' },
  { model: 'res.groups', right: 'create', group: 'Administration / Access Rights' },
  { model: 'res.users', right: 'write', group: 'Administration / Access Rights' },
];

const SALES_RIGHTS: readonly RightRequirement[] = [
  { model: 'product.product', right: 'create', group: 'Sales / Administrator' },
  { model: 'delivery.carrier', right: 'create', group: 'Sales / Administrator' },
  { model: 'utm.source', right: 'create', group: 'Sales / Administrator' },
  { model: 'sale.order', right: 'write', group: 'Sales / Administrator' },
];

/**
 * Checks that the user may install and that the database has what the addon builds on. Nothing is written.
 *
 * @throws OdooAccessError that names every right that is missing, with the group that gives it.
 * @throws OdooVersionError that names every app of Odoo that is missing.
 */
export async function verifyInstaller(client: OdooClient): Promise<void> {
  const system = await missingOf(client, SYSTEM_RIGHTS);
  if (system.length > 0) throw mayNot([...system, ...(await missingOf(client, SALES_RIGHTS))]);
  await verifyApps(client);
  const sales = await missingOf(client, SALES_RIGHTS);
  if (sales.length > 0) throw mayNot(sales);
}

/**
 * Checks that the user may take the addon away. Nothing is written.
 *
 * @throws OdooAccessError that names every right that is missing, with the group that gives it.
 */
export async function verifyAdministrator(client: OdooClient): Promise<void> {
  const missing = await missingOf(client, SYSTEM_RIGHTS);
  if (missing.length > 0) throw mayNot(missing);
}

/**
 * Checks that the database has what the addon builds on.
 *
 * @throws OdooVersionError that names every app of Odoo that is missing.
 */
export async function verifyApps(client: Pick<OdooClient, 'searchRead'>): Promise<void> {
  const rows = await client.searchRead(
    'ir.model.fields',
    [
      ['model', 'in', APPS.map(({ model }) => model)],
      ['name', 'in', APPS.map(({ field }) => field)],
    ],
    ['model', 'name'],
  );
  const there = new Set(rows.map((row) => `${String(row['model'])}.${String(row['name'])}`));
  const missing = APPS.filter(({ model, field }) => !there.has(`${model}.${field}`)).map(({ app }) => app);
  if (missing.length === 0) return;
  throw new OdooVersionError(`This Odoo lacks what the addon builds on: ${missing.join(', ')}.`, {
    remedy: 'Install these apps in Odoo, then run this again.',
  });
}

async function missingOf(
  client: OdooClient,
  requirements: readonly RightRequirement[],
): Promise<readonly RightRequirement[]> {
  const needs = requirements.map(({ model, right }) => ({ model, operations: [right] }));
  const missing = await missingRights(client, needs);
  return requirements.filter(({ model }) => missing.some((right) => right.model === model));
}

function mayNot(missing: readonly RightRequirement[]): OdooAccessError {
  const rights = missing.map(({ model, right, group }) => `${right} ${model} (${group})`).join(', ');
  const [first] = missing;
  return new OdooAccessError(`This Odoo user may not install or remove the addon: it lacks the right to ${rights}.`, {
    model: first?.model,
    operation: first?.right,
    remedy: 'Run this as an administrator of Odoo, or give the user the groups in brackets.',
  });
}
