import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { orderWindow, type WindowInput } from '../../../src/sync/orders/window.ts';

const DAY = 86_400;
const NOW = 1_760_000_000;
const input: WindowInput = { now: NOW, cursor: NOW - 900, importFrom: NOW - 15 * DAY, overlapSeconds: 600 };

describe('orderWindow', () => {
  it('reads from the cursor less the overlap', () => {
    expect(orderWindow(input)).toEqual({ updateTimeGe: NOW - 1500, catchUpDays: 0, movesCursor: true });
  });

  it('reads from Import From at the first sync', () => {
    const window = orderWindow({ ...input, cursor: undefined });

    expect(window).toEqual({ updateTimeGe: NOW - 15 * DAY, catchUpDays: 0, movesCursor: true });
  });

  it('cuts nothing off after a long pause and counts the days', () => {
    const window = orderWindow({ ...input, cursor: NOW - 40 * DAY });

    expect(window).toEqual({ updateTimeGe: NOW - 40 * DAY - 600, catchUpDays: 40, movesCursor: true });
  });

  it('goes back to Sync From when that is earlier', () => {
    expect(orderWindow({ ...input, syncFrom: NOW - 3 * DAY }).updateTimeGe).toBe(NOW - 3 * DAY);
    expect(orderWindow({ ...input, syncFrom: NOW - 60 }).updateTimeGe).toBe(NOW - 1500);
  });

  it('leaves the cursor alone when a given moment leaves a gap behind it', () => {
    expect(orderWindow({ ...input, since: NOW - 60 })).toMatchObject({ updateTimeGe: NOW - 60, movesCursor: false });
    expect(orderWindow({ ...input, since: NOW - 5000 })).toMatchObject({ updateTimeGe: NOW - 5000, movesCursor: true });
  });

  it('never moves the cursor over anything that it does not read', () => {
    const moment = fc.integer({ min: 0, max: NOW });
    const optional = fc.option(moment, { nil: undefined });
    fc.assert(
      fc.property(optional, optional, optional, moment, (cursor, syncFrom, since, importFrom) => {
        const window = orderWindow({ now: NOW, cursor, syncFrom, since, importFrom, overlapSeconds: 600 });

        const unread = cursor === undefined ? importFrom : cursor - 600;
        return !window.movesCursor || window.updateTimeGe <= Math.max(0, unread);
      }),
    );
  });
});
