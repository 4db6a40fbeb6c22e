import { hashText } from '../random.ts';
import { REFUSALS } from '../refusal.ts';

/** Where a page begins: behind an element, or after a number of elements. */
export type PageStart = { readonly after: readonly [key: number, id: string] } | { readonly skip: number };

/** Begins every token, so that each holds characters that have to be encoded in a URL. */
const MARK = Buffer.from([0xfb, 0xff, 0xbf]);

/**
 * Writes a page token: opaque, with `+`, `/` and `=` in it.
 *
 * @param question - What was asked; the token is good for the same question only.
 */
export function writePageToken(start: PageStart, question: string): string {
  const text = JSON.stringify({ ...start, of: hashText(question) });
  // one byte more than a multiple of three makes base64 end in ==
  const padded = text.padEnd(text.length + ((4 - (Buffer.byteLength(text) % 3)) % 3), ' ');
  return `${MARK.toString('base64')}${Buffer.from(padded).toString('base64')}`;
}

/**
 * Reads a page token; undefined when there is none, which means the first page.
 *
 * @throws Refusal when the token is not one of this question.
 */
export function readPageToken(token: string | undefined, question: string): PageStart | undefined {
  if (token === undefined || token === '') return undefined;
  const mark = MARK.toString('base64');
  const parsed = token.startsWith(mark) ? parse(Buffer.from(token.slice(mark.length), 'base64').toString()) : undefined;
  if (parsed?.of !== hashText(question)) throw REFUSALS.invalidParameter('page_token');
  return parsed;
}

/** One page out of a sorted list, and where the next begins. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: PageStart | undefined;
}

/** How a list is ordered: by a number, ties by id. */
export interface Order<T> {
  readonly keyOf: (item: T) => number;
  readonly idOf: (item: T) => string;
  readonly isDescending: boolean;
}

/**
 * Cuts a page out of a list that is sorted ascending by key and id.
 *
 * @param mode - `cursor` names the last element of a page in the next token, `offset` counts.
 */
export function cutPage<T>(
  sorted: readonly T[],
  order: Order<T>,
  size: number,
  start: PageStart | undefined,
  mode: 'cursor' | 'offset',
): Page<T> {
  const ordered = order.isDescending ? sorted.toReversed() : sorted;
  const first = !start ? 0 : 'skip' in start ? start.skip : firstBehind(ordered, order, start.after);
  const items = ordered.slice(first, first + size);
  const last = items.at(-1);
  if (last === undefined || first + size >= ordered.length) return { items, next: undefined };
  return {
    items,
    next: mode === 'offset' ? { skip: first + size } : { after: [order.keyOf(last), order.idOf(last)] },
  };
}

/** Sorts by key, ties by id. */
export function compareBy<T>({ keyOf, idOf }: Order<T>): (a: T, b: T) => number {
  return (a, b) => keyOf(a) - keyOf(b) || (idOf(a) < idOf(b) ? -1 : 1);
}

function firstBehind<T>(ordered: readonly T[], order: Order<T>, [key, id]: readonly [number, string]): number {
  const sign = order.isDescending ? -1 : 1;
  const isBehind = (item: T): boolean => {
    const difference = order.keyOf(item) - key;
    return difference === 0
      ? (order.idOf(item) > id ? 1 : -1) * sign > 0 && order.idOf(item) !== id
      : difference * sign > 0;
  };
  const found = ordered.findIndex(isBehind);
  return found === -1 ? ordered.length : found;
}

function parse(text: string): (PageStart & { readonly of: number }) | undefined {
  try {
    return JSON.parse(text) as PageStart & { readonly of: number };
  } catch {
    return undefined;
  }
}
