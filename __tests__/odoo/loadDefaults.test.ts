import { describe, expect, it } from '@jest/globals';
import { hoistConstants } from '../../src/odoo/loadDefaults.ts';

const record = (name: string, values: Record<string, string | number>) => ({
  externalId: `__tiktok_shop__.${name}`,
  values: { name, ...values },
});

describe('hoistConstants', () => {
  it('moves links that are the same everywhere into the context', () => {
    const page = hoistConstants([record('a', { 'team_id/.id': 7 }), record('b', { 'team_id/.id': 7 })]);

    expect(page.context).toEqual({ default_team_id: 7 });
    expect(page.records.map(({ values }) => values)).toEqual([{ name: 'a' }, { name: 'b' }]);
  });

  it.each([
    { what: 'links that differ', a: { 'team_id/.id': 7 }, b: { 'team_id/.id': 8 } },
    { what: 'empty links, which clear a default', a: { 'team_id/.id': '' }, b: { 'team_id/.id': '' } },
    { what: 'the company', a: { 'company_id/.id': 1 }, b: { 'company_id/.id': 1 } },
    { what: 'the pricelist', a: { 'pricelist_id/.id': 2 }, b: { 'pricelist_id/.id': 2 } },
    { what: 'lists of links', a: { 'tax_ids/.id': '1,2' }, b: { 'tax_ids/.id': '1,2' } },
    { what: 'plain values', a: { sequence: 3 }, b: { sequence: 3 } },
  ])('leaves $what in their columns', ({ a, b }) => {
    const records = [record('a', a), record('b', b)] as const;

    expect(hoistConstants(records)).toEqual({ context: {}, records });
  });

  it('leaves a single record as it is', () => {
    const records = [record('a', { 'team_id/.id': 7 })];

    expect(hoistConstants(records)).toEqual({ context: {}, records });
  });

  it('keeps children and external ids', () => {
    const child = record('line', { 'product_id/.id': 3 });
    const parent = { ...record('a', { 'team_id/.id': 7 }), children: { order_line: [child] } };

    const page = hoistConstants([parent, { ...parent, externalId: '__tiktok_shop__.b' }]);

    expect(page.records[0]?.children).toEqual({ order_line: [child] });
    expect(page.records[1]?.externalId).toBe('__tiktok_shop__.b');
  });
});
