import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  formatDuration,
  formatMoment,
  fromOdooDateTime,
  isTimeZone,
  nowSeconds,
  parseHttpDate,
  parseMoment,
  sleep,
  toOdooDateTime,
} from '../../src/core/time.ts';

const seconds = fc.integer({ min: 0, max: 4_102_444_800 });

describe('nowSeconds', () => {
  it('gives whole seconds', () => {
    expect(Number.isInteger(nowSeconds())).toBe(true);
    expect(Math.abs(nowSeconds() - Date.now() / 1000)).toBeLessThan(2);
  });
});

describe('toOdooDateTime and fromOdooDateTime', () => {
  it('write and read UTC', () => {
    expect(toOdooDateTime(1_760_529_600)).toBe('2025-10-15 12:00:00');
    expect(fromOdooDateTime('2025-10-15 12:00:00')).toBe(1_760_529_600);
  });

  it('undo each other', () => {
    fc.assert(fc.property(seconds, (value) => fromOdooDateTime(toOdooDateTime(value)) === value));
  });

  it.each([false, null, undefined, ''] as const)('read %j as nothing', (text) => {
    expect(fromOdooDateTime(text)).toBeUndefined();
  });

  it.each(['yesterday', '2025-13-01 00:00:00'])('refuse %j', (text) => {
    expect(() => fromOdooDateTime(text)).toThrow(RangeError);
  });
});

describe('parseMoment', () => {
  const now = 1_760_529_600;

  it.each([
    ['3d', now - 3 * 86_400],
    ['12h', now - 12 * 3600],
    ['30 m', now - 1800],
    ['1760000000', 1_760_000_000],
    ['2025-10-15', now - 12 * 3600],
    ['2025-10-15T08:15', now - 13_500],
    ['2025-10-15 08:15', now - 13_500],
    ['2025-10-15T08:15+02:00', now - 13_500 - 7200],
  ])('reads %s', (text, expected) => {
    expect(parseMoment(text, now)).toBe(expected);
  });

  it('takes a text without a zone for one of the given zone', () => {
    expect(parseMoment('2025-10-15T14:00', now, 'Europe/Berlin')).toBe(now);
  });

  it.each(['', 'soon', '3w', '12345', '2025-02-30'])('says what can be written instead of %j', (text) => {
    expect(() => parseMoment(text, now)).toThrow(/2026-10-15, 2026-10-15T08:15, 3d/);
  });
});

describe('formatMoment', () => {
  it('follows the zone through the change of the clock', () => {
    expect(formatMoment(1_761_436_800, 'Europe/Berlin')).toBe('2025-10-26 02:00');
    expect(formatMoment(1_761_440_400, 'Europe/Berlin')).toBe('2025-10-26 02:00');
    expect(formatMoment(1_761_440_400)).toBe('2025-10-26 01:00');
  });
});

describe('isTimeZone', () => {
  it.each([
    ['America/Los_Angeles', true],
    ['Asia/Ho_Chi_Minh', true],
    ['UTC', true],
    ['Mars/Olympus', false],
    ['', false],
  ])('knows %s', (zone, expected) => {
    expect(isTimeZone(zone)).toBe(expected);
  });
});

describe('parseHttpDate', () => {
  it('reads the form of HTTP', () => {
    expect(parseHttpDate('Wed, 15 Oct 2025 12:00:00 GMT')).toBe(1_760_529_600);
  });

  it.each(['', '120', '2025-10-15'])('knows none in %j', (text) => {
    expect(parseHttpDate(text)).toBeUndefined();
  });
});

describe('formatDuration', () => {
  it.each([
    [0, '0 ms'],
    [850.4, '850 ms'],
    [12_340, '12.3 s'],
    [245_000, '4 min 05 s'],
    [59_999, '1 min 00 s'],
    [999.7, '1.0 s'],
  ])('writes %d ms', (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text);
  });
});

describe('sleep', () => {
  it('waits', async () => {
    const startedAt = performance.now();
    await sleep(20);

    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(19);
  });

  it('ends early with the reason of its signal', async () => {
    const controller = new AbortController();
    const asleep = sleep(60_000, controller.signal);
    controller.abort(new Error('stop'));

    await expect(asleep).rejects.toThrow('stop');
    await expect(sleep(1, controller.signal)).rejects.toThrow('stop');
  });
});
