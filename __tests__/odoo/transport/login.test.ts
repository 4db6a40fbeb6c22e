import { describe, expect, it } from '@jest/globals';
import { ConfigError } from '../../../src/core/errors.ts';
import { endpoint, foreignKey, refusedLogin, secretOf } from '../../../src/odoo/transport/login.ts';

const login = { url: 'https://odoo.example.com', db: 'shop', user: 'bridge' };

describe('endpoint', () => {
  it.each([
    ['https://odoo.example.com', 'https://odoo.example.com/jsonrpc'],
    ['https://odoo.example.com/', 'https://odoo.example.com/jsonrpc'],
    ['http://127.0.0.1:8069/odoo//', 'http://127.0.0.1:8069/odoo/jsonrpc'],
    ['https://user:pass@odoo.example.com/?db=x', 'https://odoo.example.com/jsonrpc'],
  ])('puts a path under %s', (url, expected) => {
    expect(endpoint(url, '/jsonrpc')).toBe(expected);
  });

  it.each(['', 'odoo.example.com', 'ftp://odoo.example.com', 'file:///etc/passwd'])('refuses %j', (url) => {
    expect(() => endpoint(url, '/jsonrpc')).toThrow(ConfigError);
  });
});

describe('secretOf', () => {
  it('prefers the API key', () => {
    expect(secretOf({ ...login, password: 'password', apiKey: 'key' })).toBe('key');
    expect(secretOf({ ...login, password: 'password' })).toBe('password');
  });

  it('throws when there is neither', () => {
    expect(() => secretOf(login)).toThrow(ConfigError);
  });
});

describe('refusedLogin', () => {
  it('names what to check and holds no secret', () => {
    const error = refusedLogin({ ...login, apiKey: 'the-secret-key' });

    expect(error.remedy).toMatch(/API key/);
    expect(JSON.stringify(error) + String(error.stack)).not.toContain('the-secret-key');
    expect(refusedLogin({ ...login, password: 'x' }).message).toMatch(/password/);
  });
});

describe('foreignKey', () => {
  it('says whose key is needed', () => {
    expect(foreignKey(login).remedy).toMatch(/as the user in the settings/);
  });
});
