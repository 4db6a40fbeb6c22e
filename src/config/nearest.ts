/**
 * Finds the known name that a mistyped one most likely means.
 *
 * @returns undefined when none is near: more than a third of the letters would have to change.
 */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const wanted = normalise(name);
  const ranked = known
    .map((candidate) => ({ candidate, distance: editDistance(wanted, normalise(candidate)) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best && best.distance <= Math.max(1, Math.floor(wanted.length / 3)) ? best.candidate : undefined;
}

function normalise(name: string): string {
  return name.toLowerCase().replace(/[-\s]/g, '_');
}

/** Levenshtein distance, with a swap of neighbours counted as one change. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        at(previous, column) + 1,
        at(current, column - 1) + 1,
        at(previous, column - 1) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        cost = Math.min(cost, at(before, column - 2) + 1);
      }
      current.push(cost);
    }
    before = previous;
    previous = current;
  }
  return at(previous, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
