import { describe, expect, it } from '@jest/globals';
import { Region, RegionsFile } from '../../../src/mapping/files/regions.ts';
import { MAPPINGS, regionOf } from '../../helpers/builders.ts';

describe('RegionsFile', () => {
  it('takes entries alone, without the rest', () => {
    expect(RegionsFile.safeParse({ version: 1, currencies: { USD: { decimals: 2 } } }).success).toBe(true);
  });

  it.each([
    [{ version: 1, currencies: { usd: { decimals: 2 } } }],
    [{ version: 1, currencies: { USD: { decimals: 7 } } }],
    [{ version: 1, regions: { USA: regionOf('US') } }],
    [{ version: 1, region: {} }],
    [{ regions: {} }],
  ])('refuses %j', (file) => {
    expect(RegionsFile.safeParse(file).success).toBe(false);
  });
});

describe('Region', () => {
  it.each([
    [{ taxes: 'maybe' }],
    [{ sellerCenter: 'http://seller.example' }],
    [{ sellerCenter: 'seller-us.tiktok.com' }],
    [{ address: { ...regionOf('US').address, city: [] } }],
    [{ address: { ...regionOf('US').address, state: ['L9'] } }],
  ])('refuses %j', (wrong) => {
    expect(Region.safeParse({ ...regionOf('US'), ...wrong }).success).toBe(false);
  });

  it('names a seller centre of its own for each market', () => {
    const links = Object.values(MAPPINGS.regions).map((region) => region.sellerCenter);

    expect(new Set(links).size).toBe(16);
    expect(links.every((link) => /^https:\/\/seller-[a-z]{2}(-accounts)?\.tiktok\.com$/.test(link))).toBe(true);
  });
});
