import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Findings, Given, GivenBySource } from './given.ts';
import { nothingGiven } from './given.ts';
import { nearestName } from './nearest.ts';
import {
  APP_OPTION_NAMES,
  type AppOptionName,
  isAppOptionName,
  isOptionName,
  OPTION_NAMES,
  optionSpec,
} from './options.ts';
import { parseRc, type RcEntry, type RcSection } from './rc.ts';
import { readPath } from './read.ts';

/** Names of the variables that may name the file, the strongest first. */
export const RC_VARIABLES = ['TIKTOK_ODOO_RC', 'ODOORC'] as const;

/** A `.odoorc` and what it gives. */
export interface FileSource extends GivenBySource {
  readonly path: string | undefined;
}

/** What decides which file is read. */
export interface FileSearch {
  /** Value of `--config`. */
  readonly flag: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly home: string;
}

const APP_SECTION = /^app:(.*)$/;
/** What the name of an app may be: it is also part of variable and file names. */
export const APP_NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/;
const OUR_PREFIX = /^(odoo|tiktok)_/;
/** Keys by which a file is known to be the Odoo server's own. */
const ODOO_SERVER_KEYS = new Set([
  ...['addons_path', 'admin_passwd', 'data_dir', 'db_host', 'db_port', 'db_user', 'db_password', 'dbfilter', 'list_db'],
  ...['http_port', 'http_interface', 'xmlrpc_port', 'limit_time_real', 'server_wide_modules', 'logfile'],
]);

/**
 * Reads the one `.odoorc` that counts: that of `--config`, of `TIKTOK_ODOO_RC` or `ODOORC`, `./.odoorc`, `~/.odoorc`.
 *
 * A file that is the Odoo server's own (it has keys such as `addons_path`) may be shared with it: then only keys that
 * begin with `odoo_` or `tiktok_` and sections `[app:…]` are ours, all else is the server's.
 */
export function readFileSource(search: FileSearch, findings: Findings): FileSource {
  const named = namedFile(search);
  const path = named?.path ?? [search.cwd, search.home].map((dir) => join(dir, '.odoorc')).find(isFile);
  if (path === undefined) return { path, ...nothingGiven() };
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'does not exist' : 'cannot be read';
    findings.mistakes.push(`${path}${named ? `, named by ${named.by},` : ''} ${reason}.`);
    return { path, ...nothingGiven() };
  }
  const source = collect(path, text, findings);
  if (holdsSecret(source) && readableByOthers(path)) {
    findings.warnings.push(`${path} holds secrets and other users of this machine can read it: chmod 600 ${path}`);
  }
  return source;
}

function namedFile({ flag, env, cwd, home }: FileSearch): { path: string; by: string } | undefined {
  if (flag) return { path: readPath(flag, { folder: cwd, home }), by: '--config' };
  const by = RC_VARIABLES.find((name) => env[name]);
  return by && { path: readPath(env[by] ?? '', { folder: cwd, home }), by };
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

function collect(path: string, text: string, findings: Findings): FileSource {
  const file = parseRc(text);
  const shared = file.sections.some(
    ({ name, entries }) => name === 'options' && entries.some(({ key }) => ODOO_SERVER_KEYS.has(key)),
  );
  const source: FileSource = { path, ...nothingGiven() };
  const mistakes = [...file.mistakes];
  for (const section of file.sections) {
    const app = APP_SECTION.exec(section.name)?.[1]?.trim();
    if (section.name === 'options') mistakes.push(...readOptions(section, shared, source));
    else if (app !== undefined) mistakes.push(...readApp(section, app, source));
    else if (!shared) mistakes.push({ line: section.line, text: unknownSection(section.name) });
  }
  mistakes.sort((a, b) => a.line - b.line);
  findings.mistakes.push(...mistakes.map((mistake) => `${path} line ${mistake.line}: ${mistake.text}.`));
  return source;
}

interface Mistake {
  readonly line: number;
  readonly text: string;
}

function readOptions(section: RcSection, shared: boolean, source: FileSource): Mistake[] {
  const mistakes: Mistake[] = [];
  for (const entry of section.entries) {
    if (shared && !OUR_PREFIX.test(entry.key)) continue;
    if (!isOptionName(entry.key)) {
      mistakes.push({ line: entry.line, text: unknownKey(entry.key, '[options]', OPTION_NAMES) });
    } else if (entry.value !== '') source.options.set(entry.key, givenBy(source, entry));
  }
  return mistakes;
}

function readApp(section: RcSection, name: string, source: FileSource): Mistake[] {
  if (!APP_NAME.test(name)) {
    return [{ line: section.line, text: 'the name of an app is of letters, digits, - and _: [app:main]' }];
  }
  const mistakes: Mistake[] = [];
  const options = source.apps.get(name) ?? new Map<AppOptionName, Given>();
  source.apps.set(name, options);
  for (const entry of section.entries) {
    if (!isAppOptionName(entry.key)) {
      mistakes.push({ line: entry.line, text: unknownKey(entry.key, `[app:${name}]`, APP_OPTION_NAMES) });
    } else if (entry.value !== '') options.set(entry.key, givenBy(source, entry));
  }
  return mistakes;
}

function givenBy({ path }: FileSource, { key, value, line }: RcEntry): Given {
  const file = path ?? '';
  return { text: value, where: `${file} line ${line}: ${key}`, folder: dirname(resolve(file)) };
}

function unknownKey(key: string, section: string, known: readonly string[]): string {
  const near = nearestName(key, known);
  if (near) return `${key} is not an option of ${section}; the nearest is ${near}`;
  const elsewhere = isOptionName(key) ? '[options]' : isAppOptionName(key) ? '[app:NAME]' : undefined;
  return `${key} is not an option of ${section}${elsewhere ? `; it belongs in ${elsewhere}` : ''}`;
}

function unknownSection(name: string): string {
  const near = nearestName(name, ['options', 'app:main']);
  return `[${name}] is not a section of this file; there are [options] and [app:NAME]${near ? `, the nearest is [${near}]` : ''}`;
}

function holdsSecret(source: FileSource): boolean {
  return (
    [...source.options.keys()].some((name) => optionSpec(name).type === 'secret') ||
    [...source.apps.values()].some((app) => app.has('app_secret'))
  );
}

function readableByOthers(path: string): boolean {
  return process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0;
}
