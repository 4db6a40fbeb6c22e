/**
 * Real Odoo servers for the tests. `scripts/odoo up` prepares them once per machine; here each test takes a fresh copy
 * of the template database, which costs a fraction of a second and cannot be seen by any other test.
 */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The Odoo versions that tests run against: the two ends of the supported range. */
export type OdooTestVersion = '19' | '14';

/** How to log in to a test database; `apiKey` stands in for the password everywhere and is what JSON-2 takes. */
export interface OdooTestLogin {
  login: string;
  password: string;
  apiKey: string;
}

/** What `scripts/odoo up` writes down about a server. */
export interface OdooServerFacts {
  version: OdooTestVersion;
  url: string;
  /** Name of the template database: never log in to it, copy it. */
  template: string;
  admin: OdooTestLogin;
  /** The least-privileged user that the bridge works as. */
  bridge: OdooTestLogin;
  postgres: { host: string; port: number; user: string };
  /** Command that runs Python inside Odoo: append the database's name, write the script to its stdin. */
  shell: string[];
  /** Number of worker processes; 0 means one process with threads. */
  workers: number;
  log: string;
}

/** A copy of the template database that belongs to one test. */
export interface OdooTestDatabase {
  url: string;
  db: string;
  admin: OdooTestLogin;
  bridge: OdooTestLogin;
  /** Removes the database, also while Odoo still holds connections to it. */
  drop(): Promise<void>;
}

/** Reads how to reach the server of a version; the error says how to start it. */
export function serverFacts(version: OdooTestVersion): OdooServerFacts {
  const home = process.env['TIKTOK_ODOO_HOME'] ?? '/var/lib/tiktok-odoo';
  try {
    return JSON.parse(readFileSync(join(home, 'servers', `${version}.json`), 'utf8')) as OdooServerFacts;
  } catch (cause) {
    throw new Error(`No Odoo ${version} is prepared on this machine: run scripts/odoo up --version ${version}`, {
      cause,
    });
  }
}

/** Makes a copy of the template with a name of its own. The caller drops it, usually in `afterAll`. */
export async function freshDatabase(version: OdooTestVersion): Promise<OdooTestDatabase> {
  const { url, template, admin, bridge, postgres } = serverFacts(version);
  const db = `tt_${process.pid}_${randomBytes(5).toString('hex')}`;
  const connection = ['-h', postgres.host, '-p', String(postgres.port), '-U', postgres.user];
  // The comment lets `scripts/odoo` recognise copies that a killed test run left behind.
  await run('createdb', [...connection, '-T', template, '--strategy=file_copy', db, `copy of ${version}`]);
  const drop = async (): Promise<void> => {
    await run('dropdb', [...connection, '--if-exists', '--force', db]);
  };
  return { url, db, admin, bridge, drop };
}

/**
 * Runs Python inside Odoo on a database and returns what it printed. `env` is there as in `odoo shell`, with superuser
 * rights; end with `env.cr.commit()` when something is to stay. Starting Odoo takes a few seconds: for tests that must
 * see or do what the API cannot.
 */
export async function odooShell(version: OdooTestVersion, db: string, script: string): Promise<string> {
  const [command, ...args] = serverFacts(version).shell;
  if (command === undefined)
    throw new Error(`servers/${version}.json names no shell command: run scripts/odoo up again`);
  const running = run(command, [...args, db], { maxBuffer: 64 * 1024 * 1024 });
  running.child.stdin?.end(script);
  return (await running).stdout;
}
