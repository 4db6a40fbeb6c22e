/** A part of a catalogue by time: Unix seconds, both ends inclusive, open where undefined. */
export interface TimeSlice {
  readonly updateTimeGe?: number | undefined;
  readonly updateTimeLe?: number | undefined;
  readonly createTimeGe?: number | undefined;
  readonly createTimeLe?: number | undefined;
}

/** Where the halving of an open end begins: 1970 and 2106, so that no clock is asked. */
const FIRST = 0;
const LAST = 2 ** 32 - 1;

/**
 * Cuts a slice in two that meet without a gap or an overlap, the earlier one first: by the time of change, and by the
 * time of making once all changes lie within one second, as after a bulk edit. Open ends stay open.
 *
 * @returns Undefined when the slice is one second wide in both times.
 */
export function halve(slice: TimeSlice): readonly [TimeSlice, TimeSlice] | undefined {
  const update = middle(slice.updateTimeGe, slice.updateTimeLe);
  if (update !== undefined) {
    return [
      { ...slice, updateTimeLe: update },
      { ...slice, updateTimeGe: update + 1 },
    ];
  }
  const create = middle(slice.createTimeGe, slice.createTimeLe);
  if (create === undefined) return undefined;
  return [
    { ...slice, createTimeLe: create },
    { ...slice, createTimeGe: create + 1 },
  ];
}

/** The last second of the earlier half; undefined when there is nothing to halve. */
function middle(from: number | undefined, until: number | undefined): number | undefined {
  const low = from ?? Math.min(FIRST, until ?? FIRST);
  const high = until ?? Math.max(LAST, low);
  return low < high ? Math.floor((low + high) / 2) : undefined;
}
