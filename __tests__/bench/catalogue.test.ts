import { describe, expect, it } from '@jest/globals';
import { CATALOGUE } from '../../scripts/bench/catalogue.ts';

describe('CATALOGUE', () => {
  it('matches a catalogue twice and reports all figures', async () => {
    const lines: string[] = [];

    const { name, measures, targets } = await CATALOGUE.run({ skus: 250, orders: 1, rounds: 1 }, (line) =>
      lines.push(line),
    );

    expect(name).toBe('catalogue');
    expect(measures['fromScratch']).toMatchObject({ new: 255, detailsLeft: 0 });
    expect(measures['again']).toMatchObject({ written: 0, new: 0, detailsRead: 0 });
    expect(measures['plain']).toMatchObject({ skus: 200, tiktokCalls: 8 });
    const missed = targets.filter(({ ok }) => !ok).map((target) => target.name);
    // so few SKUs say nothing about speed
    expect(missed.filter((target) => !target.includes('per second'))).toEqual([]);
    expect(lines).toContain('the bridge, from scratch');
  }, 300_000);
});
