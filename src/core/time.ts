import { DateTime } from 'luxon';

/** The present moment in Unix seconds. */
export function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}

/** Writes Unix seconds as Odoo writes datetimes: `2026-10-15 08:15:00`, in UTC. */
export function toOdooDateTime(unixSeconds: number): string {
  return DateTime.fromSeconds(unixSeconds, { zone: 'utc' }).toFormat('yyyy-MM-dd HH:mm:ss');
}

/**
 * Reads a datetime of Odoo, which is in UTC without saying so.
 *
 * @returns Unix seconds, or undefined for `false` and empty values.
 * @throws RangeError when the text is not a datetime.
 */
export function fromOdooDateTime(text: string | false | null | undefined): number | undefined {
  if (!text) return undefined;
  const parsed = DateTime.fromSQL(text, { zone: 'utc' });
  if (!parsed.isValid) throw new RangeError(`Not a datetime of Odoo: ${JSON.stringify(text)}`);
  return Math.floor(parsed.toSeconds());
}

/**
 * Reads a moment that a person typed: Unix seconds, `2026-10-15`, `2026-10-15T08:15`, or back from now: `3d`, `12h`, `30m`.
 *
 * @param zone - IANA zone for texts that name none.
 * @returns Unix seconds.
 * @throws RangeError with the accepted forms when it is none of them.
 */
export function parseMoment(text: string, now: number = nowSeconds(), zone = 'utc'): number {
  const back = /^(\d{1,5})\s*([dhm])$/.exec(text.trim());
  if (back) return now - Number(back[1]) * { d: 86_400, h: 3_600, m: 60 }[back[2] as 'd' | 'h' | 'm'];
  if (/^\d{9,11}$/.test(text.trim())) return Number(text.trim());
  const parsed = DateTime.fromISO(text.trim().replace(' ', 'T'), { zone });
  if (!parsed.isValid) {
    throw new RangeError(
      `Not a moment: ${JSON.stringify(text)}. Write 2026-10-15, 2026-10-15T08:15, 3d, 12h or Unix seconds.`,
    );
  }
  return Math.floor(parsed.toSeconds());
}

/** Writes Unix seconds for people, in a zone: `2026-10-15 10:15`. */
export function formatMoment(unixSeconds: number, zone = 'utc'): string {
  return DateTime.fromSeconds(unixSeconds, { zone }).toFormat('yyyy-MM-dd HH:mm');
}

/** Whether a name is an IANA time zone that this Node knows. */
export function isTimeZone(zone: string): boolean {
  return DateTime.now().setZone(zone).isValid;
}

/** Reads an HTTP date (`Wed, 21 Oct 2026 07:28:00 GMT`) as Unix seconds; undefined when it is none. */
export function parseHttpDate(text: string): number | undefined {
  const parsed = DateTime.fromHTTP(text);
  return parsed.isValid ? Math.floor(parsed.toSeconds()) : undefined;
}

/** Writes Unix seconds as an HTTP date: `Wed, 21 Oct 2026 07:28:00 GMT`. */
export function formatHttpDate(unixSeconds: number): string {
  return DateTime.fromSeconds(unixSeconds, { zone: 'utc' }).toHTTP() ?? '';
}

/** Writes a duration for people: `850 ms`, `12.3 s`, `4 min 05 s`. */
export function formatDuration(milliseconds: number): string {
  if (Math.round(milliseconds) < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 59_950) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}

/** Waits; ends early with the signal's reason when the signal aborts. */
export async function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const onAbort = (): void => {
      clearTimeout(timer);
      reject(signal?.reason instanceof Error ? signal.reason : new Error('aborted'));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}
