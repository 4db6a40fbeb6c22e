import { REFUSALS } from '../refusal.ts';
import { INVENTORY_OPERATIONS } from './inventory.ts';
import { ORDER_OPERATIONS } from './orders.ts';
import { PRICE_OPERATIONS } from './prices.ts';
import { PRODUCT_OPERATIONS } from './products.ts';
import { SHOP_OPERATIONS } from './shops.ts';
import type { Operation } from './types.ts';

/** Every operation that the sandbox answers. */
export const OPERATIONS: readonly Operation[] = [
  ...SHOP_OPERATIONS,
  ...ORDER_OPERATIONS,
  ...PRODUCT_OPERATIONS,
  ...INVENTORY_OPERATIONS,
  ...PRICE_OPERATIONS,
];

/** Every scope that an operation asks for. */
export const SCOPES: readonly string[] = [
  ...new Set(OPERATIONS.map(({ scope }) => scope).filter((scope) => scope !== undefined)),
];

/** An operation and what its path holds where the template has braces. */
export interface Match {
  readonly operation: Operation;
  readonly pathValues: Readonly<Record<string, string>>;
}

const PATTERNS = OPERATIONS.map((operation) => ({
  operation,
  pattern: new RegExp(`^${operation.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
}));

/**
 * Finds the operation that a method and a path mean.
 *
 * @throws Refusal for an unknown path (404) and a wrong method (405).
 */
export function findOperation(method: string, path: string): Match {
  const onPath = PATTERNS.map(({ operation, pattern }) => ({ operation, found: pattern.exec(path) })).filter(
    ({ found }) => found !== null,
  );
  if (onPath.length === 0) throw REFUSALS.path();
  const match = onPath.find(({ operation }) => operation.method === method);
  if (!match) throw REFUSALS.method();
  return { operation: match.operation, pathValues: { ...match.found?.groups } };
}
