import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHttpClient, type HttpClient, type HttpRequest } from '../../src/core/http.ts';
import { TransportError } from '../../src/core/errors.ts';
import { type LocalServer, startServer } from '../helpers/localServer.ts';

let server: LocalServer;
let http: HttpClient;
let connections = new Set<unknown>();

beforeEach(async () => {
  connections = new Set();
  http = createHttpClient({ maxBytes: 10_000 });
  server = await startServer((request, response) => {
    connections.add(request.socket);
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const reply = REPLIES[request.url ?? ''];
      if (reply) reply(response);
      else response.end(JSON.stringify({ headers: request.headers, body: Buffer.concat(parts).toString('utf8') }));
    });
  });
});

afterEach(async () => {
  http.close();
  await server.close();
});

type Reply = (response: Parameters<Parameters<typeof startServer>[0]>[1]) => void;

const REPLIES: Readonly<Record<string, Reply>> = {
  '/silent': () => undefined,
  '/drip': (response) => {
    const timer = setInterval(() => response.write('.'), 20);
    response.on('close', () => {
      clearInterval(timer);
    });
  },
  '/stall': (response) => response.write('begun'),
  '/cut': (response) => {
    response.writeHead(200, { 'content-length': 100 }).write('half');
    setTimeout(() => response.destroy(), 5);
  },
  '/cut-chunks': (response) => {
    response.write('half');
    setTimeout(() => response.destroy(), 5);
  },
  '/huge': (response) => response.end('x'.repeat(20_000)),
  '/gzip': (response) => response.setHeader('content-encoding', 'gzip').end(gzipSync('packed – ü')),
  '/bad-gzip': (response) => response.setHeader('content-encoding', 'gzip').end('not packed'),
  '/redirect': (response) => response.writeHead(302, { location: '/elsewhere' }).end(),
  '/teapot': (response) => response.writeHead(418, { 'X-Some-Header': 'Value' }).end('short and stout'),
};

async function failure(request: Partial<HttpRequest>, client = http): Promise<TransportError> {
  const error: unknown = await client
    .request({ method: 'GET', url: server.url, ...request })
    .catch((caught: unknown) => caught);
  if (!(error instanceof TransportError)) throw new Error(`no TransportError but ${String(error)}`);
  return error;
}

describe('createHttpClient', () => {
  it('sends a body byte for byte', async () => {
    const body = '{"a": "Grüße – สวัสดี 👜",\n  "b":1}';
    const headers = { 'content-type': 'application/json', 'x-own': 'yes' };
    const { text } = await http.request({ method: 'POST', url: `${server.url}/echo`, headers, body });

    expect(JSON.parse(text)).toMatchObject({ body, headers });
  });

  it('gives any status back as an answer, header names in lower case', async () => {
    expect(await http.request({ method: 'GET', url: `${server.url}/teapot` })).toMatchObject({
      status: 418,
      text: 'short and stout',
      headers: { 'x-some-header': 'Value' },
    });
  });

  it('follows no redirect', async () => {
    expect((await http.request({ method: 'GET', url: `${server.url}/redirect` })).status).toBe(302);
  });

  it('unpacks', async () => {
    expect((await http.request({ method: 'GET', url: `${server.url}/gzip` })).text).toBe('packed – ü');
  });

  it('keeps its connection and counts its requests', async () => {
    for (let turn = 0; turn < 3; turn += 1) await http.request({ method: 'GET', url: server.url });

    expect(connections.size).toBe(1);
    expect(http.count()).toBe(3);
  });

  it.each([
    ['/silent', { readMs: 50 }, /no answer within 50 ms/],
    ['/stall', { readMs: 50 }, /no further byte within 50 ms/],
    ['/drip', { readMs: 1000, totalMs: 100 }, /no complete answer within 100 ms/],
    ['/cut', {}, /the connection was cut/],
    ['/cut-chunks', {}, /the connection was cut/],
    ['/huge', {}, /broken or too large/],
    ['/bad-gzip', {}, /compressed wrongly/],
  ])('ends %s with its own words', async (path, deadlines, message) => {
    const error = await failure({ url: `${server.url}${path}`, deadlines });

    expect(error.message).toMatch(message);
    expect(error).toMatchObject({ outcome: 'unknown', retryable: true });
  });

  it.each([
    ['http://127.0.0.1:9/', /nobody listens there/],
    ['http://nowhere.invalid/', /host name/],
    ['nonsense', /not a URL/],
  ])('knows that nothing was sent to %s', async (url, message) => {
    const error = await failure({ url });

    expect(error.message).toMatch(message);
    expect(error).toMatchObject({ outcome: 'not-sent', remedy: expect.any(String) });
  });

  it('stops when it is cancelled, before and meanwhile', async () => {
    const url = `${server.url}/silent`;
    const controller = new AbortController();
    setTimeout(() => {
      controller.abort(new Error('outer'));
    }, 20);

    expect((await failure({ url, signal: controller.signal })).message).toMatch(/cancelled/);
    expect((await failure({ url, signal: controller.signal })).message).toMatch(/cancelled/);
  });

  it('shows neither address nor headers nor body in its errors', async () => {
    const error = await failure({
      method: 'POST',
      url: 'http://127.0.0.1:9/path?app_secret=canary1',
      headers: { authorization: 'canary2' },
      body: 'canary3',
    });

    expect(JSON.stringify([error, error.message, error.stack, error.context, error.cause])).not.toContain('canary');
  });
});

describe('createHttpClient, towards a host that accepts no connection', () => {
  let child: ChildProcess;
  const fillers: Socket[] = [];

  afterEach(() => {
    for (const socket of fillers.splice(0)) socket.destroy();
    child.kill('SIGKILL');
  });

  it('gives up connecting in time and knows that nothing was sent', async () => {
    const script =
      "require('net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, function () { console.log(this.address().port) })";
    child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(child.stdout ?? child, 'data')) as [Buffer];
    const port = Number(line.toString());
    // a stopped process accepts nothing, and the kernel answers no more than its backlog holds
    child.kill('SIGSTOP');
    for (let index = 0; index < 6; index += 1) {
      fillers.push(connect(port, '127.0.0.1').on('error', () => undefined));
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
    const impatient = createHttpClient({ deadlines: { connectMs: 150 } });

    const error = await failure({ url: `http://127.0.0.1:${port}/` }, impatient);
    impatient.close();

    expect(error.message).toMatch(/no connection in time/);
    expect(error.outcome).toBe('not-sent');
  });
});
