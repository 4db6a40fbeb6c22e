import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CommandResult, runCommand } from '../helpers/commandLine.ts';
import { freshDatabase, type OdooTestDatabase } from '../helpers/odooServer.ts';

const COMMANDS = [
  ['install'],
  ['upgrade'],
  ['uninstall'],
  ['auth', 'link'],
  ['auth', 'complete'],
  ['auth', 'status'],
  ['shops', 'list'],
  ['shops', 'show'],
  ['shops', 'set'],
  ['shops', 'enable'],
  ['shops', 'disable'],
  ['sync', 'orders'],
  ['show', 'order'],
  ['sandbox'],
];

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'command-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text, { mode: 0o600 });
  return folder;
}

/** One sentence with a remedy on standard error, and nothing that looks like a stack. */
function expectRefusal({ code, stdout, stderr }: CommandResult, ...texts: readonly (string | RegExp)[]): void {
  expect(code).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(stderr).not.toContain('Unexpected');
  for (const text of texts) expect(stderr).toMatch(text);
}

describe('the command line', () => {
  it.each(COMMANDS)('explains %s %s with examples', async (...path) => {
    const words = path.filter((word) => typeof word === 'string');
    const { code, stdout } = await runCommand([...words, '--help']);

    expect(code).toBe(0);
    expect(stdout).toContain(`Usage: tiktok-odoo ${words.join(' ')}`);
    expect(stdout).toMatch(/^Examples:\n {2}tiktok-odoo /m);
    expect(stdout).toContain('--json');
  });

  it('lists all commands before the settings', async () => {
    const { code, stdout } = await runCommand(['--help']);

    expect(code).toBe(0);
    expect(stdout.indexOf('\nCommands:')).toBeLessThan(stdout.indexOf('\nSettings '));
    for (const [command = ''] of COMMANDS) expect(stdout).toMatch(new RegExp(`^ {2}${command}\\b`, 'm'));
    expect(stdout).toContain('--odoo-url <url>');
    expect(stdout).not.toContain('--odoo-password');
  });

  it.each([
    [['instal'], /Unknown command 'instal'\. Did you mean install\?/],
    [['sync', 'order'], /Unknown command 'order'\. Did you mean orders\?/],
    [['sync', 'orders', '--sinc', '3d'], /Unknown option '--sinc'\. Did you mean --since\?/],
    [['show', 'order'], /Missing required argument 'id'\. See tiktok-odoo/],
    [['shops', 'list', 'twice'], /Too many arguments/],
    [['show', 'order', 'abc'], /"abc" is not an order id/],
    [['sync', 'orders', '--since', 'soon'], /--since: Not a moment: "soon"/],
    [['sync', 'orders', '--order', '12345678', '--since', '3d'], /do not go together/],
    [['sync', 'orders', '--recreate'], /needs --order/],
    [['sandbox', '--markets', 'Mars'], /"Mars" is not a market/],
    [['sandbox', '--port', 'http'], /--port: "http" is not a whole number/],
    [['sandbox', '--markets', 'XX', '--port', '0'], /"XX" is not a market/],
    [['auth', 'complete', 'https://example.com/?app_key=1'], /ends before its first &.*quotes/],
  ])('refuses %j', async (args, text) => {
    expectRefusal(await runCommand(args), text, /\[E_(USAGE|CONFIG)\]/);
  });

  it('tells programs the same as JSON', async () => {
    const { code, stdout } = await runCommand(['sync', 'orders', '--sinc', '--json']);

    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'E_USAGE', actor: 'operator' } });
  });
});

describe('settings', () => {
  it('are asked for by name when they are missing', async () => {
    expectRefusal(
      await runCommand(['sync', 'orders']),
      /Settings are missing: odoo_url \(environment: ODOO_URL\), odoo_db/,
      /\.odoorc/,
    );
  });

  it('name every mistake with file and line', async () => {
    const cwd = folderWith({
      '.odoorc': '[options]\nodoo_url = not a url\nodo_db = x\npage_size = 1000\n[app:main]\napp_kee = 1\n',
    });

    expectRefusal(
      await runCommand(['install'], { cwd }),
      /4 settings are wrong/,
      /line 2: odoo_url/,
      /line 3.*odoo_db/s,
      /line 4: page_size/,
      /line 6.*app_key/s,
    );
  });

  it('are refused when the file that is named is not there', async () => {
    expectRefusal(await runCommand(['install', '--config', '/nowhere/odoorc']), /\/nowhere\/odoorc.*does not exist/);
  });

  it('are warned about when others can read secrets', async () => {
    const cwd = folderWith({});
    writeFileSync(join(cwd, '.odoorc'), '[options]\nodoo_password = secret-secret\n', { mode: 0o644 });

    const { stderr } = await runCommand(['shops', 'list'], { cwd });

    expect(stderr).toMatch(/^warning: .*chmod 600/m);
    expect(stderr).not.toContain('secret-secret');
  });

  it('name every mistake of the mapping files', async () => {
    const cwd = folderWith({
      'regions.json': '{"version": 1, "regions": {"US": {"name": ""}}}',
      'order-status.json': '{"version": 1,\n "statuses": }',
    });

    expectRefusal(
      await runCommand(['shops', 'list'], { cwd, env: { TIKTOK_ODOO_MAPPINGS_DIR: cwd } }),
      /regions\.json: regions\.US\.name/,
      /order-status\.json:2/,
      /\[E_MAPPING\]/,
    );
  });
});

describe('Odoo', () => {
  let database: OdooTestDatabase;
  let right: Record<string, string>;

  beforeAll(async () => {
    database = await freshDatabase('19');
    const { url, db, bridge, admin } = database;
    right = {
      ODOO_URL: url,
      ODOO_DB: db,
      ODOO_USER: bridge.login,
      ODOO_PASSWORD: bridge.password,
      ODOO_ADMIN_USER: admin.login,
      ODOO_ADMIN_PASSWORD: admin.password,
    };
  });
  afterAll(() => database.drop());

  it('is named when nobody answers there', async () => {
    const env = { ...right, ODOO_URL: 'http://127.0.0.1:9' };

    expectRefusal(await runCommand(['shops', 'list'], { env }), /127\.0\.0\.1:9/, /\[E_TRANSPORT/);
  });

  it('is told from a web page that is none', async () => {
    const server = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Welcome to the proxy</html>');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const env = { ...right, ODOO_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };

    expectRefusal(await runCommand(['shops', 'list'], { env }), /Odoo/, /\[E_/);
    server.close();
  });

  it.each([
    ['database', { ODOO_DB: 'there_is_no_such_database' }],
    ['user', { ODOO_USER: 'nobody' }],
    ['password', { ODOO_PASSWORD: 'wrong-wrong-wrong' }],
    ['API key', { ODOO_PASSWORD: '', ODOO_API_KEY: 'ffffffffffffffffffffffffffffffffffffffff' }],
  ])('refuses a wrong %s, without quoting secrets', async (_, wrong) => {
    const result = await runCommand(['shops', 'list'], { env: { ...right, ...wrong } });

    expectRefusal(result, /\[E_ODOO_LOGIN/);
    expect(result.stderr).not.toMatch(/ffffffffffff|wrong-wrong/);
  });

  it('lacks the addon before install', async () => {
    expectRefusal(await runCommand(['shops', 'list'], { env: right }), /Run "tiktok-odoo install"/, /\[E_ODOO_ADDON/);
  });

  it('needs an administrator to install', async () => {
    const rest = { ...right, ODOO_ADMIN_USER: '' };
    const { bridge } = database;
    const env = { ...right, ODOO_ADMIN_USER: bridge.login, ODOO_ADMIN_PASSWORD: bridge.password };

    expectRefusal(await runCommand(['install'], { env: rest }), /odoo_admin_user/, /\[E_CONFIG\]/);
    expectRefusal(await runCommand(['install'], { env }), /lacks the right to create ir\.model/, /\[E_ODOO_ACCESS/);
  });
});
