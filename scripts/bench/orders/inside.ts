import { readFileSync } from 'node:fs';
import { odooShell } from '../../../__tests__/helpers/odooServer.ts';
import type { WantedOrder } from './wanted.ts';

/** How orders are imported inside the Odoo process. */
export interface InsideJob {
  /** `single`: a transaction per order, as Odoo's own connectors work; `batch`: pages, the limit. */
  readonly mode: 'single' | 'batch';
  readonly db: string;
  /** User whose rights and name the work is done with: the bridge's, as in all ways. */
  readonly uid: number;
  readonly context: Readonly<Record<string, unknown>>;
  readonly orders: readonly WantedOrder[];
  readonly page?: number;
}

/** Orders that are imported and rolled back before the clock starts. */
const WARMUP = 5;
const PAGE = 100;
const SCRIPT = new URL('inside.py', import.meta.url);

/**
 * Imports orders inside an Odoo process of their own.
 *
 * @returns Seconds, the start of Odoo excluded.
 */
export async function importInside({ mode, db, uid, context, orders, page = PAGE }: InsideJob): Promise<number> {
  const job = Buffer.from(JSON.stringify({ mode, uid, context, page, warmup: WARMUP, orders })).toString('base64');
  const output = await odooShell('19', db, `JOB = '${job}'\n${readFileSync(SCRIPT, 'utf8')}`);
  return secondsIn(output);
}

function secondsIn(output: string): number {
  const found = /^BENCH (.*)$/m.exec(output)?.[1];
  if (found === undefined) throw new Error(`Odoo did not finish:\n${output.slice(-2000)}`);
  return (JSON.parse(found) as { seconds: number }).seconds;
}
