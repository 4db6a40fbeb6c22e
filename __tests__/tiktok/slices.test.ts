import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { halve, type TimeSlice } from '../../src/tiktok/slices.ts';

const second = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const NOW = 1_790_000_000;
const end = fc.option(second, { nil: undefined });
const slices = fc.record({ updateTimeGe: end, updateTimeLe: end, createTimeGe: end, createTimeLe: end });

interface Moment {
  readonly update: number;
  readonly create: number;
}

function holds(slice: TimeSlice, { update, create }: Moment): boolean {
  return (
    update >= (slice.updateTimeGe ?? -Infinity) &&
    update <= (slice.updateTimeLe ?? Infinity) &&
    create >= (slice.createTimeGe ?? -Infinity) &&
    create <= (slice.createTimeLe ?? Infinity)
  );
}

/** Moments where a mistake would show: at the ends, beside them, and anywhere. */
function momentsNear(...parts: readonly TimeSlice[]): fc.Arbitrary<Moment> {
  const edges = parts
    .flatMap((part) => [part.updateTimeGe, part.updateTimeLe, part.createTimeGe, part.createTimeLe])
    .flatMap((time) => (time === undefined ? [] : [time - 1, time, time + 1]));
  const near = fc.oneof(second, fc.constantFrom(0, ...edges));
  return fc.record({ update: near, create: near });
}

describe('halve', () => {
  it('skips no second and gives none twice', () => {
    fc.assert(
      fc.property(
        slices.chain((slice) => {
          const halves = halve(slice, NOW) ?? [];
          return fc.record({ slice: fc.constant(slice), moment: momentsNear(slice, ...halves) });
        }),
        ({ slice, moment }) => {
          const halves = halve(slice, NOW);
          if (!halves) return;

          expect(halves.filter((half) => holds(half, moment))).toHaveLength(holds(slice, moment) ? 1 : 0);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('comes to an end, with one second in both times', () => {
    fc.assert(
      fc.property(slices, fc.array(fc.boolean(), { minLength: 70, maxLength: 70 }), (whole, sides) => {
        let slice: TimeSlice = whole;
        let steps = 0;
        for (let halves = halve(slice, NOW); halves; halves = halve(slice, NOW)) {
          slice = sides[steps] ? halves[1] : halves[0];
          steps += 1;
        }

        expect(steps).toBeLessThanOrEqual(66);
      }),
    );
  });

  it('puts the earlier half first, leaves open ends open, and cuts none in the future', () => {
    const [earlier, later] = halve({}, NOW) ?? [];

    expect(earlier).toEqual({ updateTimeLe: expect.any(Number) });
    expect(earlier?.updateTimeLe).toBeLessThan(NOW);
    expect(later).toEqual({ updateTimeGe: (earlier?.updateTimeLe ?? 0) + 1 });
    expect(halve({ updateTimeGe: NOW, createTimeGe: NOW }, NOW)).toBeUndefined();
    expect(halve({ updateTimeGe: 10, updateTimeLe: 13, createTimeGe: 1 }, NOW)).toEqual([
      { updateTimeGe: 10, updateTimeLe: 11, createTimeGe: 1 },
      { updateTimeGe: 12, updateTimeLe: 13, createTimeGe: 1 },
    ]);
  });

  it('goes on with the time of making where all were changed in one second', () => {
    const update = { updateTimeGe: 10, updateTimeLe: 10 };

    expect(halve({ ...update, createTimeGe: 1, createTimeLe: 2 }, NOW)).toEqual([
      { ...update, createTimeGe: 1, createTimeLe: 1 },
      { ...update, createTimeGe: 2, createTimeLe: 2 },
    ]);
    expect(halve({ ...update, createTimeGe: 2, createTimeLe: 2 }, NOW)).toBeUndefined();
  });
});
