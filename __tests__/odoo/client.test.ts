import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ConfigError, TransportError } from '../../src/core/errors.ts';
import { silentLogger } from '../../src/core/logger.ts';
import { connectOdoo, type OdooClient } from '../../src/odoo/client.ts';
import { OdooLoginError, OdooVersionError } from '../../src/odoo/errors.ts';
import { startServer } from '../helpers/localServer.ts';
import { connectTo, loginOf } from '../helpers/odooFixtures.ts';
import { freshDatabase, type OdooTestDatabase, type OdooTestVersion } from '../helpers/odooServer.ts';

describe.each<OdooTestVersion>(['19', '14'])('connectOdoo to Odoo %s', (version) => {
  let database: OdooTestDatabase;
  let odoo: OdooClient;

  beforeAll(async () => {
    database = await freshDatabase(version);
    odoo = await connectTo(database);
  });

  afterAll(async () => {
    odoo.close();
    await database.drop();
  });

  it('chooses the fastest protocol that there is', async () => {
    const { url, db, user, password } = loginOf(database);
    const withPassword = await connectOdoo({
      login: { url, db, user, password },
      transport: 'auto',
      logger: silentLogger,
    });

    expect(odoo.transport).toBe(version === '19' ? 'json2' : 'jsonrpc');
    expect(withPassword.transport).toBe('jsonrpc');
    expect(await withPassword.uid()).toBe(await odoo.uid());
    withPassword.close();
  });

  it('creates, reads, searches, counts, writes and removes', async () => {
    const ids = await odoo.create('res.partner', [{ name: 'B' }, { name: 'A' }]);
    const domain = [['id', 'in', ids]] as const;

    expect(await odoo.search('res.partner', domain, { order: 'name', limit: 1 })).toEqual([ids[1]]);
    expect(await odoo.search('res.partner', domain, { order: 'name', offset: 1 })).toEqual([ids[0]]);
    expect(await odoo.searchRead('res.partner', domain, ['name'], { order: 'id' })).toMatchObject([
      { name: 'B' },
      { name: 'A' },
    ]);
    expect(await odoo.searchCount('res.partner', domain)).toBe(2);
    await odoo.write('res.partner', ids, { name: 'C' });
    expect(await odoo.read('res.partner', [...ids].reverse(), ['name'])).toEqual([
      { id: ids[1], name: 'C' },
      { id: ids[0], name: 'C' },
    ]);
    await odoo.unlink('res.partner', ids);
    expect(await odoo.read('res.partner', ids, ['name'])).toEqual([]);
  });

  it('reads many records in pages, archived ones too, and leaves out those that are gone', async () => {
    const values = Array.from({ length: 501 }, (_, index) => ({ name: `Partner ${index}`, active: index > 0 }));
    const ids = await odoo.create('res.partner', values);
    const before = odoo.callCount();

    const rows = await odoo.read('res.partner', [...ids, 999_999], ['name']);

    expect(rows.map((row) => row['name'])).toEqual(values.map(({ name }) => name));
    expect(odoo.callCount() - before).toBe(2);
  });

  it('makes no call for nothing', async () => {
    const before = odoo.callCount();

    await odoo.write('res.partner', [], { name: 'x' });
    await odoo.unlink('res.partner', []);
    await odoo.create('res.partner', []);
    await odoo.read('res.partner', [], ['name']);
    await odoo.findByXid('res.partner', []);

    expect(odoo.callCount()).toBe(before);
  });

  it('adds context for one client without touching the other', async () => {
    const [id = 0] = await odoo.create('res.partner', [{ name: 'Archived', active: false }]);
    const all = odoo.withContext({ active_test: false });

    expect(await all.search('res.partner', [['id', '=', id]])).toEqual([id]);
    expect(await odoo.search('res.partner', [['id', '=', id]])).toEqual([]);
    expect(all.callCount()).toBe(odoo.callCount());
  });

  it('tells the fields of a model, asks once, and has none for a model that is not there', async () => {
    const before = odoo.callCount();
    const fields = await odoo.fieldsOf('sale.order');
    await odoo.withContext({ lang: 'en_US' }).fieldsOf('sale.order');

    expect(odoo.callCount() - before).toBe(1);
    expect(fields.get('partner_id')).toMatchObject({ type: 'many2one', relation: 'res.partner', required: true });
    expect(fields.get('state')?.selection?.map(([value]) => value)).toContain('sale');
    expect((await odoo.fieldsOf('no.such.model')).size).toBe(0);
  });

  it('says what is wrong with the settings, in one sentence with a remedy', async () => {
    const server = await startServer((_request, response) => response.end('<html>Hello</html>'));
    const login = loginOf(database);
    const connect = (change: object, transport: 'auto' | 'json2' = 'auto'): Promise<unknown> =>
      connectOdoo({ login: { ...login, ...change }, transport, logger: silentLogger }).catch((error: unknown) => error);

    const errors = [
      await connect({ url: server.url }),
      await connect({ url: 'odoo.example.com' }),
      await connect({ db: 'no_such_database' }),
      await connect({ user: 'nobody' }),
      await connect({ apiKey: 'wrong', password: 'wrong' }),
      await connect({ apiKey: undefined, password: undefined }),
    ];
    await server.close();

    const types = [TransportError, ConfigError, OdooLoginError, OdooLoginError, OdooLoginError, ConfigError];
    expect(errors).toEqual(types.map((type) => expect.any(type)));
    expect(errors).toMatchObject(errors.map(() => ({ remedy: expect.any(String) })));
  });

  it('refuses a protocol that the version does not offer', async () => {
    const promise = connectOdoo({ login: loginOf(database), transport: 'json2', logger: silentLogger });

    if (version === '19') (await promise).close();
    else await expect(promise).rejects.toBeInstanceOf(OdooVersionError);
    expect(odoo.profile.transports).toContain(odoo.transport);
  });
});
