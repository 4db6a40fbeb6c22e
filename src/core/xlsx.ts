import readXlsxFile from 'read-excel-file/node';
import writeXlsxFile from 'write-excel-file/node';

/** A sheet of a workbook, its cells as texts. */
interface Sheet {
  readonly sheet: string;
  readonly rows: readonly (readonly string[])[];
}

/** Widths of columns in characters, so that ids and titles can be read. */
const NARROWEST = 8;
const WIDEST = 60;

/**
 * Reads all sheets of an .xlsx workbook as texts. A number that is too long to be kept exactly comes as
 * `1.72938225691027E+18`, however the file writes it: its last digits may be right or not. Days come as `2026-10-15`. Empty rows between others are kept.
 *
 * @throws Error of the reader when it is no such workbook.
 */
export async function readXlsx(bytes: Buffer): Promise<Sheet[]> {
  const sheets = await readXlsxFile(bytes, { parseNumber: numberText, trim: false });
  return sheets.map(({ sheet, data }) => ({ sheet, rows: data.map((row) => row.map(toText)) }));
}

/** Writes a workbook with one sheet. All cells are texts, empty ones too: what is typed into them later stays as it is. */
export async function writeXlsx(rows: readonly (readonly string[])[]): Promise<Buffer> {
  const cells = rows.map((row) => row.map((text) => ({ value: writable(text), type: String, format: '@' })));
  const widths = (rows[0] ?? []).map((_heading, column) => ({ width: widthOf(rows, column) }));
  return writeXlsxFile(cells, { sheet: 'Items', columns: widths, stickyRowsCount: 1 }).toBuffer();
}

/** Without what XML cannot hold, or readers choke on: it would make the whole workbook unreadable. */
function writable(text: string): string {
  return text.replace(/[^\P{Cc}\t\n\r]|\p{Cs}|\p{Noncharacter_Code_Point}/gu, '');
}

function numberText(text: string): string {
  const value = Number(text);
  return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? text : value.toExponential().toUpperCase();
}

function toText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'object') return JSON.stringify(cell).slice(1, 11);
  return typeof cell === 'string' ? cell : JSON.stringify(cell).toUpperCase();
}

function widthOf(rows: readonly (readonly string[])[], column: number): number {
  const longest = rows.reduce((most, row) => Math.max(most, row[column]?.length ?? 0), NARROWEST);
  return Math.min(longest + 2, WIDEST);
}
