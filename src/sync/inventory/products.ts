import type { ProductFacts } from '../../mapping/stock/problems.ts';
import type { Domain, OdooClient, Row } from '../../odoo/client.ts';
import { leanRead } from '../../odoo/leanRead.ts';
import { idOf, textOf } from '../rows.ts';
import { type Unit, readUnitOfPieces, readUnitTable } from './units.ts';

/** What there is to know of the products of a shop's listings. */
export interface ProductBook {
  /** Nothing is odd about these: active, counted in units, of the company. */
  isPlain(productId: number): boolean;
  /** Of those that are not plain; undefined for products that are gone or not to be seen. */
  factsOf(productId: number): ProductFacts | undefined;
}

const FIELDS = ['active', 'type', 'company_id', 'uom_id'];

/**
 * Finds out which of some products can be offered as they are, and reads about the others only: two calls where all are
 * plain, two more where some are not.
 */
export async function readProducts(
  odoo: OdooClient,
  productIds: readonly number[],
  companyId: number,
): Promise<ProductBook> {
  const ids = [...new Set(productIds)];
  const pieces = await readUnitOfPieces(odoo);
  const plain = new Set(await odoo.search('product.product', plainDomain(odoo, ids, companyId, pieces)));
  const odd = ids.filter((id) => !plain.has(id));
  const facts = odd.length === 0 ? new Map<number, ProductFacts>() : await readFacts(odoo, odd, companyId, pieces);
  return { isPlain: (productId) => plain.has(productId), factsOf: (productId) => facts.get(productId) };
}

function plainDomain(odoo: OdooClient, ids: readonly number[], companyId: number, unitId: number): Domain {
  return [
    ['id', 'in', ids],
    ['active', '=', true],
    ['uom_id', '=', unitId],
    ...ofCompany(companyId),
    ...countedDomain(odoo),
  ];
}

/** A branch may use its parent company's products. */
function ofCompany(companyId: number): Domain {
  return ['|', ['company_id', '=', false], ['company_id', 'parent_of', companyId]];
}

function countedDomain({ profile }: OdooClient): (readonly [string, string, unknown])[] {
  return Object.entries(profile.storableProduct).map(([field, value]) => [field, '=', value] as const);
}

async function readFacts(
  odoo: OdooClient,
  ids: readonly number[],
  companyId: number,
  unitId: number,
): Promise<ReadonlyMap<number, ProductFacts>> {
  const everything = odoo.withContext({ active_test: false });
  const counted = Object.keys(odoo.profile.storableProduct);
  const domain: Domain = [['id', 'in', ids]];
  const rows = await leanRead(everything, 'product.product', domain, [...new Set([...FIELDS, ...counted])]);
  const units = await readUnitTable(odoo);
  const companies = new Set(await odoo.search('res.company', [['id', 'parent_of', companyId]]));
  return new Map(rows.map((row) => [row.id, toFacts(odoo, row, companies, units, unitId)]));
}

function toFacts(
  { profile }: OdooClient,
  row: Row,
  companies: ReadonlySet<number>,
  units: ReadonlyMap<number, Unit>,
  unitId: number,
): ProductFacts {
  const company = idOf(row['company_id']);
  const unit = units.get(idOf(row['uom_id']) ?? 0);
  return {
    isActive: row['active'] === true,
    isService: textOf(row['type']) === 'service',
    isCounted: Object.entries(profile.storableProduct).every(([field, value]) => row[field] === value),
    isOfCompany: company === undefined || companies.has(company),
    unit: unit?.name ?? '',
    isInUnits: unit !== undefined && unit.family === units.get(unitId)?.family,
  };
}
