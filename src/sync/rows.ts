/** A many2one value as Odoo reads it: `[id, display name]`, or `false`. */
export type Many2one = readonly [number, string] | false;

/** Database id of a many2one value; undefined when it is empty. */
export function idOf(value: unknown): number | undefined {
  if (Array.isArray(value) && typeof value[0] === 'number') return value[0];
  return typeof value === 'number' && value > 0 ? value : undefined;
}

/** A text field of Odoo, where `false` means empty. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A number field of Odoo; anything else is 0. */
export function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

/** Groups things by a key, keeping their order. */
export function groupBy<K, T>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
