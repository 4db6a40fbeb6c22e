/** An answer other than "done", as TikTok's gateway or a business endpoint gives it. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: number;
  /** Seconds for the `Retry-After` header. */
  readonly retryAfter: number | undefined;

  constructor(status: number, code: number, message: string, retryAfter?: number) {
    super(message);
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

const HELP = 'For more details: https://m.tiktok.shop/s/sandbox';

/** The refusals of the gateway, worded like those seen live. */
export const REFUSALS = {
  path: () => gateway(404, 36009009, 'Invalid path. The specified path does not match any available endpoint.'),
  method: () => gateway(405, 36009010, 'Invalid method. The HTTP method used is not supported by this endpoint.'),
  appKey: () => gateway(400, 36009004, "Invalid credentials. Invalid 'app_key' query parameter."),
  missingQuery: (name: string) =>
    gateway(400, 36009004, `Invalid credentials. The '${name}' query parameter is required and has not been provided.`),
  timestampPast: () => timestamp('must not be earlier than 5 minutes before the current time'),
  timestampFuture: () => timestamp('must not be later than 30 seconds after the current time'),
  timestampFormat: () => timestamp('must be a Unix timestamp in seconds'),
  sign: () => gateway(401, 106001, "Invalid credentials. The 'sign' query parameter is invalid."),
  tokenMissing: () =>
    gateway(
      400,
      36009004,
      "Invalid credentials. The 'x-tts-access-token' header is required and has not been provided.",
    ),
  tokenUnknown: () => gateway(400, 36009004, "Invalid credentials. Invalid 'x-tts-access-token' header."),
  tokenExpired: () =>
    gateway(401, 105002, "Expired credentials. The 'access_token' or 'x-tts-access-token' header has expired."),
  tokenMismatch: () => new Refusal(401, 101000, 'Invalid query or header.'),
  scope: () =>
    gateway(
      401,
      105005,
      'Access denied. The app is not authorized to access the endpoint because the access scopes granted for the app or the access token do not contain the required access scope for the endpoint.',
    ),
  shopInactive: () => gateway(401, 36009043, 'Access denied. The shop is inactive.'),
  cipherMissing: () =>
    gateway(
      400,
      106013,
      "Missing identifier. The 'shop_cipher' query parameter is required to identify the target shop.",
    ),
  cipherUnexpected: () =>
    gateway(
      400,
      36009004,
      "Unexpected identifier. The 'shop_cipher' query parameter is not required for this request.",
    ),
  rateLimit: (retryAfter?: number) =>
    new Refusal(
      429,
      36009002,
      `Too many requests. You've made too many requests in a short period of time. ${HELP}`,
      retryAfter,
    ),
  internal: (status = 500) => new Refusal(status, 36009003, 'Internal error. Please try again.'),
  /** @param field - In TikTok's camel case: `PageSize`. */
  missingField: (field: string) =>
    new Refusal(400, 36009004, `${field} is a required field and has not been provided.`),
  invalidField: (field: string, rule: string) => new Refusal(400, 36009004, `Invalid ${field}. The value ${rule}.`),
  invalidParameter: (what: string) => new Refusal(200, 98001004, `Invalid parameter: ${what}`),
} as const;

function gateway(status: number, code: number, message: string): Refusal {
  return new Refusal(status, code, `${message} ${HELP}`);
}

function timestamp(rule: string): Refusal {
  return gateway(400, 36009004, `Invalid timestamp. The value of the 'timestamp' query parameter ${rule}.`);
}
