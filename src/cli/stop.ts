const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Notices when the process is asked to stop: by Ctrl+C, a service manager, a shutdown. */
export interface StopListener {
  readonly signal: AbortSignal;
  /** Rejects when the process is asked to stop. */
  readonly asked: Promise<never>;
  /** Leaves signals to Node again. */
  release(): void;
  /** Ends the process by the signal that asked, whatever it still waits for; does nothing when none did. */
  obey(): void;
}

/**
 * Listens for signals: the first one asks, the second one ends the process as it always would.
 *
 * @param onAsked - Called at the first signal.
 */
export function listenForStop(onAsked: () => void): StopListener {
  const controller = new AbortController();
  let by: NodeJS.Signals | undefined;
  const release = (): void => {
    for (const name of SIGNALS) process.off(name, onSignal);
  };
  const obey = (): void => {
    if (by === undefined) return;
    release();
    process.kill(process.pid, by);
  };
  const onSignal = (name: NodeJS.Signals): void => {
    if (by !== undefined) {
      obey();
      return;
    }
    by = name;
    onAsked();
    controller.abort(new Error(`stopped by ${name}`));
  };
  for (const name of SIGNALS) process.on(name, onSignal);
  const asked = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => {
      reject(controller.signal.reason as Error);
    });
  });
  // nobody listens while a task stops by itself
  asked.catch(() => undefined);
  return { signal: controller.signal, asked, release, obey };
}
