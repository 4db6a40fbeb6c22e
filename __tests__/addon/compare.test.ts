import { describe, expect, it } from '@jest/globals';
import { compare, fieldOf } from '../../src/addon/compare.ts';
import type { Piece } from '../../src/addon/piece.ts';

const known = new Map([
  ['sale.menu', { model: 'ir.ui.menu', id: 7 }],
  ['base.one', { model: 'res.groups', id: 1 }],
  ['base.two', { model: 'res.groups', id: 2 }],
  ['m.action', { model: 'ir.actions.act_window', id: 33 }],
]);

function differences(values: Piece['values'], row: Record<string, unknown>): string[] {
  const piece = { externalId: 'm.x', label: 'x', values };
  return compare(piece, { id: 1, ...row }, (xid) => known.get(xid)).map(
    ({ field, from, to }) => `${field}:${from}>${to}`,
  );
}

describe('compare', () => {
  it('finds nothing where Odoo says the same in its own way', () => {
    const values = {
      name: 'Orders',
      help: '',
      sequence: 0,
      active: true,
      copied: false,
      'parent_id/id': 'sale.menu',
      'group_ids/id': 'base.two,base.one',
      action: { record: 'm.action', as: 'reference' },
      json_value: { record: 'm.action', as: 'default' },
    } as const;
    const row = {
      name: 'Orders',
      help: false,
      sequence: 0,
      active: true,
      copied: false,
      parent_id: [7, 'Sales'],
      group_ids: [1, 2],
      action: 'ir.actions.act_window,33',
      json_value: '33',
    };

    expect(differences(values, row)).toEqual([]);
  });

  it('does not take another layout of XML for a difference', () => {
    const arch = '<?xml version="1.0"?>\n<list>\n  <field name="x_a"/>\n</list>\n';

    expect(differences({ arch_db: arch }, { arch_db: '<list>\n<field name="x_a"/></list>' })).toEqual([]);
  });

  it.each([
    [{ name: 'Orders' }, { name: 'Mine' }, 'name:Mine>Orders'],
    [{ copied: false }, { copied: true }, 'copied:true>'],
    [{ 'parent_id/id': 'sale.menu' }, { parent_id: false }, 'parent_id:>7'],
    [{ 'group_ids/id': 'base.one' }, { group_ids: [1, 2] }, 'group_ids:1,2>1'],
    [{ 'parent_id/id': 'sale.gone' }, { parent_id: false }, 'parent_id:>-1'],
    [{ action: { record: 'm.gone', as: 'reference' } as const }, { action: false }, 'action:>?'],
  ])('names the field in which %j differs from %j', (values, row, expected) => {
    expect(differences(values, row)).toEqual([expected]);
  });
});

describe('fieldOf', () => {
  it('takes the field from a column', () => {
    expect(['name', 'parent_id/id', 'group_ids/.id'].map(fieldOf)).toEqual(['name', 'parent_id', 'group_ids']);
  });
});
