import { afterAll, describe, expect, it } from '@jest/globals';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ConfigError, TransportError } from '../../src/core/errors.ts';
import { createHttpClient } from '../../src/core/http.ts';
import { silentLogger } from '../../src/core/logger.ts';
import { detectVersion, profileFor } from '../../src/odoo/detect.ts';
import { OdooVersionError } from '../../src/odoo/errors.ts';
import { PROFILE_14, PROFILE_19 } from '../../src/odoo/profile.ts';
import { startServer } from '../helpers/localServer.ts';
import { type OdooTestVersion, serverFacts } from '../helpers/odooServer.ts';

const http = createHttpClient();

afterAll(() => {
  http.close();
});

describe('detectVersion', () => {
  it.each<OdooTestVersion>(['19', '14'])('knows a real Odoo %s without a login', async (version) => {
    const { url } = serverFacts(version);

    expect(await detectVersion(http, url)).toEqual({ serie: `${version}.0`, major: Number(version), json: true });
  });

  it('falls back to XML-RPC where JSON does not get through', async () => {
    const xml = '<name>server_serie</name>\n<value><string>saas~19.2</string></value>';
    const server = await startServer((request: IncomingMessage, response: ServerResponse) => {
      if (request.url === '/xmlrpc/2/common') response.end(xml);
      else response.writeHead(403, { 'content-type': 'text/html' }).end('<html>Forbidden</html>');
    });

    expect(await detectVersion(http, server.url)).toEqual({ serie: 'saas~19.2', major: 19, json: false });
    await server.close();
  });

  it('names the address to use when this one leads on to another', async () => {
    const server = await startServer((request, response) => {
      response.writeHead(301, { location: `https://odoo.example.com${request.url ?? ''}` }).end();
    });

    await expect(detectVersion(http, server.url)).rejects.toThrow(/leads on to https:\/\/odoo\.example\.com/);
    await server.close();
  });

  it('says so when what answers is not Odoo, and when nothing does', async () => {
    const server = await startServer((_request, response) => response.end('<html>Hello</html>'));

    await expect(detectVersion(http, server.url)).rejects.toThrow(/is not Odoo/);
    await server.close();
    await expect(detectVersion(http, server.url)).rejects.toBeInstanceOf(TransportError);
    await expect(detectVersion(http, 'odoo.example.com')).rejects.toBeInstanceOf(ConfigError);
  });
});

describe('profileFor', () => {
  it('takes the profile of the version', () => {
    expect(profileFor({ serie: '14.0', major: 14, json: true }, silentLogger)).toBe(PROFILE_14);
  });

  it('runs a newer version with the newest profile, and warns', () => {
    const warnings: unknown[] = [];
    const logger = { ...silentLogger, warn: (...line: unknown[]) => void warnings.push(line) };

    expect(profileFor({ serie: '20.0', major: 20, json: true }, logger)).toBe(PROFILE_19);
    expect(warnings).toHaveLength(1);
  });

  it('refuses an older version', () => {
    expect(() => profileFor({ serie: '13.0', major: 13, json: true }, silentLogger)).toThrow(OdooVersionError);
  });
});
