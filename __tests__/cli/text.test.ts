import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { displayWidth, fitWidth, printable } from '../../src/cli/text.ts';

describe('printable', () => {
  it('takes out what steers a terminal, and leaves writing as it is', () => {
    expect(printable('a\u001B[31mb\u0007c\u202Ed\r\ne\tf')).toBe('a[31mbcd\ne\tf');
    expect(printable('สวัสดี 👨‍👩‍👧 Ünï مرحبا')).toBe('สวัสดี 👨‍👩‍👧 Ünï مرحبا');
  });
});

describe('displayWidth', () => {
  it.each([
    ['abc', 3],
    ['é', 1],
    ['日本', 4],
    ['👨‍👩‍👧', 2],
    ['🇹🇭', 2],
    ['', 0],
  ])('of %s is %d', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});

describe('fitWidth', () => {
  it('never exceeds the width and leaves alone what fits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 30 }), (text, width) => {
        const fitted = fitWidth(text, width);

        expect(displayWidth(fitted)).toBeLessThanOrEqual(width);
        if (displayWidth(text) <= width) expect(fitted).toBe(text);
      }),
    );
  });

  it('cuts between characters', () => {
    expect(fitWidth('ab日本', 5)).toBe('ab日…');
    expect(fitWidth('ab日本', 4)).toBe('ab…');
  });
});
