import type { Rows, Table } from '../../core/tables.ts';
import { columnOf, type ItemKey, titleOfColumn } from './columns.ts';
import { readId } from './ids.ts';

/** A row of an item file, with the texts of its cells. Ids are of digits only; what is missing is empty. */
export interface ItemRow {
  /** Number in the spreadsheet, from 1. */
  readonly row: number;
  readonly shopId: string;
  readonly itemId: string;
  readonly skuId: string;
  readonly sellerSku: string;
  readonly title: string;
  readonly variant: string;
  /** Internal Reference of the product that it is to stand for. */
  readonly reference: string;
  readonly barcode: string;
}

/** Why a row cannot be imported, with what to do. */
export interface ItemMistake {
  /** Number in the spreadsheet; undefined when it is about the whole file. */
  readonly row: number | undefined;
  readonly message: string;
}

/** What an item file holds. */
export interface ItemFile {
  /** Rows that name a product and whose ids can be read. */
  readonly rows: readonly ItemRow[];
  /** Rows that name no product: they are left alone. */
  readonly skipped: number;
  readonly mistakes: readonly ItemMistake[];
}

const ID_KEYS = ['shopId', 'itemId', 'skuId'] as const;
/** Rows above the headings, and rows of headings: Seller Center writes five. */
const MOST_HEADINGS = 10;

export const KEEP_IDS =
  'Format the column as text before ids go in, or start from the .xlsx file of tiktok-odoo items export.';

/**
 * Reads an item file: the bridge's own export, or the file of Seller Center's bulk edit with a column Internal Reference
 * added to it. Headings are found in any of the first rows; the first sheet that has them is read.
 */
export function readItemRows(tables: readonly Table[]): ItemFile {
  for (const { rows } of tables) {
    const head = findHead(rows);
    if (head) return head.mistakes.length > 0 ? withoutRows(head.mistakes) : readBody(rows, head);
  }
  const message =
    'No headings were found: the first rows must name the columns Internal Reference and Item ID, SKU ID or Seller SKU.';
  return withoutRows([{ row: undefined, message }]);
}

/** Where the columns are, and where the rows below the headings begin. */
interface Head {
  readonly columns: ReadonlyMap<ItemKey, number>;
  /** Index of the first row of the body. */
  readonly start: number;
  readonly mistakes: readonly ItemMistake[];
}

function findHead(rows: Rows): Head | undefined {
  const at = rows.slice(0, MOST_HEADINGS).findIndex(isHeading);
  if (at === -1) return undefined;
  const columns = new Map<ItemKey, number>();
  const mistakes = addColumns(columns, rows[at] ?? [], at + 1);
  let start = at + 1;
  // translated names, rules for each column and the like; a column that a person added may be named in any of them
  for (; start <= at + MOST_HEADINGS && isBelowHeading(rows[start], columns); start += 1) {
    const more = new Map<ItemKey, number>();
    addColumns(more, rows[start] ?? [], start + 1);
    for (const [key, index] of more) if (!columns.has(key) && !isTaken(columns, index)) columns.set(key, index);
  }
  if (!columns.has('reference')) {
    const message = `There is no column Internal Reference: add it and fill in the codes of your Odoo products.`;
    mistakes.push({ row: at + 1, message });
  }
  return { columns, start, mistakes };
}

function isHeading(row: readonly string[]): boolean {
  const keys = new Set(row.map(columnOf));
  const known = [...keys].filter((key) => key !== undefined);
  return known.length > 1 && known.some((key) => ['itemId', 'skuId', 'sellerSku'].includes(key));
}

function addColumns(columns: Map<ItemKey, number>, row: readonly string[], number: number): ItemMistake[] {
  return row.flatMap((heading, index) => {
    const key = columnOf(heading);
    if (key === undefined) return [];
    if (!columns.has(key)) {
      columns.set(key, index);
      return [];
    }
    return [{ row: number, message: `Two columns are called ${titleOfColumn(key)}: delete or rename one of them.` }];
  });
}

/** Whether a row only explains the columns: there is something in its id columns, and nothing of it is an id. */
function isBelowHeading(row: readonly string[] | undefined, columns: ReadonlyMap<ItemKey, number>): boolean {
  if (!row) return false;
  const ids = ID_KEYS.map((key) => cell(row, columns.get(key))).filter((text) => text !== '');
  const reference = cell(row, columns.get('reference'));
  const namesProduct = reference !== '' && columnOf(reference) !== 'reference';
  return ids.length > 0 && !namesProduct && ids.every((text) => readId(text).state === 'none');
}

function isTaken(columns: ReadonlyMap<ItemKey, number>, index: number): boolean {
  return [...columns.values()].includes(index);
}

function readBody(rows: Rows, { columns, start }: Head): ItemFile {
  const read: ItemRow[] = [];
  const mistakes: ItemMistake[] = [];
  let skipped = 0;
  for (const [index, cells] of rows.entries()) {
    if (index < start || cells.every((text) => text.trim() === '')) continue;
    const textOf = (key: ItemKey): string => cell(cells, columns.get(key));
    if (textOf('reference') === '') {
      skipped += 1;
      continue;
    }
    const row = index + 1;
    const ids = ID_KEYS.map((key) => [key, readId(textOf(key))] as const);
    const faults = ids.flatMap(([key, id]) => faultOf(row, key, textOf(key), id.state));
    mistakes.push(...faults);
    if (faults.length > 0) continue;
    const [shopId = '', itemId = '', skuId = ''] = ids.map(([, id]) => (id.state === 'ok' ? id.id : ''));
    const [sellerSku, title, variant] = [textOf('sellerSku'), textOf('title'), textOf('variant')];
    const [reference, barcode] = [textOf('reference'), textOf('barcode')];
    read.push({ row, shopId, itemId, skuId, sellerSku, title, variant, reference, barcode });
  }
  return { rows: read, skipped, mistakes };
}

function faultOf(row: number, key: ItemKey, text: string, state: ReturnType<typeof readId>['state']): ItemMistake[] {
  if (state === 'ok' || state === 'empty') return [];
  const name = `${titleOfColumn(key)} ${text.slice(0, 40)}`;
  if (state === 'cut')
    return [{ row, message: `${name} was cut by the spreadsheet, its last digits are lost. ${KEEP_IDS}` }];
  return [{ row, message: `${name} is no id of TikTok: it is of digits only, as Seller Center shows it.` }];
}

function cell(row: readonly string[], index: number | undefined): string {
  return index === undefined ? '' : (row[index] ?? '').trim();
}

function withoutRows(mistakes: readonly ItemMistake[]): ItemFile {
  return { rows: [], skipped: 0, mistakes };
}
