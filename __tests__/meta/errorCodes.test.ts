import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ERROR_CODES } from '../../src/core/errors.ts';
import { readSources, ROOT } from '../helpers/sources.ts';

describe('ERROR_CODES', () => {
  it('are exactly those that the README documents, with the same words', () => {
    const readme = readFileSync(`${ROOT}README.md`, 'utf8');
    const rows = [...readme.matchAll(/^\| `(E_[A-Z_0-9]+)`\s*\| (.+?)\s*\| .+\|$/gm)];

    expect(Object.fromEntries(rows.map(([, code, meaning]) => [code, meaning]))).toEqual(
      Object.fromEntries(Object.entries(ERROR_CODES).map(([code, { meaning }]) => [code, meaning])),
    );
  });

  it('are each the code of a class', () => {
    const codes = readSources('src').flatMap(({ text }) =>
      [...text.matchAll(/^\s+(?:override )?readonly code = '(E_[A-Z_0-9]+)'/gm)].map(([, code]) => code),
    );

    expect([...new Set(codes)].sort()).toEqual(Object.keys(ERROR_CODES).sort());
  });
});
