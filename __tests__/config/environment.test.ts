import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { appVariableName, type Environment, readEnvironment } from '../../src/config/environment.ts';
import type { Findings, GivenBySource } from '../../src/config/given.ts';
import { OPTIONS } from '../../src/config/options.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'secrets-'));
  writeFileSync(join(folder, 'password'), 'from a file \n');
  writeFileSync(join(folder, 'empty'), '\n');
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function read(env: Environment): { source: GivenBySource; findings: Findings } {
  const findings: Findings = { mistakes: [], warnings: [] };
  return { source: readEnvironment(env, folder, '/home/me', findings), findings };
}

describe('readEnvironment', () => {
  it('reads every option by its variable', () => {
    const env = Object.fromEntries(Object.values(OPTIONS).map((spec) => [spec.env, `value of ${spec.env}`]));

    const { options } = read(env).source;

    expect([...options.keys()]).toEqual(Object.keys(OPTIONS));
    expect(options.get('odoo_url')).toEqual({ text: 'value of ODOO_URL', where: 'ODOO_URL', folder });
  });

  it('takes an empty variable for none', () => {
    expect(read({ ODOO_URL: '', TIKTOK_APP_KEY: '' }).source).toEqual({ options: new Map(), apps: new Map() });
  });

  it('reads secrets from files, without the line break at the end', () => {
    const { source } = read({ ODOO_PASSWORD_FILE: 'password', TIKTOK_APP_SECRET_FILE: join(folder, 'password') });

    expect(source.options.get('odoo_password')).toMatchObject({ text: 'from a file ', where: 'ODOO_PASSWORD_FILE' });
    expect(source.apps.get('MAIN')?.get('app_secret')?.text).toBe('from a file ');
  });

  it('has files for secrets only', () => {
    expect(read({ ODOO_URL_FILE: 'password' }).source.options.size).toBe(0);
  });

  it('refuses a secret that is given twice, is empty or cannot be read', () => {
    const { findings } = read({
      ODOO_PASSWORD: 'x',
      ODOO_PASSWORD_FILE: 'password',
      ODOO_API_KEY_FILE: 'empty',
      TIKTOK_APP_UK_SECRET_FILE: '/nowhere',
    });

    expect(findings.mistakes).toEqual([
      'ODOO_PASSWORD and ODOO_PASSWORD_FILE are both set; take one away.',
      'ODOO_API_KEY_FILE names an empty file.',
      'TIKTOK_APP_UK_SECRET_FILE names a file that cannot be read: /nowhere',
    ]);
  });

  it('finds apps by their variables', () => {
    const { apps } = read({
      TIKTOK_APP_KEY: 'm',
      TIKTOK_APP_UK_MAIN_KEY: 'u',
      TIKTOK_APP_UK_MAIN_SERVICE_ID: '1',
      TIKTOK_API_URL: 'https://a.example',
    }).source;

    expect([...apps].map(([name, options]) => [name, [...options.keys()]])).toEqual([
      ['MAIN', ['app_key']],
      ['UK_MAIN', ['app_key', 'service_id']],
    ]);
  });
});

describe('appVariableName', () => {
  it('writes a name in capitals, with _ for -', () => {
    expect(appVariableName('uk-main')).toBe('UK_MAIN');
  });
});
