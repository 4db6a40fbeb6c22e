import type { OdooContext } from '../odoo/transport/types.ts';
import type { LoadValue } from '../odoo/values.ts';
import { externalId } from '../odoo/values.ts';

/**
 * A value that contains the number of a record, which is known only once the record is there: `model,number` for
 * reference fields, the bare number for defaults.
 */
export interface NumberOf {
  readonly record: string;
  readonly as: 'default' | 'reference';
}

/** A value of a piece: one for `load()`, or one made of a record's number. */
export type PieceValue = LoadValue | NumberOf;

/** One record that the addon puts into Odoo. */
export interface Piece {
  readonly externalId: string;
  /** What people read about it: `field x_tiktok_order.x_state`. */
  readonly label: string;
  /** Columns of `load()`. */
  readonly values: Readonly<Record<string, PieceValue>>;
}

/** The pieces of one model of Odoo, written together. */
export interface Layer {
  readonly model: string;
  readonly pieces: readonly Piece[];
  /** Made when missing, never compared or changed afterwards. */
  readonly once?: true;
  readonly context?: OdooContext;
}

/** External id of something that the addon installs. Only these are removed by uninstall. */
export function addonXid(kind: string, ...parts: readonly string[]): string {
  return externalId(`${ADDON_PREFIX}${kind}`, ...parts);
}

/** What the external ids of all installed things begin with, after the module's name. */
export const ADDON_PREFIX = 'addon_';

/** The external ids that a value of a column ending in `/id` names. */
export function namedXids(column: string, value: PieceValue): string[] {
  if (typeof value === 'object') return [value.record];
  if (!column.endsWith('/id') || typeof value !== 'string') return [];
  return value.split(',').filter((xid) => xid !== '');
}

/** Text of a value that is made of a record's number. */
export function numberText({ as }: NumberOf, target: { readonly model: string; readonly id: number }): string {
  return as === 'reference' ? `${target.model},${target.id}` : String(target.id);
}
