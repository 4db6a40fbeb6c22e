import { describe, expect, it } from '@jest/globals';
import { UsageError } from '../../../src/core/errors.ts';
import { SANDBOX_APP, type SandboxSettings } from '../../../src/sandbox/options.ts';
import { withSandbox } from '../../helpers/sandboxClient.ts';

describe('sandboxControl', () => {
  it('lists shops with currency, ciphers and what they hold', async () => {
    const shops = [{ region: 'JP', orders: 30, seller: 'One' }] as const;
    await withSandbox({ shops }, async (client) => {
      const { ciphers } = await client.link();
      const [shop] = client.sandbox.control.shops();

      expect(shop).toMatchObject({ seller: 'One', region: 'JP', currency: 'JPY', orders: 30, isActive: true });
      expect(shop?.ciphers[SANDBOX_APP.key]).toBe(ciphers[0]);
      expect(Object.values(shop?.byStatus ?? {}).reduce((sum, count) => sum + count, 0)).toBe(30);
    });
  });

  it('lists everything that a shop sells', async () => {
    await withSandbox({ shops: [{ region: 'US', orders: 0, skus: 12, skuPrefix: 'X-' }] }, async ({ sandbox }) => {
      const catalogue = sandbox.control.catalogue();

      expect(catalogue.filter(({ kind }) => kind === 'goods')).toHaveLength(12);
      expect(catalogue.every(({ sellerSku }) => sellerSku === '' || sellerSku.startsWith('X-'))).toBe(true);
      expect(() => sandbox.control.catalogue('1')).toThrow(UsageError);
      await Promise.resolve();
    });
  });

  it('makes the shops again as they were; who consented stays linked', async () => {
    await withSandbox({}, async (client) => {
      const { control } = client.sandbox;
      const before = control.orders().map(({ orderId }) => orderId);
      const { accessToken } = await client.link();
      control.placeOrders({ count: 5 });
      control.removeOrder(before[0] ?? '');
      control.reset();

      expect(control.orders().map(({ orderId }) => orderId)).toEqual(before);
      expect(await client.call('GET', '/authorization/202309/shops', { token: accessToken })).toMatchObject({
        code: 0,
      });
    });
  });

  it('turns ON_HOLD off for new orders', async () => {
    await withSandbox({}, async ({ sandbox: { control } }) => {
      const [shop] = control.shops();
      control.setShop(shop?.shopId ?? '', { onHoldFlow: false });
      const [id = ''] = control.placeOrders({ status: 'UNPAID' });

      expect(() => {
        control.setShop(shop?.shopId ?? '', { orders: 1 } as object);
      }).toThrow(/no switch orders/);
      expect(control.order(id).is_on_hold_order).toBe(false);
      expect(control.advance(id).status).toBe('AWAITING_SHIPMENT');
      await Promise.resolve();
    });
  });

  it('moves the clock of shops and tokens, not the one that signatures are judged by', async () => {
    await withSandbox({ settings: { accessTokenSeconds: 3600 } }, async (client) => {
      const { control } = client.sandbox;
      const { accessToken } = await client.link();
      const before = control.now();

      expect(control.moveClock(3600) - before).toBeLessThanOrEqual(3602);
      const answer = await client.call('GET', '/authorization/202309/shops', { token: accessToken });
      expect(answer.code).toBe(105002);
    });
  });

  it('changes settings that exist', async () => {
    await withSandbox({}, async ({ sandbox: { control } }) => {
      expect(control.changeSettings({ searchDelaySeconds: 9 }).searchDelaySeconds).toBe(9);
      expect(control.settings().searchDelaySeconds).toBe(9);
      expect(() => control.changeSettings({ gravity: 0 } as Partial<SandboxSettings>)).toThrow(/gravity/);
      await Promise.resolve();
    });
  });

  it('tells who granted what, without a token', async () => {
    await withSandbox({}, async (client) => {
      const { openId, accessToken } = await client.link();
      const { control } = client.sandbox;

      expect(control.authorisations()).toMatchObject([{ openId, appKey: SANDBOX_APP.key, isRevoked: false }]);
      expect(JSON.stringify(control.authorisations())).not.toContain(accessToken);
      expect(() => {
        control.revoke('1');
      }).toThrow(UsageError);
      control.revoke(openId);
      expect(control.authorisations()[0]?.isRevoked).toBe(true);
    });
  });
});
