import { describe, expect, it } from '@jest/globals';
import { nearestName } from '../../src/config/nearest.ts';

const KNOWN = ['odoo_url', 'odoo_user', 'odoo_db', 'state_dir'];

describe('nearestName', () => {
  it.each([
    ['odoo_ulr', 'odoo_url'],
    ['ODOO-URL', 'odoo_url'],
    ['odoo_usr', 'odoo_user'],
    ['statedir', 'state_dir'],
    ['odoo_d', 'odoo_db'],
  ])('takes %s for %s', (typed, meant) => {
    expect(nearestName(typed, KNOWN)).toBe(meant);
  });

  it('finds none when too much differs', () => {
    expect(nearestName('proxy_mode', KNOWN)).toBeUndefined();
    expect(nearestName('x', [])).toBeUndefined();
  });
});
