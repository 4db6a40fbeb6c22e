import { describe, expect, it } from '@jest/globals';
import { REGIONS } from '../../src/sandbox/markets.ts';
import { priceLimits } from '../../src/sandbox/priceLimits.ts';

describe('priceLimits', () => {
  it.each(REGIONS)('gives a range in %s, narrower for sellers from abroad', (region) => {
    const [least, most] = priceLimits({ region }).map(Number);
    const [, abroad] = priceLimits({ region, sellerType: 'CROSS_BORDER' }).map(Number);

    expect(least).toBeGreaterThan(0);
    expect(most).toBeGreaterThan(least ?? 0);
    expect(abroad).toBeLessThanOrEqual(most ?? 0);
  });
});
