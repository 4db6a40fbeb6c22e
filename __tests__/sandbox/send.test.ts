import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import type { Fault } from '../../src/sandbox/faults.ts';
import { sendAnswer } from '../../src/sandbox/send.ts';

const answer = { status: 201, headers: { 'content-type': 'text/plain', 'x-sample': 'yes' }, body: 'Grüße und mehr' };
const date = 'Wed, 21 Oct 2026 07:28:00 GMT';

/** Sends the answer to a real caller. */
async function fetchAnswer<T>(fault: Fault | undefined, read: (response: Response) => Promise<T>): Promise<T> {
  const closing = new AbortController();
  const server = createServer((_request, response) => {
    sendAnswer(response, answer, { date, fault, signal: closing.signal }).catch(() => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await read(await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  } finally {
    closing.abort();
    server.closeAllConnections();
    server.close();
  }
}

describe('sendAnswer', () => {
  it('sends status, headers, date and body', async () => {
    await fetchAnswer(undefined, async (response) => {
      expect(response.status).toBe(201);
      expect(response.headers.get('x-sample')).toBe('yes');
      expect(response.headers.get('date')).toBe(date);
      expect(await response.text()).toBe(answer.body);
    });
  });

  it('cuts the body in the middle, so that the caller notices', async () => {
    await fetchAnswer({ fault: 'cut' }, async (response) => {
      expect(response.status).toBe(201);
      await expect(response.text()).rejects.toThrow();
    });
  });

  it.each(['slow', 'drip'] as const)('sends the whole body when it is %s', async (fault) => {
    expect(await fetchAnswer({ fault, delayMs: 2 }, (response) => response.text())).toBe(answer.body);
  });
});
