import { describe, expect, it } from '@jest/globals';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toOptions } from '../../../src/cli/commands/sandbox.ts';
import { startCommand } from '../../helpers/commandLine.ts';

const FLAGS = { port: '8765', host: '127.0.0.1', markets: 'US', orders: '300', seed: '1', speed: '0' };

describe('toOptions', () => {
  it('makes one shop for each market, with names and numbers of their own', () => {
    expect(toOptions({ ...FLAGS, markets: 'us, GB:40,US:5' })).toMatchObject({
      port: 8765,
      orders: 300,
      shops: [
        { region: 'US', name: 'Sample US Shop' },
        { region: 'GB', name: 'Sample GB Shop', orders: 40 },
        { region: 'US', name: 'Sample US Shop 2', orders: 5 },
      ],
    });
  });

  it('gives every shop the same number of SKUs and warehouses', () => {
    const numbers = { skus: '10000', skusPerProduct: '20', warehouses: '2' };

    expect(toOptions({ ...FLAGS, ...numbers, markets: 'US,GB' }).shops).toMatchObject([
      { region: 'US', skus: 10_000, skusPerProduct: 20, warehouses: 2 },
      { region: 'GB', skus: 10_000, skusPerProduct: 20, warehouses: 2 },
    ]);
  });

  it.each([
    { skus: 'all' },
    { warehouses: '-1' },
    { markets: '' },
    { markets: 'US;GB' },
    { port: '-1' },
    { orders: 'many' },
    { speed: 'fast' },
    { speed: '-1' },
  ])('refuses %j', (flags) => {
    expect(() => toOptions({ ...FLAGS, ...flags })).toThrow(/"/);
  });
});

describe('sandbox', () => {
  it('says how to point the settings at it, and goes on with its state after a restart', async () => {
    const state = join(mkdtempSync(join(tmpdir(), 'sandbox-')), 'state.json');
    const args = ['sandbox', '--port', '0', '--markets', 'GB:7', '--state', state];
    const first = startCommand(args);
    const printed = await first.printed(/Sample GB Shop .* 7$/m);
    const [url = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(printed) ?? [];
    await fetch(`${url}/sandbox/orders`, { method: 'POST', body: '{"count": 2}' });
    first.child.kill('SIGINT');
    await first.ended;

    const second = startCommand([...args, '--json']);
    const again = await second.printed(/^\}$/m);
    second.child.kill('SIGINT');

    expect(printed).toContain(`tiktok_consent_url = ${url}/open/authorize`);
    expect(JSON.parse(again)).toMatchObject({ isResumed: true, shops: [{ region: 'GB', orders: 9 }] });
    expect(await second.ended).toMatchObject({ code: 0 });
  });
});
