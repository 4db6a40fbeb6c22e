import { describe, expect, it } from '@jest/globals';
import { classify, TIKTOK_ERROR_CODES } from '../../src/tiktok/errorCodes.ts';

describe('TIKTOK_ERROR_CODES', () => {
  it('names a source for every code', () => {
    for (const { source } of Object.values(TIKTOK_ERROR_CODES)) expect(source).not.toBe('');
  });
});

describe('classify', () => {
  it.each(Object.entries(TIKTOK_ERROR_CODES))('goes by code %s first', (code, { kind }) => {
    expect(classify(503, Number(code), "the 'timestamp' query parameter")).toBe(kind);
  });

  it.each([
    'Internal error',
    'System error, try again later',
    'System timeout.',
    'System is busy, please try again later.',
    'System process error, please try again later.',
    'product api internal error',
    'request timeout',
    'Internal package update error, please try again later.',
  ])('takes a business refusal for a passing one when it says so: %s', (message) => {
    expect(classify(200, 21001003, message)).toBe('busy');
  });

  it.each([
    'Couldn’t update inventory',
    'Package has been shipped',
    'The product does not exist',
    'Invalid internal code',
  ])('takes any other for a lasting one: %s', (message) => {
    expect(classify(200, 21001099, message)).toBe('refused');
  });

  it.each([
    [401, 'auth'],
    [403, 'refused'],
    [404, 'refused'],
    [429, 'rate'],
    [500, 'internal'],
    [504, 'internal'],
  ])('goes by HTTP status %d when the code is new', (status, kind) => {
    expect(classify(status, 77, '')).toBe(kind);
  });
});
