import { describe, expect, it } from '@jest/globals';
import { remedyOf } from '../../src/tiktok/errorCodes.ts';
import { PRODUCT_ERROR_CODES } from '../../src/tiktok/productCodes.ts';

/** Mistakes of the bridge itself, and the wrapper whose reason stands beside each warehouse: nobody can act on these. */
const WITHOUT_REMEDY = ['12019015', '12019120', '12052704', '12052990'];

describe('PRODUCT_ERROR_CODES', () => {
  it('says what to do about every refusal that a person can act on, in one sentence', () => {
    const silent = Object.entries(PRODUCT_ERROR_CODES).flatMap(([code, { remedy }]) => (remedy ? [] : [code]));

    expect(silent).toEqual(WITHOUT_REMEDY);
    for (const { remedy } of Object.values(PRODUCT_ERROR_CODES)) expect(remedy ?? 'None.').toMatch(/^[A-Z].*[.\w]$/);
  });

  it.each([12019028, 12052530, 12052097, 12052850, 12052141, 12052921, 12052032, 12052180])('knows %d', (code) => {
    expect(remedyOf(code)).toBe(PRODUCT_ERROR_CODES[code]?.remedy);
    expect(remedyOf(code)).toEqual(expect.any(String));
  });

  it('has nothing to say about a code that it does not know', () => {
    expect(remedyOf(1)).toBeUndefined();
  });
});
