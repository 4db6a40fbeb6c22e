import { describe, expect, it } from '@jest/globals';
import { type ProductFacts, productProblem } from '../../../src/mapping/stock/problems.ts';

const FINE: ProductFacts = {
  isActive: true,
  isService: false,
  isCounted: true,
  isOfCompany: true,
  unit: 'Units',
  isInUnits: true,
};

describe('productProblem', () => {
  it('has nothing to say about a product that can be offered', () => {
    expect(productProblem(FINE)).toBeUndefined();
  });

  it.each([
    ['gone', undefined, /gone or of another company/],
    ['of another company', { ...FINE, isOfCompany: false }, /another company/],
    ['archived', { ...FINE, isActive: false }, /archived/],
    ['a service', { ...FINE, isService: true, isCounted: false }, /service/],
    ['not counted', { ...FINE, isCounted: false }, /does not count/],
    ['sold by weight', { ...FINE, unit: 'kg', isInUnits: false }, /counted in kg/],
  ])('says that a product is %s, and what to do', (_what, facts, pattern) => {
    expect(productProblem(facts)).toMatch(pattern);
    expect(productProblem(facts)).toMatch(/: \w.*\.$/);
  });
});
