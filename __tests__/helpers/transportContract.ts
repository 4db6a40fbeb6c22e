import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { TransportError } from '../../src/core/errors.ts';
import { createHttpClient, type HttpClient } from '../../src/core/http.ts';
import {
  OdooAccessError,
  OdooFaultError,
  OdooLoginError,
  OdooMissingError,
  OdooValidationError,
} from '../../src/odoo/errors.ts';
import { createTransport } from '../../src/odoo/transport/index.ts';
import type { OdooLogin, OdooTransport, TransportKind } from '../../src/odoo/transport/types.ts';
import { startServer } from './localServer.ts';
import { loginOf } from './odooFixtures.ts';
import { freshDatabase, type OdooTestDatabase, type OdooTestVersion } from './odooServer.ts';

/** What every transport must do, on each real server that offers it and on servers that misbehave. */
export function transportContract(kind: TransportKind, versions: readonly OdooTestVersion[]): void {
  describe.each(versions)(`${kind} on Odoo %s`, (version) => {
    onRealServer(kind, version);
  });
  describe(`${kind} on a server that misbehaves`, () => {
    onBrokenServer(kind);
  });
}

function onRealServer(kind: TransportKind, version: OdooTestVersion): void {
  let database: OdooTestDatabase;
  let http: HttpClient;
  let odoo: OdooTransport;

  beforeAll(async () => {
    database = await freshDatabase(version);
    http = createHttpClient();
    odoo = connect(loginOf(database));
  });

  afterAll(async () => {
    odoo.close();
    http.close();
    await database.drop();
  });

  const connect = (login: OdooLogin): OdooTransport =>
    createTransport(kind, login, http, { tiedToDatabase: version === '14' });

  // 14 gives the words of a constraint only in a language.
  const context = { lang: 'en_US' };

  const create = async (values: Readonly<Record<string, unknown>>): Promise<number> => {
    const answer = await odoo.call({ model: 'res.partner', method: 'create', args: { vals_list: [values] }, context });
    return (answer as number[])[0] ?? 0;
  };

  const read = async (id: number, ...fields: string[]): Promise<Record<string, unknown>> => {
    const answer = await odoo.call({ model: 'res.partner', method: 'read', ids: [id], args: { fields } });
    return (answer as Record<string, unknown>[])[0] ?? {};
  };

  it('knows who calls', async () => {
    expect(await odoo.uid()).toBeGreaterThan(1);
    expect(odoo.kind).toBe(kind);
  });

  it('carries numbers, booleans, empty values, lists and contexts', async () => {
    const id = await create({
      name: 'Values',
      color: 7,
      active: false,
      ref: null,
      partner_latitude: 1.5,
      category_id: [],
    });

    const row = await read(id, 'color', 'active', 'ref', 'partner_latitude', 'category_id', 'parent_id');

    expect(row).toEqual({
      id,
      color: 7,
      active: false,
      ref: false,
      partner_latitude: 1.5,
      category_id: [],
      parent_id: false,
    });
    const domain = [['id', '=', id]];
    const search = { model: 'res.partner', method: 'search', args: { domain } };
    expect(await odoo.call(search)).toEqual([]);
    expect(await odoo.call({ ...search, context: { active_test: false } })).toEqual([id]);
  });

  it.each([
    ['emoji and other scripts', '🎉 👨‍👩‍👧 ภาษาไทย مرحبا 𠜎'],
    ['5,000 characters', 'ä'.repeat(5000)],
    ['markup', `<b>&amp;"quotes" 'apostrophes'</b> <![CDATA[ x ]]>`],
    ['two ends of CDATA', 'a ]]> b ]]> c'],
    [
      'a try to write another field',
      ']]> ]]></string></value></member><member><name>user_id</name><value><int>1</int></value></member>',
    ],
    ['digits beyond 2^53', '576461413038785752'],
  ])('carries %s as they are', async (_what, text) => {
    const id = await create({ name: text, street: text });

    expect(await read(id, 'name', 'street', 'user_id')).toEqual({ id, name: text, street: text, user_id: false });
  });

  it('leaves out what no database can hold, and keeps the rest of the page', async () => {
    const id = await create({ name: 'a\0b\u0007c\u001Fd\uD800e\uFFFEf', street: 'one\r\ntwo\rthree' });

    expect(await read(id, 'name', 'street')).toEqual({ id, name: 'abcdef', street: 'one\ntwo\nthree' });
  });

  it('answers null when the method returned nothing', async () => {
    expect(await odoo.call({ model: 'stock.picking', method: 'do_unreserve', ids: [] })).toBeNull();
  });

  it('does not change the call that it is given', async () => {
    const call = {
      model: 'res.partner',
      method: 'search_count',
      args: { domain: [['id', '=', 1]] },
      context: { lang: 'en_US' },
    };
    const copy = structuredClone(call);

    await odoo.call(call);
    await odoo.call(call);

    expect(call).toEqual(copy);
  });

  it('answers many calls at once, each its own', async () => {
    const ids = await Promise.all(Array.from({ length: 12 }, (_, index) => create({ name: `Parallel ${index}` })));

    const rows = await Promise.all(ids.map((id) => read(id, 'name')));

    expect(rows.map((row) => row['name'])).toEqual(ids.map((_, index) => `Parallel ${index}`));
  });

  it('throws OdooAccessError that names the model, the right and who gives it', async () => {
    const promise = odoo.call({ model: 'product.template', method: 'create', args: { vals_list: [{ name: 'x' }] } });

    await expect(promise).rejects.toBeInstanceOf(OdooAccessError);
    await expect(promise).rejects.toMatchObject({
      model: 'product.template',
      operation: 'create',
      wholeModel: true,
      remedy: expect.stringMatching(/right to create product\.template\. One of these groups gives it: .+/),
    });
  });

  it('throws OdooValidationError with the words of Odoo', async () => {
    const promise = create({ name: false });

    await expect(promise).rejects.toBeInstanceOf(OdooValidationError);
    await expect(promise).rejects.toThrow(/Contacts require a name/);
  });

  it('throws OdooMissingError for a record that is gone', async () => {
    const promise = odoo.call({ model: 'res.partner', method: 'write', ids: [999_999], args: { vals: { name: 'x' } } });

    await expect(promise).rejects.toBeInstanceOf(OdooMissingError);
  });

  it('throws OdooFaultError for a bug, a wrong field or an unknown method', async () => {
    const domain = [['no_such_field', '=', 1]];
    const wrongField = odoo.call({ model: 'res.partner', method: 'search', args: { domain } });
    await expect(wrongField).rejects.toBeInstanceOf(OdooFaultError);
    await expect(wrongField).rejects.toThrow(/no_such_field/);

    const wrongMethod = odoo.call({ model: 'res.partner', method: 'no_such_method' });
    await expect(wrongMethod).rejects.toBeInstanceOf(OdooFaultError);
  });

  it('throws OdooLoginError that tells a wrong database from a wrong key, and gives a remedy', async () => {
    const login = loginOf(database);
    const refusal = async (change: Partial<OdooLogin>): Promise<unknown> =>
      connect({ ...login, ...change })
        .uid()
        .catch((error: unknown) => error);

    const errors = [
      await refusal({ db: 'no_such_database' }),
      await refusal({ apiKey: 'wrong', password: 'wrong' }),
      await refusal({ user: 'nobody' }),
    ];

    expect(errors).toEqual(errors.map(() => expect.any(OdooLoginError)));
    expect(errors).toMatchObject([
      {
        message: expect.stringMatching(/no database of that name/),
        remedy: expect.stringMatching(/name of the database/),
      },
      {
        message: expect.stringMatching(/does not accept this user with this API key/),
        remedy: expect.stringMatching(/API key/),
      },
      { message: expect.stringMatching(/user/), remedy: expect.stringMatching(/key/) },
    ]);
  });

  it('takes a password where the protocol has one', async () => {
    const { url, db, user, password } = loginOf(database);

    if (kind === 'json2') expect(() => connect({ url, db, user, password })).toThrow(/needs an API key/);
    else expect(await connect({ url, db, user, password }).uid()).toBe(await odoo.uid());
  });
}

function onBrokenServer(kind: TransportKind): void {
  const answerOf = async (handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<unknown> => {
    const server = await startServer(handle);
    const deadlines = { readMs: 300, totalMs: 400 };
    const http = createHttpClient({ deadlines });
    const login = { url: server.url, db: 'db', user: 'user', password: 'secret-password', apiKey: 'secret-key' };
    const odoo = createTransport(kind, login, http, { deadlines, tiedToDatabase: false });
    try {
      return await odoo
        .call({ model: 'res.partner', method: 'search', args: { domain: [] } })
        .catch((error: unknown) => error);
    } finally {
      odoo.close();
      http.close();
      await server.close();
    }
  };

  const expectTransportError = (error: unknown, outcome: 'unknown' | 'not-sent'): void => {
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toMatchObject({ outcome });
    expect(JSON.stringify(error) + String((error as Error).stack)).not.toContain('secret');
  };

  it('throws TransportError for the HTML of a proxy', async () => {
    const error = await answerOf((_request, response) => {
      response.writeHead(502, { 'content-type': 'text/html' }).end('<html><body>Bad Gateway</body></html>');
    });

    expectTransportError(error, 'unknown');
    expect(error).toMatchObject({ status: 502, remedy: expect.stringMatching(/proxy/) });
  });

  it('throws TransportError for a page with status 200', async () => {
    const error = await answerOf((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>Maintenance</body></html>');
    });

    expectTransportError(error, 'unknown');
  });

  it('throws TransportError for an answer that is cut', async () => {
    const error = await answerOf((_request, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('{"jsonrpc": "2.0", <?xml');
      setTimeout(() => response.destroy(), 20);
    });

    expectTransportError(error, 'unknown');
  });

  it('throws TransportError for an answer that ends in the middle of a value', async () => {
    const error = await answerOf((_request, response) => {
      response.end(kind === 'xmlrpc' ? '<?xml version="1.0"?><methodResponse><params><param><value><arr' : '[1, 2');
    });

    expectTransportError(error, 'unknown');
  });

  it('throws TransportError when the server says nothing, in time', async () => {
    const started = performance.now();

    const error = await answerOf(() => undefined);

    expectTransportError(error, 'unknown');
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('throws TransportError that says that nothing was sent when nobody listens', async () => {
    const server = await startServer(() => undefined);
    await server.close();
    const http = createHttpClient();
    const login = { url: server.url, db: 'db', user: 'user', password: 'secret-password', apiKey: 'secret-key' };
    const odoo = createTransport(kind, login, http, { tiedToDatabase: false });

    const error: unknown = await odoo.call({ model: 'res.partner', method: 'search' }).catch((cause: unknown) => cause);

    expectTransportError(error, 'not-sent');
    odoo.close();
    http.close();
  });
}
