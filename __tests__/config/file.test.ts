import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readFileSource } from '../../src/config/file.ts';
import type { Findings } from '../../src/config/given.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'odoorc-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function read(text: string): { source: ReturnType<typeof readFileSource>; findings: Findings } {
  writeFileSync(join(folder, '.odoorc'), text, { mode: 0o600 });
  const findings: Findings = { mistakes: [], warnings: [] };
  return { source: readFileSource({ flag: undefined, env: {}, cwd: folder, home: '/nowhere' }, findings), findings };
}

describe('readFileSource', () => {
  it('gives options and apps with the line they stand on', () => {
    const { source, findings } = read('[options]\nodoo_db = a\nodoo_user =\n\n[app:main]\napp_key = k\n');
    const path = join(folder, '.odoorc');

    expect(findings).toEqual({ mistakes: [], warnings: [] });
    expect([...source.options]).toEqual([['odoo_db', { text: 'a', where: `${path} line 2: odoo_db`, folder }]]);
    expect([...(source.apps.get('main') ?? [])]).toEqual([
      ['app_key', { text: 'k', where: `${path} line 6: app_key`, folder }],
    ]);
  });

  it('tells mistakes in the order of the lines', () => {
    const { findings } = read('[options]\nx\nodoo_dbb = 1\n[other]\ny\n');

    expect(findings.mistakes.map((mistake) => / line (\d+)/.exec(mistake)?.[1])).toEqual(['2', '3', '4', '5']);
  });

  it('gives nothing where there is no file', () => {
    const findings: Findings = { mistakes: [], warnings: [] };

    const source = readFileSource({ flag: undefined, env: {}, cwd: folder, home: folder }, findings);

    expect(source).toEqual({ path: undefined, options: new Map(), apps: new Map() });
    expect(findings).toEqual({ mistakes: [], warnings: [] });
  });
});
