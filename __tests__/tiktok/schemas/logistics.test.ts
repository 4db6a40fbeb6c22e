import { describe, expect, it } from '@jest/globals';
import { Warehouse } from '../../../src/tiktok/schemas/logistics.ts';
import { readFixture } from '../../helpers/tiktokFixtures.ts';

interface Listed {
  readonly data: { readonly warehouses: object[] };
}

describe('Warehouse', () => {
  it.each(['realistic/warehouses', 'all-keys/GET_logistics_202309_warehouses'])(
    'reads %s and keeps every key',
    (name) => {
      for (const warehouse of (readFixture(name) as Listed).data.warehouses) {
        expect(Warehouse.parse(warehouse)).toEqual(warehouse);
      }
    },
  );

  it('refuses a warehouse without an id', () => {
    expect(Warehouse.safeParse({ name: 'Main' }).success).toBe(false);
  });
});
