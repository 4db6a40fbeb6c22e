/** A database for the built command line: settings as environment variables of a process of its own. */
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CommandResult, runCommand } from './commandLine.ts';
import { freshDatabase, type OdooTestDatabase, type OdooTestVersion } from './odooServer.ts';

/** A fresh database without the addon, and commands that work on it. */
export interface CommandWorld {
  readonly database: OdooTestDatabase;
  run(...args: string[]): Promise<CommandResult>;
  close(): Promise<void>;
}

/** Makes a {@link CommandWorld}; the caller closes it. */
export async function createCommandWorld(version: OdooTestVersion): Promise<CommandWorld> {
  const database = await freshDatabase(version);
  const cwd = mkdtempSync(join(tmpdir(), 'command-'));
  const { url, db, bridge, admin } = database;
  const env = {
    ODOO_URL: url,
    ODOO_DB: db,
    ODOO_USER: bridge.login,
    ODOO_API_KEY: bridge.apiKey,
    ODOO_ADMIN_USER: admin.login,
    ODOO_ADMIN_API_KEY: admin.apiKey,
  };
  return {
    database,
    run: (...args) => runCommand(args, { cwd, env }),
    close: async () => {
      await database.drop();
      await rm(cwd, { recursive: true, force: true });
    },
  };
}
