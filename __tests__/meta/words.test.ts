import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { linesWhere, readSources, ROOT, type Source } from '../helpers/sources.ts';

const sources = readSources('src');
const tests = readSources('__tests__');

/** `path:line` of what a test picks, in all files but those where it belongs. */
function places(files: readonly Source[], allowed: RegExp, pick: (node: ts.Node) => boolean): string[] {
  return files
    .filter(({ path }) => !allowed.test(path))
    .flatMap((source) => linesWhere(source, pick).map((line) => `${source.path}:${line}`));
}

function isNamed(node: ts.Node, ...names: readonly string[]): boolean {
  return ts.isIdentifier(node) && names.includes(node.text);
}

function isProcess(node: ts.Node, ...members: readonly string[]): boolean {
  return ts.isPropertyAccessExpression(node) && isNamed(node.expression, 'process') && members.includes(node.name.text);
}

describe('src', () => {
  it('uses Date in core/time.ts only', () => {
    expect(places(sources, /^core\/time\.ts$/, (node) => isNamed(node, 'Date'))).toEqual([]);
  });

  it('reads the environment in config/load.ts only', () => {
    const reads = (node: ts.Node): boolean =>
      isProcess(node, 'env') ||
      (ts.isBindingElement(node) &&
        isNamed(node.propertyName ?? node.name, 'env') &&
        /\bprocess\b/.test(node.parent.parent.getText())) ||
      (ts.isStringLiteral(node) && /^(node:)?process$/.test(node.text) && ts.isImportDeclaration(node.parent));

    expect(places(sources, /^config\/load\.ts$/, reads)).toEqual([]);
  });

  it('prints in cli/output.ts only', () => {
    const prints = (node: ts.Node): boolean => isNamed(node, 'console') || isProcess(node, 'stdout', 'stderr');

    expect(places(sources, /^cli\/output\.ts$/, prints)).toEqual([]);
  });

  it('ends the process nowhere: what is buffered would be lost', () => {
    expect(places(sources, /^$/, (node) => isProcess(node, 'exit', 'abort'))).toEqual([]);
  });

  it('speaks of an Odoo version only where the profile is chosen', () => {
    // addon/version.ts speaks of the version of the addon
    const allowed = /^(odoo\/(profile.*|detect)|addon\/version)\.ts$/;

    expect(places(sources, allowed, (node) => isNamed(node, 'major'))).toEqual([]);
  });

  it('has no default export', () => {
    const isDefault = (node: ts.Node): boolean =>
      ts.isExportAssignment(node) ||
      (node.kind === ts.SyntaxKind.DefaultKeyword && !ts.isDefaultClause(node.parent)) ||
      (ts.isExportSpecifier(node) && node.name.text === 'default');

    expect(places(sources, /^$/, isDefault)).toEqual([]);
  });

  it('has no enum, namespace or decorator, and switches no check off without a reason', () => {
    const isUnwanted = (node: ts.Node): boolean =>
      ts.isEnumDeclaration(node) || ts.isModuleDeclaration(node) || ts.isDecorator(node);
    const switchedOff = sources.flatMap(({ path, text }) =>
      [...text.matchAll(/@ts-(ignore|nocheck|expect-error)(?! .{10})|eslint-disable(?!.* -- .{10})/g)].map(
        ([word]) => `${path}: ${word}`,
      ),
    );

    expect(places(sources, /^$/, isUnwanted)).toEqual([]);
    expect(switchedOff).toEqual([]);
  });
});

describe('tests', () => {
  it('are all run', () => {
    const left = (node: ts.Node): boolean =>
      isNamed(node, 'xit', 'xtest', 'xdescribe', 'fit', 'fdescribe') ||
      (ts.isPropertyAccessExpression(node) &&
        ['skip', 'only', 'todo', 'failing'].includes(node.name.text) &&
        /^(it|test|describe)\b/.test(node.expression.getText()));

    expect(places(tests, /^$/, left)).toEqual([]);
  });
});

describe('the repository', () => {
  /** What looks like a live secret; samples in tests and fixtures are shorter or spell out that they are none. */
  const SECRETS: readonly RegExp[] = [
    /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
    /\b(ghp|gho|github_pat|glpat|xox[abp])[_-][A-Za-z0-9_-]{20,}/,
    /\bAKIA[0-9A-Z]{16}\b/,
    /\bnpm_[A-Za-z0-9]{36}\b/,
    /_authToken\s*=/,
    /\/\/[^/\s:@'"`$<{]+:[^/\s@'"`$<{]{12,}@(?!.*example)/,
  ];

  it('holds no secret and no word that promises work for later', () => {
    const later = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X'].join('|')})\\b`);
    const files = execFileSync('git', ['-C', ROOT, 'ls-files', '-z'], { encoding: 'utf8' }).split('\0').filter(Boolean);
    const wrong = files
      .filter(
        (file) =>
          /\.(ts|mjs|json|sh|md|py|yml|example)$|^[^.]*$/.test(file) &&
          file !== 'package-lock.json' &&
          existsSync(ROOT + file),
      )
      .flatMap((file) => {
        const text = readFileSync(ROOT + file, 'utf8');
        const secrets = SECRETS.filter((secret) => secret.test(text)).map(
          () => `${file} holds what looks like a secret`,
        );
        return later.test(text) ? [...secrets, `${file} puts work off: ${later.exec(text)?.[0] ?? ''}`] : secrets;
      });

    expect(files.length).toBeGreaterThan(50);
    expect(wrong).toEqual([]);
  });
});
