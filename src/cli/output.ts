import { createInterface } from 'node:readline';
import Table from 'cli-table3';
import { BridgeError, explain, UsageError } from '../core/errors.ts';
import { redactText } from '../core/redact.ts';
import { displayWidth, fitWidth, printable } from './text.ts';

/** What a command tells the shell. */
export const EXIT = {
  /** All done. */
  done: 0,
  /** Could not run; nothing, or nothing more, was done. */
  failed: 1,
  /** Done, with things blocked or failed; they were listed. */
  incomplete: 2,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The part of a stream that is written to. */
export interface OutputStream {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  /** Width of the terminal in characters. */
  readonly columns?: number | undefined;
}

/** Where a command reads and writes. */
export interface Streams {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean | undefined };
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
}

/** How a command prints. */
export interface OutputOptions {
  /** One JSON document on standard output, for programs. */
  readonly json?: boolean | undefined;
  /** Notes and progress also without a terminal; stacks of unexpected errors. */
  readonly verbose?: boolean | undefined;
  readonly streams?: Streams;
  /** A clock in milliseconds that never runs back; tests have their own. */
  readonly now?: () => number;
}

/** One long step; its line is updated in place on a terminal. */
export interface Progress {
  /** Says how far it is: `Orders 300 of 1200`. */
  update(text: string): void;
  /** Ends the line, with a last text if there is one to keep. */
  done(text?: string): void;
}

/** Everything that a command can say. Texts of others are stripped of control characters. */
export interface Output {
  readonly isJson: boolean;
  /** A result for people, on standard output; not with `--json`. */
  line(text?: string): void;
  /** Results as columns, on standard output; not with `--json`. */
  table(head: readonly string[], rows: readonly (readonly Cell[])[]): void;
  /** The result for programs; only with `--json`, once per command. */
  json(value: unknown): void;
  /** By the way, on standard error; not under cron. */
  note(text: string): void;
  /** What somebody ought to change, on standard error. */
  warn(text: string): void;
  /** An error as one sentence with its remedy; with `--json` as `{error}` on standard output too. */
  error(error: unknown): void;
  progress(text: string): Progress;
  /**
   * Asks a yes-or-no question at the terminal.
   *
   * @throws UsageError when nobody is there to answer.
   */
  confirm(question: string): Promise<boolean>;
}

/** What stands in a cell; nothing and `false` (Odoo's word for empty) are shown empty. */
export type Cell = string | number | boolean | null | undefined;

const PLAIN_INTERVAL_MS = 15_000;
const NARROWEST_COLUMN = 12;
const BORDERLESS = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '', bottom: '', 'bottom-mid': '', 'bottom-left': '' },
  ...{ 'bottom-right': '', left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: '  ' },
};

/** Makes the output of a command. */
export function createOutput(options: OutputOptions = {}): Output {
  const { json: isJson = false, verbose = false, streams = processStreams(), now = () => performance.now() } = options;
  const chatty = verbose || streams.stderr.isTTY === true;
  const say = (text: string): void => void streams.stderr.write(`${printable(redactText(text))}\n`);
  const print = (text: string): void => {
    if (!isJson) streams.stdout.write(`${text}\n`);
  };
  return {
    isJson,
    line: (text = '') => {
      print(printable(text));
    },
    table: (head, rows) => {
      print(renderColumns(head, rows, streams.stdout.isTTY ? widthOf(streams.stdout) : undefined));
    },
    json: (value) => {
      if (isJson) streams.stdout.write(`${toJson(value)}\n`);
    },
    note: (text) => {
      if (chatty) say(text);
    },
    warn: (text) => {
      say(`warning: ${text}`);
    },
    error: (error) => {
      if (isJson) streams.stdout.write(`${toJson({ error: describeError(error) })}\n`);
      say(`tiktok-odoo: ${explainFully(error)}`);
      if (verbose && !(error instanceof BridgeError) && error instanceof Error) say(error.stack ?? '');
    },
    progress: (text) => startProgress(streams.stderr, { text, verbose, now }),
    confirm: (question) => ask(streams, question),
  };
}

/** The exit code of a command that ran to its end: whether anything was left blocked or failed. */
export function exitCodeFor(unfinished: number): ExitCode {
  return unfinished > 0 ? EXIT.incomplete : EXIT.done;
}

/** Lays rows out in columns; on a terminal the widest column is wrapped so that lines fit. */
export function renderColumns(
  head: readonly string[],
  rows: readonly (readonly Cell[])[],
  width: number | undefined,
): string {
  const cells = rows.map((row) => head.map((_, column) => cellText(row[column])));
  const widths = columnWidths([head, ...cells], width);
  const table = new Table({
    head: [...head],
    chars: BORDERLESS,
    colWidths: widths,
    wordWrap: true,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  table.push([...widths.map((size) => '-'.repeat(size))], ...cells);
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

function columnWidths(rows: readonly (readonly string[])[], width: number | undefined): number[] {
  const [head = []] = rows;
  const widths = head.map((_, column) => Math.max(1, ...rows.map((row) => displayWidth(row[column] ?? ''))));
  const total = (): number => widths.reduce((sum, size) => sum + size + 2, -2);
  while (width !== undefined && total() > width && Math.max(...widths) > NARROWEST_COLUMN) {
    const widest = widths.indexOf(Math.max(...widths));
    widths[widest] = Math.max(NARROWEST_COLUMN, (widths[widest] ?? 0) - (total() - width));
  }
  return widths;
}

function cellText(cell: Cell): string {
  if (cell === undefined || cell === null || cell === false) return '';
  return printable(cell === true ? 'yes' : String(cell)).replace(/\s+/g, ' ');
}

function toJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? inner.toString() : inner), 2);
}

function explainFully(error: unknown): string {
  if (!(error instanceof BridgeError)) {
    const what = explain(error).replace(/[.\s]*$/, '.');
    return `Unexpected: ${what} This is a fault of the bridge; please report it with the output of --verbose.`;
  }
  const ids = Object.entries(error.context).filter(([, value]) => value !== undefined);
  const mark = `[${[error.code, ...ids.map(([key, value]) => `${key}=${value}`)].join(' ')}]`;
  // a list of mistakes has its remedy on a line of its own
  const sentence = error.message.includes('\n') ? `${error.message}\n${error.remedy ?? ''}` : explain(error);
  return `${sentence} ${mark}`;
}

function describeError(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof BridgeError)) return { code: null, message: redactText(explain(error)) };
  const { code, actor, retryable, context, message, remedy } = error;
  return { code, message: redactText(message), remedy: remedy && redactText(remedy), actor, retryable, context };
}

/** A terminal whose size nobody has set says 0. */
function widthOf({ columns }: OutputStream): number {
  return columns === undefined || columns <= 0 ? 80 : columns;
}

function startProgress(
  stream: OutputStream,
  options: { readonly text: string; readonly verbose: boolean; readonly now: () => number },
): Progress {
  const { verbose, now } = options;
  const clean = (text: string): string => printable(redactText(text)).replace(/\s+/g, ' ');
  if (stream.isTTY) {
    const draw = (text: string): void => {
      stream.write(`\r\u001B[2K${fitWidth(clean(text), widthOf(stream) - 1)}`);
    };
    draw(options.text);
    return {
      update: draw,
      done: (text) => void stream.write(text === undefined ? '\r\u001B[2K' : `\r\u001B[2K${clean(text)}\n`),
    };
  }
  const write = (text: string): void => {
    if (verbose) stream.write(`${clean(text)}\n`);
  };
  let last = now();
  write(options.text);
  return {
    update: (text) => {
      if (now() - last < PLAIN_INTERVAL_MS) return;
      last = now();
      write(text);
    },
    done: (text) => {
      if (text !== undefined) write(text);
    },
  };
}

async function ask({ stdin, stderr }: Streams, question: string): Promise<boolean> {
  if (!stdin.isTTY || !stderr.isTTY) {
    throw new UsageError('This command asks before it goes on, and there is no terminal to ask at.', {
      remedy: 'Add --yes.',
    });
  }
  stderr.write(`${printable(question)} [y/N] `);
  const reader = createInterface({ input: stdin });
  try {
    const answer = await new Promise<string>((resolve) => {
      reader.once('line', resolve);
      reader.once('close', () => {
        resolve('');
      });
    });
    return /^\s*y(es)?\s*$/i.test(answer);
  } finally {
    reader.close();
  }
}

/** The streams of this process. A reader that has gone away (`| head`) is no error. */
function processStreams(): Streams {
  const { stdin, stdout, stderr } = process;
  for (const stream of [stdout, stderr]) {
    if (stream.listenerCount('error') === 0) {
      stream.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EPIPE') throw error;
      });
    }
  }
  return { stdin, stdout, stderr };
}
