import { describe, expect, it } from '@jest/globals';
import {
  bodyFlag,
  bodyInteger,
  bodyText,
  bodyTexts,
  choice,
  pageSize,
  queryIds,
} from '../../../src/sandbox/operations/fields.ts';
import type { OperationCall } from '../../../src/sandbox/operations/types.ts';
import { Refusal } from '../../../src/sandbox/refusal.ts';

function given(query: Record<string, string>, body: Record<string, unknown> = {}): OperationCall {
  return { call: { query: new Map(Object.entries(query)) }, body } as unknown as OperationCall;
}

describe('pageSize', () => {
  it('takes whole numbers in range', () => {
    expect(pageSize(given({ page_size: '100' }), 100)).toBe(100);
    for (const wrong of ['0', '101', '-1', '1.5', 'ten']) {
      expect(() => pageSize(given({ page_size: wrong }), 100)).toThrow(/PageSize/);
    }
  });

  it('asks for it in the words seen live', () => {
    expect(() => pageSize(given({}), 100)).toThrow('PageSize is a required field and has not been provided.');
  });
});

describe('choice', () => {
  it('takes the first word when none is given', () => {
    expect(choice(given({}), 'sort_order', ['DESC', 'ASC'])).toBe('DESC');
    expect(choice(given({ sort_order: 'ASC' }), 'sort_order', ['DESC', 'ASC'])).toBe('ASC');
    expect(() => choice(given({ sort_order: 'asc' }), 'sort_order', ['DESC', 'ASC'])).toThrow(/SortOrder/);
  });
});

describe('queryIds', () => {
  it('splits at commas and counts', () => {
    expect(queryIds(given({ ids: '1,2' }), 'ids', 2)).toEqual(['1', '2']);
    for (const wrong of ['', '1,2,3', 'a']) expect(() => queryIds(given({ ids: wrong }), 'ids', 2)).toThrow(Refusal);
  });
});

describe('fields of the body', () => {
  it('are read when they are there', () => {
    const body = { number: 5, text: 'a', flag: false, texts: ['a'] };

    expect(bodyInteger(given({}, body), 'number')).toBe(5);
    expect(bodyText(given({}, body), 'text', ['a'])).toBe('a');
    expect(bodyFlag(given({}, body), 'flag')).toBe(false);
    expect(bodyTexts(given({}, body), 'texts', 1)).toEqual(['a']);
  });

  it('may be missing or null', () => {
    for (const body of [{}, { x: null }]) {
      expect(bodyInteger(given({}, body), 'x')).toBeUndefined();
      expect(bodyText(given({}, body), 'x')).toBeUndefined();
      expect(bodyFlag(given({}, body), 'x')).toBeUndefined();
      expect(bodyTexts(given({}, body), 'x', 1)).toBeUndefined();
    }
  });

  it('are refused when they are of another kind', () => {
    expect(() => bodyInteger(given({}, { x: 1.5 }), 'x')).toThrow(Refusal);
    expect(() => bodyText(given({}, { x: 1 }), 'x')).toThrow(Refusal);
    expect(() => bodyText(given({}, { x: 'b' }), 'x', ['a'])).toThrow(Refusal);
    expect(() => bodyFlag(given({}, { x: 'true' }), 'x')).toThrow(Refusal);
    expect(() => bodyTexts(given({}, { x: ['a', 'b'] }), 'x', 1)).toThrow(Refusal);
    expect(() => bodyTexts(given({}, { x: [1] }), 'x', 1)).toThrow(Refusal);
  });
});
