import type { IncomingMessage } from 'node:http';

/** A request as the sandbox looks at it. */
export interface Call {
  readonly method: string;
  readonly path: string;
  /** Decoded; the first of several values of one name. */
  readonly query: ReadonlyMap<string, string>;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
  readonly contentType: string;
  /** Address that the caller comes from. */
  readonly remoteAddress: string;
}

/** Longest body that is read, in bytes. */
const MAX_BODY = 20_000_000;

/**
 * Reads a request with its whole body.
 *
 * @throws RangeError when the body is longer than 20 MB.
 */
export async function readCall(request: IncomingMessage): Promise<Call> {
  const url = new URL(request.url ?? '/', 'http://sandbox.invalid');
  const query = new Map<string, string>();
  for (const [name, value] of url.searchParams) if (!query.has(name)) query.set(name, value);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) throw new RangeError('The body is too long.');
    chunks.push(chunk);
  }
  return {
    method: request.method ?? 'GET',
    path: decodePath(url.pathname),
    query,
    headers: request.headers,
    body: Buffer.concat(chunks),
    contentType: request.headers['content-type'] ?? '',
    remoteAddress: request.socket.remoteAddress ?? '',
  };
}

/** A path that is badly encoded stays as it is, and matches nothing. */
function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Whether a caller sits on this machine. */
export function isLocal(call: Call): boolean {
  return /^(::1|127\.|::ffff:127\.)/.test(call.remoteAddress);
}
