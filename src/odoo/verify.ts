import type { OdooClient } from './client.ts';
import { OdooVersionError } from './errors.ts';

/**
 * Checks with `fields_get` that this database has the fields that the profile of its version names, so that a customised
 * or half-installed one fails at start. One call per model.
 *
 * @throws OdooVersionError that names every model and field that is missing.
 */
export async function verifyProfile(client: OdooClient): Promise<void> {
  const missing: string[] = [];
  for (const [model, fields] of Object.entries(fieldsNeeded(client))) {
    const known = await client.fieldsOf(model);
    if (known.size === 0) missing.push(model);
    else missing.push(...fields.filter((field) => !known.has(field)).map((field) => `${model}.${field}`));
  }
  if (missing.length === 0) return;
  throw new OdooVersionError(`This Odoo lacks ${missing.join(', ')}.`, {
    context: { fields: missing.join(',') },
    remedy:
      'Install the apps Sales and Inventory with their delivery costs; a field that an app has renamed has to come back.',
  });
}

function fieldsNeeded({ profile }: OdooClient): Readonly<Record<string, readonly string[]>> {
  const { saleOrderLine, stockMove, lockedState } = profile;
  return {
    'sale.order': [
      'partner_id',
      'partner_invoice_id',
      'partner_shipping_id',
      'date_order',
      'client_order_ref',
      'pricelist_id',
      'fiscal_position_id',
      'warehouse_id',
      'team_id',
      'picking_ids',
      'invoice_ids',
      'order_line',
      'carrier_id',
      ...(lockedState === 'field' ? ['locked'] : []),
    ],
    'sale.order.line': [
      'product_id',
      'product_uom_qty',
      'price_unit',
      'discount',
      saleOrderLine.taxes,
      saleOrderLine.uom,
      ...(saleOrderLine.technicalPriceUnit ? ['technical_price_unit'] : []),
    ],
    'stock.move': [
      'sale_line_id',
      'product_uom_qty',
      'partner_id',
      stockMove.done,
      ...(stockMove.picked ? ['picked'] : []),
    ],
    'stock.picking': ['sale_id', 'partner_id', 'state', 'picking_type_code'],
    'res.users': [profile.userGroups],
  };
}
