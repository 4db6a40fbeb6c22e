/** An id as it stands in a cell: usable, missing, cut by the spreadsheet, or none at all. */
export type CellId =
  { readonly state: 'ok'; readonly id: string } | { readonly state: 'empty' } | { readonly state: 'cut' | 'none' };

/** Digits that a spreadsheet keeps of a number; the others become zeros. */
const KEPT_DIGITS = 15;

/**
 * Reads an id of TikTok, 5 to 25 digits, as spreadsheets leave it: with spaces, quotes, `="…"`, `.0` or marks between
 * thousands. One in the form 1.7E+18 has lost its last digits and is not guessed.
 */
export function readId(cell: string): CellId {
  const text = cell.replace(/[\s\u00a0'’"=]/g, '');
  if (text === '') return { state: 'empty' };
  if (/^\d+([.,]\d+)?e\+?\d+$/i.test(text)) return { state: 'cut' };
  const digits = withoutMarks(text);
  return /^\d{5,25}$/.test(digits) ? { state: 'ok', id: digits } : { state: 'none' };
}

/** Whether an id looks as if a spreadsheet had rounded it: zeros from the 16th digit on. One id in ten thousand is so by nature. */
export function looksRounded(id: string): boolean {
  const rest = id.slice(KEPT_DIGITS);
  return rest !== '' && /^0+$/.test(rest);
}

function withoutMarks(text: string): string {
  if (/^\d{1,3}([.,])\d{3}(\1\d{3})*$/.test(text)) return text.replace(/[.,]/g, '');
  return text.replace(/[.,]0+$/, '');
}
