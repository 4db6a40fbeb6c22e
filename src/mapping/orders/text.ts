/** Longest name of a contact, in characters: Odoo indexes it, alone and with its parent's, and PostgreSQL indexes no more. */
export const SHORT_TEXT = 250;
/** Longest text elsewhere. */
export const LONG_TEXT = 1000;

const MASK = /[*＊∗•●]/u;
// control characters, halves of surrogate pairs and the two non-characters cannot be sent as XML; marks that turn the
// direction of all that follows would garble the screens
const UNWANTED = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069\uFEFF\uFFFE\uFFFF]/gu;
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Whether TikTok has hidden a part of a text behind asterisks. Such a text is for looking at only. */
export function isMasked(text: string | null | undefined): boolean {
  return MASK.test(text ?? '');
}

/**
 * Makes a text fit for Odoo: control characters and runs of blanks become one blank, and what is too long is cut.
 *
 * Emoji and scripts that run from right to left stay as they are; no emoji is cut in two.
 *
 * @param limit - Most UTF-16 units that are kept, the `…` at the end of a cut text included.
 */
export function cleanText(text: string | null | undefined, limit: number): string {
  const clean = (text ?? '').replace(UNWANTED, ' ').replace(/\s+/gu, ' ').trim();
  return clean.length <= limit ? clean : `${cut(clean, limit - 1).trimEnd()}…`;
}

function cut(text: string, limit: number): string {
  let kept = '';
  for (const { segment } of graphemes.segment(text)) {
    // one grapheme can be endless: a letter with hundreds of marks
    if (kept.length + segment.length > limit) return firstFilled(kept, segment.slice(0, limit).replace(/\p{Cs}$/u, ''));
    kept += segment;
  }
  return kept;
}

/** The first text that is not empty; empty when all are. */
export function firstFilled(...texts: readonly (string | null | undefined)[]): string {
  return texts.find((text) => text !== undefined && text !== null && text !== '') ?? '';
}

/** A text that can be read: cleaned, and empty when a part of it is masked. */
export function readable(text: string | null | undefined, limit: number = SHORT_TEXT): string {
  return isMasked(text) ? '' : cleanText(text, limit);
}

/** Escapes a text for a field that holds HTML. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
