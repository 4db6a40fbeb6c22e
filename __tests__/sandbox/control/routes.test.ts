import { describe, expect, it } from '@jest/globals';
import { CONTROL_ROUTES } from '../../../src/sandbox/control/routes.ts';
import { SANDBOX_APP } from '../../../src/sandbox/options.ts';
import { withSandbox } from '../../helpers/sandboxClient.ts';

type Row = Readonly<Record<string, unknown>>;
interface Lab {
  readonly ask: (
    method: string,
    path: string,
    body?: unknown,
  ) => Promise<{ readonly status: number; readonly value: unknown }>;
}

async function withControl(task: (lab: Lab) => Promise<void>): Promise<void> {
  await withSandbox({ shops: [{ region: 'US', orders: 10 }] }, async ({ sandbox }) => {
    await task({
      ask: async (method, path, body) => {
        const response = await fetch(`${sandbox.url}/sandbox${path}`, {
          method,
          ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        });
        return { status: response.status, value: await response.json() };
      },
    });
  });
}

describe('the control API', () => {
  it('lists its routes', async () => {
    await withControl(async ({ ask }) => {
      const { value } = await ask('GET', '');

      expect(Object.keys(value as object)).toEqual(CONTROL_ROUTES.map(({ route }) => route));
    });
  });

  it('leads an order from its placing to its cancellation', async () => {
    await withControl(async ({ ask }) => {
      const shops = (await ask('GET', '/shops')).value as Row[];
      const shopId = String(shops[0]?.['shopId']);
      const placed = await ask('POST', '/orders', { shopId, count: 1, kinds: ['severalUnits'] });
      const [id = ''] = (placed.value as { orderIds: string[] }).orderIds;

      expect((await ask('GET', `/orders?shop=${shopId}&limit=50`)).value).toHaveLength(11);
      expect((await ask('GET', '/orders?status=COMPLETED&limit=1')).status).toBe(200);
      expect((await ask('POST', `/orders/${id}/request-cancel`)).value).toMatchObject({
        is_buyer_request_cancel: true,
      });
      expect(
        (await ask('POST', `/orders/${id}/address?keep_update_time=1`, { postal_code: '99999' })).value,
      ).toMatchObject({
        recipient_address: { postal_code: '99999' },
      });
      expect((await ask('PATCH', `/orders/${id}`, { set: { note: 'x' } })).value).toMatchObject({ note: 'x' });
      expect((await ask('POST', `/orders/${id}/cancel`, { units: 1 })).value).toMatchObject({
        status: 'AWAITING_SHIPMENT',
      });
      expect((await ask('POST', `/orders/${id}/advance`, { to: 'IN_TRANSIT' })).value).toMatchObject({
        status: 'IN_TRANSIT',
      });
      expect((await ask('POST', `/orders/${id}/cancel`, { by: 'SYSTEM' })).value).toMatchObject({
        status: 'CANCELLED',
      });
      expect((await ask('GET', `/orders/${id}`)).value).toMatchObject({ id, status: 'CANCELLED' });
      expect((await ask('DELETE', `/orders/${id}`)).value).toEqual({ done: true });
      expect((await ask('GET', `/orders/${id}`)).status).toBe(400);
    });
  });

  it('steers shops, clock, settings, consent, tokens, faults and statistics', async () => {
    await withControl(async ({ ask }) => {
      const [shop] = (await ask('GET', '/shops')).value as Row[];
      const shopId = String(shop?.['shopId']);

      expect(await ask('POST', `/shops/${shopId}`, { onHoldFlow: false })).toMatchObject({ status: 200 });
      expect((await ask('GET', '/shops')).value).toMatchObject([{ onHoldFlow: false }]);
      const catalogue = (await ask('GET', `/shops/${shopId}/catalogue`)).value as Row[];
      expect(catalogue.map((sku) => sku['sellerSku'])).toContain('BUNDLE-01');
      const before = (await ask('POST', '/clock', { move: 0 })).value as { now: number };
      const after = (await ask('POST', '/clock', { move: 60 })).value as { now: number };
      expect(after.now - before.now).toBeGreaterThanOrEqual(60);
      expect((await ask('POST', '/settings', { speed: 60 })).value).toMatchObject({ speed: 60 });
      expect((await ask('GET', '/settings')).value).toMatchObject({ speed: 60 });
      const consent = await ask('POST', '/consent', { serviceId: SANDBOX_APP.serviceId, state: 's' });
      expect((consent.value as { code: string }).code).toMatch(/^TTP_/);
      expect((await ask('GET', '/authorisations')).value).toEqual([]);
      expect((await ask('POST', '/authorisations/revoke')).value).toEqual({ done: true });
      expect((await ask('POST', '/authorisations/expire', { refresh: true })).value).toEqual({ done: true });
      expect((await ask('POST', '/faults', { fault: 'cut', share: 0.5 })).value).toEqual({ done: true });
      expect((await ask('GET', '/faults')).value).toEqual([{ fault: 'cut', share: 0.5 }]);
      expect((await ask('DELETE', '/faults')).value).toEqual({ done: true });
      expect((await ask('GET', '/statistics')).value).toMatchObject({ calls: 0 });
      expect((await ask('DELETE', '/statistics')).value).toEqual({ done: true });
      expect((await ask('POST', '/reset')).value).toEqual({ done: true });
    });
  });

  it('says what is wrong: 400 for what does not exist, 404 for no route, 409 for a step that is not allowed', async () => {
    await withControl(async ({ ask }) => {
      const placed = await ask('POST', '/orders', { status: 'COMPLETED' });
      const [id = ''] = (placed.value as { orderIds: string[] }).orderIds;

      expect(await ask('POST', `/orders/${id}/advance`)).toEqual({
        status: 409,
        value: { error: 'An order in COMPLETED goes no further.' },
      });
      expect(await ask('GET', '/orders/1')).toMatchObject({ status: 400 });
      expect(await ask('POST', '/faults', { fault: 'earthquake' })).toMatchObject({ status: 400 });
      expect(await ask('POST', '/settings', '{')).toMatchObject({
        status: 400,
        value: { error: 'The body is not JSON.' },
      });
      expect(await ask('POST', '/settings', '[]')).toMatchObject({ status: 400 });
      expect(await ask('PUT', '/orders/1', '{}')).toMatchObject({
        status: 400,
        value: { error: 'The query names no shop.' },
      });
      expect(await ask('POST', '/nothing')).toMatchObject({ status: 404 });
    });
  });
});
