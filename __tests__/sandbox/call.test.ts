import { Readable } from 'node:stream';
import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { isLocal, readCall, type Call } from '../../src/sandbox/call.ts';

function request(url: string, body: string | Buffer = ''): IncomingMessage {
  const stream = Readable.from(body.length === 0 ? [] : [Buffer.from(body)]);
  return Object.assign(stream, {
    url,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    socket: { remoteAddress: '127.0.0.1' },
  }) as unknown as IncomingMessage;
}

describe('readCall', () => {
  it('decodes path and query, and leaves the bytes of the body', async () => {
    const call = await readCall(request('/a%20b?page_token=%2B%2F%3D&page_token=2&x=a+b', 'Grüße'));

    expect(call).toMatchObject({ path: '/a b', method: 'POST', contentType: 'application/json' });
    expect(Object.fromEntries(call.query)).toEqual({ page_token: '+/=', x: 'a b' });
    expect(call.body).toEqual(Buffer.from('Grüße', 'utf8'));
  });

  it('leaves a path that is badly encoded as it is', async () => {
    expect((await readCall(request('/%E0%A4%A'))).path).toBe('/%E0%A4%A');
  });

  it('refuses bodies without end', async () => {
    await expect(readCall(request('/', Buffer.alloc(20_000_001)))).rejects.toThrow(RangeError);
  });
});

describe('isLocal', () => {
  it('knows the addresses of this machine', () => {
    const from = (remoteAddress: string): boolean => isLocal({ remoteAddress } as Call);

    expect(['127.0.0.1', '::1', '::ffff:127.0.0.1', '127.8.8.8'].every(from)).toBe(true);
    expect(['10.0.0.1', '::ffff:10.127.0.1', '', '2001:db8::1'].some(from)).toBe(false);
  });
});
