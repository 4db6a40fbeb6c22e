/**
 * Divides a whole number by weights, the largest remainders rounded up; equal remainders go to who comes first.
 *
 * @param total - 0 or more, whole.
 * @param weights - Negative ones count as 0; when all are 0 they count as equal.
 * @returns Whole numbers that add up to `total`; nothing when there are no weights.
 */
export function divide(total: number, weights: readonly number[]): number[] {
  const positive = weights.map((weight) => Math.max(0, weight));
  const sum = positive.reduce((all, weight) => all + weight, 0);
  if (weights.length === 0) return [];
  if (sum === 0)
    return divide(
      total,
      weights.map(() => 1),
    );
  const exact = positive.map((weight) => (total * weight) / sum);
  const parts = exact.map(Math.floor);
  const missing = total - parts.reduce((all, part) => all + part, 0);
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, missing)) parts[index] = (parts[index] ?? 0) + 1;
  return parts;
}

/** Divides a whole number into so many nearly equal parts, the larger ones first. */
export function divideEvenly(total: number, parts: number): number[] {
  return divide(
    total,
    Array.from({ length: parts }, () => 1),
  );
}
