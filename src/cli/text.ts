// What moves a cursor, rings a bell, turns a line round or hides in it; line breaks and tabs stay.
const UNPRINTABLE =
  // eslint-disable-next-line no-control-regex -- control characters are what it looks for
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200B\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/g;
const WIDE =
  /\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|[\u3000-\u303F\uFF01-\uFF60]/u;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Takes out of a text what could steer a terminal: escape sequences, bells, marks that turn the writing round. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, '');
}

/** Places that a text takes on a terminal: two for each Chinese, Japanese or Korean character and each emoji. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += WIDE.test(segment) ? 2 : 1;
  return width;
}

/** Cuts a text that is wider than that, with an ellipsis at its end; never in the middle of a character. */
export function fitWidth(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let kept = '';
  let used = 1;
  for (const { segment } of graphemes.segment(text)) {
    used += displayWidth(segment);
    if (used > width) break;
    kept += segment;
  }
  return `${kept}…`;
}
