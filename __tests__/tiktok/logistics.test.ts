import { describe, expect, it } from '@jest/globals';
import { listWarehouses } from '../../src/tiktok/logistics.ts';
import { quickClient, scriptedHttp, SHOP } from '../helpers/tiktokClient.ts';
import { readFixtureText } from '../helpers/tiktokFixtures.ts';

describe('listWarehouses', () => {
  it('reads those for sales and those for returns', async () => {
    const http = scriptedHttp(() => ({ text: readFixtureText('realistic/warehouses') }));

    const { items, rejected } = await listWarehouses(quickClient({ http }), SHOP);

    expect(items.map(({ id, type, is_default }) => [id, type, is_default])).toEqual([
      ['7200000000000000001', 'SALES_WAREHOUSE', true],
      ['7200000000000000002', 'RETURN_WAREHOUSE', true],
    ]);
    expect(rejected).toEqual([]);
    expect(http.requests[0]?.url).toContain(`shop_cipher=${SHOP.cipher}`);
  });
});
