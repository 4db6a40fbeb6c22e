import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AccountLink, linkAccount, markRevoked, type ShopLink } from '../../../src/sync/shops/link.ts';
import { createWorld, VERSIONS, type World, WORLD_TIMEOUT } from '../../helpers/world.ts';

const ACCOUNT: AccountLink = {
  app: 'main',
  openId: '7010000000000000001',
  sellerName: 'Sample Seller',
  region: 'GB',
  scopes: ['seller.order.info'],
  accessExpires: 1_800_000_000,
  refreshExpires: 1_830_000_000,
};

function shopLink(id: string, region = 'US'): ShopLink {
  return { id, name: `Shop ${id}`, region, sellerType: 'LOCAL', cipher: `cipher-${id}`, code: `CODE${id}` };
}

const currencyOf = (region: string): string | undefined => ({ US: 'USD', GB: 'GBP', VN: 'VND' })[region];

describe.each(VERSIONS)('linkAccount on Odoo %s', (version) => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld(version, { bare: true });
  }, WORLD_TIMEOUT);
  afterAll(() => world.close());

  async function rowOf(shopId: string): Promise<Record<string, unknown>> {
    const fields = [
      'x_name',
      'x_state',
      'x_enabled',
      'x_currency_id',
      'x_company_id',
      'x_warehouse_id',
      'x_import_from',
    ];
    const [row] = await world.admin.searchRead('x_tiktok_shop', [['x_shop_id', '=', shopId]], fields);
    if (!row) throw new Error(`There is no shop ${shopId}.`);
    return row;
  }

  it('makes shops that are switched off, with what their region and company say', async () => {
    const linked = await linkAccount(world.odoo, ACCOUNT, [shopLink('101', 'GB')], currencyOf);

    expect(linked).toEqual([{ shopId: '101', name: 'Shop 101', region: 'GB', result: 'new' }]);
    expect(await rowOf('101')).toMatchObject({
      x_state: 'new',
      x_enabled: false,
      x_currency_id: [expect.any(Number), 'GBP'],
      x_company_id: [expect.any(Number), expect.any(String)],
      x_warehouse_id: [expect.any(Number), expect.any(String)],
      x_import_from: expect.any(String),
    });
  });

  it('knows a currency that is switched off in Odoo', async () => {
    const [currencyId = 0] = await world.admin.search('res.currency', [['name', '=', 'VND']]);
    await world.admin.write('res.currency', [currencyId], { active: false });

    await linkAccount(world.odoo, ACCOUNT, [shopLink('102', 'VN')], currencyOf);

    expect(await rowOf('102')).toMatchObject({ x_name: 'Shop 102', x_currency_id: [currencyId, 'VND'] });
  });

  it('keeps what a person set when the account is linked again', async () => {
    const [shop] = await world.admin.search('x_tiktok_shop', [['x_shop_id', '=', '101']]);
    await world.admin.write('x_tiktok_shop', [shop ?? 0], { x_name: 'By hand', x_order_prefix: 'UK-' });

    const linked = await linkAccount(world.odoo, ACCOUNT, [shopLink('101', 'GB')], currencyOf);

    expect(linked).toMatchObject([{ result: 'known' }]);
    expect(await rowOf('101')).toMatchObject({ x_name: 'By hand' });
    expect(await world.admin.searchCount('x_tiktok_shop', [['x_shop_id', '=', '101']])).toBe(1);
  });

  it('leaves a shop with the account that holds it, until that one ends', async () => {
    const other = { ...ACCOUNT, openId: '7010000000000000002' };

    const [held] = await linkAccount(world.odoo, other, [shopLink('101', 'GB')], currencyOf);
    await markRevoked(world.odoo, ACCOUNT.openId, 'The seller took it back.');
    const [free] = await linkAccount(world.odoo, other, [shopLink('101', 'GB')], currencyOf);

    expect(held).toMatchObject({ result: 'elsewhere', message: expect.stringContaining(ACCOUNT.openId) });
    expect(free).toMatchObject({ result: 'known' });
    const [account] = await world.admin.searchRead(
      'x_tiktok_account',
      [['x_open_id', '=', ACCOUNT.openId]],
      ['x_state', 'x_message'],
    );
    expect(account).toMatchObject({ x_state: 'revoked', x_message: 'The seller took it back.' });
  });
});
