import type { Condition } from './condition.ts';
import { toDomain, toExpression } from './condition.ts';

/** How a version of Odoo writes views; see {@link ../../odoo/profile.ts}. */
export interface ViewDialect {
  /** Tag of a list view, and its name in view modes. */
  readonly list: 'tree' | 'list';
  /** Whether conditions are domains in `attrs` or expressions in attributes of their own. */
  readonly conditions: 'attrs' | 'expressions';
  /** Whether messages and activities are three fields in a box or one element. */
  readonly chatter: 'fields' | 'element';
}

/** Attributes of an element. Those with a condition are written as the version wants them. */
export interface Attributes {
  readonly invisible?: Condition | true;
  readonly readonly?: Condition | true;
  /** Hides a whole column of a list. */
  readonly columnInvisible?: true;
  /** Colours, each with its condition: `{ danger: … }` becomes `decoration-danger`. */
  readonly decorations?: Readonly<Record<string, Condition>>;
  readonly [name: string]: string | Condition | Readonly<Record<string, Condition>> | true | undefined;
}

/** A piece of a view: an element, or text. */
export type ViewNode = ViewElement | string;

/** An element of a view. */
export interface ViewElement {
  readonly tag: string;
  readonly attributes: Attributes;
  readonly children: readonly ViewNode[];
}

/** Makes an element. */
export function element(tag: string, attributes: Attributes, ...children: readonly ViewNode[]): ViewElement {
  return { tag, attributes, children };
}

/** Writes a view as the XML that this version of Odoo understands. */
export function renderArch(root: ViewElement, dialect: ViewDialect): string {
  return `<?xml version="1.0"?>\n${renderElement(root, dialect, 0)}`;
}

function renderElement(node: ViewElement, dialect: ViewDialect, depth: number): string {
  if (node.tag === 'chatter' && dialect.chatter === 'fields') return renderElement(chatterFields(), dialect, depth);
  const indent = '  '.repeat(depth);
  const tag = node.tag === 'list' ? dialect.list : node.tag;
  const attributes = [...writeAttributes(node.attributes, dialect)].map(
    ([name, value]) => ` ${name}="${escape(value)}"`,
  );
  const open = `${indent}<${tag}${attributes.join('')}`;
  if (node.children.length === 0) return `${open}/>\n`;
  if (node.children.every((child) => typeof child === 'string')) {
    return `${open}>${node.children.map(escape).join('')}</${tag}>\n`;
  }
  const inner = node.children.map((child) => renderChild(child, dialect, depth + 1)).join('');
  return `${open}>\n${inner}${indent}</${tag}>\n`;
}

function renderChild(child: ViewNode, dialect: ViewDialect, depth: number): string {
  if (typeof child !== 'string') return renderElement(child, dialect, depth);
  return `${'  '.repeat(depth)}${escape(child)}\n`;
}

function* writeAttributes(attributes: Attributes, dialect: ViewDialect): Generator<readonly [string, string]> {
  const { invisible, readonly, columnInvisible, decorations = {}, ...plain } = attributes;
  for (const [name, value] of Object.entries(plain)) if (typeof value === 'string') yield [name, value];
  yield* writeModifiers({ invisible, readonly }, dialect);
  if (columnInvisible) yield [dialect.conditions === 'attrs' ? 'invisible' : 'column_invisible', '1'];
  for (const [colour, condition] of Object.entries(decorations))
    yield [`decoration-${colour}`, toExpression(condition)];
}

function* writeModifiers(
  modifiers: Readonly<Record<string, Condition | true | undefined>>,
  dialect: ViewDialect,
): Generator<readonly [string, string]> {
  const domains: string[] = [];
  for (const [name, condition] of Object.entries(modifiers)) {
    if (condition === undefined) continue;
    if (condition === true) yield [name, '1'];
    else if (dialect.conditions === 'expressions') yield [name, toExpression(condition)];
    else domains.push(`'${name}': ${toDomain(condition)}`);
  }
  if (domains.length > 0) yield ['attrs', `{${domains.join(', ')}}`];
}

function chatterFields(): ViewElement {
  const fields = ['message_follower_ids', 'activity_ids', 'message_ids'].map((name) => element('field', { name }));
  return element('div', { class: 'oe_chatter' }, ...fields);
}

function escape(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
