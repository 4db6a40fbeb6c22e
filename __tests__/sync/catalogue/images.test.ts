import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createImageFetcher, type ImageFetcher } from '../../../src/sync/catalogue/images.ts';
import { type LocalServer, startServer } from '../../helpers/localServer.ts';

/** Bytes that are no text in any encoding. */
const BYTES = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0x00]);

describe('createImageFetcher', () => {
  let server: LocalServer;
  let images: ImageFetcher;

  beforeAll(async () => {
    server = await startServer((request, response) => {
      if (request.url === '/big') response.writeHead(200, { 'content-type': 'image/png' }).end(Buffer.alloc(5000));
      else if (request.url === '/text') response.writeHead(200, { 'content-type': 'text/html' }).end('<html>');
      else if (request.url === '/gone') response.writeHead(404).end();
      else response.writeHead(200, { 'content-type': 'image/png' }).end(BYTES);
    });
    images = createImageFetcher(1000);
  });
  afterAll(async () => {
    images.close();
    await server.close();
  });

  it('brings the bytes as they are', async () => {
    const url = `${server.url}/image.png`;

    expect(await images.fetch([url, url, ''])).toEqual(new Map([[url, { base64: BYTES.toString('base64') }]]));
  });

  it.each([
    ['/big', /too large/],
    ['/text', /something else/],
    ['/gone', /status 404/],
  ])('says why there is none: %s', async (path, problem) => {
    const url = `${server.url}${path}`;

    expect((await images.fetch([url])).get(url)).toEqual({ problem: expect.stringMatching(problem) });
  });

  it('follows no address that is none of the web', async () => {
    expect((await images.fetch(['file:///etc/hosts'])).get('file:///etc/hosts')).toMatchObject({
      problem: expect.stringContaining('no web address'),
    });
  });
});
