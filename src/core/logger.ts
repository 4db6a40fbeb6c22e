import winston from 'winston';
import { redact, redactText } from './redact.ts';

/** Levels from loudest to quietest; `silent` writes nothing. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Facts of a log line: ids and counts, never persons. Everything passes the redaction. */
export type LogFacts = Readonly<Record<string, unknown>>;

/** A log: static sentences plus facts, so that lines group. */
export interface Logger {
  debug(message: string, facts?: LogFacts): void;
  info(message: string, facts?: LogFacts): void;
  warn(message: string, facts?: LogFacts): void;
  error(message: string, facts?: LogFacts): void;
  /** The same log with facts that every line carries. */
  child(facts: LogFacts): Logger;
  /** Writes out what is buffered; call before the process ends. */
  close(): Promise<void>;
}

/** Where and how much to log. */
export interface LoggerOptions {
  readonly level: LogLevel;
  /** Also append JSON lines to this file. */
  readonly file?: string | undefined;
  /** Whether to write to standard error; default true. Commands that tell people themselves do without. */
  readonly stderr?: boolean | undefined;
}

/**
 * Makes a log that writes JSON lines to standard error (standard output belongs to results), and to a file if asked.
 *
 * Every line passes {@link redact}: secrets and personal data are masked.
 */
export function createLogger(options: LoggerOptions): Logger {
  const transports: winston.transport[] = [];
  if (options.stderr ?? true)
    transports.push(new winston.transports.Console({ stderrLevels: ['debug', 'info', 'warn', 'error'] }));
  if (options.file)
    transports.push(new winston.transports.File({ filename: options.file, maxsize: 20_000_000, maxFiles: 5 }));
  const base = winston.createLogger({
    level: options.level === 'silent' ? 'error' : options.level,
    silent: options.level === 'silent' || transports.length === 0,
    format: winston.format.combine(winston.format.timestamp(), winston.format.json()),
    transports,
  });
  return wrap(base, {});
}

/** A log that writes nothing, for tests and libraries. */
export const silentLogger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silentLogger,
  close: () => Promise.resolve(),
};

function wrap(base: winston.Logger, facts: LogFacts): Logger {
  const write =
    (level: Exclude<LogLevel, 'silent'>) =>
    (message: string, own: LogFacts = {}) => {
      base.log(level, redactText(message), redact({ ...facts, ...own }) as object);
    };
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    child: (more) => wrap(base, { ...facts, ...more }),
    close: () =>
      new Promise((resolve) => {
        base.once('finish', () => {
          resolve();
        });
        base.end();
      }),
  };
}
