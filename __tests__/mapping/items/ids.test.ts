import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { looksRounded, readId } from '../../../src/mapping/items/ids.ts';

const ID = '1729382256910270123';

describe('readId', () => {
  it.each([
    ID,
    ` ${ID} `,
    `'${ID}`,
    `="${ID}"`,
    `${ID}.0`,
    `${ID},00`,
    '1,729,382,256,910,270,123',
    '1 729 382 256 910 270 123',
  ])('reads %j', (cell) => {
    expect(readId(cell)).toEqual({ state: 'ok', id: ID });
  });

  it.each(['1.7E+18', '1.72938E+18', '1,72938E+18', '1.72938225691027E+18', '1e18', '2E+18'])(
    'says that the spreadsheet has cut %s',
    (cell) => {
      expect(readId(cell)).toEqual({ state: 'cut' });
    },
  );

  it.each(['', ' ', '\u00a0', '=""'])('takes %j for empty', (cell) => {
    expect(readId(cell)).toEqual({ state: 'empty' });
  });

  it.each(['SKU-001', '1234', '12.5', '-1729382256910270123', `${ID}${ID}`, 'V4', '2026-03-01'])(
    'takes %j for no id',
    (cell) => {
      expect(readId(cell)).toEqual({ state: 'none' });
    },
  );

  it('leaves ids of digits as they are', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[1-9]\d{4,24}$/), (id) => {
        expect(readId(id)).toEqual({ state: 'ok', id });
      }),
    );
  });
});

describe('looksRounded', () => {
  it('sees every id that went through a number of 15 digits', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[1-9]\d{15,18}$/), (id) => {
        expect(looksRounded(id.slice(0, 15) + '0'.repeat(id.length - 15))).toBe(true);
      }),
    );
  });

  it.each([ID, '1729382256910270010', '123450000', '100000000000000'])('does not suspect %s', (id) => {
    expect(looksRounded(id)).toBe(false);
  });
});
