import { mkdtempSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkTableName, readTables, writeTable } from '../../src/core/tables.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tables-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('writeTable', () => {
  it.each(['items.csv', 'ITEMS.XLSX'])('writes %s so that it is read back as it was', async (name) => {
    const file = join(folder, name);
    const rows = [
      ['Item ID', 'Title', 'Internal Reference'],
      ['1729382256910270123', '=HYPERLINK("http://x")', '-10'],
      ['', "'quoted", '+49'],
      ['', '@SUM(A1)', "'=x"],
    ];

    await writeTable(file, rows);

    expect((await readTables(file)).map((table) => table.rows)).toEqual([rows]);
  });

  it('hands no spreadsheet a formula', async () => {
    const file = join(folder, 'formulas.csv');
    const start = fc.constantFrom('=', '+', '-', '@', '\t', "'", 'a', '');
    const cell = fc
      .tuple(start, start, fc.string({ unit: 'grapheme-ascii', maxLength: 5 }))
      .map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 1, maxLength: 6 }), async (cells) => {
        const rows = cells.map((text) => ['x', text]);
        await writeTable(file, rows);

        const text = (await readFile(file, 'utf8')).replace(/^\uFEFF/, '');
        expect(text.split(/\r\n/).filter((line) => /^x,"?[=+\-@\t]/.test(line))).toEqual([]);
        expect((await readTables(file))[0]?.rows).toEqual(rows);
      }),
      { numRuns: 100 },
    );
  });

  it('leaves nothing else in the folder', async () => {
    await writeTable(join(folder, 'one.csv'), [['a']]);

    expect((await readdir(folder)).filter((name) => name.startsWith('one'))).toEqual(['one.csv']);
  });

  it.each(['items', 'items.xls', 'items.pdf', 'items.txt'])('refuses the name %s', async (name) => {
    const file = join(folder, name);

    expect(() => {
      checkTableName(file);
    }).toThrow(/\.csv, \.xlsx/);
    await expect(writeTable(file, [['a']])).rejects.toMatchObject({ code: 'E_USAGE' });
  });
});

describe('readTables', () => {
  it('says that there is no such file', async () => {
    await expect(readTables(join(folder, 'none.csv'))).rejects.toThrow(/There is no file .*none\.csv/);
  });

  it('says how to save what cannot be read', async () => {
    await writeFile(join(folder, 'broken.xlsx'), 'Item ID,Title');
    await writeFile(join(folder, 'broken.csv'), 'a,b\n1,"2');

    for (const name of ['broken.xlsx', 'broken.csv', 'old.xls']) {
      await expect(readTables(join(folder, name))).rejects.toMatchObject({
        code: 'E_USAGE',
        remedy: 'Save it in the spreadsheet as .xlsx or as .csv.',
      });
    }
  });
});
