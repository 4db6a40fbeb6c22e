import { describe, expect, it } from '@jest/globals';
import { ConfigError } from '../../src/core/errors.ts';
import { silentLogger } from '../../src/core/logger.ts';
import type { Region } from '../../src/sandbox/markets.ts';
import { checkOptions, PLAIN_MIX, VARIED_MIX, type SandboxOptions } from '../../src/sandbox/options.ts';

const right: SandboxOptions = { port: 0, seed: 1, shops: [{ region: 'US' }], logger: silentLogger };

describe('checkOptions', () => {
  it('takes options that are right', () => {
    expect(() => {
      checkOptions({ ...right, shops: [{ region: 'VN', orders: 0, skus: 5, mix: { unpaid: 1 } }] });
    }).not.toThrow();
  });

  it('names every mistake at once, and the markets', () => {
    const shops = [{ region: 'XX' as Region }, { region: 'US' as const, orders: -1, skus: 0, mix: { gift: 2 } }];
    const check = (): void => {
      checkOptions({ ...right, port: 70_000, shops });
    };

    expect(check).toThrow(ConfigError);
    expect(check).toThrow(
      /port 70000.*"XX" is not a market.*shop 2: orders -1.*shop 2: skus 0.*shop 2: share 2 of gift/,
    );
  });

  it('counts products and warehouses', () => {
    const shop = { region: 'US', skusPerProduct: 301, warehouses: 8, skuSpread: 0 } as const;

    expect(() => {
      checkOptions({ ...right, shops: [shop] });
    }).toThrow(/skuSpread 0 .*skusPerProduct 301 .* from 1 to 300.*warehouses 8 .* from 1 to 7/);
  });

  it('wants at least one shop', () => {
    expect(() => {
      checkOptions({ ...right, shops: [] });
    }).toThrow(/no shop/);
  });
});

describe('VARIED_MIX', () => {
  it('leaves room for orders that wait to be shipped', () => {
    const { unpaid, onHold, partiallyShipping, awaitingCollection, inTransit, delivered, completed, cancelled } =
      VARIED_MIX;
    const others = [unpaid, onHold, partiallyShipping, awaitingCollection, inTransit, delivered, completed, cancelled];

    expect(others.reduce((sum, share) => sum + share, 0)).toBeLessThan(0.6);
    expect(Object.keys(PLAIN_MIX)).toEqual(Object.keys(VARIED_MIX));
  });
});
