import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Condition } from '../../../src/addon/views/condition.ts';
import {
  allOf,
  anyOf,
  equals,
  isEmpty,
  isFilled,
  isNoneOf,
  isOneOf,
  toDomain,
  toExpression,
} from '../../../src/addon/views/condition.ts';

type Values = Readonly<Record<string, string>>;

const FIELDS = ['x_a', 'x_b'] as const;
const WORDS = ['red', 'green', ''] as const;

/** Reads a domain as Odoo does: operators in front of what they join. */
function holdsInDomain(text: string, values: Values): boolean {
  const json = text.replaceAll('(', '[').replaceAll(')', ']').replaceAll("'", '"').replaceAll('False', 'false');
  const terms = JSON.parse(json) as (string | [string, string, unknown])[];
  const next = (): boolean => {
    const term = terms.shift();
    if (term === undefined) throw new Error(`The domain ends too early: ${text}`);
    if (typeof term !== 'string') return matches(term, values);
    const [left, right] = [next(), next()];
    return term === '&' ? left && right : left || right;
  };
  const result = next();
  if (terms.length > 0) throw new Error(`The domain has more than one condition: ${text}`);
  return result;
}

function matches([field, operator, operand]: [string, string, unknown], values: Values): boolean {
  const value = values[field] ?? '';
  const isSame = Array.isArray(operand) ? operand.includes(value) : operand === (value === '' ? false : value);
  return operator === '=' || operator === 'in' ? isSame : !isSame;
}

/** Reads the part of Python that conditions are written in. */
function holdsInPython(text: string, values: Values): boolean {
  const inner = /^\((?<inner>.*)\)$/s.exec(text)?.groups?.['inner'];
  for (const word of [' or ', ' and ']) {
    const parts = inner === undefined ? [text] : splitOutside(inner, word);
    if (parts.length > 1) {
      const results = parts.map((part) => holdsInPython(part, values));
      return word === ' or ' ? results.some(Boolean) : results.every(Boolean);
    }
  }
  if (inner !== undefined) return holdsInPython(inner, values);
  const [, field = '', operator = '', operand = ''] = /^(\w+) (==|!=|in|not in) (.+)$/.exec(text) ?? [];
  if (field === '') return text.startsWith('not ') ? !values[text.slice(4)] : Boolean(values[text]);
  const wanted = JSON.parse(operand.replaceAll("'", '"')) as string | string[];
  const isSame = Array.isArray(wanted) ? wanted.includes(values[field] ?? '') : wanted === values[field];
  return operator === '==' || operator === 'in' ? isSame : !isSame;
}

function splitOutside(text: string, word: string): string[] {
  const parts = [''];
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (char === '(') depth += 1;
    if (char === ')') depth -= 1;
    if (depth === 0 && text.startsWith(word, at)) {
      parts.push('');
      at += word.length - 1;
    } else parts.push((parts.pop() ?? '') + char);
  }
  return parts;
}

const simple = fc.oneof(
  fc.tuple(fc.constantFrom(...FIELDS), fc.constantFrom('red', 'green')).map(([field, word]) => equals(field, word)),
  fc.constantFrom(...FIELDS).map(isEmpty),
  fc.constantFrom(...FIELDS).map(isFilled),
  fc.constantFrom(...FIELDS).map((field) => isOneOf(field, 'red', 'green')),
  fc.constantFrom(...FIELDS).map((field) => isNoneOf(field, 'red')),
);
const { tree } = fc.letrec<{ tree: Condition }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    simple,
    fc.array(tie('tree'), { minLength: 2, maxLength: 3 }).map((parts) => anyOf(...parts)),
    fc.array(tie('tree'), { minLength: 2, maxLength: 3 }).map((parts) => allOf(...parts)),
  ),
}));
const records = fc.record({ x_a: fc.constantFrom(...WORDS), x_b: fc.constantFrom(...WORDS) });

describe('toDomain', () => {
  it('puts operators in front of what they join', () => {
    expect(toDomain(anyOf(equals('x_a', 'red'), isEmpty('x_b'), isOneOf('x_a', 'green')))).toBe(
      "['|', '|', ('x_a', '=', 'red'), ('x_b', '=', False), ('x_a', 'in', ['green'])]",
    );
  });

  it('means the same as the expression', () => {
    fc.assert(
      fc.property(tree, records, (condition, values) => {
        expect(holdsInDomain(toDomain(condition), values)).toBe(holdsInPython(toExpression(condition), values));
      }),
    );
  });
});

describe('toExpression', () => {
  it.each([
    [equals('x_a', 'red'), "x_a == 'red'"],
    [isEmpty('x_a'), 'not x_a'],
    [isFilled('x_a'), 'x_a'],
    [isNoneOf('x_a', 'red', 'green'), "x_a not in ['red', 'green']"],
    [allOf(isFilled('x_a'), anyOf(isEmpty('x_b'), equals('x_b', 'red'))), "(x_a and (not x_b or x_b == 'red'))"],
  ])('writes %j as Python', (condition, expected) => {
    expect(toExpression(condition)).toBe(expected);
  });
});
