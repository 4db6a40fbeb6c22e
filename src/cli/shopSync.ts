import { EXIT, type ExitCode, exitCodeFor, type Output } from './output.ts';
import type { Session } from './session.ts';

/** Rows that are listed on a screen; `--json` has all. */
export const LISTED = 20;

/** A list under a title, shown only when there is something in it. */
export interface TitledList {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  /** Where the rows are that were left out, besides `--json`: `the listings in Odoo`. */
  readonly elsewhere?: string;
}

/** Prints a list with its title; the first {@link LISTED} rows, and how many more there are. */
export function printList(output: Output, { title, head, rows, elsewhere }: TitledList): void {
  if (rows.length === 0) return;
  output.line();
  output.line(title);
  output.table(head, rows.slice(0, LISTED));
  const more = rows.length - LISTED;
  if (more > 0) output.line(`… and ${more} more: see ${elsewhere === undefined ? '' : `${elsewhere}, or `}--json.`);
}

/** Says why shops could not be synced, or not to the end. */
export function warnOfErrors(output: Output, reports: readonly FailableReport[]): void {
  for (const { shop, error } of reports) if (error) output.warn(`${shop}: ${error.message} [${error.code}]`);
}

/** What every report of a shop has. */
interface FailableReport {
  readonly shop: string;
  readonly error?: { readonly code: string; readonly message: string } | undefined;
}

/**
 * Ends a sync of shops: 1 when it was stopped or no shop could be synced to its end, 2 when something is left for a person,
 * else 0.
 *
 * @param stopped - What is said when the process was asked to stop.
 * @param unfinished - How many things of all shops are left for a person, besides shops that failed.
 */
export function endShopSync(
  { output, signal }: Pick<Session, 'output' | 'signal'>,
  reports: readonly FailableReport[],
  { stopped, unfinished }: { readonly stopped: string; readonly unfinished: number },
): ExitCode {
  if (signal.aborted) {
    output.warn(stopped);
    return EXIT.failed;
  }
  const failed = reports.filter(({ error }) => error).length;
  if (reports.length > 0 && failed === reports.length) return EXIT.failed;
  return exitCodeFor(failed + unfinished);
}
