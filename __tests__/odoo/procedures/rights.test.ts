import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { missingRights } from '../../../src/odoo/procedures/rights.ts';
import type { TransportKind } from '../../../src/odoo/transport/types.ts';
import { connectTo } from '../../helpers/odooFixtures.ts';
import { freshDatabase, type OdooTestDatabase, type OdooTestVersion } from '../../helpers/odooServer.ts';

const CASES: readonly (readonly [OdooTestVersion, TransportKind])[] = [
  ['19', 'json2'],
  ['19', 'jsonrpc'],
  ['19', 'xmlrpc'],
  ['14', 'jsonrpc'],
  ['14', 'xmlrpc'],
];

describe('missingRights', () => {
  const databases = new Map<OdooTestVersion, OdooTestDatabase>();

  beforeAll(async () => {
    for (const version of ['19', '14'] as const) databases.set(version, await freshDatabase(version));
  });

  afterAll(async () => {
    for (const database of databases.values()) await database.drop();
  });

  it.each(CASES)(
    'names the rights that the user lacks and who gives them, on %s over %s',
    async (version, transport) => {
      const database = databases.get(version);
      if (!database) throw new Error('no database');
      const odoo = await connectTo(database, 'bridge', transport);

      const missing = await missingRights(odoo, [
        { model: 'sale.order', operations: ['read', 'write', 'create'] },
        { model: 'product.template', operations: ['read', 'create'] },
        { model: 'no.such.model', operations: ['read'] },
      ]);
      odoo.close();

      expect(missing.map(({ model, operation }) => [model, operation])).toEqual([
        ['product.template', 'create'],
        ['no.such.model', 'read'],
      ]);
      expect(missing[0]?.message).toMatch(/may not create product\.template\. .*One of these groups gives it: .+/);
      expect(missing[1]?.message).toMatch(/has no no\.such\.model/);
    },
  );
});
