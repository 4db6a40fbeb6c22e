import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { openUnits } from '../../../src/mapping/stock/open.ts';
import type { ShownStock, StockPool } from '../../../src/mapping/stock/types.ts';

function pool(key: string, feeds: string[], reserved: Record<number, number> = {}): StockPool {
  const entries = Object.entries(reserved).map(([id, count]) => [Number(id), count] as const);
  return { place: { key, feeds }, free: new Map(), reserved: new Map(entries) };
}

function shown(committed: Record<string, number>, needs: [number, number][] = [[7, 1]]) {
  const warehouses = Object.entries(committed).map(([warehouseId, count]) => ({
    warehouseId,
    available: 0,
    committed: count,
  }));
  const stock: ShownStock = { skuId: 's', available: 0, committed: 0, warehouses };
  return { needs: new Map(needs), shown: stock };
}

describe('openUnits', () => {
  it('counts what TikTok holds and Odoo has not reserved', () => {
    const open = openUnits([pool('1', ['A'], { 7: 3 })], [shown({ A: 5 })]);

    expect(open('1', 7)).toBe(2);
    expect(open('1', 8)).toBe(0);
  });

  it('subtracts nothing twice: all that is held is reserved', () => {
    expect(openUnits([pool('1', ['A'], { 7: 5 })], [shown({ A: 5 })])('1', 7)).toBe(0);
    expect(openUnits([pool('1', ['A'], { 7: 9 })], [shown({ A: 5 })])('1', 7)).toBe(0);
  });

  it('adds up the listings of a product, and counts components of kits', () => {
    const kit = shown({ A: 2 }, [
      [7, 3],
      [8, 1],
    ]);
    const open = openUnits([pool('1', ['A'], { 7: 1 })], [shown({ A: 4 }), kit]);

    expect([open('1', 7), open('1', 8)]).toEqual([9, 2]);
  });

  it('knows orders of one warehouse that are reserved in another', () => {
    const open = openUnits([pool('1', ['A'], { 7: 5 }), pool('2', ['B'])], [shown({ A: 2, B: 3 })]);

    expect([open('1', 7), open('2', 7)]).toEqual([0, 0]);
  });

  it('knows orders that have left Odoo before TikTok knows', () => {
    const open = openUnits([pool('1', ['A'], { 7: 1 })], [shown({ A: 5 })], new Map([[7, 3]]));

    expect(open('1', 7)).toBe(1);
  });

  it('leaves out warehouses that Odoo does not feed', () => {
    expect(openUnits([pool('1', ['A'])], [shown({ Z: 5 })])('1', 7)).toBe(0);
  });

  it('never loses an order and never counts one twice', () => {
    const count = fc.integer({ min: 0, max: 50 });
    fc.assert(
      fc.property(count, count, count, count, (heldA, heldB, reserved1, reserved2) => {
        const pools = [pool('1', ['A'], { 7: reserved1 }), pool('2', ['B'], { 7: reserved2 })];
        const open = openUnits(pools, [shown({ A: heldA, B: heldB })]);

        expect(open('1', 7) + open('2', 7)).toBe(Math.max(0, heldA + heldB - reserved1 - reserved2));
      }),
    );
  });
});
