import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type ConfigSources, loadConfig } from '../../src/config/load.ts';
import type { Config } from '../../src/config/types.ts';
import { ConfigError, explain } from '../../src/core/errors.ts';
import { redactText } from '../../src/core/redact.ts';

let root: string;
let cwd: string;
let home: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'config-'));
  cwd = join(root, 'project');
  home = join(root, 'home');
  mkdirSync(cwd);
  mkdirSync(home);
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function write(path: string, text: string): string {
  writeFileSync(path, text, { mode: 0o600 });
  return path;
}

function load(sources: Omit<ConfigSources, 'cwd'> = {}): Config {
  return loadConfig({ ...sources, env: { HOME: home, ...sources.env }, cwd });
}

function refusal(sources: Omit<ConfigSources, 'cwd'> = {}): string {
  try {
    load(sources);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return explain(error);
  }
  throw new Error('was not refused');
}

describe('loadConfig', () => {
  it('fills in defaults where nobody says anything', () => {
    const config = load();

    expect(config).toMatchObject({
      odoo: { url: undefined, transport: 'auto', timeoutMs: 130_000 },
      tiktok: { apiUrl: 'https://open-api.tiktokglobalshop.com', authUrl: 'https://auth.tiktok-shops.com' },
      stateDir: join(home, '.local/state/tiktok-odoo'),
      sync: { pageSize: 100, overlapSeconds: 600, pagesInFlight: 2 },
      log: { level: 'warn', file: undefined },
      file: undefined,
      warnings: [],
    });
    expect(config.apps.size).toBe(0);
  });

  it('lets a flag win over the environment, that over the file, that over the default', () => {
    write(join(cwd, '.odoorc'), '[options]\npage_size = 10\noverlap_minutes = 20\npages_in_flight = 3\n');
    const env = { TIKTOK_ODOO_PAGE_SIZE: '11', TIKTOK_ODOO_OVERLAP_MINUTES: '21' };

    const config = load({ env, flags: { pageSize: '12' } });

    expect(config.sync).toEqual({ pageSize: 12, overlapSeconds: 21 * 60, pagesInFlight: 3 });
    expect(config.odoo.transport).toBe('auto');
  });

  it('is frozen all the way down', () => {
    write(join(cwd, '.odoorc'), '[app:main]\napp_key = k\n');

    const config = load();

    expect(Object.isFrozen(config.odoo.admin)).toBe(true);
    expect(Object.isFrozen(config.apps.get('main'))).toBe(true);
  });

  it('lists all mistakes at once with file, line and name', () => {
    const file = write(
      join(cwd, '.odoorc'),
      [
        '[options]',
        'odoo_ulr = https://odoo.example.com',
        'odoo_url = odoo.example.com',
        'page_size = 1000',
        'odoo_transport = soap',
        'app_key = 1',
        'no delimiter',
        '[app:two words]',
        '[aps:main]',
        '[app:uk]',
        'app_secrt = s3cret-s3cret',
      ].join('\n'),
    );

    const text = refusal({ env: { ODOO_TIMEOUT: 'soon' }, flags: { tiktokApiUrl: 'ftp://x' } });

    expect(text.split('\n')).toEqual([
      '11 settings are wrong:',
      `- ${file} line 2: odoo_ulr is not an option of [options]; the nearest is odoo_url.`,
      `- ${file} line 6: app_key is not an option of [options]; it belongs in [app:NAME].`,
      `- ${file} line 7: there is no = or : in this line.`,
      `- ${file} line 8: the name of an app is of letters, digits, - and _: [app:main].`,
      `- ${file} line 9: [aps:main] is not a section of this file; there are [options] and [app:NAME], the nearest is [app:main].`,
      `- ${file} line 11: app_secrt is not an option of [app:uk]; the nearest is app_secret.`,
      `- ${file} line 3: odoo_url must be an address that begins with https:// or http://.`,
      `- ${file} line 5: odoo_transport must be one of auto, json2, jsonrpc, xmlrpc, not "soap".`,
      '- ODOO_TIMEOUT must be a whole number from 5 to 3600, not "soon".',
      '- --tiktok-api-url must be an address that begins with https:// or http://.',
      `- ${file} line 4: page_size must be a whole number from 1 to 100, not "1000". See .odoorc.example for every option.`,
    ]);
  });

  it('never quotes a secret, and masks it from then on', () => {
    write(
      join(cwd, '.odoorc'),
      '[options]\nodoo_pasword = canary-one\nodoo_password = canary-two\n  canary-three\n[app:a]\napp_secret = canary-four\n',
    );

    const text = refusal({ env: { ODOO_API_KEY: 'canary-five' } });

    expect(text).not.toContain('canary');
    expect(redactText('x canary-four y canary-five')).toBe('x *** y ***');
  });
});

describe('the file that counts', () => {
  it('is that of --config before the environment, the folder and the home folder', () => {
    const named = write(join(root, 'named'), '[options]\nodoo_db = named\n');
    const other = write(join(root, 'other'), '[options]\nodoo_db = other\n');
    write(join(home, '.odoorc'), '[options]\nodoo_db = home\n');
    expect(load().odoo.db).toBe('home');

    write(join(cwd, '.odoorc'), '[options]\nodoo_db = folder\n');
    expect(load().odoo.db).toBe('folder');
    expect(load({ env: { ODOORC: other } }).odoo.db).toBe('other');
    expect(load({ env: { ODOORC: other, TIKTOK_ODOO_RC: named } }).odoo.db).toBe('named');
    expect(load({ env: { ODOORC: other }, flags: { config: '../named' } })).toMatchObject({
      odoo: { db: 'named' },
      file: named,
    });
  });

  it('must exist when it is named', () => {
    expect(refusal({ flags: { config: '/nowhere/odoorc' } })).toContain(
      '/nowhere/odoorc, named by --config, does not exist.',
    );
    expect(refusal({ env: { ODOORC: cwd } })).toContain(`${cwd}, named by ODOORC, cannot be read.`);
  });

  it("may be the Odoo server's own, whose other keys are left alone", () => {
    write(
      join(home, '.odoorc'),
      '[options]\naddons_path = /usr/lib\ndb_host = False\nlog_level = debug_rpc\nodoo_db = shared\n[queue_job]\nchannels = root:2\n',
    );

    expect(load()).toMatchObject({ odoo: { db: 'shared' }, log: { level: 'warn' } });
  });

  it("names a mistyped key of ours in the Odoo server's file", () => {
    write(join(home, '.odoorc'), '[options]\naddons_path = /usr/lib\nodoo_databse = x\nodoo_usr = y\n');

    expect(refusal()).toContain('line 4: odoo_usr is not an option of [options]; the nearest is odoo_user.');
  });

  it('is warned about when others can read secrets in it', () => {
    const path = write(join(cwd, '.odoorc'), '[options]\nodoo_password = secret-secret\n');
    chmodSync(path, 0o640);

    expect(load().warnings).toEqual([
      `${path} holds secrets and other users of this machine can read it: chmod 600 ${path}`,
    ]);
    chmodSync(path, 0o600);
    expect(load().warnings).toEqual([]);
  });

  it('is not warned about when it holds no secret', () => {
    chmodSync(write(join(cwd, '.odoorc'), '[options]\nodoo_db = x\n'), 0o644);

    expect(load().warnings).toEqual([]);
  });

  it('is what its relative paths start from', () => {
    const path = write(join(root, 'named'), '[options]\nstate_dir = state\nmappings_dir = ~/mappings\n');

    const config = load({ flags: { config: path, logFile: 'log.txt' } });

    expect(config).toMatchObject({
      stateDir: join(root, 'state'),
      mappingsDir: join(home, 'mappings'),
      log: { file: join(cwd, 'log.txt') },
    });
  });
});

describe('apps', () => {
  it('come from sections and from the environment, which wins', () => {
    write(
      join(cwd, '.odoorc'),
      '[app:uk-main]\napp_key = file-key\napp_secret = file-secret\n[app:us]\napp_key = us\n',
    );
    const env = {
      TIKTOK_APP_UK_MAIN_KEY: 'env-key',
      TIKTOK_APP_KEY: 'main-key',
      TIKTOK_APP_TH_SERVICE_ID: '77',
      TIKTOK_APP_TH_REDIRECT_URL: 'https://bridge.example.com/back/',
    };

    const { apps } = load({ env });

    expect([...apps.keys()]).toEqual(['uk-main', 'us', 'main', 'th']);
    expect(apps.get('uk-main')).toMatchObject({ key: 'env-key', secret: 'file-secret' });
    expect(apps.get('main')).toMatchObject({ key: 'main-key', secret: undefined });
    expect(apps.get('th')).toMatchObject({ serviceId: '77', redirectUrl: 'https://bridge.example.com/back' });
  });

  it('must differ in more than the case of their names', () => {
    write(join(cwd, '.odoorc'), '[app:uk-1]\napp_key = a\n[app:UK_1]\napp_key = b\n');

    expect(refusal()).toContain('[app:uk-1] and [app:UK_1] differ too little; rename one.');
  });
});
