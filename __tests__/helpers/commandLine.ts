/** Runs the built command line as people and schedules do: in a process of its own. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** What a command left behind. */
export interface CommandResult {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where a command runs; nothing of this process's environment but PATH gets through. */
export interface CommandPlace {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** A command that runs. */
export interface RunningCommand {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  /** Waits until what it has printed on standard output matches. */
  printed(pattern: RegExp): Promise<string>;
  readonly ended: Promise<CommandResult>;
}

/** Starts a command and lets it run. */
export function startCommand(args: readonly string[], { env = {}, cwd = tmpdir() }: CommandPlace = {}): RunningCommand {
  if (!existsSync(MAIN)) throw new Error('The command line is not built: run npm run build.');
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', HOME: cwd, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  const ended = new Promise<CommandResult>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, stdout, stderr });
    });
  });
  const printed = async (pattern: RegExp): Promise<string> => {
    for (;;) {
      if (pattern.test(stdout)) return stdout;
      const isOver = await Promise.race([ended.then(() => true), new Promise((r) => setTimeout(r, 50, false))]);
      if (isOver === true && !pattern.test(stdout))
        throw new Error(`It ended without printing ${pattern.source}: ${stderr}`);
    }
  };
  return { child, printed, ended };
}

/** Runs a command to its end. */
export function runCommand(args: readonly string[], place: CommandPlace = {}): Promise<CommandResult> {
  return startCommand(args, place).ended;
}
