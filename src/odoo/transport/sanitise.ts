/** Characters that PostgreSQL or XML cannot hold, lone halves of surrogate pairs among them. */
const UNSTORABLE = /(?![\t\n\r])[\p{Cc}\p{Surrogate}\uFFFE\uFFFF]/gu;

/**
 * A text that Odoo can store and every protocol can carry: without control characters and lone surrogates, lines ending
 * in `\n` alone, because XML does not keep the others.
 */
export function sanitiseText(text: string): string {
  const clean = text.replace(UNSTORABLE, '');
  return clean.includes('\r') ? clean.replace(/\r\n?/g, '\n') : clean;
}

/**
 * A copy of an argument that every protocol carries alike: texts as {@link sanitiseText}, `undefined` members left out.
 *
 * @throws TypeError for what would arrive as something else without a word: dates, bigints, NaN, integers beyond 2^53,
 * functions, symbols, class instances.
 */
export function sanitise(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
      return sanitiseText(value);
    case 'boolean':
      return value;
    case 'number':
      return checkNumber(value);
    case 'object':
      return sanitiseObject(value);
    case 'undefined':
      return null;
    case 'bigint':
    case 'function':
    case 'symbol':
      throw new TypeError(`No call to Odoo can carry a ${typeof value}`);
  }
}

function sanitiseObject(value: object | null): unknown {
  if (value === null) return null;
  if (Array.isArray(value)) return value.map(sanitise);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError(`No call to Odoo can carry a ${value.constructor.name}`);
  }
  const members = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(members.map(([key, inner]) => [sanitiseText(key), sanitise(inner)]));
}

function checkNumber(value: number): number {
  if (!Number.isFinite(value)) throw new TypeError(`No call to Odoo can carry ${value}`);
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
    throw new TypeError('An integer beyond 2^53 has lost digits: an id of that size must stay a text');
  }
  return value;
}
