import type { Command } from 'commander';
import { fileURLToPath } from 'node:url';
import type { Bridge } from '../bridge.ts';
import type { Config } from '../config/types.ts';
import { once } from '../core/once.ts';
import { createOutput, EXIT, type ExitCode, type Output } from './output.ts';
import { listenForStop } from './stop.ts';

/** What a command works with. */
export interface Session {
  readonly output: Output;
  readonly config: Config;
  /** Only what is new and wrong is to be printed. */
  readonly quiet: boolean;
  /** Aborts when the process is asked to stop. */
  readonly signal: AbortSignal;
  /** Everything that talks to Odoo and TikTok; built when it is first asked for. */
  readonly bridge: () => Promise<Bridge>;
}

/** A command's own part; its exit code is 0 unless it returns another. */
export type Task = (session: Session) => Promise<ExitCode | undefined>;

/** How a command wants to be run. */
export interface TaskOptions {
  /** The task watches the signal itself and ends soon by itself; others are left where they stand. */
  readonly graceful?: boolean;
}

/** Runs the task of a command: settings before, errors and connections after it. */
export type Run = (command: Command, task: Task, options?: TaskOptions) => Promise<void>;

/** Options that every command has; the flags of settings come with them. */
interface GlobalOptions extends Record<string, unknown> {
  readonly json?: boolean;
  readonly verbose?: boolean;
  readonly quiet?: boolean;
}

/** Makes the runner of one command line. */
export function createRunner(): { readonly run: Run; readonly exitCode: () => ExitCode } {
  let exitCode: ExitCode = EXIT.done;
  return {
    run: async (command, task, options = {}) => {
      exitCode = await runTask(command.optsWithGlobals<GlobalOptions>(), task, options);
    },
    exitCode: () => exitCode,
  };
}

async function runTask(given: GlobalOptions, task: Task, { graceful = false }: TaskOptions): Promise<ExitCode> {
  const { json = false, verbose = false, quiet = false } = given;
  const output = createOutput({ json, verbose: verbose && !quiet });
  const stop = listenForStop(() => {
    if (graceful) output.note('Stopping; once more to stop at once.');
  });
  const closers: (() => Promise<void>)[] = [];
  try {
    const { loadConfig } = await import('../config/load.ts');
    const config = loadConfig({ flags: given });
    for (const warning of config.warnings) output.warn(warning);
    const session: Session = {
      output: quiet ? hushed(output) : output,
      config,
      quiet,
      signal: stop.signal,
      bridge: once(async () => {
        const { openBridge } = await import('../bridge.ts');
        const bridge = openBridge(config, {
          shippedMappings: SHIPPED_MAPPINGS,
          logToStderr: wantsLog(config, verbose),
        });
        closers.push(() => bridge.close());
        return bridge;
      }),
    };
    const done = task(session);
    return (await (graceful ? done : Promise.race([done, stop.asked]))) ?? EXIT.done;
  } catch (error) {
    if (error === stop.signal.reason) output.warn('stopped; run the command again to go on where it was left');
    else output.error(error);
    return EXIT.failed;
  } finally {
    for (const close of closers) await close();
    // what was left standing would keep the process alive until its deadline
    if (!graceful) stop.obey();
    stop.release();
  }
}

/** Commands tell people what went wrong; the log of it is for those who ask. */
function wantsLog({ log }: Config, verbose: boolean): boolean {
  return verbose || log.level === 'debug' || log.level === 'info';
}

/** The folder `mappings/` beside `src` and `dist`. */
const SHIPPED_MAPPINGS = fileURLToPath(new URL('../../mappings', import.meta.url));

/** Leaves warnings and errors. */
function hushed(output: Output): Output {
  const nothing = (): undefined => undefined;
  return {
    ...output,
    line: nothing,
    table: nothing,
    note: nothing,
    progress: () => ({ update: nothing, done: nothing }),
  };
}
