import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cleanText, firstFilled, isMasked, readable } from '../../../src/mapping/orders/text.ts';

describe('isMasked', () => {
  it.each(['J*** S***', '(+62)812****00', '＊＊', 'a•••b'])('knows %s as masked', (text) => {
    expect(isMasked(text)).toBe(true);
  });

  it.each(['Anna-Maria', '#12-03', 'Łódź', '', null, undefined])('knows %s as plain', (text) => {
    expect(isMasked(text)).toBe(false);
  });
});

describe('cleanText', () => {
  it.each([
    ['  two\n\tlines\u0000 ', 'two lines'],
    ['e\u0301', 'e\u0301'],
    ['👩‍👩‍👧 family', '👩‍👩‍👧 family'],
    ['שלום עולם', 'שלום עולם'],
    ['evil\u202Egnp.exe', 'evil gnp.exe'],
    ['half \uD83C emoji', 'half emoji'],
    [null, ''],
  ])('makes %j %j', (text, clean) => {
    expect(cleanText(text, 100)).toBe(clean);
  });

  it('cuts between characters and says so', () => {
    expect(cleanText('abcdef', 6)).toBe('abcdef');
    expect(cleanText('abcdefg', 6)).toBe('abcde…');
    expect(cleanText('👩‍👩‍👧👩‍👩‍👧', 10)).toBe('👩‍👩‍👧…');
  });

  it('cuts a letter with endless marks too', () => {
    expect(cleanText(`a${'\u0301'.repeat(5000)}`, 250)).toHaveLength(250);
  });

  it('never grows past the limit, has no control characters and changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.integer({ min: 1, max: 300 }), (text, limit) => {
        const clean = cleanText(text, limit);

        expect(clean.length).toBeLessThanOrEqual(limit);
        expect(clean).not.toMatch(/[\p{Cc}\p{Cs}]/u);
        expect(cleanText(clean, limit)).toBe(clean);
      }),
    );
  });
});

describe('readable', () => {
  it('is empty for masked text', () => {
    expect([readable('J***'), readable(' Jo '), readable(null)]).toEqual(['', 'Jo', '']);
  });
});

describe('firstFilled', () => {
  it('is the first text that is not empty', () => {
    expect([firstFilled('', null, 'b', 'c'), firstFilled(undefined, '')]).toEqual(['b', '']);
  });
});
