import { describe, expect, it } from '@jest/globals';
import { UsageError } from '../../../src/core/errors.ts';
import { chooseShops } from '../../../src/sync/shops/choose.ts';
import type { Shop } from '../../../src/sync/shops/shop.ts';

function shopOf(id: number, enabled: boolean, stream = true): Shop {
  const name = `Shop ${id}`;
  const row = { id, x_sync_orders: stream };
  const texts = { shopId: `749500000000000000${id}`, name, region: 'US', cipher: '', app: 'main', openId: '' };
  const state = { accountState: 'linked', state: 'enabled', message: '', confirm: true };
  return { id, ...texts, ...state, enabled, lastOrderSync: undefined, syncFrom: undefined, row };
}

const ON = shopOf(1, true);
const OFF = shopOf(2, false);
const PAUSED = shopOf(3, true, false);

describe('chooseShops', () => {
  it('takes all enabled shops whose stream is switched on', () => {
    expect(chooseShops([ON, OFF, PAUSED], undefined, 'orders')).toEqual([ON]);
  });

  it.each(['7495000000000000003', 'shop 3', '#3'])('takes the shop that is named, switched on or not: %s', (text) => {
    expect(chooseShops([ON, OFF, PAUSED], text, 'orders')).toEqual([PAUSED]);
  });

  it.each([
    [[], undefined, 'Link an account first'],
    [[OFF], undefined, 'shops enable SHOP'],
    [[PAUSED], undefined, 'sync-orders=yes'],
    [[ON], 'Other', 'Known shops: Shop 1'],
    [[OFF], 'Shop 2', 'shops enable 7495000000000000002'],
  ])('says what to do when there is none to take: %#', (all, text, remedy) => {
    expect(() => chooseShops(all, text, 'orders')).toThrow(UsageError);
    expect(() => chooseShops(all, text, 'orders')).toThrow(
      expect.objectContaining({ remedy: expect.stringContaining(remedy) }),
    );
  });
});
