import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readCsv, writeCsv } from '../../src/core/csv.ts';

const ID = '1729382256910270123';

describe('readCsv', () => {
  it.each([
    ['commas', `Item ID,Title\n${ID},Mug`],
    ['semicolons', `Item ID;Title\r\n${ID};Mug\r\n`],
    ['tabs', `Item ID\tTitle\n${ID}\tMug`],
    ['bars', `Item ID|Title\n${ID}|Mug`],
    ['quotes around everything', `"Item ID","Title"\n"${ID}","Mug"`],
    ['a byte-order mark', `\uFEFFItem ID,Title\n${ID},Mug`],
    ['a byte-order mark and quotes', `\uFEFF"Item ID";"Title"\n"${ID}";"Mug"`],
    ['the line ends of old computers', `Item ID,Title\r${ID},Mug`],
    ["Excel's hint about the delimiter", `sep=;\r\nItem ID;Title\r\n${ID};Mug`],
  ])('reads a file with %s', (_what, text) => {
    expect(readCsv(Buffer.from(text))).toEqual([
      ['Item ID', 'Title'],
      [ID, 'Mug'],
    ]);
  });

  it('keeps line breaks, delimiters and quotes within quotes', () => {
    const text = 'Item ID;Title\n1;"Mug, 12""\nred; large"\n2;"Cup"';

    expect(readCsv(Buffer.from(text))).toEqual([
      ['Item ID', 'Title'],
      ['1', 'Mug, 12"\nred; large'],
      ['2', 'Cup'],
    ]);
  });

  it('takes the other characters of a cell for what they are', () => {
    expect(readCsv(Buffer.from('a;b;c\n1,5;x|y;5" pipe'))).toEqual([
      ['a', 'b', 'c'],
      ['1,5', 'x|y', '5" pipe'],
    ]);
  });

  it('counts empty lines, so that a row has the number that people see', () => {
    expect(readCsv(Buffer.from('a,b\n\n1,2\n'))).toEqual([['a', 'b'], [''], ['1', '2']]);
  });

  it('reads the encodings of spreadsheets', () => {
    const expected = [
      ['a', 'b'],
      ['Müller', 'é'],
    ];

    expect(readCsv(Buffer.from('a;b\nMüller;é', 'utf8'))).toEqual(expected);
    expect(readCsv(Buffer.from('a;b\nMüller;é', 'latin1'))).toEqual(expected);
    expect(readCsv(Buffer.from('\uFEFFa\tb\nMüller\té', 'utf16le'))).toEqual(expected);
  });

  it('reads an empty file as no rows', () => {
    expect(readCsv(Buffer.from(''))).toEqual([]);
  });

  it('names the line where quotes do not fit together', () => {
    expect(() => readCsv(Buffer.from('a,b\n1,2\n3,"4\n'))).toThrow(/line 3/);
  });

  it('reads what writeCsv writes', () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom('', ID, 'a\nb', 'x;y', '"', "'", ' pad ', '\t', '|', 'ü漢'));
    const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(rows, (body) => {
        const written = [['A', 'B', 'C'], ...body];

        expect(readCsv(writeCsv(written))).toEqual(written);
      }),
    );
  });
});
