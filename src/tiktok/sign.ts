import { createHmac } from 'node:crypto';

/** What the signature of a call covers; values as they are before URL encoding. */
export interface SignInput {
  readonly appSecret: string;
  /** Path without host and query, ids filled in. */
  readonly path: string;
  /** All query parameters that are sent; `sign` and `access_token` are left out of the signature. */
  readonly query: Readonly<Record<string, string>>;
  /** The body exactly as it is sent; undefined or empty when none is sent. */
  readonly body?: string | undefined;
  /** Content type of the body; a multipart body is not signed. */
  readonly contentType?: string | undefined;
}

const UNSIGNED_PARAMETERS = new Set(['sign', 'access_token']);

/**
 * Signs a call as TikTok Shop wants it since API version 202309.
 *
 * @returns 64 lower-case hexadecimal digits for the query parameter `sign`.
 * @see TikTok Shop Partner Center, "Sign your API request"
 */
export function signRequest(input: SignInput): string {
  const wrapped = `${input.appSecret}${toBaseString(input)}${input.appSecret}`;
  return createHmac('sha256', input.appSecret).update(wrapped, 'utf8').digest('hex');
}

/** The text that is wrapped in the secret and hashed: path, sorted keys and values without separators, body. */
export function toBaseString(input: Omit<SignInput, 'appSecret'>): string {
  const parameters = Object.entries(input.query)
    .filter(([key]) => !UNSIGNED_PARAMETERS.has(key))
    .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map(([key, value]) => `${key}${value}`)
    .join('');
  const isMultipart = input.contentType?.toLowerCase().startsWith('multipart/form-data') ?? false;
  return `${input.path}${parameters}${isMultipart ? '' : (input.body ?? '')}`;
}
