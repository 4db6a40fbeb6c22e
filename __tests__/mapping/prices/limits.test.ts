import { describe, expect, it } from '@jest/globals';
import { parseAmount } from '../../../src/core/money.ts';
import { limitsOf } from '../../../src/mapping/prices/limits.ts';
import { MAPPINGS } from '../../helpers/builders.ts';

describe('limitsOf', () => {
  it('knows every market that the bridge knows, with prices that its currency can have', () => {
    for (const [code, { currency }] of Object.entries(MAPPINGS.regions)) {
      const limits = limitsOf(code);
      const decimals = MAPPINGS.currencies[currency]?.decimals ?? 0;

      expect(limits && limits.min < limits.max).toBe(true);
      expect((limits?.min ?? 1n) % 10n ** BigInt(6 - decimals)).toBe(0n);
    }
  });

  it('leaves others to TikTok', () => {
    expect(limitsOf('XX')).toBeUndefined();
    expect(limitsOf('TH')).toEqual({ min: parseAmount('30'), max: parseAmount('260000') });
  });
});
