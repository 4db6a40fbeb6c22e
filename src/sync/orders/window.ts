/** What decides from when on orders are read; all in Unix seconds of TikTok's clock. */
export interface WindowInput {
  readonly now: number;
  /** Last Order Sync: how far the listing has been read. */
  readonly cursor?: number | undefined;
  /** Sync From: a person wants everything that changed since then once more. */
  readonly syncFrom?: number | undefined;
  /** Orders made before this are not imported. */
  readonly importFrom: number;
  /** `--since` of the command line; reads from there and leaves the cursor alone unless it is older. */
  readonly since?: number | undefined;
  readonly overlapSeconds: number;
}

/** Which changes to read, and whether that is further back than usual. */
export interface OrderWindow {
  readonly updateTimeGe: number;
  /** Whole days that are caught up; 0 when the last sync was less than a day ago. */
  readonly catchUpDays: number;
  /** Whether the cursor may move to the end of this window: everything before it has been read. */
  readonly movesCursor: boolean;
}

const DAY = 86_400;

/**
 * Chooses the window of one order sync: from the cursor less an overlap, from Sync From when that is earlier, from
 * Import From at the first sync. Nothing is ever cut off: an old cursor means a long window.
 */
export function orderWindow(input: WindowInput): OrderWindow {
  const usual = input.cursor === undefined ? input.importFrom : input.cursor - input.overlapSeconds;
  const wanted = input.since ?? usual;
  const start = Math.max(0, Math.min(wanted, input.syncFrom ?? wanted));
  const behind = input.cursor === undefined ? 0 : input.now - input.cursor;
  return {
    updateTimeGe: start,
    catchUpDays: Math.max(0, Math.floor(behind / DAY)),
    movesCursor: start <= usual,
  };
}
