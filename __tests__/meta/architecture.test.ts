import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readSources, ROOT, type Source } from '../helpers/sources.ts';

/**
 * Folder (or file) of src to what it may import besides itself: folders, parts of folders, or files. README
 * "Architecture" draws the same table.
 */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: [],
  config: ['core'],
  tiktok: ['core'],
  odoo: ['core'],
  addon: ['core', 'odoo'],
  mapping: ['core', 'tiktok/schemas', 'odoo/values.ts', 'odoo/profile.ts'],
  sync: ['core', 'tiktok', 'odoo', 'mapping'],
  runtime: ['core', 'sync', 'tiktok'],
  sandbox: ['core'],
  'bridge.ts': ['core', 'config', 'tiktok', 'odoo', 'addon', 'mapping', 'sync', 'runtime'],
  cli: ['bridge.ts', 'config', 'core', 'sandbox'],
};

/** Third-party package to the only file or folder of src that may import it. */
const OWNER: Readonly<Record<string, string>> = {
  axios: 'core/http.ts',
  'p-queue': 'core/queue.ts',
  luxon: 'core/time.ts',
  winston: 'core/logger.ts',
  'lossless-json': 'core/json.ts',
  'proper-lockfile': 'core/files.ts',
  'csv-parse': 'core/csv.ts',
  'csv-stringify': 'core/csv.ts',
  'read-excel-file': 'core/xlsx.ts',
  'write-excel-file': 'core/xlsx.ts',
  'odoo-await': 'odoo/transport/xmlrpc.ts',
  commander: 'cli/',
  'cli-table3': 'cli/output.ts',
  zod: '',
};

/** Modules of Node that open connections, and who may: everybody else goes through core/http. */
const NETWORK = /^(node:)?(https?|http2|net|tls|dgram|dns)(\/.*)?$/;
const NETWORK_OWNERS = ['core/http.ts', 'odoo/transport/xmlrpc.ts', 'sandbox/', 'runtime/'];

const sources = readSources('src');

/** Path below src that a relative import names. */
function targetOf(source: Source, specifier: string): string {
  return posix.normalize(posix.join(posix.dirname(source.path), specifier));
}

function partOf(path: string): string {
  return path.split('/')[0] ?? path;
}

/** Whether a path is the named file, or lies in the named folder. */
function isWithin(path: string, place: string): boolean {
  return place === '' || path === place || path.startsWith(place.endsWith('/') ? place : `${place}/`);
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

describe('src', () => {
  it('has only parts whose place is known', () => {
    const unknown = sources.filter(({ path }) => !(partOf(path) in MAY_IMPORT)).map(({ path }) => path);

    expect(unknown).toEqual([]);
  });

  it('imports only from the parts below', () => {
    const wrong = sources.flatMap((source) =>
      source.imports
        .filter(({ specifier }) => specifier.startsWith('.'))
        .map(({ specifier }) => targetOf(source, specifier))
        .filter((target) => {
          const part = partOf(source.path);
          return ![part, ...(MAY_IMPORT[part] ?? [])].some((allowed) => isWithin(target, allowed));
        })
        .map((target) => `${source.path} must not import ${target}`),
    );

    expect(wrong).toEqual([]);
  });

  it('names files with their ending', () => {
    const wrong = sources.flatMap((source) =>
      source.imports
        .filter(({ specifier }) => specifier.startsWith('.') && !/\.(ts|json)$/.test(specifier))
        .map(({ specifier }) => `${source.path} imports ${specifier}`),
    );

    expect(wrong).toEqual([]);
  });

  it('has one importer per third-party package', () => {
    const wrong = sources.flatMap((source) =>
      source.imports
        .filter(({ specifier }) => !/^(\.|node:)/.test(specifier))
        .map(({ specifier }) => packageOf(specifier))
        .filter((name) => !isWithin(source.path, OWNER[name] ?? 'nowhere'))
        .map((name) => `${source.path} must not import ${name}: that is for ${OWNER[name] ?? 'nobody'}`),
    );

    expect(wrong).toEqual([]);
  });

  it('opens connections in few places', () => {
    const wrong = sources.flatMap((source) =>
      source.imports
        .filter(({ specifier, typeOnly }) => NETWORK.test(specifier) && !typeOnly)
        .filter(() => !NETWORK_OWNERS.some((owner) => isWithin(source.path, owner)))
        .map(({ specifier }) => `${source.path} must not import ${specifier}`),
    );

    expect(wrong).toEqual([]);
  });

  it('has no circle of imports', () => {
    const targets = new Map(
      sources.map((source) => [
        source.path,
        source.imports
          .filter(({ specifier, typeOnly }) => specifier.startsWith('.') && !typeOnly)
          .map(({ specifier }) => targetOf(source, specifier)),
      ]),
    );

    expect(findCircle(targets)).toBeUndefined();
  });
});

describe('package.json', () => {
  it('lists exactly the packages that have an owner', () => {
    const { dependencies } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as {
      dependencies: Record<string, string>;
    };

    expect(Object.keys(OWNER).sort()).toEqual(Object.keys(dependencies).sort());
  });
});

describe('tests', () => {
  it('import nock only through the one helper', () => {
    const wrong = readSources('__tests__')
      .filter(({ path }) => path !== 'helpers/httpMock.ts')
      .filter(({ imports }) => imports.some(({ specifier }) => specifier === 'nock'))
      .map(({ path }) => path);

    expect(wrong).toEqual([]);
  });
});

/** The first circle that is found, as `a.ts > b.ts > a.ts`. */
function findCircle(targets: ReadonlyMap<string, readonly string[]>): string | undefined {
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): string | undefined => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path].join(' > ');
    if (done.has(path)) return undefined;
    for (const target of targets.get(path) ?? []) {
      const circle = visit(target, [...trail, path]);
      if (circle) return circle;
    }
    done.add(path);
    return undefined;
  };
  for (const path of targets.keys()) {
    const circle = visit(path, []);
    if (circle) return circle;
  }
  return undefined;
}
