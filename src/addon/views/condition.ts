/** What a field is compared with; `false` means empty. */
export type Operand = string | number | boolean | readonly string[];

/** Says when something in a view is hidden, read-only or coloured, independently of how a version writes that. */
export type Condition =
  | { readonly field: string; readonly operator: '=' | '!=' | 'in' | 'not in'; readonly value: Operand }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] };

/** The field holds this value. */
export function equals(field: string, value: string): Condition {
  return { field, operator: '=', value };
}

/** The field holds one of these values. */
export function isOneOf(field: string, ...values: readonly string[]): Condition {
  return { field, operator: 'in', value: values };
}

/** The field holds none of these values. */
export function isNoneOf(field: string, ...values: readonly string[]): Condition {
  return { field, operator: 'not in', value: values };
}

/** The field is empty, zero or not ticked. */
export function isEmpty(field: string): Condition {
  return { field, operator: '=', value: false };
}

/** The field is filled or ticked. */
export function isFilled(field: string): Condition {
  return { field, operator: '!=', value: false };
}

/** At least one holds. */
export function anyOf(...conditions: readonly Condition[]): Condition {
  return { any: conditions };
}

/** All hold. */
export function allOf(...conditions: readonly Condition[]): Condition {
  return { all: conditions };
}

/** The condition as Python, for decorations everywhere and for `invisible="…"` where views take expressions. */
export function toExpression(condition: Condition): string {
  if ('all' in condition) return joinExpressions(condition.all, 'and');
  if ('any' in condition) return joinExpressions(condition.any, 'or');
  const { field, operator, value } = condition;
  if (value === false) return operator === '=' ? `not ${field}` : field;
  return `${field} ${operator === '=' ? '==' : operator} ${toLiteral(value)}`;
}

function joinExpressions(conditions: readonly Condition[], word: 'and' | 'or'): string {
  return `(${conditions.map(toExpression).join(` ${word} `)})`;
}

/** The condition as an Odoo domain, for `attrs`. */
export function toDomain(condition: Condition): string {
  return `[${domainTerms(condition).join(', ')}]`;
}

function domainTerms(condition: Condition): string[] {
  if ('all' in condition) return prefixed(condition.all, '&');
  if ('any' in condition) return prefixed(condition.any, '|');
  return [`('${condition.field}', '${condition.operator}', ${toLiteral(condition.value)})`];
}

function prefixed(conditions: readonly Condition[], operator: '&' | '|'): string[] {
  const operators = conditions.slice(1).map(() => `'${operator}'`);
  return [...operators, ...conditions.flatMap(domainTerms)];
}

function toLiteral(value: Operand): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return `'${value}'`;
  return `[${value.map(toLiteral).join(', ')}]`;
}
