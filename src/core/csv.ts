import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';

/** What may stand between cells; a spreadsheet writes the one of its country. */
const DELIMITERS = [',', ';', '\t', '|'] as const;
/** Excel's own hint in the first line of a file. */
const HINT = /^sep=(.)\r?\n/i;

/**
 * Reads the rows of a CSV file: with or without a byte-order mark, in UTF-8, UTF-16 or the old Windows encoding, with
 * commas, semicolons, tabs or bars between cells, with line breaks within quotes. Empty lines are kept as empty rows, so
 * that the index of a row tells its number in a spreadsheet.
 *
 * @throws RangeError with the line when quotes do not fit together.
 */
export function readCsv(bytes: Uint8Array): string[][] {
  const text = decode(bytes);
  const hint = HINT.exec(text);
  const body = hint ? text.slice(hint[0].length) : text;
  return parseWith(body, hint?.[1] ?? delimiterOf(body));
}

/** Writes rows as CSV for spreadsheets: UTF-8 with a byte-order mark, commas, lines ending in CR LF. */
export function writeCsv(rows: readonly (readonly string[])[]): Buffer {
  const text = stringify(
    rows.map((row) => [...row]),
    // a cell with another delimiter in it must not be taken for several
    { bom: true, record_delimiter: 'windows', quoted_match: /[;\t|]/ },
  );
  return Buffer.from(text, 'utf8');
}

function decode(bytes: Uint8Array): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The one that cuts the first row with anything in it into the most cells. */
function delimiterOf(text: string): string {
  const counts = DELIMITERS.map((delimiter) => ({ delimiter, count: cellsOfFirstRow(text, delimiter) }));
  return counts.toSorted((a, b) => b.count - a.count)[0]?.delimiter ?? ',';
}

function cellsOfFirstRow(text: string, delimiter: string): number {
  try {
    const [row] = parse(text, {
      delimiter,
      to: 1,
      relax_column_count: true,
      skip_records_with_empty_values: true,
    });
    return row?.length ?? 0;
  } catch {
    return 0;
  }
}

function parseWith(text: string, delimiter: string): string[][] {
  try {
    return parse(text, { delimiter, relax_column_count: true, relax_quotes: true });
  } catch (error) {
    const { message, lines } = error as Error & { readonly lines?: number };
    throw new RangeError(`Not a CSV file, line ${lines ?? '?'}: ${message}`, { cause: error });
  }
}
