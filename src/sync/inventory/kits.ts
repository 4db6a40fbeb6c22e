import type { Kit, KitLine } from '../../mapping/stock/kits.ts';
import type { OdooClient, Row } from '../../odoo/client.ts';
import { leanRead } from '../../odoo/leanRead.ts';
import { groupBy, idOf, numberOf } from '../rows.ts';
import { readUnitTable, type Unit } from './units.ts';

/** The kits among a company's products. */
export interface KitBook {
  /** By database id of the `product.product`. */
  readonly kits: ReadonlyMap<number, Kit>;
  /** Whether Odoo counts the stock of a component. */
  readonly isCounted: (productId: number) => boolean;
}

const NO_KITS: KitBook = { kits: new Map(), isCounted: () => true };
const BOM_FIELDS = ['product_tmpl_id', 'product_id', 'product_qty', 'product_uom_id'];
const LINE_FIELDS = [
  'bom_id',
  'product_id',
  'product_qty',
  'product_uom_id',
  'bom_product_template_attribute_value_ids',
];

/**
 * Reads all kits of the company: products whose bill of materials is sold as its components. One call where
 * manufacturing is not installed, two where there are none, six where there are.
 */
export async function readKits(odoo: OdooClient, companyId: number): Promise<KitBook> {
  const boms = await readBoms(odoo, companyId);
  if (boms.length === 0) return NO_KITS;
  const templateIds = boms.flatMap((bom) => idOf(bom['product_tmpl_id']) ?? []);
  const variants = await leanRead(
    odoo,
    'product.product',
    [['product_tmpl_id', 'in', [...new Set(templateIds)]]],
    ['product_tmpl_id', 'product_template_attribute_value_ids'],
  );
  const lines = await leanRead(odoo, 'mrp.bom.line', [['bom_id', 'in', boms.map(({ id }) => id)]], LINE_FIELDS);
  const componentIds = [...new Set(lines.flatMap((line) => idOf(line['product_id']) ?? []))];
  const counted = Object.entries(odoo.profile.storableProduct);
  const components = await leanRead(
    odoo.withContext({ active_test: false }),
    'product.product',
    [['id', 'in', componentIds]],
    ['uom_id', ...counted.map(([field]) => field)],
  );
  const units = await readUnitTable(odoo);
  const context: KitContext = {
    linesOf: groupBy(lines, (line) => idOf(line['bom_id'])),
    unitOf: new Map(components.map((row) => [row.id, idOf(row['uom_id']) ?? 0])),
    units,
  };
  const countedIds = new Set(
    components.filter((row) => counted.every(([field, value]) => row[field] === value)).map(({ id }) => id),
  );
  const kits = new Map(
    variants.flatMap((variant) => {
      const bom = bomOf(variant, boms);
      return bom ? [[variant.id, toKit(variant, bom, context)] as const] : [];
    }),
  );
  return { kits, isCounted: (productId) => countedIds.has(productId) };
}

async function readBoms(odoo: OdooClient, companyId: number): Promise<Row[]> {
  if ((await odoo.fieldsOf('mrp.bom')).size === 0) return [];
  const domain = [['type', '=', 'phantom'], '|', ['company_id', '=', false], ['company_id', '=', companyId]] as const;
  return leanRead(odoo, 'mrp.bom', domain, BOM_FIELDS, 'sequence, product_id, id');
}

interface KitContext {
  readonly linesOf: ReadonlyMap<number | undefined, readonly Row[]>;
  readonly unitOf: ReadonlyMap<number, number>;
  readonly units: ReadonlyMap<number, Unit>;
}

/** The first one for the very variant, else the first one for all. */
function bomOf(variant: Row, boms: readonly Row[]): Row | undefined {
  const ofTemplate = boms.filter((bom) => idOf(bom['product_tmpl_id']) === idOf(variant['product_tmpl_id']));
  const own = ofTemplate.find((bom) => idOf(bom['product_id']) === variant.id);
  return own ?? ofTemplate.find((bom) => idOf(bom['product_id']) === undefined);
}

function toKit(variant: Row, bom: Row, { linesOf, unitOf, units }: KitContext): Kit {
  const batch = numberOf(bom['product_qty']) || 1;
  const values = new Set(idsOf(variant['product_template_attribute_value_ids']));
  const lines = (linesOf.get(bom.id) ?? []).filter((line) => {
    const only = idsOf(line['bom_product_template_attribute_value_ids']);
    return only.length === 0 || only.some((value) => values.has(value));
  });
  return {
    lines: lines.flatMap((line): KitLine[] => {
      const productId = idOf(line['product_id']);
      if (productId === undefined) return [];
      const from = units.get(idOf(line['product_uom_id']) ?? 0)?.size ?? 1;
      const to = units.get(unitOf.get(productId) ?? 0)?.size ?? 1;
      return [{ productId, quantity: (numberOf(line['product_qty']) * from) / to / batch }];
    }),
  };
}

function idsOf(value: unknown): number[] {
  return Array.isArray(value) ? value.filter((id): id is number => typeof id === 'number') : [];
}
