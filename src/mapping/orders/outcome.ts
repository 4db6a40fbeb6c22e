import type { Decision, KnownOrder, Reason, TiktokOrderState } from './types.ts';

/** How an order ended, as its `x_tiktok_order` shows it. */
export interface Outcome {
  readonly state: TiktokOrderState;
  /** Empty when there is nothing to say. */
  readonly code: string;
  readonly reason: string;
  readonly heldSkus: readonly string[];
  /** Whether a sale order exists or once existed. */
  readonly imported: boolean;
  readonly late: boolean;
  /** External id of the delivery contact in use; empty for the buyer's own. */
  readonly addressKey: string;
}

/**
 * The outcome of a decision once it has been carried out. Where Odoo refused something, the decision has become `block`.
 *
 * @returns undefined when nothing is to be recorded.
 */
export function outcomeOf(decision: Decision, known: KnownOrder | undefined): Outcome | undefined {
  const before = {
    code: '',
    reason: '',
    heldSkus: [],
    imported: known?.imported ?? false,
    late: known?.late ?? false,
    addressKey: known?.addressKey ?? '',
  };
  switch (decision.action) {
    case 'import':
      return {
        ...before,
        ...decision.notice,
        state: 'imported',
        imported: true,
        late: decision.late || before.late,
        addressKey: decision.addressKey ?? '',
      };
    case 'update':
      return {
        ...before,
        ...decision.notice,
        state: 'imported',
        addressKey: decision.changes.addressKey ?? before.addressKey,
      };
    case 'cancel':
    case 'close':
      return { ...before, ...reasonOf(decision), state: 'cancelled' };
    case 'wait':
      return { ...before, ...reasonOf(decision), state: 'waiting' };
    case 'block':
      return { ...before, ...reasonOf(decision), state: 'blocked', heldSkus: decision.heldSkus };
    case 'attention':
      return { ...before, ...reasonOf(decision), state: 'attention' };
    case 'skip':
      return decision.record ? { ...before, ...reasonOf(decision), state: 'skipped' } : undefined;
  }
}

function reasonOf({ code, reason }: Reason): Reason {
  return { code, reason };
}
