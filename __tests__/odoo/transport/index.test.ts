import { describe, expect, it } from '@jest/globals';
import { createHttpClient } from '../../../src/core/http.ts';
import { chooseTransport, createTransport } from '../../../src/odoo/transport/index.ts';
import { TRANSPORT_KINDS } from '../../../src/odoo/transport/types.ts';

describe('chooseTransport', () => {
  const all = { offered: TRANSPORT_KINDS, json: true, hasApiKey: true };

  it.each([
    ['JSON-2 where it is offered and there is a key', all, 'json2'],
    ['JSON-RPC without a key', { ...all, hasApiKey: false }, 'jsonrpc'],
    ['JSON-RPC where JSON-2 is not offered', { ...all, offered: ['jsonrpc', 'xmlrpc'] as const }, 'jsonrpc'],
    ['XML-RPC where JSON does not get through', { ...all, json: false }, 'xmlrpc'],
    ['JSON-2 where nothing else is left', { ...all, offered: ['json2'] as const, hasApiKey: false }, 'json2'],
  ] as const)('takes %s', (_what, choice, kind) => {
    expect(chooseTransport(choice)).toBe(kind);
  });
});

describe('createTransport', () => {
  it.each(TRANSPORT_KINDS)('makes %s', (kind) => {
    const http = createHttpClient();
    const login = { url: 'http://127.0.0.1:1', db: 'db', user: 'user', apiKey: 'key' };

    const transport = createTransport(kind, login, http, { tiedToDatabase: false });

    expect(transport.kind).toBe(kind);
    transport.close();
    http.close();
  });
});
