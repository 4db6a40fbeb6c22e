/** One call as statistics remember it. */
export interface CallRecord {
  readonly operation: string;
  readonly shopId: string | undefined;
  readonly status: number;
  /** TikTok's code; 0 for success. */
  readonly code: number;
  readonly fault: string | undefined;
}

/** Counts since the start or since they were cleared. */
export interface Statistics {
  readonly calls: number;
  readonly byOperation: Readonly<Record<string, number>>;
  readonly byShop: Readonly<Record<string, number>>;
  /** Refusals by TikTok's code. */
  readonly refusals: Readonly<Record<string, number>>;
  readonly rateLimited: number;
  readonly faults: Readonly<Record<string, number>>;
  /** The last calls, newest last. */
  readonly recent: readonly CallRecord[];
}

/** Counts calls. */
export interface Counter {
  readonly note: (record: CallRecord) => void;
  read(): Statistics;
  clear(): void;
}

const RECENT = 100;

/** Makes a counter that starts at nothing. */
export function callCounter(): Counter {
  let records = empty();
  return {
    note: (record) => {
      records.calls += 1;
      count(records.byOperation, record.operation);
      if (record.shopId) count(records.byShop, record.shopId);
      if (record.code !== 0) count(records.refusals, String(record.code));
      if (record.status === 429) records.rateLimited += 1;
      if (record.fault) count(records.faults, record.fault);
      records.recent = [...records.recent.slice(1 - RECENT), record];
    },
    read: () => structuredClone(records),
    clear: () => {
      records = empty();
    },
  };
}

interface Records {
  calls: number;
  byOperation: Record<string, number>;
  byShop: Record<string, number>;
  refusals: Record<string, number>;
  rateLimited: number;
  faults: Record<string, number>;
  recent: CallRecord[];
}

function empty(): Records {
  return { calls: 0, byOperation: {}, byShop: {}, refusals: {}, rateLimited: 0, faults: {}, recent: [] };
}

function count(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}
