import type { Output, Progress } from './output.ts';

/** One line per shop that tells how far its sync is. */
export interface SyncProgress {
  update(shop: string, done: number, total: number | undefined): void;
  done(): void;
}

/**
 * Makes the progress of a sync: `My Shop: 120 of 300 orders, 45 orders/s`.
 *
 * @param things - What is counted: orders, SKUs.
 * @param now - A clock in milliseconds that never runs back.
 */
export function createSyncProgress(
  output: Output,
  things = 'orders',
  now: () => number = () => performance.now(),
): SyncProgress {
  let line: Progress | undefined;
  let current: string | undefined;
  let started = now();
  let text = '';
  return {
    update: (shop, done, total) => {
      if (shop !== current) {
        line?.done(text);
        current = shop;
        started = now();
        line = output.progress(`${shop}: reading ${things}`);
      }
      const rate = done / Math.max(0.001, (now() - started) / 1000);
      // replayed orders come on top of those that TikTok counts
      const count = total === undefined || total < done ? `${done}` : `${done} of ${total}`;
      text = `${shop}: ${count} ${things}, ${rate < 10 ? rate.toFixed(1) : Math.round(rate)} ${things}/s`;
      line?.update(text);
    },
    done: () => {
      line?.done(text);
    },
  };
}
