import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TransportError } from '../../../src/core/errors.ts';
import { createHttpClient, type HttpClient } from '../../../src/core/http.ts';
import { OdooValidationError } from '../../../src/odoo/errors.ts';
import { createJsonRpcTransport } from '../../../src/odoo/transport/jsonrpc.ts';
import { createDatabaseSession, NO_SESSION } from '../../../src/odoo/transport/session.ts';
import { loginOf } from '../../helpers/odooFixtures.ts';
import { freshDatabase, type OdooTestDatabase } from '../../helpers/odooServer.ts';

describe('createDatabaseSession', () => {
  let database: OdooTestDatabase;
  let http: HttpClient;

  beforeAll(async () => {
    database = await freshDatabase('14');
    http = createHttpClient();
  });

  afterAll(async () => {
    http.close();
    await database.drop();
  });

  it('gets a cookie once, and another after it was renewed', async () => {
    const session = createDatabaseSession(loginOf(database), http);

    const first = await session.headers();
    const second = await session.headers();
    session.renew();
    const third = await session.headers();

    expect(first['cookie']).toMatch(/^session_id=\w+$/);
    expect(second).toEqual(first);
    expect(third['cookie']).not.toBe(first['cookie']);
  });

  it('is what makes 14 tell the reason of an error', async () => {
    const call = { model: 'no.such.model', method: 'search', args: { domain: [] } };
    const tied = createJsonRpcTransport(loginOf(database), http, { tiedToDatabase: true });
    const loose = createJsonRpcTransport(loginOf(database), http, { tiedToDatabase: false });

    await expect(tied.call(call)).rejects.toBeInstanceOf(OdooValidationError);
    await expect(loose.call(call)).rejects.toBeInstanceOf(TransportError);
  });

  it('does without a cookie when the server gives none', async () => {
    const session = createDatabaseSession({ ...loginOf(database), url: 'http://127.0.0.1:1' }, http);

    expect(await session.headers()).toEqual({});
    NO_SESSION.renew();
    expect(await NO_SESSION.headers()).toEqual({});
  });
});
