import { afterAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const DEMO = fileURLToPath(new URL('../../scripts/demo', import.meta.url));
/** Copies of the template with such a name are dropped when a killed test run left them behind. */
const DATABASE = `tt_${process.pid}_demo`;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const port = await freePort();

async function demo(command: string): Promise<string> {
  const own = { TIKTOK_ODOO_DEMO_DB: DATABASE, TIKTOK_ODOO_DEMO_PORT: String(port), TIKTOK_ODOO_DEMO_ORDERS: '60' };
  // settings of another Odoo must not get in
  const env = { ...process.env, ...own, ODOO_URL: 'http://127.0.0.1:9', ODOO_DB: 'other' };
  return (await run(DEMO, [command], { env, maxBuffer: 16 * 1024 * 1024 })).stdout;
}

describe('scripts/demo', () => {
  afterAll(() => demo('reset'));

  it('explains itself, and refuses what it does not know', async () => {
    expect(await demo('--help')).toMatch(/^Usage: scripts\/demo/);
    await expect(demo('upp')).rejects.toMatchObject({ code: 64 });
  });

  it('runs the whole flow, and changes nothing the second time', async () => {
    const first = await demo('up');
    const second = await demo('up');

    for (const command of ['install', 'auth link', 'auth complete', 'shops enable', 'sync orders']) {
      expect(first).toContain(`$ tiktok-odoo ${command}`);
    }
    expect(first).toMatch(/^Sample US Shop +\d+ +\d+ +[1-9]\d* +[1-9]\d* /m);
    expect(first).toMatch(/^Sample GB Shop .* GBP$/m);
    expect(first).toMatch(/^Sample ID Shop .* IDR$/m);
    expect(first).toMatch(/This run made .*sale\.order/);
    expect(first).toContain(`/web?db=${DATABASE}`);
    expect(second).toContain('This run changed nothing: there are exactly as many records of every kind as before.');
  }, 300_000);

  it('starts the sandbox again when it is gone, with the same orders', async () => {
    const { stdout } = await run('pgrep', ['-f', `demo-${DATABASE}/sandbox.json`]);
    for (const pid of stdout.trim().split('\n')) process.kill(Number(pid), 'SIGKILL');

    const after = await demo('up');

    expect(after).toContain('This run changed nothing');
  }, 300_000);
});
