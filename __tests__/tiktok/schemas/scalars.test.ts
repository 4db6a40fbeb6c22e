import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { AmountText, Count, Flag, Id, RequiredSeconds, Seconds, Text } from '../../../src/tiktok/schemas/scalars.ts';

describe('Id', () => {
  it.each([
    ['576461413038785752', '576461413038785752'],
    [42, '42'],
  ])('reads %j as a text', (value, expected) => {
    expect(Id.parse(value)).toBe(expected);
  });

  it.each(['', null, undefined, {}, true])('refuses %j', (value) => {
    expect(Id.safeParse(value).success).toBe(false);
  });
});

describe('Text', () => {
  it.each([null, undefined, '', ' x ', '👜 ‏טקסט'])('leaves %j as it is', (value) => {
    expect(Text.parse(value)).toBe(value);
  });

  it('may be missing', () => {
    expect(z.looseObject({ a: Text }).parse({})).toEqual({});
  });
});

describe('AmountText', () => {
  it('keeps the scale that TikTok wrote, and reads a number', () => {
    expect(['7.00', '35', '0 ', 12.5].map((value) => AmountText.parse(value))).toEqual(['7.00', '35', '0 ', '12.5']);
  });
});

describe('Seconds', () => {
  it.each([
    [1760515200, 1760515200],
    ['1760515200', 1760515200],
    [0, 0],
    ['', null],
    [null, null],
    [undefined, undefined],
  ])('reads %j', (value, expected) => {
    expect(Seconds.parse(value)).toBe(expected);
  });

  it.each(['soon', 1.5, {}, [1]])('refuses %j', (value) => {
    expect(Seconds.safeParse(value).success).toBe(false);
  });
});

describe('RequiredSeconds', () => {
  it.each(['', null, undefined])('refuses %j', (value) => {
    expect(RequiredSeconds.safeParse(value).success).toBe(false);
  });
});

describe('Count', () => {
  it('reads whole numbers only', () => {
    expect(Count.parse('3')).toBe(3);
    expect(Count.safeParse(0.5).success).toBe(false);
  });
});

describe('Flag', () => {
  it.each([
    [true, true],
    ['false', false],
    ['true', true],
    ['', null],
    [undefined, undefined],
  ])('reads %j', (value, expected) => {
    expect(Flag.parse(value)).toBe(expected);
  });

  it('refuses other words', () => {
    expect(Flag.safeParse('maybe').success).toBe(false);
  });
});
