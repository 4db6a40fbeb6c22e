/** A part of a catalogue by time: Unix seconds, both ends inclusive, open where undefined. */
export interface TimeSlice {
  readonly updateTimeGe?: number | undefined;
  readonly updateTimeLe?: number | undefined;
  readonly createTimeGe?: number | undefined;
  readonly createTimeLe?: number | undefined;
}

/** Where the halving of an open start begins: 2020, before TikTok Shop. What is older still lies in the first slice. */
const FIRST = 1_577_836_800;

/**
 * Cuts a slice in two that meet without a gap or an overlap, the earlier one first: by the time of change, and by the
 * time of making once all changes lie within one second, as after a bulk edit. Open ends stay open, and no slice is cut in
 * the future: TikTok may refuse times that are still to come.
 *
 * @param now - Unix seconds.
 * @returns Undefined when the slice is one second wide in both times.
 */
export function halve(slice: TimeSlice, now: number): readonly [TimeSlice, TimeSlice] | undefined {
  const update = middle(slice.updateTimeGe, slice.updateTimeLe, now);
  if (update !== undefined) {
    return [
      { ...slice, updateTimeLe: update },
      { ...slice, updateTimeGe: update + 1 },
    ];
  }
  const create = middle(slice.createTimeGe, slice.createTimeLe, now);
  if (create === undefined) return undefined;
  return [
    { ...slice, createTimeLe: create },
    { ...slice, createTimeGe: create + 1 },
  ];
}

/** The last second of the earlier half; undefined when there is nothing to halve. */
function middle(from: number | undefined, until: number | undefined, now: number): number | undefined {
  const high = until ?? now;
  const low = from ?? (high > FIRST ? FIRST : 0);
  return low < high ? Math.floor((low + high) / 2) : undefined;
}
