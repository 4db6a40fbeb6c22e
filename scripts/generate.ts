/**
 * Writes what is made from the code: `.odoorc.example`, the schemas of the mapping files, and the parts of README.md
 * between `<!-- generated:NAME -->` and `<!-- /generated -->`.
 *
 * Usage: npm run generate [-- --check]; with --check nothing is written, and stale files are listed with exit status 1.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { renderErrorTable, renderExample, renderOptionTable } from '../src/config/render.ts';
import { mappingSchemas } from '../src/mapping/files/schemas.ts';
import { renderCommandHelp } from './lib/commandHelp.ts';
import { renderRegionTable, renderStatusTable } from './lib/mappingTables.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const SCHEMA_FOLDER = 'mappings/schema';
const REGION = /(<!-- generated:(\S+) -->\n)(.*?)(<!-- \/generated -->)/gs;

/** Parts of README.md by the name in their mark. */
const README_PARTS: Readonly<Record<string, () => string | Promise<string>>> = {
  options: renderOptionTable,
  errors: renderErrorTable,
  regions: () => renderRegionTable(`${ROOT}mappings`),
  'order-statuses': () => renderStatusTable(`${ROOT}mappings`),
  commands: renderCommandHelp,
};

/** Every generated file below the root: path to text. */
async function generatedFiles(): Promise<Map<string, string>> {
  const files = new Map([['.odoorc.example', renderExample()]]);
  for (const [name, schema] of Object.entries(mappingSchemas())) {
    const text = await pretty(JSON.stringify(schema, null, 2), 'json');
    files.set(`${SCHEMA_FOLDER}/${name}`, text);
  }
  const readme = read('README.md');
  if (readme !== undefined) files.set('README.md', await fillReadme(readme));
  return files;
}

async function fillReadme(readme: string): Promise<string> {
  let filled = readme;
  for (const [whole, head = '', name = '', , foot = ''] of readme.matchAll(REGION)) {
    const render = README_PARTS[name];
    if (!render) throw new Error(`README.md asks for "${name}"; there are ${Object.keys(README_PARTS).join(', ')}.`);
    const part = `${head}\n${(await pretty(await render(), 'markdown')).trim()}\n\n${foot}`;
    filled = filled.replace(whole, () => part);
  }
  return filled;
}

function pretty(text: string, parser: 'json' | 'markdown'): Promise<string> {
  return format(text, { parser, printWidth: 120 });
}

function read(path: string): string | undefined {
  try {
    return readFileSync(ROOT + path, 'utf8');
  } catch {
    return undefined;
  }
}

/** Schemas of mapping files that are there no more. */
function leftOver(files: ReadonlyMap<string, string>): string[] {
  mkdirSync(`${ROOT}${SCHEMA_FOLDER}`, { recursive: true });
  return readdirSync(`${ROOT}${SCHEMA_FOLDER}`)
    .map((name) => `${SCHEMA_FOLDER}/${name}`)
    .filter((path) => !files.has(path));
}

async function main(check: boolean): Promise<void> {
  const files = await generatedFiles();
  const stale = [...files].filter(([path, text]) => read(path) !== text);
  const gone = leftOver(files);
  if (check) {
    const names = [...stale.map(([path]) => path), ...gone];
    if (names.length === 0) return;
    process.stderr.write(`Not up to date: ${names.join(', ')}. Run: npm run generate\n`);
    process.exitCode = 1;
    return;
  }
  for (const [path, text] of stale) writeFileSync(ROOT + path, text);
  for (const path of gone) rmSync(ROOT + path);
  for (const path of [...stale.map(([path]) => path), ...gone]) process.stdout.write(`${path}\n`);
}

try {
  await main(process.argv.includes('--check'));
} catch (error) {
  process.stderr.write(`generate: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
