import { chunksOf } from '../../core/lists.ts';
import { ALL_RULES, matchKeys, type MatchRules, type ProductCandidate } from '../../mapping/listings/match.ts';
import type { SeenSku } from '../../mapping/listings/skus.ts';
import type { OdooClient, Row } from '../../odoo/client.ts';
import { idOf, textOf } from '../rows.ts';
import type { ShopRow } from '../shops/shop.ts';

const FIELDS = ['default_code', 'barcode', 'active', 'type', 'company_id'];
/** Texts that are looked for in one call. */
const TEXTS_AT_ONCE = 2000;

/** What cannot be picked from a shelf. */
const UNFIT_TYPES: Readonly<Record<string, string>> = {
  service: 'is a service, which cannot be shipped',
  combo: 'is a combo, which has no stock of its own',
};

/** The rules by which a shop has its SKUs matched; all of them where the addon is older than the switches. */
export function matchRulesOf(row: ShopRow): MatchRules {
  const isOn = (field: string): boolean => row[field] !== false;
  const rules = {
    sellerSku: isOn('x_match_seller_sku'),
    itemId: isOn('x_match_item_id'),
    barcode: isOn('x_match_barcode'),
  };
  return Object.values(rules).every(Boolean) ? ALL_RULES : rules;
}

/**
 * Reads the products that SKUs may stand for: a call for every 2,000 codes. Those that are archived, services, or of
 * another company come too, marked as unfit: people look for the reason why such a one is not taken.
 *
 * @param companyId - The shop's company.
 */
export async function readCandidates(
  odoo: OdooClient,
  companyId: number,
  skus: readonly SeenSku[],
  rules: MatchRules,
): Promise<ProductCandidate[]> {
  const fields = rules.barcode ? ['default_code', 'barcode'] : ['default_code'];
  return readProducts(odoo, companyId, fields, matchKeys(skus, rules));
}

/** Reads the products with some Internal References, otherwise as {@link readCandidates}. */
export async function readProductsByCode(
  odoo: OdooClient,
  companyId: number,
  codes: readonly string[],
): Promise<ProductCandidate[]> {
  return readProducts(odoo, companyId, ['default_code'], codes);
}

async function readProducts(
  odoo: OdooClient,
  companyId: number,
  fields: readonly string[],
  texts: readonly string[],
): Promise<ProductCandidate[]> {
  const rows = new Map<number, Row>();
  // all companies of the user: a product of another one is the reason that is looked for
  const everything = odoo.withContext({ active_test: false, allowed_company_ids: [] });
  for (const chunk of chunksOf(texts, TEXTS_AT_ONCE)) {
    const terms = fields.map((field): [string, string, unknown] => [field, 'in', chunk]);
    const domain = [...terms.slice(1).map(() => '|'), ...terms];
    for (const row of await everything.searchRead('product.product', domain, FIELDS, { order: 'id' })) {
      rows.set(row.id, row);
    }
  }
  const ours = await companiesOf(odoo, companyId, [...rows.values()]);
  return [...rows.values()].map((row) => toCandidate(row, ours));
}

function toCandidate(row: Row, ours: ReadonlySet<number>): ProductCandidate {
  return {
    id: row.id,
    defaultCode: textOf(row['default_code']),
    barcode: textOf(row['barcode']),
    unfit: unfitness(row, ours),
  };
}

function unfitness(row: Row, ours: ReadonlySet<number>): string | undefined {
  const companyId = idOf(row['company_id']);
  if (companyId !== undefined && !ours.has(companyId)) return 'belongs to another company';
  if (row['active'] !== true) return 'is archived';
  return UNFIT_TYPES[textOf(row['type'])];
}

/** The shop's company and those above it, whose products it shares; asked only when a product names another one. */
async function companiesOf(odoo: OdooClient, companyId: number, rows: readonly Row[]): Promise<ReadonlySet<number>> {
  const named = rows.map((row) => idOf(row['company_id'])).filter((id) => id !== undefined);
  if (named.every((id) => id === companyId)) return new Set([companyId]);
  return new Set([companyId, ...(await odoo.search('res.company', [['id', 'parent_of', companyId]]))]);
}
