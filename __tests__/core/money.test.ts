import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type Amount,
  amountFromFloat,
  amountToNumber,
  formatAmount,
  formatMoney,
  multiplyAmount,
  negateAmount,
  parseAmount,
  parseOptionalAmount,
  roundAmount,
  subtractAmounts,
  sumAmounts,
  ZERO,
} from '../../src/core/money.ts';

const amount = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }).map((value) => value as Amount);
const cents = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });

describe('parseAmount', () => {
  it.each([
    ['12.50', '12.5'],
    ['-3', '-3'],
    ['+3', '3'],
    ['0 ', '0'],
    [' 7.00\n', '7'],
    ['0.000001', '0.000001'],
    ['1.', '1'],
    ['150000', '150000'],
    ['-0', '0'],
    ['1.5000000000', '1.5'],
    ['00012.3', '12.3'],
    ['123456789012345678901234567890.123456', '123456789012345678901234567890.123456'],
  ])('reads %j', (text, expected) => {
    expect(formatAmount(parseAmount(text))).toBe(expected);
  });

  it.each(['', ' ', 'abc', '1,50', '1.234.567', '1e5', '.5', '--1', '0.0000001', 'NaN', '１２', '0x10', '1 2'])(
    'refuses %j',
    (text) => {
      expect(() => parseAmount(text)).toThrow(RangeError);
    },
  );

  it('reads back what formatAmount writes', () => {
    fc.assert(fc.property(amount, (value) => parseAmount(formatAmount(value)) === value));
  });
});

describe('parseOptionalAmount', () => {
  it.each([null, undefined, '', '  '])('counts %j as nothing', (text) => {
    expect(parseOptionalAmount(text)).toBe(ZERO);
  });

  it('refuses what is no amount', () => {
    expect(() => parseOptionalAmount('free')).toThrow(RangeError);
  });
});

describe('amountFromFloat', () => {
  it('is exact for every amount of two decimals', () => {
    fc.assert(
      fc.property(cents, (value) => {
        expect(amountFromFloat(value / 100)).toBe(BigInt(value) * 10_000n);
      }),
    );
  });

  it.each([Number.NaN, Infinity, -Infinity, 1e15])('refuses %d', (value) => {
    expect(() => amountFromFloat(value)).toThrow(RangeError);
  });
});

describe('amountToNumber', () => {
  it('gives the float that is nearest', () => {
    fc.assert(
      fc.property(cents, (value) => {
        expect(amountToNumber(BigInt(value * 10_000) as Amount)).toBe(Object.is(value, -0) ? 0 : value / 100);
      }),
    );
  });
});

describe('sumAmounts, subtractAmounts, negateAmount, multiplyAmount', () => {
  it('are exact', () => {
    expect(formatAmount(sumAmounts([parseAmount('0.1'), parseAmount('0.2')]))).toBe('0.3');
    expect(formatAmount(subtractAmounts(parseAmount('1'), parseAmount('0.9')))).toBe('0.1');
    expect(formatAmount(multiplyAmount(parseAmount('0.07'), 100))).toBe('7');
    expect(sumAmounts([])).toBe(ZERO);
  });

  it('obey the laws of sums', () => {
    fc.assert(
      fc.property(fc.array(amount), (values) => {
        const total = sumAmounts(values);

        expect(sumAmounts([...values].reverse())).toBe(total);
        expect(sumAmounts([...values, negateAmount(total)])).toBe(ZERO);
        expect(subtractAmounts(total, total)).toBe(ZERO);
      }),
    );
  });

  it('multiply as repeated addition', () => {
    fc.assert(
      fc.property(amount, fc.nat(20), (value, times) => {
        expect(multiplyAmount(value, times)).toBe(sumAmounts(Array.from({ length: times }, () => value)));
      }),
    );
  });

  it('refuse to multiply by part of a unit', () => {
    expect(() => multiplyAmount(parseAmount('1'), 0.5)).toThrow(RangeError);
  });
});

describe('roundAmount', () => {
  it.each([
    ['0.005', 2, '0.01'],
    ['-0.005', 2, '-0.01'],
    ['0.0049', 2, '0'],
    ['2.5', 0, '3'],
    ['-2.5', 0, '-3'],
    ['1.234567', 6, '1.234567'],
    ['149999.5', 0, '150000'],
  ])('rounds %s to %d decimals', (text, decimals, expected) => {
    expect(formatAmount(roundAmount(parseAmount(text), decimals))).toBe(expected);
  });

  it('moves by half a unit at most, and only once', () => {
    fc.assert(
      fc.property(amount, fc.integer({ min: 0, max: 6 }), (value, decimals) => {
        const rounded = roundAmount(value, decimals);
        const moved = rounded > value ? rounded - value : value - rounded;

        expect(moved * 2n <= 10n ** BigInt(6 - decimals)).toBe(true);
        expect(roundAmount(rounded, decimals)).toBe(rounded);
        expect(roundAmount(negateAmount(value), decimals)).toBe(negateAmount(rounded));
      }),
    );
  });
});

describe('formatMoney', () => {
  it.each([
    ['12.5', 2, '12.50'],
    ['-0.5', 2, '-0.50'],
    ['1500', 0, '1500'],
    ['1500.4', 0, '1500'],
    ['0', 3, '0.000'],
    ['-0.004', 2, '0.00'],
  ])('writes %s with %d decimals', (text, decimals, expected) => {
    expect(formatMoney(parseAmount(text), decimals)).toBe(expected);
  });
});
