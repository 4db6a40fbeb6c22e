/** What stands in the place of a secret. */
export const MASK = '***';

const SECRET_KEYS =
  /^(app_?secret|secret|sign|access_?token|refresh_?token|auth_?code|code|password|api_?key|authorization|x-tts-access-token|cookie)$/i;
const PERSONAL_KEYS =
  /^(name|first_name|last_name|first_name_local_script|last_name_local_script|phone|phone_number|mobile|email|buyer_email|buyer_nickname|buyer_message|buyer_avatar|full_address|address_.*|street2?|zip|postal_code|post_town|city|cpf|cpf_name|recipient_address|seller_note)$/i;
const SECRET_QUERY = /([?&](?:app_secret|sign|access_token|refresh_token|auth_code|code)=)[^&\s"']+/gi;
const BEARER = /(bearer\s+)[\w.~+/=-]+/gi;

/** Longest first: a secret may begin with another. */
let registered: readonly string[] = [];

/**
 * Remembers a secret of this process, so that {@link redactText} masks it wherever it turns up, also as part of an
 * address. Texts of fewer than six characters are ignored.
 */
export function registerSecret(secret: string | undefined): void {
  if (!secret || secret.length < 6 || registered.includes(secret)) return;
  const forms = new Set([...registered, secret, encodeURIComponent(secret.toWellFormed())]);
  registered = [...forms].sort((a, b) => b.length - a.length);
}

/** Masks registered secrets, secrets in query strings and bearer tokens in a text. */
export function redactText(text: string): string {
  let masked = text.replace(SECRET_QUERY, `$1${MASK}`).replace(BEARER, `$1${MASK}`);
  for (const secret of registered) masked = masked.replaceAll(secret, MASK);
  return masked;
}

/**
 * Masks what must not reach a log: values of secret and personal keys, and secrets within texts.
 *
 * @returns A copy; errors become `{name, message, code, stack, cause}`; cycles end in a mark.
 */
export function redact(value: unknown, seen: ReadonlySet<object> = new Set()): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return value.toString();
  if (value === null || typeof value !== 'object') return value;
  if (seen.has(value)) return '[circular]';
  const within = new Set(seen).add(value);
  if (value instanceof Error) return redactError(value, within);
  if (Array.isArray(value)) return value.map((item) => redact(item, within));
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, isHidden(key) ? MASK : redact(inner, within)] as const),
  );
}

function isHidden(key: string): boolean {
  return SECRET_KEYS.test(key) || PERSONAL_KEYS.test(key);
}

function redactError(error: Error, seen: ReadonlySet<object>): Record<string, unknown> {
  const { code, context } = error as { code?: unknown; context?: unknown };
  return {
    error: error.name,
    message: redactText(error.message),
    ...(code === undefined ? {} : { errorCode: redact(code, seen) }),
    ...(context === undefined ? {} : { context: redact(context, seen) }),
    ...(error.stack ? { stack: redactText(error.stack) } : {}),
    ...(error.cause === undefined ? {} : { cause: redact(error.cause, seen) }),
  };
}
