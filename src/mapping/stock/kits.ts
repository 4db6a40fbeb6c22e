import type { Needs } from './types.ts';

/** A kit's bill of materials. */
export interface Kit {
  readonly lines: readonly KitLine[];
}

/** So many of a product in one kit, in the product's own unit. */
export interface KitLine {
  readonly productId: number;
  readonly quantity: number;
}

/** Kits within kits end somewhere, unless a bill of materials goes in a circle. */
const MAX_DEPTH = 10;

/**
 * What one piece of a product takes from stock: itself, or all components of a kit down to those that are no kits.
 *
 * @param isCounted - Whether Odoo counts the stock of a component; others are always there.
 * @returns Nothing in it when no component is counted.
 */
export function needsOf(
  productId: number,
  kits: ReadonlyMap<number, Kit>,
  isCounted: (productId: number) => boolean,
): Needs {
  if (!kits.has(productId)) return new Map([[productId, 1]]);
  const needs = new Map<number, number>();
  const add = (id: number, quantity: number, depth: number): void => {
    const kit = depth < MAX_DEPTH ? kits.get(id) : undefined;
    if (kit) for (const line of kit.lines) add(line.productId, quantity * line.quantity, depth + 1);
    else if (isCounted(id) && quantity > 0) needs.set(id, (needs.get(id) ?? 0) + quantity);
  };
  add(productId, 1, 0);
  return needs;
}
