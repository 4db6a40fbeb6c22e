import { describe, expect, it } from '@jest/globals';
import { verifyApps } from '../../src/addon/requirements.ts';
import type { OdooClient, Row } from '../../src/odoo/client.ts';
import { OdooVersionError } from '../../src/odoo/errors.ts';

const COMPLETE = [
  'sale.order.client_order_ref',
  'account.journal.type',
  'stock.picking.sale_id',
  'sale.order.carrier_id',
];

/** An Odoo that has these fields. */
function odooWith(paths: readonly string[]): Pick<OdooClient, 'searchRead'> {
  const rows = paths.map((path, index) => {
    const dot = path.lastIndexOf('.');
    return { id: index, model: path.slice(0, dot), name: path.slice(dot + 1) };
  });
  return { searchRead: <T extends Row>() => Promise.resolve(rows as unknown as T[]) };
}

describe('verifyApps', () => {
  it('is content with all apps', async () => {
    await expect(verifyApps(odooWith(COMPLETE))).resolves.toBeUndefined();
  });

  it('names every app that is missing', async () => {
    const refusal = verifyApps(odooWith(COMPLETE.slice(0, 2)));

    await expect(refusal).rejects.toThrow(OdooVersionError);
    await expect(refusal).rejects.toThrow('Inventory (with Sales), Delivery Costs (module delivery)');
  });

  it('does not take a field of the same name on another model for the one it needs', async () => {
    const elsewhere = [...COMPLETE.slice(0, 3), 'stock.picking.carrier_id', 'sale.order.type'];

    await expect(verifyApps(odooWith(elsewhere))).rejects.toThrow('Delivery Costs');
  });
});
