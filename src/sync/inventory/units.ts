import { z } from 'zod';
import type { OdooClient, Row } from '../../odoo/client.ts';
import { leanRead } from '../../odoo/leanRead.ts';
import { shaped } from '../../odoo/shapes.ts';
import { idOf, numberOf, textOf } from '../rows.ts';

/** A unit of measure. */
export interface Unit {
  readonly name: string;
  /** The same for units that convert to each other. */
  readonly family: string;
  /** How many of the family's smallest common measure it holds. */
  readonly size: number;
}

const Reference = z.tuple([z.string(), z.number()]);

/** Database id of Odoo's unit for pieces, whatever people call it: one call. */
export async function readUnitOfPieces(odoo: OdooClient): Promise<number> {
  const call = {
    model: 'ir.model.data',
    method: 'check_object_reference',
    args: { module: 'uom', xml_id: 'product_uom_unit' },
    repeatable: true,
  };
  const [, id] = shaped(Reference, await odoo.call(call), call);
  return id;
}

/** Reads all units of measure: one call. */
export async function readUnitTable(odoo: OdooClient): Promise<ReadonlyMap<number, Unit>> {
  const isTree = odoo.profile.units === 'tree';
  const fields = ['name', 'factor', isTree ? 'parent_path' : 'category_id'];
  const rows = await leanRead(odoo.withContext({ active_test: false }), 'uom.uom', [], fields);
  return new Map(rows.map((row) => [row.id, isTree ? ofTree(row) : ofCategory(row)]));
}

/** The family is the unit at the root. */
function ofTree(row: Row): Unit {
  const [root = String(row.id)] = textOf(row['parent_path']).split('/');
  return { name: textOf(row['name']), family: root || String(row.id), size: numberOf(row['factor']) || 1 };
}

function ofCategory(row: Row): Unit {
  const factor = numberOf(row['factor']) || 1;
  return { name: textOf(row['name']), family: String(idOf(row['category_id']) ?? ''), size: 1 / factor };
}
