import { deflateSync } from 'node:zlib';
import { hashText } from './random.ts';
import type { World } from './world.ts';

/** A picture as TikTok describes it. */
export interface WireImage {
  readonly uri: string;
  readonly urls: readonly string[];
  readonly thumb_urls: readonly string[];
  readonly height: number;
  readonly width: number;
}

/** Side of a picture and of its thumbnail, in pixels. */
const SIDE = 800;
const THUMB_SIDE = 300;

/** Describes the picture of a product or SKU. */
export function imageOf(id: string, origin: string): WireImage {
  return {
    uri: `tos-sample/${id}`,
    urls: [`${origin}/images/${id}.png`],
    thumb_urls: [`${origin}/images/${id}_${THUMB_SIDE}.png`],
    height: SIDE,
    width: SIDE,
  };
}

/** Whether a path is one of a picture. */
export function isImagePath(path: string): boolean {
  return path.startsWith('/images/');
}

/** Draws the picture that a path names: a PNG, each product and SKU in a colour of its own; undefined when there is none. */
export function drawImage(world: World, path: string): Buffer | undefined {
  const match = /^\/images\/(?<id>\d+)(?<thumb>_300)?\.png$/.exec(path);
  const id = match?.groups?.['id'] ?? '';
  if (!world.shops.some(({ goods }) => goods.products.has(id) || goods.skus.has(id))) return undefined;
  return drawPng(match?.groups?.['thumb'] === undefined ? SIDE : THUMB_SIDE, hashText(id));
}

/** A white square on a ground of one colour. */
function drawPng(side: number, colour: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  // one bit per pixel, which picks from the palette
  header.set([1, 3, 0, 0, 0], 8);
  const palette = Buffer.from([colour & 0xff, (colour >> 8) & 0xff, (colour >> 16) & 0xff, 0xff, 0xff, 0xff]);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('IDAT', pixels(side)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function pixels(side: number): Buffer {
  const bytes = Math.ceil(side / 8);
  const plain = Buffer.alloc(1 + bytes);
  const middle = Buffer.alloc(1 + bytes);
  middle.fill(0xff, 1 + Math.floor(bytes / 4), 1 + Math.floor((bytes * 3) / 4));
  const rows = Array.from({ length: side }, (_, y) => (y > side / 4 && y < (side * 3) / 4 ? middle : plain));
  return deflateSync(Buffer.concat(rows));
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

/** The checksum of PNG chunks. */
function crc32(data: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
