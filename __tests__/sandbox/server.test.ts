import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { describe, expect, it } from '@jest/globals';
import { ConfigError } from '../../src/core/errors.ts';
import { silentLogger } from '../../src/core/logger.ts';
import { sleep } from '../../src/core/time.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { withSandbox } from '../helpers/sandboxClient.ts';

const options = { port: 0, seed: 1, logger: silentLogger, shops: [{ region: 'US', orders: 3 }] } as const;

describe('startSandbox', () => {
  it('says what to do when the port is taken', async () => {
    await withSandbox({}, async ({ sandbox }) => {
      const port = Number(new URL(sandbox.url).port);

      await expect(startSandbox({ ...options, port })).rejects.toThrow(ConfigError);
      await expect(startSandbox({ ...options, port })).rejects.toThrow(new RegExp(`127\\.0\\.0\\.1:${port}`));
    });
  });

  it('starts with wrong options not at all', async () => {
    await expect(startSandbox({ ...options, shops: [] })).rejects.toThrow(ConfigError);
  });

  it('closes at once, although connections are open', async () => {
    const sandbox = await startSandbox(options);
    sandbox.control.addFault({ fault: 'silent' });
    const socket = connect(Number(new URL(sandbox.url).port), '127.0.0.1');
    const pending = fetch(`${sandbox.url}/authorization/202309/shops`);
    socket.on('error', () => undefined);
    const start = performance.now();
    await Promise.all([expect(pending).rejects.toThrow(), sleep(100).then(() => sandbox.close())]);

    expect(performance.now() - start).toBeLessThan(2000);
  });

  it('lives on the clock that it is given', async () => {
    let now = 1_760_000_000;
    await withSandbox({ ...options, clock: () => now }, async (client) => {
      const { control } = client.sandbox;
      now += 50;

      expect(control.now()).toBe(1_760_000_050);
      expect(control.order(control.placeOrders()[0] ?? '').create_time).toBe(1_760_000_050);
      expect(Math.max(...control.orders().map(({ updateTime }) => updateTime))).toBe(1_760_000_050);
      const answer = await client.call('GET', '/authorization/202309/shops', { timestamp: '1760000050' });
      expect(answer.message).toMatch(/x-tts-access-token/);
    });
  });

  it('keeps the control API for callers on this machine', async () => {
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((address) => address?.family === 'IPv4' && !address.internal)?.address;
    await withSandbox({ host: '0.0.0.0' }, async ({ sandbox }) => {
      const port = new URL(sandbox.url).port;

      expect((await fetch(`${sandbox.url}/sandbox/shops`)).status).toBe(200);
      if (outside !== undefined) {
        // from this machine, but not by its inner address
        expect((await fetch(`http://${outside}:${port}/sandbox/shops`)).status).toBe(403);
        expect((await fetch(`http://${outside}:${port}/open/authorize`)).status).toBe(200);
      }
    });
  });
});
