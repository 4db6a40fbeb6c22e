import { describe, expect, it } from '@jest/globals';
import { opaque, openId, packageId, requestId, shopIds } from '../../src/sandbox/ids.ts';

describe('shopIds', () => {
  it('makes ids of 18 and 19 digits beyond 2^53 that differ between shops and seeds', () => {
    const all = [shopIds('a', 0, 'US'), shopIds('a', 1, 'US'), shopIds('b', 0, 'US')].map((ids) => [
      ids.order(1),
      ids.line(1, 1),
      ids.user(1),
      ids.product(1),
      ids.sku(1),
      ids.warehouse(1),
      ids.shop,
      packageId(ids.order(1)),
    ]);

    expect(new Set(all.flat()).size).toBe(24);
    for (const id of all.flat()) {
      expect(id).toMatch(/^\d{18,19}$/);
      expect(Number.isSafeInteger(Number(id))).toBe(false);
    }
  });

  it('counts orders up, so that later ones have greater ids', () => {
    const ids = shopIds('a', 0, 'US');
    const made = [1, 2, 10, 99, 100, 12_345, 9_999_999].map((sequence) => ids.order(sequence));

    expect([...made].sort()).toEqual(made);
    expect(made.every((id) => id.length === 18)).toBe(true);
  });
});

describe('opaque', () => {
  it('depends on every part and has the wanted length', () => {
    expect(opaque(48, 'a', 'b')).toMatch(/^[A-Za-z0-9]{48}$/);
    expect(opaque(48, 'a', 'b')).not.toBe(opaque(48, 'ab'));
    expect(opaque(48, 'a', 'b')).toBe(opaque(48, 'a', 'b'));
  });
});

describe('openId', () => {
  it('has 19 digits and differs between apps and sellers', () => {
    const made = [openId('s', 'app', 'One'), openId('s', 'app', 'Two'), openId('s', 'other', 'One')];

    expect(new Set(made).size).toBe(3);
    expect(made.every((id) => /^7010\d{15}$/.test(id))).toBe(true);
  });
});

describe('requestId', () => {
  it('begins with the moment and has 32 signs', () => {
    expect(requestId(1_760_515_200, 255)).toBe('2025101508000000000000FFA0B1C2D3');
  });
});
