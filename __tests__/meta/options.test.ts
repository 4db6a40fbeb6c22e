import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { APP_OPTION_NAMES, appOptionSpec, OPTION_NAMES, optionSpec } from '../../src/config/options.ts';
import { parseRc } from '../../src/config/rc.ts';
import { ROOT } from '../helpers/sources.ts';

const readme = readFileSync(`${ROOT}README.md`, 'utf8');
const example = readFileSync(`${ROOT}.odoorc.example`, 'utf8');

describe('README.md', () => {
  it('documents exactly the options there are, with their variables', () => {
    const rows = [...readme.matchAll(/^\| `([a-z_]+)`\s*\| .*\| `((?:ODOO|TIKTOK)_[A-Z_<>]+)`\s*\|.*\|$/gm)];

    expect(rows.map(([, name, variable]) => [name, variable])).toEqual([
      ...OPTION_NAMES.map((name) => [name, optionSpec(name).env]),
      ...APP_OPTION_NAMES.map((name) => [name, `TIKTOK_APP_<NAME>_${appOptionSpec(name).env}`]),
    ]);
  });
});

describe('.odoorc.example', () => {
  it('is read without a mistake and sets nothing', () => {
    const { sections, mistakes } = parseRc(example);

    expect(mistakes).toEqual([]);
    expect(sections.map(({ name, entries }) => [name, entries])).toEqual([
      ['options', []],
      ['app:main', []],
    ]);
  });

  it('shows exactly the options there are', () => {
    const { sections, mistakes } = parseRc(example.replace(/^# ([a-z_]+ = .*)$/gm, '$1'));

    expect(mistakes).toEqual([]);
    expect(sections.map(({ entries }) => entries.map(({ key }) => key).sort())).toEqual([
      [...OPTION_NAMES].sort(),
      [...APP_OPTION_NAMES].sort(),
    ]);
  });
});
