import type { Attributes, ViewElement, ViewNode } from './arch.ts';
import { element } from './arch.ts';
import type { Condition } from './condition.ts';

/** A view that the addon makes, or one of Odoo's own that it adds to. */
export interface ViewDeclaration {
  /** Unique among the addon's views; part of the external id. */
  readonly name: string;
  readonly model: string;
  readonly type: 'form' | 'graph' | 'list' | 'pivot' | 'search';
  readonly label: string;
  readonly arch: ViewElement;
  /** External id of the view that this one adds to. */
  readonly inherits?: string;
}

/** A field. */
export function field(name: string, attributes: Attributes = {}): ViewElement {
  return element('field', { name, ...attributes });
}

/** A field that people only read. */
export function shown(name: string, attributes: Attributes = {}): ViewElement {
  return field(name, { readonly: true, ...attributes });
}

/** A link to one record that people may choose, but not make on the way. */
export function chosen(name: string, attributes: Attributes = {}): ViewElement {
  return field(name, { options: "{'no_create': True}", ...attributes });
}

/** A field that a condition or a domain needs, but nobody sees. */
export function hidden(name: string): ViewElement {
  return field(name, { invisible: true });
}

/** A column that other columns need, but nobody sees. */
export function hiddenColumn(name: string): ViewElement {
  return field(name, { columnInvisible: true });
}

/** Fields side by side with other groups, under a heading if it has one. */
export function group(heading: string, ...children: readonly ViewNode[]): ViewElement {
  return element('group', heading === '' ? {} : { string: heading }, ...children);
}

/** A page of a notebook. */
export function page(name: string, label: string, ...children: readonly ViewNode[]): ViewElement {
  return element('page', { name, string: label }, ...children);
}

/** A sentence that explains what stands below it. */
export function hint(text: string): ViewElement {
  return element('p', { class: 'text-muted' }, text);
}

/** A coloured box above the form. `role` is what Odoo demands of such boxes. */
export function alert(
  colour: 'danger' | 'info' | 'warning',
  invisible: Condition,
  ...children: readonly ViewNode[]
): ViewElement {
  return element('div', { class: `alert alert-${colour} mb-2`, role: 'alert', invisible }, ...children);
}

/** The attributes of views in which people neither make nor delete records. */
export const KEPT: Attributes = { create: 'false', delete: 'false', duplicate: 'false' };

/** The attributes of views that people only read. */
export const READ_ONLY: Attributes = { ...KEPT, edit: 'false' };

/** A filter of a search view. */
export function filter(name: string, label: string, domain: string, attributes: Attributes = {}): ViewElement {
  return element('filter', { name, string: label, domain, ...attributes });
}

/** Ways to group a list, in the search view. */
export function groupings(...entries: readonly (readonly [field: string, label: string])[]): ViewElement {
  return element(
    'group',
    {},
    ...entries.map(([by, label]) =>
      element('filter', { name: `by_${by}`, string: label, context: `{'group_by': '${by}'}` }),
    ),
  );
}

/** The thin line between filters: those on one side of it are or-ed, both sides are and-ed. */
export function separator(): ViewElement {
  return element('separator', {});
}
