import { describe, expect, it } from '@jest/globals';
import { INVENTORY } from '../../scripts/bench/inventory.ts';

describe('INVENTORY', () => {
  it('sends all, a part and nothing of a small catalogue, and reports all figures', async () => {
    const lines: string[] = [];

    const report = await INVENTORY.run({ rounds: 1, orders: 1, skus: 200 }, (line) => lines.push(line));

    expect(report.name).toBe('inventory');
    expect(report.measures['onePercent']).toMatchObject({ compared: 1, sent: 1 });
    expect(report.measures['nothing']).toMatchObject({ compared: 0, sent: 0, odooWrites: 0 });
    // speed and memory are for the real size
    const missed = report.targets.filter(({ ok }) => !ok).map(({ name }) => name);
    expect(missed.filter((name) => !/per second|memory/.test(name))).toEqual([]);
    expect(lines).toContain('the bridge sends everything');
  }, 300_000);
});
