import { UsageError } from '../../core/errors.ts';

/**
 * Checks changes that may come from HTTP, where nobody has looked at them.
 *
 * @throws UsageError that names what is unknown, and what there is.
 */
export function checkNames(changes: object, known: readonly string[], kind: string): void {
  const unknown = Object.keys(changes).filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  throw new UsageError(`There is no ${kind} ${unknown.join(', ')}.`, { remedy: `There are ${known.join(', ')}.` });
}
