import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseRc } from '../../src/config/rc.ts';

/** What Python's parser makes of texts: sections as pairs, or null where it refuses the text. */
type PythonReading = [section: string, entries: [key: string, value: string][]][] | null;

const PYTHON = `
import configparser, json, sys
def read(text):
    parser = configparser.RawConfigParser(default_section='\\0')
    try:
        parser.read_string(text)
    except configparser.Error:
        return None
    return [[name, [[key, value] for key, value in parser.items(name)]] for name in parser.sections()]
print(json.dumps([read(text) for text in json.load(sys.stdin)]))
`;

function readByPython(texts: readonly string[]): PythonReading[] {
  const input = JSON.stringify(texts);
  return JSON.parse(execFileSync('python3', ['-c', PYTHON], { input, encoding: 'utf8' })) as PythonReading[];
}

function readByUs(text: string): PythonReading {
  const { sections, mistakes } = parseRc(text);
  if (mistakes.length > 0) return null;
  return sections.map(({ name, entries }) => [name, entries.map(({ key, value }) => [key, value])]);
}

const TRAPS = `[options]
odoo_password = p#ss;w0rd%1 %(x)s
Odoo_Db: localhost
; a comment
  # an indented comment
odoo_user = "quoted"
log_file =
mappings_dir = first
    second = not a key
      ; not a comment of the value? it is one

    after an empty line
url = https://host:8069/a=b
[app:main]
app_key=x
`;

const line = fc.oneof(
  fc.constantFrom('[options]', '[app:main]', '[a]b]', '[]', '', ' ', '# comment', '  ; comment', 'x', '= y', ': z'),
  fc
    .tuple(
      fc.constantFrom('', ' ', '\t', '    '),
      fc.constantFrom('a', 'B', 'key', 'key two', 'a=b', '[k'),
      fc.constantFrom('=', ' = ', ':', ' : ', ' '),
      fc.constantFrom('', 'v', 'v # w', 'v;w', '%d%', '"q"', 'a = b', 'a: b', ' spaced ', 'ünï'),
    )
    .map((parts) => parts.join('')),
);

describe('parseRc', () => {
  it("reads a file full of traps as Python's RawConfigParser does", () => {
    const ours = readByUs(TRAPS);

    expect(ours).toEqual(readByPython([TRAPS])[0]);
    expect(ours?.[0]?.[1][0]).toEqual(['odoo_password', 'p#ss;w0rd%1 %(x)s']);
  });

  it("reads any text as Python's RawConfigParser does, and refuses what that refuses", () => {
    const texts = fc.sample(
      fc.array(line, { maxLength: 12 }).map((lines) => ['[first]', ...lines].join('\n')),
      3000,
    );

    const theirs = readByPython(texts);

    texts.forEach((text, index) => {
      expect({ text, reading: readByUs(text) }).toEqual({ text, reading: theirs[index] });
    });
    expect(theirs.filter((reading) => reading !== null).length).toBeGreaterThan(300);
  });

  it('reads on after a mistake and names the line of each', () => {
    const file = parseRc('stray\n[options]\nodoo_url\n= x\nodoo_db = a\nodoo_db = b\n[options]\nodoo_user = u');

    expect(file.mistakes).toEqual([
      { line: 1, text: 'a setting stands before the first section; begin with [options]' },
      { line: 3, text: 'there is no = or : in this line' },
      { line: 4, text: 'there is no name before the = or :' },
      { line: 6, text: 'odoo_db stands here again, first on line 5' },
      { line: 7, text: 'the section [options] stands here again, first on line 2' },
    ]);
    expect(file.sections.at(-1)?.entries).toEqual([{ key: 'odoo_user', value: 'u', line: 8 }]);
  });

  it('never quotes a line that it cannot read, for it may hold a secret', () => {
    const { mistakes } = parseRc('[options]\nodoo_password hunter22\n= hunter22');

    expect(mistakes).toHaveLength(2);
    expect(JSON.stringify(mistakes)).not.toContain('hunter22');
  });

  it('takes Windows line ends and a byte order mark', () => {
    expect(readByUs('\uFEFF[options]\r\nodoo_db = a\r\n')).toEqual([['options', [['odoo_db', 'a']]]]);
  });
});
