import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseJson, stableStringify } from '../../src/core/json.ts';

describe('parseJson', () => {
  it('reads what JSON.parse reads, but for numbers beyond 2^53', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        fc.pre(!/\d{16}/.test(text));

        expect(parseJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('keeps every digit of a whole number beyond 2^53', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 2n ** 53n, max: 2n ** 70n }), (id) => {
        expect(parseJson(`{"id":${id},"minus":-${id}}`)).toEqual({ id: String(id), minus: `-${id}` });
      }),
    );
  });

  it('leaves smaller numbers numbers', () => {
    expect(parseJson('[0,-1,1.50,1e3,9007199254740991]')).toEqual([0, -1, 1.5, 1000, 9007199254740991]);
  });

  it('takes the last of equal keys, as others do', () => {
    expect(parseJson('{"a":1,"a":2}')).toEqual({ a: 2 });
  });

  it('changes no prototype', () => {
    const parsed = parseJson('{"__proto__":{"admin":true}}') as { admin?: boolean };

    expect(parsed.admin).toBeUndefined();
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  it.each(['', '{"a":', '{a:1}', '<html>', '[1,]', 'NaN'])('refuses %j', (text) => {
    expect(() => parseJson(text)).toThrow(SyntaxError);
  });
});

describe('stableStringify', () => {
  it('gives equal texts for equal things', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());

        expect(stableStringify(turned)).toBe(stableStringify(value));
        expect(JSON.parse(stableStringify(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('keeps the order of lists and sorts at every depth', () => {
    expect(stableStringify({ b: [2, 1, { d: 1, c: null }], a: 'x' })).toBe('{"a":"x","b":[2,1,{"c":null,"d":1}]}');
  });
});
