import PQueue from 'p-queue';

/** How many tasks run at once, and how many may start within an interval. */
export interface QueueOptions {
  readonly concurrency: number;
  /** At most this many starts per `intervalMs`, counted in a sliding window. */
  readonly intervalCap?: number;
  readonly intervalMs?: number;
}

/** A queue of tasks with a limit; higher priorities go first. */
export interface Queue {
  /** Runs a task when its turn comes; rejects with the signal's reason, waiting or not, when that aborts. */
  add<T>(task: () => Promise<T>, priority?: number, signal?: AbortSignal): Promise<T>;
  /** Holds all further starts back for a while, after the other side asked to slow down. */
  pauseFor(milliseconds: number): void;
  /** Tasks waiting and running. */
  size(): number;
  /** Settles once nothing waits or runs. */
  onIdle(): Promise<void>;
}

/** Makes a {@link Queue}. The window slides: a burst at a window's edge cannot double the rate. */
export function createQueue(options: QueueOptions): Queue {
  const queue = new PQueue({
    concurrency: options.concurrency,
    ...(options.intervalCap
      ? { intervalCap: options.intervalCap, interval: options.intervalMs ?? 1000, strict: true }
      : {}),
  });
  let pausedUntil = 0;
  let timer: NodeJS.Timeout | undefined;
  const resume = (): void => {
    timer = undefined;
    queue.start();
  };
  /** A pause keeps the process alive only while somebody waits for its end. */
  const holdProcess = (): void => {
    if (queue.size > 0) timer?.ref();
    else timer?.unref();
  };
  return {
    add: async (task, priority = 0, signal) => {
      const result = queue.add(task, { priority, ...(signal ? { signal } : {}) });
      holdProcess();
      try {
        return await result;
      } finally {
        holdProcess();
      }
    },
    pauseFor: (milliseconds) => {
      const until = performance.now() + milliseconds;
      if (until <= pausedUntil) return;
      pausedUntil = until;
      queue.pause();
      clearTimeout(timer);
      timer = setTimeout(resume, milliseconds);
      holdProcess();
    },
    size: () => queue.size + queue.pending,
    onIdle: () => queue.onIdle(),
  };
}
