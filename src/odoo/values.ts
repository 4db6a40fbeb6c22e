/** A value for one column of `load()`; numbers and booleans are written as text, an empty text clears. */
export type LoadValue = string | number | boolean;

/**
 * One record for `load()`, with an external id of its own.
 *
 * Columns are Odoo field names; relations end in `/id` (external id) or `/.id` (database id; several joined by commas).
 * Children are keyed by the one2many field (`order_line`).
 */
export interface LoadRecord {
  /** `module.name`; see {@link externalId}. */
  readonly externalId: string;
  readonly values: Readonly<Record<string, LoadValue>>;
  readonly children?: Readonly<Record<string, readonly LoadRecord[]>>;
}

/** A record that Odoo refused by itself, with Odoo's own words. */
export interface RefusedRecord {
  readonly externalId: string;
  readonly message: string;
  readonly field?: string | undefined;
}

/** What a load did: database ids of all accepted records by external id, and those set aside. */
export interface LoadOutcome {
  readonly ids: ReadonlyMap<string, number>;
  readonly refused: readonly RefusedRecord[];
}

/** Module part of all external ids of the bridge; it can never be an installed module. */
export const MODULE = '__tiktok_shop__';

/**
 * External id of a record that stands for a TikTok thing: `__tiktok_shop__.order_5769…`.
 *
 * @param kind - What it is: `order`, `order_line`, `buyer`, `address`, `listing`, `shop`, …
 * @param parts - TikTok's ids, the widest first; characters outside `[A-Za-z0-9_-]` become `-`.
 */
export function externalId(kind: string, ...parts: readonly (string | number)[]): string {
  const name = [kind, ...parts].map((part) => String(part).replace(/[^\w-]/g, '-')).join('_');
  return `${MODULE}.${name}`;
}
