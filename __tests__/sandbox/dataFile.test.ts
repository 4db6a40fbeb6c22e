import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { StateError } from '../../src/core/errors.ts';
import { silentLogger } from '../../src/core/logger.ts';
import { loadWorld, saveWorld } from '../../src/sandbox/dataFile.ts';
import { makeWorld } from '../../src/sandbox/makeWorld.ts';
import { SANDBOX_APP } from '../../src/sandbox/options.ts';
import { shopCaller, withSandbox, type SandboxClient } from '../helpers/sandboxClient.ts';

let folder = '';
let path = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
  path = join(folder, 'state.json');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const options = { port: 0, seed: 'kept', logger: silentLogger, shops: [{ region: 'ID', orders: 25 }] } as const;

describe('saveWorld', () => {
  it('keeps a world so that loadWorld gives it back, without the secret of the app', async () => {
    const world = makeWorld(options, 1_760_000_000);
    await saveWorld(world, path);
    const loaded = await loadWorld(path, options);

    expect(loaded?.shops[0]?.orders).toEqual(world.shops[0]?.orders);
    expect(loaded?.shops[0]?.goods).toEqual(world.shops[0]?.goods);
    expect(loaded?.shops[0]?.warehouses).toEqual(world.shops[0]?.warehouses);
    expect(loaded?.shops[0]?.ids.shop).toBe(world.shops[0]?.ids.shop);
    expect(loaded).toMatchObject({ seed: 'kept', settings: world.settings, apps: [SANDBOX_APP] });
    expect(readFileSync(path, 'utf8')).not.toContain(SANDBOX_APP.secret);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });
});

describe('loadWorld', () => {
  it('finds nothing where there is no file', async () => {
    expect(await loadWorld(path, options)).toBeUndefined();
  });

  it.each(['', '{"half', '[]', '{"form":0}'])('refuses a file that holds %j, and leaves it alone', async (text) => {
    writeFileSync(path, text);

    await expect(loadWorld(path, options)).rejects.toThrow(StateError);
    expect(readFileSync(path, 'utf8')).toBe(text);
  });
});

describe('a sandbox with a data file', () => {
  it('goes on where it stopped: orders, tokens, switches, new ids', async () => {
    let token = '';
    let placed = '';
    await withSandbox({ ...options, dataFile: path }, async (client) => {
      const { control, isResumed } = client.sandbox;
      expect(isResumed).toBe(false);
      token = (await client.link()).accessToken;
      [placed = ''] = control.placeOrders();
      control.setShop(control.shops()[0]?.shopId ?? '', { onHoldFlow: false });
    });

    await withSandbox({ ...options, seed: 'ignored', dataFile: path }, async (client) => {
      const { control, isResumed } = client.sandbox;

      expect(isResumed).toBe(true);
      expect(control.orders()).toHaveLength(26);
      expect(control.order(placed).status).toBe('AWAITING_SHIPMENT');
      expect(control.shops()[0]?.onHoldFlow).toBe(false);
      expect(control.placeOrders()).not.toContain(placed);
      expect(await client.call('GET', '/authorization/202309/shops', { token })).toMatchObject({ code: 0 });
    });
  });

  it('keeps what buyers, seller and callers did to goods', async () => {
    const twoWarehouses = { ...options, shops: [{ region: 'ID', orders: 25, warehouses: 2 }], dataFile: path } as const;
    let before: unknown;
    const state = ({ sandbox: { control } }: SandboxClient): unknown => [
      control.stock(),
      control.products(),
      control.catalogue(),
      control.warehouses(),
    ];
    await withSandbox(twoWarehouses, async (client) => {
      const { control } = client.sandbox;
      const [first, second, third] = control.catalogue();
      control.placeOrders({ count: 5 });
      control.setStock(first?.skuId ?? '', 2, 3);
      control.setSku(second?.skuId ?? '', { price: '1', isGone: true });
      control.setWarehouse(2, { status: 'DISABLED' });
      control.addProduct({ title: 'New', skus: [{ sellerSku: 'N', price: '5000', quantity: 4 }] });
      const inventory = [{ warehouse_id: control.warehouses()[0]?.warehouseId, quantity: 77 }];
      const update = `/product/202309/products/${third?.productId ?? ''}/inventory/update`;
      const answer = await (await shopCaller(client))('POST', update, {}, { skus: [{ id: third?.skuId, inventory }] });
      expect(answer).toMatchObject({ code: 0, data: {} });
      before = state(client);
    });

    await withSandbox(twoWarehouses, async (client) => {
      expect(state(client)).toEqual(before);
      expect(JSON.stringify(before)).toContain('77');
      await Promise.resolve();
    });
  });

  it('has made the file before it answers', async () => {
    await withSandbox({ ...options, dataFile: path }, async () => {
      expect((await loadWorld(path, options))?.shops[0]?.orders.size).toBe(25);
    });
  });
});
