import { describe, expect, it } from '@jest/globals';
import { catalogueWindow } from '../../../src/sync/catalogue/walk.ts';

const NOW = 1_760_000_000;
const DAY = 86_400;

function row(cursor: string | false, lastFull: string | false): { id: number } & Record<string, unknown> {
  return { id: 1, x_last_catalogue_sync: cursor, x_last_full_catalogue: lastFull };
}

describe('catalogueWindow', () => {
  const recent = row('2025-10-09 08:00:00', '2025-10-08 08:00:00');

  it('is what has changed since the cursor, less an overlap', () => {
    expect(catalogueWindow(recent, NOW, false, 600)).toEqual({
      isFull: false,
      updateTimeGe: Date.UTC(2025, 9, 9, 7, 50) / 1000,
      overlapSeconds: 600,
    });
  });

  it('is everything at first, when it is asked for, and once a week', () => {
    const everything = { isFull: true, updateTimeGe: undefined, overlapSeconds: 600 };

    expect(catalogueWindow(row(false, false), NOW, false, 600)).toEqual(everything);
    expect(catalogueWindow(row('2025-10-09 08:00:00', false), NOW, false, 600)).toEqual(everything);
    expect(catalogueWindow(recent, NOW, true, 600)).toEqual(everything);
    expect(catalogueWindow(recent, NOW + 7 * DAY, false, 600)).toEqual(everything);
  });
});
