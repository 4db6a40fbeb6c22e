import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  compareBy,
  cutPage,
  readPageToken,
  writePageToken,
  type Order,
  type PageStart,
} from '../../../src/sandbox/operations/pages.ts';
import { Refusal } from '../../../src/sandbox/refusal.ts';

interface Item {
  readonly key: number;
  readonly id: string;
}

const order = (isDescending: boolean): Order<Item> => ({ keyOf: ({ key }) => key, idOf: ({ id }) => id, isDescending });
const start = fc.oneof(
  fc.record({ skip: fc.nat() }),
  fc.record({ after: fc.tuple(fc.nat(2_000_000_000), fc.stringMatching(/^\d{18}$/)) }),
);

describe('writePageToken', () => {
  it('writes what readPageToken reads, with signs that have to be encoded in a URL', () => {
    fc.assert(
      fc.property(start, fc.string(), (from, question) => {
        const token = writePageToken(from, question);

        expect(token).toMatch(/^(?=.*\+)(?=.*\/)[A-Za-z0-9+/]+=+$/);
        expect(readPageToken(token, question)).toMatchObject(from);
      }),
    );
  });
});

describe('readPageToken', () => {
  it('finds no start where there is no token', () => {
    expect(readPageToken(undefined, 'q')).toBeUndefined();
    expect(readPageToken('', 'q')).toBeUndefined();
  });

  it('refuses tokens of another question, and nonsense', () => {
    const token = writePageToken({ skip: 5 }, 'q');

    expect(() => readPageToken(token, 'r')).toThrow(Refusal);
    // a blank where the plus was: the caller forgot to encode it
    expect(() => readPageToken(token.replace('+', ' '), 'q')).toThrow(Refusal);
    expect(() => readPageToken('AAAA', 'q')).toThrow(Refusal);
  });
});

describe('cutPage', () => {
  it.each(['cursor', 'offset'] as const)('deals every element out once, in order, with %s tokens', (mode) => {
    const items = fc.uniqueArray(fc.record({ key: fc.nat(5), id: fc.stringMatching(/^[a-c]{1,3}$/) }), {
      selector: ({ id }) => id,
    });
    fc.assert(
      fc.property(items, fc.integer({ min: 1, max: 4 }), fc.boolean(), (list, size, isDescending) => {
        const sorted = [...list].sort(compareBy(order(false)));
        const dealt: Item[] = [];
        let from: PageStart | undefined;
        do {
          const page = cutPage(sorted, order(isDescending), size, from, mode);
          dealt.push(...page.items);
          from = page.next;
        } while (from);

        expect(dealt).toEqual(isDescending ? sorted.reverse() : sorted);
      }),
    );
  });
});
