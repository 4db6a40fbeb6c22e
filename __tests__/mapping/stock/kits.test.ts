import { describe, expect, it } from '@jest/globals';
import { type Kit, needsOf } from '../../../src/mapping/stock/kits.ts';

const kit = (...lines: [number, number][]): Kit => ({
  lines: lines.map(([productId, quantity]) => ({ productId, quantity })),
});
const always = (): boolean => true;

describe('needsOf', () => {
  it('is the product itself where there is no kit', () => {
    expect([...needsOf(7, new Map(), always)]).toEqual([[7, 1]]);
  });

  it('adds up components, also of kits within kits', () => {
    const kits = new Map([
      [1, kit([2, 2], [3, 1])],
      [2, kit([3, 3], [4, 1])],
    ]);

    expect([...needsOf(1, kits, always)]).toEqual([
      [3, 7],
      [4, 2],
    ]);
  });

  it('leaves out components whose stock is not counted', () => {
    expect([...needsOf(1, new Map([[1, kit([2, 1], [3, 1])]]), (id) => id === 3)]).toEqual([[3, 1]]);
    expect(needsOf(1, new Map([[1, kit([2, 1])]]), () => false).size).toBe(0);
  });

  it('ends although a bill of materials goes in a circle', () => {
    const kits = new Map([
      [1, kit([2, 1])],
      [2, kit([1, 1])],
    ]);

    expect(needsOf(1, kits, always).size).toBe(1);
  });
});
