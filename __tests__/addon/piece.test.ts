import { describe, expect, it } from '@jest/globals';
import { addonXid, namedXids, numberText } from '../../src/addon/piece.ts';

describe('addonXid', () => {
  it('makes ids that uninstall recognises and that no TikTok thing has', () => {
    expect(addonXid('field', 'sale.order', 'x_a')).toBe('__tiktok_shop__.addon_field_sale-order_x_a');
  });
});

describe('namedXids', () => {
  it('finds the records that a value names', () => {
    expect(namedXids('group_ids/id', 'a.b,c.d')).toEqual(['a.b', 'c.d']);
    expect(namedXids('action', { record: 'a.b', as: 'reference' })).toEqual(['a.b']);
    expect(namedXids('parent_id/id', '')).toEqual([]);
    expect(namedXids('name', 'a.b')).toEqual([]);
  });
});

describe('numberText', () => {
  it('writes references with their model and defaults as a number', () => {
    const target = { model: 'ir.actions.act_window', id: 5 };

    expect(numberText({ record: 'a.b', as: 'reference' }, target)).toBe('ir.actions.act_window,5');
    expect(numberText({ record: 'a.b', as: 'default' }, target)).toBe('5');
  });
});
