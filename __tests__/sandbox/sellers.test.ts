import { describe, expect, it } from '@jest/globals';
import { silentLogger } from '../../src/core/logger.ts';
import { makeWorld } from '../../src/sandbox/makeWorld.ts';
import { baseRegion, shopCipher, tokenPrefixOf } from '../../src/sandbox/sellers.ts';

const world = makeWorld(
  {
    port: 0,
    seed: 'test',
    logger: silentLogger,
    orders: 0,
    shops: [{ region: 'GB' }, { region: 'US' }, { region: 'JP', seller: 'Another' }],
  },
  1_760_000_000,
);

describe('shopCipher', () => {
  it('differs between shops and between apps, and begins as the market does', () => {
    const ciphers = world.shops.flatMap((shop) => ['a', 'b'].map((app) => shopCipher(world, app, shop)));

    expect(new Set(ciphers).size).toBe(6);
    expect(ciphers.map((cipher) => cipher.slice(0, 4))).toEqual(['GCP_', 'GCP_', 'TTP_', 'TTP_', 'ROW_', 'ROW_']);
  });
});

describe('baseRegion', () => {
  it("is the market of the seller's first shop, and decides how tokens begin", () => {
    expect(baseRegion(world, 'Sample Seller')).toBe('GB');
    expect(tokenPrefixOf(world, 'Sample Seller')).toBe('GCP_');
    expect(tokenPrefixOf(world, 'Another')).toBe('ROW_');
  });
});
