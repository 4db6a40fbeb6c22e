import { describe, expect, it } from '@jest/globals';
import { PROFILE_14, PROFILE_19, PROFILES } from '../../src/odoo/profile.ts';

describe('PROFILES', () => {
  it('holds every version from 14 to 19 under its number', () => {
    expect(Object.keys(PROFILES).map(Number)).toEqual([14, 15, 16, 17, 18, 19]);
    expect(Object.entries(PROFILES).every(([key, profile]) => profile.major === Number(key))).toBe(true);
  });

  it('offers JSON-2 from 19 on', () => {
    expect(PROFILE_19.transports).toContain('json2');
    expect(PROFILES[18]?.transports).toEqual(['jsonrpc', 'xmlrpc']);
  });

  it('knows what 16 to 18 have of both ends', () => {
    expect(PROFILES[16]).toMatchObject({
      saleOrderLine: { taxes: 'tax_id', reprices: true, technicalPriceUnit: false },
      stockMove: { done: 'quantity_done', picked: false },
      lockedState: 'state',
      cancelContext: { disable_cancel_warning: true },
    });
    expect(PROFILES[17]).toMatchObject({ stockMove: { done: 'quantity', picked: true }, lockedState: 'field' });
    expect(PROFILES[18]).toMatchObject({
      storableProduct: { is_storable: true },
      userGroups: 'groups_id',
      listView: 'list',
    });
    expect(PROFILE_14.storableProduct).toEqual({ type: 'product' });
  });
});
