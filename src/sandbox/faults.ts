import { UsageError } from '../core/errors.ts';
import { seededRandom } from './random.ts';

/** What can go wrong on purpose. `cut` and `drip` spoil the way back of a call that was carried out. */
export const FAULT_KINDS = [
  'rate-limit',
  '5xx',
  'html',
  'data-null',
  'refuse',
  'slow',
  'drip',
  'cut',
  'reset',
  'silent',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** A fault and which calls it hits. */
export interface Fault {
  readonly fault: FaultKind;
  /** Share of the calls, 0 to 1; default 1. */
  readonly share?: number;
  /** It ends after so many hits; default never. */
  readonly count?: number;
  /** Only paths and operations that contain one of these texts; default all but the control API. */
  readonly paths?: readonly string[];
  /** For `rate-limit` and `refuse`: seconds in the `Retry-After` header; default no header. */
  readonly retryAfter?: number;
  /** For `slow` the wait before the answer (default 5000), for `drip` the wait between two bytes (default 1000). */
  readonly delayMs?: number;
  /** HTTP status for `5xx` (default 500), `html` (default 502) and `refuse` (default 200). */
  readonly status?: number;
  /** For `refuse`: TikTok's code and message. */
  readonly code?: number;
  readonly message?: string;
}

/** The faults that are switched on. */
export interface FaultBoard {
  /** @throws UsageError when the fault makes no sense. */
  add(fault: Fault): void;
  list(): readonly Fault[];
  clear(): void;
  /** Says which fault hits a call, and counts it. */
  hit(path: string, operation: string): Fault | undefined;
}

/** Makes a board of faults; the same seed hits the same calls. */
export function faultBoard(seed: string): FaultBoard {
  const random = seededRandom(`${seed}/faults`);
  let faults: { readonly fault: Fault; left: number }[] = [];
  return {
    add: (fault) => {
      checkFault(fault);
      faults.push({ fault, left: fault.count ?? Number.POSITIVE_INFINITY });
    },
    list: () => faults.map(({ fault, left }) => (fault.count === undefined ? fault : { ...fault, count: left })),
    clear: () => {
      faults = [];
    },
    hit: (path, operation) => {
      const found = faults.find(
        ({ fault }) =>
          (fault.paths ?? ['']).some((part) => path.includes(part) || operation.includes(part)) &&
          random.chance(fault.share ?? 1),
      );
      if (!found) return undefined;
      found.left -= 1;
      faults = faults.filter(({ left }) => left > 0);
      return found.fault;
    },
  };
}

function checkFault(fault: Fault): void {
  const { share = 1, count = 1 } = fault;
  if (!FAULT_KINDS.includes(fault.fault)) {
    throw new UsageError(`There is no fault ${JSON.stringify(fault.fault)}.`, {
      remedy: `Faults are ${FAULT_KINDS.join(', ')}.`,
    });
  }
  if (share < 0 || share > 1 || !Number.isInteger(count) || count < 1) {
    throw new UsageError('A fault has a share from 0 to 1 and a count of at least 1.');
  }
}
