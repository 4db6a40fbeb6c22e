import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sanitise, sanitiseText } from '../../../src/odoo/transport/sanitise.ts';

describe('sanitiseText', () => {
  it.each([
    ['NUL and control characters', 'a\0b\u0001c\u001Fd\u007Fe\u009Ff', 'abcdef'],
    ['halves of surrogate pairs', 'a\uD83Db\uDE00c', 'abc'],
    ['characters that are none', 'a\uFFFEb\uFFFFc', 'abc'],
  ])('leaves out %s', (_what, text, clean) => {
    expect(sanitiseText(text)).toBe(clean);
  });

  it('keeps tabs, emoji and right-to-left text, and ends lines alike', () => {
    expect(sanitiseText('a\tb 🎉 مرحبا\r\nc\rd\n')).toBe('a\tb 🎉 مرحبا\nc\nd\n');
  });

  it('changes no text twice, and leaves nothing that PostgreSQL or XML refuses', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const clean = sanitiseText(text);

        expect(sanitiseText(clean)).toBe(clean);
        expect(clean.isWellFormed()).toBe(true);
        expect(clean.split(/[\n\t]/).every((part) => !/\p{Cc}/u.test(part))).toBe(true);
      }),
    );
  });

  it('leaves alone what everybody can store', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\t\n\x20-\x7E\u00A0-\uD7FF]*$/), (text) => {
        expect(sanitiseText(text)).toBe(text);
      }),
    );
  });
});

describe('sanitise', () => {
  it('keeps the shape of values and leaves the original alone', () => {
    const value = Object.freeze({ a: ['x\0', 1.5, true, null], b: { c: Object.freeze(['y']) } });

    expect(sanitise(value)).toEqual({ a: ['x', 1.5, true, null], b: { c: ['y'] } });
  });

  it('leaves out members that are undefined', () => {
    expect(JSON.stringify(sanitise({ a: undefined, b: [undefined] }))).toBe('{"b":[null]}');
  });

  it('carries a member named __proto__ as a member', () => {
    const value: unknown = JSON.parse('{"__proto__": {"x": 1}}');

    expect(JSON.stringify(sanitise(value))).toBe('{"__proto__":{"x":1}}');
  });

  it.each([
    ['a date', new Date(0)],
    ['a bigint', 10n],
    ['NaN', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['an integer that has lost digits', 2 ** 60],
    ['a function', () => 1],
    ['a symbol', Symbol('x')],
    ['a map', new Map([['a', 1]])],
    ['bytes', Buffer.from('x')],
  ])('refuses %s wherever it stands', (_what, value) => {
    expect(() => sanitise([{ deep: value }])).toThrow(TypeError);
  });

  it('equals what JSON carries, for all values of JSON without odd characters', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: fc.constantFrom('a', 'é', '🎉', ']', '>') }), (value) => {
        fc.pre(!/\d{16}|e\+/.test(JSON.stringify(value)));

        expect(JSON.stringify(sanitise(value))).toBe(JSON.stringify(value));
      }),
    );
  });
});
