import { TransportError } from '../core/errors.ts';
import type { HttpResponse } from '../core/http.ts';
import { parseJson } from '../core/json.ts';
import type { Envelope } from './errors.ts';

const RATE_LIMITED = 36009002;

/**
 * Reads TikTok's envelope from an answer of any status.
 *
 * @param host - Who answered, for the message.
 * @throws TransportError (outcome `unknown`) when the answer is not TikTok's: a page of a proxy, an empty or cut body.
 */
export function parseEnvelope(host: string, response: HttpResponse): Envelope {
  const { status, text } = response;
  const fail = (what: string, remedy?: string): never => {
    throw new TransportError(`${host} answered with ${what} (HTTP ${status}).`, 'unknown', {
      status,
      remedy,
      context: { host, status },
    });
  };
  if (status >= 300 && status < 400) return fail('a redirect', 'Correct the host in .odoorc.');
  if (text.trim() === '') return fail('an empty body');
  const body = tryParse(text);
  if (isEnvelope(body)) return toEnvelope(body);
  // what stands before TikTok may slow us down in its own words
  if (status === 429)
    return { code: RATE_LIMITED, message: 'Too many requests', requestId: undefined, data: undefined };
  if (/^\s*</.test(text)) return fail('a web page instead of JSON', 'A proxy or a firewall may stand in between.');
  if (body === undefined) return fail('JSON that ends too early or is broken');
  return fail("JSON that is not TikTok's", 'Check the host in .odoorc and what stands in between.');
}

interface WireEnvelope {
  readonly code: number | string;
  readonly message?: unknown;
  readonly request_id?: unknown;
  readonly data?: unknown;
}

function tryParse(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

function isEnvelope(body: unknown): body is WireEnvelope {
  const code = (body as { code?: unknown } | null | undefined)?.code;
  return (typeof code === 'number' || typeof code === 'string') && Number.isInteger(Number(code)) && code !== '';
}

function toEnvelope(body: WireEnvelope): Envelope {
  return {
    code: Number(body.code),
    message: typeof body.message === 'string' ? body.message : '',
    requestId: typeof body.request_id === 'string' ? body.request_id : undefined,
    data: body.data,
  };
}
