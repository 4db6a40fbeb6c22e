import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OdooClient } from '../../src/odoo/client.ts';
import { createOnce } from '../../src/odoo/loader.ts';
import { buyerRecord, connectTo } from '../helpers/odooFixtures.ts';
import { freshDatabase, type OdooTestDatabase, type OdooTestVersion } from '../helpers/odooServer.ts';

describe.each<OdooTestVersion>(['19', '14'])('findByXid on Odoo %s', (version) => {
  let database: OdooTestDatabase;
  let admin: OdooClient;
  let bridge: OdooClient;

  beforeAll(async () => {
    database = await freshDatabase(version);
    admin = await connectTo(database, 'admin');
    bridge = await connectTo(database);
  });

  afterAll(async () => {
    admin.close();
    bridge.close();
    await database.drop();
  });

  it.each(['admin', 'bridge'] as const)('finds what there is, as %s', async (who) => {
    const odoo = who === 'admin' ? admin : bridge;
    const records = [buyerRecord('1'), buyerRecord('2', { active: false }), buyerRecord('3')];
    const { ids } = await createOnce(bridge, 'res.partner', records);
    const names = records.map(({ externalId }) => externalId);
    await bridge.unlink('res.partner', [ids.get(names[2] ?? '') ?? 0]);

    const found = await odoo.findByXid('res.partner', [...names, 'base.us', 'base.no_such_thing']);

    expect(new Map(found)).toEqual(new Map(names.slice(0, 2).map((name) => [name, ids.get(name)])));
  });

  it('takes two calls for many where the user may read external ids', async () => {
    const before = admin.callCount();

    const found = await admin.findByXid('res.country', ['base.us', 'base.uk', 'base.de', 'base.th']);

    expect(found.size).toBe(4);
    expect(admin.callCount() - before).toBe(2);
  });
});
