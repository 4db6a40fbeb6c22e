import { describe, expect, it } from '@jest/globals';
import { parseAmount, roundAmount } from '../../src/core/money.ts';
import { isRegion, MARKETS, REGIONS } from '../../src/sandbox/markets.ts';

describe('MARKETS', () => {
  it.each(REGIONS)('describes %s completely', (region) => {
    const market = MARKETS[region];

    expect(market.region).toBe(region);
    expect(market.currency).toMatch(/^[A-Z]{3}$/);
    expect([market.carriers, market.paymentMethods, market.shippingFees].every((list) => list.length > 0)).toBe(true);
    for (const fee of market.shippingFees.map(parseAmount)) expect(roundAmount(fee, market.decimals)).toBe(fee);
  });

  it('has no decimals where TikTok has none', () => {
    expect(REGIONS.filter((region) => MARKETS[region].decimals === 0)).toEqual(['ID', 'VN', 'JP']);
  });
});

describe('isRegion', () => {
  it('knows the sixteen markets', () => {
    expect(REGIONS).toHaveLength(16);
    expect(isRegion('US')).toBe(true);
    expect(isRegion('XX')).toBe(false);
  });
});
