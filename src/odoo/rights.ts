/** What Odoo's access rules distinguish. */
export const RIGHT_OPERATIONS = ['read', 'write', 'create', 'unlink'] as const;
export type RightOperation = (typeof RIGHT_OPERATIONS)[number];

const WORDS: readonly (readonly [RegExp, RightOperation])[] = [
  [/not allowed to access|doesn't have 'read' access|operation: read/i, 'read'],
  [/not allowed to (?:modify|write)|doesn't have 'write' access|operation: write/i, 'write'],
  [/not allowed to create|doesn't have 'create' access|operation: create/i, 'create'],
  [/not allowed to (?:delete|unlink)|doesn't have 'unlink' access|operation: unlink/i, 'unlink'],
];

/** The operation that a message of an AccessError names; undefined when it names none. */
export function operationOf(message: string): RightOperation | undefined {
  return WORDS.find(([pattern]) => pattern.test(message))?.[1];
}

/** The groups that a message of an AccessError says would give the right; empty when it names none. */
export function grantsOf(message: string): string[] {
  const list = /allowed for the following groups:\s*\n([\s\S]*?)(?:\n\s*\n|$)/i.exec(message)?.[1] ?? '';
  return list
    .split('\n')
    .map((line) => line.replace(/^\s*-\s*/, '').trim())
    .filter((line) => line !== '');
}

/** Whether a message of an AccessError speaks of a model as a whole: then no other record would fare better. */
export function isWholeModelText(message: string): boolean {
  return /You are not allowed to (?:access|modify|create|delete) '[^']*' \([\w.]+\) records\./.test(message);
}
