import { describe, expect, it } from '@jest/globals';
import { dialectOf } from '../../src/addon/dialect.ts';
import { PROFILE_14, PROFILE_15, PROFILE_16, PROFILE_17, PROFILE_18, PROFILE_19 } from '../../src/odoo/profile.ts';

const TREES = { list: 'tree', chatter: 'fields', groups: 'groups_id', groupPrivileges: false };
const LISTS = { list: 'list', chatter: 'element', conditions: 'expressions' };

describe('dialectOf', () => {
  it.each([
    { profile: PROFILE_14, dialect: { ...TREES, conditions: 'attrs' } },
    { profile: PROFILE_15, dialect: { ...TREES, conditions: 'attrs' } },
    { profile: PROFILE_16, dialect: { ...TREES, conditions: 'attrs' } },
    { profile: PROFILE_17, dialect: { ...TREES, conditions: 'expressions' } },
    { profile: PROFILE_18, dialect: { ...LISTS, groups: 'groups_id', groupPrivileges: false } },
    { profile: PROFILE_19, dialect: { ...LISTS, groups: 'group_ids', groupPrivileges: true } },
  ])('knows how Odoo $profile.major writes views and groups', ({ profile, dialect }) => {
    expect(dialectOf(profile)).toMatchObject(dialect);
  });

  it.each([
    { profile: PROFILE_14, service: { type: 'service' } },
    { profile: PROFILE_15, service: { detailed_type: 'service' } },
    { profile: PROFILE_17, service: { detailed_type: 'service' } },
    { profile: PROFILE_18, service: { type: 'service' } },
  ])('writes services as Odoo $profile.major wants them', ({ profile, service }) => {
    expect(dialectOf(profile).service).toEqual(service);
  });

  it.each([
    { profile: PROFILE_14, method: 'get_products_price' },
    { profile: PROFILE_15, method: 'get_products_price' },
    { profile: PROFILE_16, method: '_get_products_price' },
    { profile: PROFILE_19, method: '_get_products_price' },
  ])('asks pricelists as Odoo $profile.major wants it', ({ profile, method }) => {
    expect(dialectOf(profile).pricelistPrices).toBe(method);
  });
});
