import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCommand } from '../helpers/commandLine.ts';

/** An Odoo that never answers. */
let server: Server;
let asked: Promise<void>;

beforeAll(async () => {
  server = createServer();
  asked = new Promise((resolve) =>
    server.once('request', () => {
      resolve();
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe('a signal', () => {
  it('ends a command that waits for Odoo at once, with a sentence', async () => {
    const env = {
      ODOO_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      ODOO_DB: 'x',
      ODOO_ADMIN_USER: 'x',
      ODOO_ADMIN_PASSWORD: 'x',
    };
    const { child, ended } = startCommand(['install'], { env, cwd: mkdtempSync(join(tmpdir(), 'session-')) });
    await asked;

    child.kill('SIGTERM');

    expect(await ended).toMatchObject({
      code: null,
      stderr: expect.stringContaining('stopped; run the command again'),
    });
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('ends the sandbox cleanly by %s', async (signal) => {
    const { child, ended, ...running } = startCommand(['sandbox', '--port', '0', '--orders', '1']);
    await running.printed(/Sample US Shop/);

    child.kill(signal);

    expect(await ended).toMatchObject({ code: 0, stderr: '' });
  });
});
