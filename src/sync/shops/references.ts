import { UsageError } from '../../core/errors.ts';
import type { Domain, OdooClient } from '../../odoo/client.ts';
import { textOf } from '../rows.ts';

/** A record as people see it. */
export interface Reference {
  readonly id: number;
  readonly name: string;
}

/** Fields besides the name by which people know records of a model. */
const CODES: Readonly<Record<string, readonly string[]>> = {
  'stock.warehouse': ['code'],
  'stock.location': ['complete_name'],
  'account.journal': ['code'],
  'product.product': ['default_code', 'barcode'],
};

/** What else a record must be; taxes on sales and on purchases often share their names. */
const CONDITIONS: Readonly<Record<string, Domain>> = {
  'account.tax': [['type_tax_use', '=', 'sale']],
  'stock.location': [['usage', 'in', ['internal', 'view']]],
};

const SHOWN = 12;

/**
 * Finds the record that a person means: by name or code (capitals do not matter), by database id as `#12`, or by
 * external id. Only records of the company, or of none.
 *
 * @throws UsageError when there is none, or when several are meant; it names what there is.
 */
export async function findReference(
  odoo: OdooClient,
  model: string,
  text: string,
  companyId: number | undefined,
): Promise<Reference> {
  const scope = [...(CONDITIONS[model] ?? []), ...(await companyDomain(odoo, model, companyId))];
  const exact = await exactDomain(odoo, model, text);
  const found = await readReferences(odoo, model, [...scope, ...(exact ?? anyOf(model, text))]);
  const [only, ...others] = found;
  if (only && others.length === 0) return only;
  if (only) {
    const names = found.map((record) => `#${record.id} ${record.name}`).join(', ');
    throw new UsageError(`Several records of ${model} are called "${text}": ${names}.`, {
      remedy: `Name one by its number, for example "#${only.id}".`,
    });
  }
  const there = await readReferences(odoo, model, scope);
  const names = there.map((record) => record.name).join(', ');
  throw new UsageError(`There is no ${model} "${text}" that this shop could use.`, {
    remedy: there.length > 0 ? `There are: ${names}.` : 'There is none at all: make one in Odoo first.',
  });
}

/** Records that a shop of that company could use, at most a dozen. */
export async function listReferences(
  odoo: OdooClient,
  model: string,
  companyId: number | undefined,
  domain: Domain = [],
): Promise<Reference[]> {
  const scope = [...(CONDITIONS[model] ?? []), ...(await companyDomain(odoo, model, companyId))];
  return readReferences(odoo, model, [...scope, ...domain]);
}

async function readReferences(odoo: OdooClient, model: string, domain: Domain): Promise<Reference[]> {
  const rows = await odoo.searchRead(model, domain, ['display_name'], { limit: SHOWN, order: 'id' });
  return rows.map((row) => ({ id: row.id, name: textOf(row['display_name']) }));
}

/** A condition by number or external id; undefined when the text is neither. */
async function exactDomain(odoo: OdooClient, model: string, text: string): Promise<Domain | undefined> {
  const number = /^#(\d{1,9})$/.exec(text)?.[1];
  if (number !== undefined) return [['id', '=', Number(number)]];
  if (!/^\w+\.[\w.-]+$/.test(text)) return undefined;
  const id = (await odoo.findByXid(model, [text])).get(text);
  return id === undefined ? undefined : [['id', '=', id]];
}

function anyOf(model: string, text: string): Domain {
  const names = ['name', ...(CODES[model] ?? [])];
  // quoted, because % and _ stand for any text in this operator
  const quoted = text.replace(/[\\%_]/g, '\\$&');
  return [...names.slice(1).map(() => '|'), ...names.map((name): [string, string, string] => [name, '=ilike', quoted])];
}

async function companyDomain(odoo: OdooClient, model: string, companyId: number | undefined): Promise<Domain> {
  if (companyId === undefined || model === 'res.company') return [];
  const fields = await odoo.fieldsOf(model);
  if (!fields.has('company_id')) return [];
  return ['|', ['company_id', '=', false], ['company_id', 'parent_of', companyId]];
}
