import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { externalId, MODULE } from '../../src/odoo/values.ts';

describe('externalId', () => {
  it('joins kind and ids', () => {
    expect(externalId('order', '576461413038785752')).toBe('__tiktok_shop__.order_576461413038785752');
    expect(externalId('order_line', '5764', '1729_1')).toBe('__tiktok_shop__.order_line_5764_1729_1');
  });

  it('has one dot only, whatever the ids hold', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), (parts) => {
        const name = externalId('buyer', ...parts);

        expect(name.startsWith(`${MODULE}.buyer_`)).toBe(true);
        expect(name.slice(MODULE.length + 1)).toMatch(/^[\w-]+$/);
      }),
    );
  });
});
