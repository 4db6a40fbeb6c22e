import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { chunksOf } from '../../src/core/lists.ts';

describe('chunksOf', () => {
  it('keeps every element in its order, in parts that are neither empty nor too long', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer({ min: 1, max: 20 }), (list, size) => {
        const chunks = chunksOf(list, size);

        expect(chunks.flat()).toEqual(list);
        expect(chunks.filter(({ length }) => length === 0 || length > size)).toEqual([]);
        expect(chunks).toHaveLength(Math.ceil(list.length / size));
      }),
    );
  });
});
