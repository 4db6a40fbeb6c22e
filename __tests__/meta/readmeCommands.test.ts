import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ROOT } from '../helpers/sources.ts';

const readme = readFileSync(`${ROOT}README.md`, 'utf8');
const [generated = ''] = /<!-- generated:commands -->.*?<!-- \/generated -->/s.exec(readme) ?? [];
const guides = readme.replace(generated, '');

/** Help of each command by its name, `items import` for example; the empty name is the program itself. */
const helps = new Map(
  [...generated.matchAll(/^```text\n(Usage: tiktok-odoo([a-z -]*).*?)^```/gms)].map(([, text = '', name = '']) => [
    name.trim(),
    text,
  ]),
);

/** Every command line that the guides print, in blocks and within sentences, without what explains it. */
const lines = [...guides.matchAll(/\btiktok-odoo( [^\n`]*)/g)].map(([, rest = '']) =>
  rest.replace(/ {2,}#.*$/, '').trim(),
);

/** The command that a line names, and what stands behind it. */
function commandOf(line: string): readonly [name: string, rest: readonly string[]] {
  const words = line.split(/\s+/);
  const length = [2, 1].find((count) => helps.has(words.slice(0, count).join(' ')));
  return [words.slice(0, length ?? 0).join(' '), words.slice(length ?? 0)];
}

describe('the guides of README.md', () => {
  it('name commands that there are', () => {
    const isCommand = (line: string): boolean => commandOf(line)[0] !== '' || line.startsWith('--');

    expect(helps.size).toBeGreaterThan(10);
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.filter((line) => /^[a-z]/.test(line) && !isCommand(line))).toEqual([]);
  });

  it('give them only flags that they have', () => {
    const unknown = lines.flatMap((line) => {
      const [name, rest] = commandOf(line);
      const known = `${helps.get(name) ?? ''}\n${helps.get('') ?? ''}`;
      const flags = rest.filter((word) => /^--[a-z]/.test(word)).map((word) => word.replace(/[=).,;].*$/, ''));
      return flags.filter((flag) => !new RegExp(`${flag}(?![\\w-])`).test(known)).map((flag) => `${name} ${flag}`);
    });

    expect(unknown).toEqual([]);
  });
});
