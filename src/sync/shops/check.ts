import type { Mappings } from '../../mapping/files/load.ts';
import type { OdooClient, Row } from '../../odoo/client.ts';
import { missingRights } from '../../odoo/procedures/rights.ts';
import { idOf, numberOf, textOf } from '../rows.ts';
import { SYNC_NEEDS } from './needs.ts';
import { NUMBER_FIELDS, numberProblems } from './numbers.ts';
import { readSettings } from './settings.ts';
import type { Shop } from './shop.ts';

/** A setting that points to a record of Odoo. */
interface Reference {
  readonly field: string;
  readonly label: string;
  readonly model: string;
  /** What is read of the record besides its company. */
  readonly reads?: readonly string[];
  /** What is wrong with the record itself; undefined when nothing is. */
  readonly fault?: (record: Row, shop: Shop) => string | undefined;
}

const TAX = {
  model: 'account.tax',
  reads: ['price_include', 'type_tax_use', 'active'],
  fault: (record: Row): string | undefined => {
    if (record['type_tax_use'] !== 'sale') return 'is not a tax on sales';
    if (record['active'] !== true) return 'is archived';
    return record['price_include'] === true
      ? undefined
      : 'is not included in the price, but TikTok’s prices include it';
  },
} as const;

const PRODUCT = {
  model: 'product.product',
  reads: ['active'],
  fault: (record: Row): string | undefined => (record['active'] === true ? undefined : 'is archived'),
} as const;

const PRICELIST = {
  model: 'product.pricelist',
  reads: ['currency_id'],
} as const;

function isOtherCurrency(record: Row, shop: Shop): boolean {
  return idOf(record['currency_id']) !== idOf(shop.row['x_currency_id']);
}

const REFERENCES: readonly Reference[] = [
  { field: 'x_warehouse_id', label: 'Warehouse', model: 'stock.warehouse' },
  { field: 'x_fbt_warehouse_id', label: 'Warehouse at TikTok', model: 'stock.warehouse' },
  { field: 'x_team_id', label: 'Sales team', model: 'crm.team' },
  {
    field: 'x_pricelist_id',
    label: 'Pricelist',
    ...PRICELIST,
    fault: (record, shop) =>
      isOtherCurrency(record, shop)
        ? 'is not in the currency of the shop, and only a pricelist gives an order its currency'
        : undefined,
  },
  {
    field: 'x_price_pricelist_id',
    label: 'Pricelist for TikTok',
    ...PRICELIST,
    fault: (record, shop) =>
      isOtherCurrency(record, shop) ? 'is not in the currency of the shop, and TikTok takes no other' : undefined,
  },
  {
    field: 'x_stock_location_id',
    label: 'Stock location',
    model: 'stock.location',
    reads: ['usage', 'active'],
    fault: (record) => {
      if (record['active'] !== true) return 'is archived';
      return ['internal', 'view'].includes(textOf(record['usage'])) ? undefined : 'is no place for goods of your own';
    },
  },
  { field: 'x_goods_tax_id', label: 'Tax on goods', ...TAX },
  { field: 'x_shipping_tax_id', label: 'Tax on shipping', ...TAX },
  { field: 'x_fiscal_position_id', label: 'Fiscal position', model: 'account.fiscal.position' },
  { field: 'x_payment_journal_id', label: 'Payment journal', model: 'account.journal' },
  { field: 'x_affiliate_journal_id', label: 'Affiliate journal', model: 'account.journal' },
  { field: 'x_default_carrier_id', label: 'Default carrier', model: 'delivery.carrier' },
  { field: 'x_default_product_id', label: 'Default product', ...PRODUCT },
  { field: 'x_shipping_product_id', label: 'Shipping product', ...PRODUCT },
  { field: 'x_seller_discount_product_id', label: 'Seller discount product', ...PRODUCT },
  { field: 'x_platform_discount_product_id', label: 'Platform discount product', ...PRODUCT },
  { field: 'x_platform_subsidy_product_id', label: 'Platform subsidy product', ...PRODUCT },
];

/**
 * Says everything that keeps a shop from being synced: settings that are empty or wrong, records of another company,
 * and rights that the bridge's own user lacks. Empty when it may start.
 *
 * Costs one read per kind of record: called when a shop is enabled and when its settings have changed.
 *
 * @param odoo - A client of the bridge's own user.
 */
export async function checkShop(odoo: OdooClient, shop: Shop, mappings: Mappings): Promise<string[]> {
  const reading = readSettings(shop, mappings);
  const currency = currencyProblem(shop, mappings);
  const rights = await missingRights(odoo, SYNC_NEEDS);
  const problems = [
    ...(reading.ok ? [] : reading.problems),
    ...currency,
    ...numberProblems(shop),
    ...rights.map((right) => right.message),
    ...(rights.length === 0 ? await recordProblems(odoo, shop) : []),
  ];
  return [...new Set(problems)];
}

/** The settings whose change calls for a new check, as one text. */
export function settingsKey(shop: Shop): string {
  const records = ['x_company_id', 'x_currency_id', 'x_region', ...REFERENCES.map((reference) => reference.field)];
  const numbers = NUMBER_FIELDS.map((field) => numberOf(shop.row[field]));
  return [...records.map((field) => idOf(shop.row[field]) ?? textOf(shop.row[field])), ...numbers].join(',');
}

function currencyProblem(shop: Shop, mappings: Mappings): string[] {
  const wanted = mappings.regions[shop.region]?.currency;
  const value = shop.row['x_currency_id'];
  const actual = Array.isArray(value) ? String(value[1]) : undefined;
  if (!wanted || !actual || wanted === actual) return [];
  return [`Currency is ${actual}, but TikTok settles ${shop.region} in ${wanted}: choose ${wanted}.`];
}

async function recordProblems(odoo: OdooClient, shop: Shop): Promise<string[]> {
  const problems = await referenceProblems(odoo, shop);
  // a location or warehouse that is wrong by itself has to be chosen anew anyway
  if (problems.some((problem) => /^(?:Stock location|Warehouse) /.test(problem))) return problems;
  return [...problems, ...(await locationProblems(odoo, shop))];
}

async function referenceProblems(odoo: OdooClient, shop: Shop): Promise<string[]> {
  const companyId = idOf(shop.row['x_company_id']);
  if (companyId === undefined) return [];
  const companies = new Set(await odoo.search('res.company', [['id', 'parent_of', companyId]]));
  const problems: string[] = [];
  for (const model of new Set(REFERENCES.map((reference) => reference.model))) {
    problems.push(...(await problemsOfModel(odoo, shop, model, companies)));
  }
  return problems;
}

async function problemsOfModel(
  odoo: OdooClient,
  shop: Shop,
  model: string,
  companies: ReadonlySet<number>,
): Promise<string[]> {
  const used = REFERENCES.filter((reference) => reference.model === model && idOf(shop.row[reference.field]));
  if (used.length === 0) return [];
  const ids = [...new Set(used.map((reference) => idOf(shop.row[reference.field]) ?? 0))];
  const fields = [...new Set(['company_id', ...used.flatMap((reference) => reference.reads ?? [])])];
  // a search leaves out what the user may not see, where a read would fail as a whole
  const everything = odoo.withContext({ active_test: false });
  const found = await everything.searchRead(model, [['id', 'in', ids]], fields);
  const records = new Map(found.map((record) => [record.id, record]));
  return used.flatMap((reference) => {
    const record = records.get(idOf(shop.row[reference.field]) ?? 0);
    const fault = record ? faultOf(reference, record, shop, companies) : 'is gone or of another company';
    return fault ? [`${reference.label} ${fault}: choose another one in the shop's form.`] : [];
  });
}

function faultOf(reference: Reference, record: Row, shop: Shop, companies: ReadonlySet<number>): string | undefined {
  const companyId = idOf(record['company_id']);
  if (companyId !== undefined && !companies.has(companyId)) return 'belongs to another company than the shop';
  return reference.fault?.(record, shop);
}

/** The location is a part of the warehouse, or stock would be counted in one place and shipped from another. */
async function locationProblems(odoo: OdooClient, shop: Shop): Promise<string[]> {
  const locationId = idOf(shop.row['x_stock_location_id']);
  const warehouseId = idOf(shop.row['x_warehouse_id']);
  if (locationId === undefined || warehouseId === undefined) return [];
  const everything = odoo.withContext({ active_test: false });
  const [warehouse] = await everything.searchRead('stock.warehouse', [['id', '=', warehouseId]], ['view_location_id']);
  const root = idOf(warehouse?.['view_location_id']);
  if (root === undefined) return [];
  const inside = await everything.searchCount('stock.location', [
    ['id', '=', locationId],
    ['id', 'child_of', root],
  ]);
  return inside > 0 ? [] : ["Stock location lies outside the shop's warehouse: choose another one in the shop's form."];
}
