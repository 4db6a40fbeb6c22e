import { createHmac } from 'node:crypto';

/** What TikTok signs of a call. */
export interface SignedCall {
  readonly path: string;
  /** Decoded values. */
  readonly query: ReadonlyMap<string, string>;
  /** Bytes exactly as received. */
  readonly body: Buffer;
  readonly contentType: string;
}

/**
 * Works out the signature that a call must carry: 64 lower-case hex digits.
 *
 * Path, then every query parameter but `sign` and `access_token` in byte order, then the body unless it is multipart;
 * wrapped in the secret on both sides, and HMAC-SHA256 with the secret over all of it.
 *
 * @see Partner Center, "Sign your API request"
 */
export function expectedSign(call: SignedCall, secret: string): string {
  const parameters = [...call.query]
    .filter(([name]) => name !== 'sign' && name !== 'access_token')
    .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map(([name, value]) => name + value)
    .join('');
  const hmac = createHmac('sha256', secret).update(`${secret}${call.path}${parameters}`);
  if (!call.contentType.toLowerCase().startsWith('multipart/form-data')) hmac.update(call.body);
  return hmac.update(secret).digest('hex');
}
