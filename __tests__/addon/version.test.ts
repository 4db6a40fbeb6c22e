import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ADDON_VERSION, isCompatible } from '../../src/addon/version.ts';

describe('isCompatible', () => {
  it('accepts the version that the bridge was built with', () => {
    expect(isCompatible(ADDON_VERSION)).toBe(true);
  });

  it('accepts exactly the same or a later minor of the same major', () => {
    const part = fc.integer({ min: 0, max: 30 });
    fc.assert(
      fc.property(part, part, part, part, (major, minor, neededMajor, neededMinor) => {
        const accepted = isCompatible(`${major}.${minor}`, `${neededMajor}.${neededMinor}`);

        expect(accepted).toBe(major === neededMajor && minor >= neededMinor);
      }),
    );
  });

  it('refuses what is no version', () => {
    expect(isCompatible('next')).toBe(false);
    expect(isCompatible('')).toBe(false);
  });
});
