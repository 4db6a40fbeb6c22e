import type { Target } from './types.ts';

/** The middle of some numbers; of an even count the mean of the two in the middle. NaN when there are none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  if (sorted.length % 2 === 1) return sorted[middle] ?? Number.NaN;
  return ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}

/** `above[i] / below[i]` for every round in which both were measured. */
export function ratios(above: readonly number[], below: readonly number[]): number[] {
  return above.flatMap((value, index) => {
    const other = below[index];
    return other === undefined ? [] : [value / other];
  });
}

/** Rounds to two decimals, for people and for JSON. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

const JUDGES = {
  '>=': (value: number, wanted: number): boolean => value >= wanted,
  '>': (value: number, wanted: number): boolean => value > wanted,
  '<=': (value: number, wanted: number): boolean => value <= wanted,
  '<': (value: number, wanted: number): boolean => value < wanted,
} as const;

/** Judges a value by a target, before it is rounded; a value that is not a number misses it. */
export function judge(name: string, value: number, sign: keyof typeof JUDGES, wanted: number): Target {
  return { name, value: rounded(value), target: `${sign} ${wanted}`, ok: JUDGES[sign](value, wanted) };
}
