import type { ServerResponse } from 'node:http';
import { sleep } from '../core/time.ts';
import type { Fault } from './faults.ts';

/** An answer with its body as text or, for pictures, as bytes. */
export interface Sendable {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** How an answer goes on the wire. */
export interface Sending {
  /** HTTP date of the sandbox's own clock. */
  readonly date: string;
  readonly fault: Fault | undefined;
  /** Aborts when the sandbox closes. */
  readonly signal: AbortSignal;
}

const SLOW_MS = 5000;
const DRIP_MS = 1000;

/** Sends an answer: at once and whole unless a fault slows or cuts it. */
export async function sendAnswer(response: ServerResponse, answer: Sendable, sending: Sending): Promise<void> {
  const { fault, signal } = sending;
  if (fault?.fault === 'slow') await sleep(fault.delayMs ?? SLOW_MS, signal);
  const body = typeof answer.body === 'string' ? Buffer.from(answer.body, 'utf8') : answer.body;
  response.sendDate = false;
  response.writeHead(answer.status, { ...answer.headers, date: sending.date, 'content-length': body.length });
  if (fault?.fault === 'drip') {
    await drip(response, body, fault.delayMs ?? DRIP_MS, signal);
    return;
  }
  if (fault?.fault === 'cut') {
    // half of the body reaches the caller before the line breaks
    response.write(body.subarray(0, Math.floor(body.length / 2)), () => {
      response.destroy();
    });
    return;
  }
  response.end(body);
}

async function drip(response: ServerResponse, body: Buffer, delayMs: number, signal: AbortSignal): Promise<void> {
  for (const byte of body) {
    if (response.destroyed) return;
    response.write(Buffer.from([byte]));
    await sleep(delayMs, signal);
  }
  response.end();
}
