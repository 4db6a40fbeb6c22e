import { describe, expect, it } from '@jest/globals';
import { ORDERS } from '../../scripts/bench/orders.ts';
import { WAYS } from '../../scripts/bench/orders/ways.ts';

describe('ORDERS', () => {
  it('has every way write the same records and reports all figures', async () => {
    const lines: string[] = [];

    const report = await ORDERS.run({ orders: 6, rounds: 1, skus: 1 }, (line) => lines.push(line));

    expect(report.name).toBe('orders');
    expect(report.targets.map(({ name }) => name)).toEqual(['a/b', 'a/c', 'a/d', 'Odoo calls per page of 100']);
    expect(report.measures['written']).toMatchObject({ orders: 6, contacts: 12, lines: 24, pickings: 6, moves: 18 });
    expect(report.measures['odooCallsByPage']).toHaveLength(1);
    expect(Object.keys(report.measures['ordersPerSecond'] as object)).toEqual([...WAYS]);
    expect(report.measures['peakMb']).toBeGreaterThan(30);
    expect(lines).toContainEqual(expect.stringMatching(/^round 1 of 1: oneByOne \d/));
  }, 300_000);
});
