import { describe, expect, it } from '@jest/globals';
import { inflateSync } from 'node:zlib';
import { silentLogger } from '../../src/core/logger.ts';
import { drawImage, imageOf, isImagePath } from '../../src/sandbox/images.ts';
import { makeWorld } from '../../src/sandbox/makeWorld.ts';
import { withSandbox } from '../helpers/sandboxClient.ts';

const world = makeWorld(
  { port: 0, seed: 1, logger: silentLogger, shops: [{ region: 'US', orders: 0 }] },
  1_760_000_000,
);
const [productId = ''] = world.shops[0]?.goods.products.keys() ?? [];
const [skuId = ''] = world.shops[0]?.goods.skus.keys() ?? [];

/** Reads the chunks of a PNG. */
function chunksOf(png: Buffer): Map<string, Buffer> {
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    chunks.set(png.toString('latin1', at + 4, at + 8), png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  return chunks;
}

describe('drawImage', () => {
  it('draws a PNG of the size that is said', () => {
    const { urls, width } = imageOf(productId, '');
    const png = drawImage(world, urls[0] ?? '') ?? Buffer.alloc(0);
    const chunks = chunksOf(png);

    expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
    expect([...chunks.keys()]).toEqual(['IHDR', 'PLTE', 'IDAT', 'IEND']);
    expect(chunks.get('IHDR')?.readUInt32BE(0)).toBe(width);
    expect(inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0))).toHaveLength(width * (1 + width / 8));
    expect(png.length).toBeLessThan(2000);
    // the checksum of an empty end chunk is the same in every PNG
    expect(png.subarray(-4).toString('hex')).toBe('ae426082');
  });

  it('draws thumbnails, and SKUs in other colours', () => {
    const [thumb, sku] = [`/images/${productId}_300.png`, `/images/${skuId}.png`].map((path) => drawImage(world, path));

    expect(
      chunksOf(thumb ?? Buffer.alloc(0))
        .get('IHDR')
        ?.readUInt32BE(0),
    ).toBe(300);
    expect(sku).not.toEqual(drawImage(world, `/images/${productId}.png`));
  });

  it.each(['/images/1.png', '/images/x.png', '/images/', '/images/../secret'])('has nothing for %s', (path) => {
    expect(drawImage(world, path)).toBeUndefined();
  });
});

describe('isImagePath', () => {
  it('knows where pictures lie', () => {
    expect(['/images/1.png', '/product/images'].map(isImagePath)).toEqual([true, false]);
  });
});

describe('pictures on the wire', () => {
  it('come without a signature, and can fail like everything else', async () => {
    await withSandbox({ shops: [{ region: 'US', orders: 0 }] }, async ({ sandbox }) => {
      const [sku] = sandbox.control.catalogue();
      const url = `${sandbox.url}/images/${sku?.productId ?? ''}.png`;
      const answer = await fetch(url);
      sandbox.control.addFault({ fault: '5xx', status: 503, paths: ['/images/'], count: 1 });

      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png']);
      expect(
        Buffer.from(await answer.arrayBuffer())
          .subarray(1, 4)
          .toString(),
      ).toBe('PNG');
      expect((await fetch(url)).status).toBe(503);
      expect((await fetch(`${sandbox.url}/images/1.png`)).status).toBe(404);
      expect(sandbox.control.statistics().byOperation).toEqual({ images: 3 });
    });
  });
});
