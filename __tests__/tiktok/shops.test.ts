import { describe, expect, it } from '@jest/globals';
import { listShops } from '../../src/tiktok/shops.ts';
import { quickClient, scriptedHttp, success } from '../helpers/tiktokClient.ts';
import { readFixtureText } from '../helpers/tiktokFixtures.ts';

describe('listShops', () => {
  it('asks without a cipher and reads id, region and cipher', async () => {
    const http = scriptedHttp(() => ({ text: readFixtureText('realistic/authorized-shops') }));

    const { items, rejected } = await listShops(quickClient({ http }));

    expect(items).toMatchObject([
      { id: '7495000000000000001', region: 'US', cipher: 'TTP_SampleCipherUSAAAA' },
      { id: '7495000000000000002', region: 'GB', cipher: 'GCP_SampleCipherGBAAAA' },
    ]);
    expect(rejected).toEqual([]);
    expect(http.requests[0]?.url).toMatch(/\/authorization\/202309\/shops\?/);
    expect(http.requests[0]?.url).not.toContain('shop_cipher');
  });

  it('sets a shop without a cipher apart', async () => {
    const http = scriptedHttp(() => ({ text: success({ shops: [{ id: '1' }] }) }));

    expect(await listShops(quickClient({ http }))).toMatchObject({
      items: [],
      rejected: [{ id: '1', path: 'cipher' }],
    });
  });

  it('takes a missing list for none', async () => {
    const http = scriptedHttp(() => ({ text: success({}) }));

    expect(await listShops(quickClient({ http }))).toEqual({ items: [], rejected: [] });
  });
});
