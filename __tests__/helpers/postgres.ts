/** PostgreSQL below the test servers, for what Odoo itself would not show: whole tables, connections, copies. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type OdooTestVersion, serverFacts } from './odooServer.ts';

const run = promisify(execFile);

function connectionOf(version: OdooTestVersion): string[] {
  const { host, port, user } = serverFacts(version).postgres;
  return ['-h', host, '-p', String(port), '-U', user];
}

/** Runs SQL on a database and answers what `psql` prints, without headings and padding. */
export async function runSql(version: OdooTestVersion, db: string, sql: string): Promise<string> {
  const options = ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-d', db, '-c', sql];
  const { stdout } = await run('psql', [...connectionOf(version), ...options], { maxBuffer: 64 * 1024 * 1024 });
  return stdout.trim();
}

/** Copies a database that nobody is connected to. The comment lets `scripts/odoo` recognise it as a copy. */
export async function copyDatabase(version: OdooTestVersion, from: string, to: string): Promise<void> {
  await run('createdb', [...connectionOf(version), '-T', from, '--strategy=file_copy', to, `copy of ${version}`]);
}

/** Removes a database, also while Odoo still holds connections to it. */
export async function dropDatabase(version: OdooTestVersion, db: string): Promise<void> {
  await run('dropdb', [...connectionOf(version), '--if-exists', '--force', db]);
}

/** Names of the databases that begin with a text. */
export async function databasesLike(version: OdooTestVersion, start: string): Promise<string[]> {
  const sql = `SELECT datname FROM pg_database WHERE starts_with(datname, '${start}') ORDER BY 1`;
  return (await runSql(version, 'postgres', sql)).split('\n').filter(Boolean);
}
