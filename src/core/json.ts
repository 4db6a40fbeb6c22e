import { parse } from 'lossless-json';

/**
 * Parses JSON without losing digits: whole numbers beyond 2^53 become strings, all others stay JavaScript numbers.
 *
 * TikTok's ids have 17 to 19 digits and arrive as numbers in some bodies.
 *
 * @throws SyntaxError when the text is not JSON.
 */
export function parseJson(text: string): unknown {
  return parse(text, null, {
    parseNumber: (digits) => toExactNumber(digits),
    onDuplicateKey: ({ newValue }) => newValue,
  });
}

function toExactNumber(digits: string): number | string {
  const value = Number(digits);
  return /^-?\d+$/.test(digits) && !Number.isSafeInteger(value) ? digits : value;
}

/** JSON with sorted keys, so that equal things are equal texts. */
export function stableStringify(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
