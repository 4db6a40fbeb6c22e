import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Amount, parseAmount } from '../../../src/core/money.ts';
import { decidePrice, type PriceRules } from '../../../src/mapping/prices/decide.ts';
import { limitsOf } from '../../../src/mapping/prices/limits.ts';

const US: PriceRules = { currency: 'USD', decimals: 2, limits: limitsOf('US'), guardPercent: 50 };
const JP: PriceRules = { currency: 'JPY', decimals: 0, limits: limitsOf('JP'), guardPercent: 50 };

function decide(wanted: string, shown: string, rules: PriceRules = US): ReturnType<typeof decidePrice> {
  return decidePrice({ wanted: parseAmount(wanted), shown: parseAmount(shown) }, rules);
}

describe('decidePrice', () => {
  it('sends a price that TikTok does not show, in the decimals of its currency', () => {
    expect(decide('12.5', '10')).toMatchObject({ action: 'send', amount: '12.50' });
    expect(decide('1249.6', '1200', JP)).toMatchObject({ action: 'send', amount: '1250' });
  });

  it('keeps a price that is the same once rounded', () => {
    expect(decide('12.504', '12.5')).toEqual({ action: 'keep' });
    expect(decide('1250.4', '1250', JP)).toEqual({ action: 'keep' });
  });

  it.each([
    ['0', '10', /0 is never sent/],
    ['-3', '10', /0 is never sent/],
    ['0.004', '10', /0 is never sent/],
    ['7600.01', '7000', /7600.01 USD is outside of what TikTok takes: 0.01 USD to 7600.00 USD/],
    ['15.01', '10', /more than 50 %/],
    ['4.99', '10', /more than 50 %/],
    ['10', '0', /not known/],
  ])('does not send %s instead of %s', (wanted, shown, note) => {
    expect(decide(wanted, shown)).toEqual({ action: 'refuse', note: expect.stringMatching(note) });
  });

  it('sends a change up to the guard', () => {
    expect(decide('15', '10').action).toBe('send');
    expect(decide('5', '10').action).toBe('send');
    expect(decide('11', '1', { ...US, guardPercent: 1000 }).action).toBe('send');
  });

  it('never sends what TikTok would refuse, nor a change beyond the guard', () => {
    const amount = fc.bigInt({ min: -1_000_000n, max: 20_000_000_000n }).map((value) => value as Amount);
    fc.assert(
      fc.property(amount, amount, fc.constantFrom(US, JP), (wanted, shown, rules) => {
        const decision = decidePrice({ wanted, shown }, rules);
        if (decision.action !== 'send') return;
        const change = decision.price > shown ? decision.price - shown : shown - decision.price;

        expect(decision.price >= (rules.limits?.min ?? 1n) && decision.price <= (rules.limits?.max ?? 0n)).toBe(true);
        expect(change * 2n).toBeLessThanOrEqual(shown);
      }),
    );
  });
});
