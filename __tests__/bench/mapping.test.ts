import { describe, expect, it } from '@jest/globals';
import { MAPPING } from '../../scripts/bench/mapping.ts';

describe('MAPPING', () => {
  it('decides about every order and maps most of them', async () => {
    const { name, measures, targets } = await MAPPING.run({ orders: 250, rounds: 1, skus: 1 }, () => undefined);

    const decisions = measures['decisions'] as Record<string, number>;
    expect(name).toBe('mapping');
    expect(Object.values(decisions).reduce((sum, count) => sum + count, 0)).toBe(250);
    expect(decisions['import']).toBeGreaterThan(150);
    // a contact, an address, an order with a line or more, and what is shown of it
    expect(measures['records']).toBeGreaterThan((decisions['import'] ?? 0) * 5);
    expect(targets).toHaveLength(2);
  });
});
