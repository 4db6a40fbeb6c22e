import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { readCsv, writeCsv } from './csv.ts';
import { UsageError } from './errors.ts';
import { writeFileAtomically } from './files.ts';
import { readXlsx, writeXlsx } from './xlsx.ts';

/** Cells as texts, row by row. */
export type Rows = readonly (readonly string[])[];

/** A sheet of a spreadsheet file; a CSV file has one, without a name. */
export interface Table {
  readonly sheet: string;
  /** The index of a row is its number in the spreadsheet less one. */
  readonly rows: Rows;
}

type Reader = (bytes: Buffer) => readonly Table[] | Promise<readonly Table[]>;

const csv: Reader = (bytes) => [{ sheet: '', rows: readCsv(bytes) }];
const READERS: Readonly<Record<string, Reader>> = { '.csv': csv, '.tsv': csv, '.txt': csv, '.xlsx': readXlsx };
const WRITERS: Readonly<Record<string, (rows: Rows) => Buffer | Promise<Buffer>>> = {
  '.csv': writeCsv,
  '.xlsx': writeXlsx,
};
const KIND_REMEDY = 'Save it in the spreadsheet as .xlsx or as .csv.';

/** What makes a spreadsheet take a text for a formula; a quote hides it, and so needs hiding itself. */
const FORMULA = /^[=+\-@\t\r']/;

/**
 * Reads the sheets of a spreadsheet file as texts, by the ending of its name: .csv (also .tsv and .txt) or .xlsx.
 *
 * A number that a spreadsheet cannot have kept exactly comes as `1.7E+18`, whatever it looks like in there.
 *
 * @throws UsageError when there is no such file, or it is not of that kind.
 */
export async function readTables(path: string): Promise<readonly Table[]> {
  const read = byEnding(READERS, path);
  const bytes = await readBytes(path);
  try {
    const tables = await read(bytes);
    return tables.map(({ sheet, rows }) => ({ sheet, rows: rows.map((row) => row.map(withoutGuard)) }));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`${path} cannot be read: ${why.replace(/\.?$/, '.')}`, { cause, remedy: KIND_REMEDY });
  }
}

/**
 * Writes one sheet, by the ending of the name, .csv or .xlsx, in one step. All cells are texts, and none is a formula: a
 * text that would be one gets a quote before it, which {@link readTables} takes away.
 *
 * @throws UsageError when the name ends otherwise.
 * @throws StateError when it cannot be written; an old file is unchanged then.
 */
export async function writeTable(path: string, rows: Rows): Promise<void> {
  const write = byEnding(WRITERS, path);
  await writeFileAtomically(path, await write(rows.map((row) => row.map(withGuard))), 0o644);
}

/**
 * Checks the name of a file to write before any work is done for it.
 *
 * @throws UsageError when it ends neither in .csv nor in .xlsx.
 */
export function checkTableName(path: string): void {
  byEnding(WRITERS, path);
}

function withGuard(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

function withoutGuard(text: string): string {
  return text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text;
}

function byEnding<T>(table: Readonly<Record<string, T>>, path: string): T {
  const found = table[extname(path).toLowerCase()];
  if (found !== undefined) return found;
  throw new UsageError(`${path}: the name ends in none of ${Object.keys(table).join(', ')}.`, { remedy: KIND_REMEDY });
}

async function readBytes(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    const isMissing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    throw new UsageError(isMissing ? `There is no file ${path}.` : `${path} cannot be read.`, {
      cause,
      remedy: 'Check the path and the rights of the file.',
    });
  }
}
